"""Organisations, the partnerships they sit in, and who may write for which."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class Organisation(models.Model):
    """``brings``: codes of :class:`Brings`. ``roles``: roles in it, one a line, never a person.

    ``joined_on`` and ``left_on``: of the last period in which it takes part; the second is its last day, None
    where it still does; earlier periods are :class:`Membership`. ``contact``: where anybody can write to it,
    an office and never a person. ``example``: why it is none.
    """

    class Kind(models.TextChoices):
        AUTHORITY = "authority", gettext_lazy("Authority")
        CHARITY = "charity", gettext_lazy("Charity")
        UNION = "union", gettext_lazy("Union")
        HEALTH = "health", gettext_lazy("Health body")
        UNIVERSITY = "university", gettext_lazy("University")
        BUSINESS = "business", gettext_lazy("Business network")
        COMMUNITY = "community", gettext_lazy("Community group")
        BOARD = "board", gettext_lazy("Board")

    class Brings(models.TextChoices):
        EXPERTISE = "expertise", gettext_lazy("Expertise")
        DATA = "data", gettext_lazy("Data")
        FUNDING = "funding", gettext_lazy("Funding")
        CONVENING = "convening", gettext_lazy("Convening")
        LIVED = "lived", gettext_lazy("Lived experience")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    about = models.TextField(blank=True)
    brings = models.JSONField(default=list, blank=True)
    brings_words = models.TextField(blank=True)
    roles = models.TextField(blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    contact = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=500, blank=True)
    source_address = models.CharField(max_length=500, blank=True)
    example = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_organisation_leaves_after_it_joined",
                condition=models.Q(joined_on=None)
                | models.Q(left_on=None)
                | models.Q(left_on__gte=models.F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An earlier period in which an organisation took part, both days included."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    since = models.DateField(null=True, blank=True)
    until = models.DateField()
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["until", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_membership_ends_after_it_began",
                condition=models.Q(since=None) | models.Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.since} to {self.until}"


class Partner(models.Model):
    """Somebody who may write for an organisation; nobody is shown who."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="partners")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="a_partner_once_an_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.organisation_id}"


class Partnership(models.Model):
    """``owns``: what it answers for, one a line. ``said``: what was said of it in public, with its source."""

    class Kind(models.TextChoices):
        UNIT = "unit", gettext_lazy("Inclusive growth unit")
        BOARD = "board", gettext_lazy("Board")
        NETWORK = "network", gettext_lazy("Network")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    purpose = models.TextField()
    owns = models.TextField(blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)
    source_address = models.CharField(max_length=500, blank=True)
    said = models.TextField(blank=True)
    said_source = models.CharField(max_length=500, blank=True)
    said_address = models.CharField(max_length=500, blank=True)
    said_on = models.DateField(null=True, blank=True)
    example = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_partnership_ends_after_it_began",
                condition=models.Q(since=None)
                | models.Q(until=None)
                | models.Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A seat in a partnership for a period. ``organisation`` None: it is kept for somebody and vacant.

    ``kind``: whose voice it is. ``words``: what it is, such as “Chair”.
    """

    class Kind(models.TextChoices):
        MEMBER = "member", gettext_lazy("Member")
        RESIDENTS = "residents", gettext_lazy("Residents")
        WORKERS = "workers", gettext_lazy("Workers")
        BUSINESS = "business", gettext_lazy("Businesses")
        COMMUNITY = "community", gettext_lazy("Community groups")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.MEMBER)
    words = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)
    source_address = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="a_seat_is_left_after_it_was_taken",
                condition=models.Q(since=None)
                | models.Q(until=None)
                | models.Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} in {self.partnership_id}"
