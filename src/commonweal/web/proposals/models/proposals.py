"""A proposal, what it would cost and who pays, where it would be, and what is not known of it yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from .said import Said


class Programme(models.Model):
    """A programme or a collective fund, whose board looks at its proposals together."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    example = models.TextField(blank=True, help_text="why it is an example, where it is one")
    revision = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Proposal(models.Model):
    class Kind(models.TextChoices):
        POLICY = "policy", gettext_lazy("Policy")
        STRATEGY = "strategy", gettext_lazy("Strategy")
        PLAN = "plan", gettext_lazy("Delivery plan")
        PROGRAMME = "programme", gettext_lazy("Programme")
        PROJECT = "project", gettext_lazy("Investment project")

    class Step(models.TextChoices):
        IDEA = "idea", gettext_lazy("Idea")
        OUTLINE = "outline", gettext_lazy("Outline")
        APPLICATION = "application", gettext_lazy("Application")
        DECIDED = "decided", gettext_lazy("Decided")
        DELIVERY = "delivery", gettext_lazy("Delivery")
        CLOSED = "closed", gettext_lazy("Closed")

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    summary = models.TextField()
    sponsor = models.CharField(max_length=200)
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    step = models.CharField(max_length=16, choices=Step.choices, default=Step.IDEA)
    decision_by = models.DateField(null=True, blank=True)
    decision = models.TextField(blank=True, help_text="what was decided, in a sentence")
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    cost_note = models.TextField(blank=True)
    public = models.BooleanField(default=False)
    example = models.TextField(blank=True, help_text="why it is an example, where it is one")
    revision = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(name="a_cost_is_not_negative", condition=models.Q(cost__gte=0)),
        ]

    def __str__(self) -> str:
        return self.title


class Partner(models.Model):
    """An organisation in a proposal: what it pays, and what it gains."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    pays = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    gains = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "name"], name="a_partner_once_a_proposal"),
            models.CheckConstraint(name="a_payment_is_not_negative", condition=models.Q(pays__gte=0)),
        ]

    def __str__(self) -> str:
        return self.name


class ProposalPlace(models.Model):
    """A place of the register, by its official code."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="places")
    area = models.CharField(max_length=32)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["proposal", "area"], name="a_place_once_a_proposal")]

    def __str__(self) -> str:
        return self.area


class Option(models.Model):
    """One way to do it. ``nothing``: what happens if nothing is done; every proposal has that one."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="options")
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    nothing = models.BooleanField(default=False)
    preferred = models.BooleanField(default=False)

    class Meta:
        ordering = ["-nothing", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(nothing=True), name="one_do_nothing_a_proposal"
            ),
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(preferred=True), name="one_preferred_option"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Document(models.Model):
    """A file of a proposal, as it was sent; its bytes lie under their own digest."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [models.UniqueConstraint(fields=["proposal", "sha256"], name="a_file_once_a_proposal")]

    def __str__(self) -> str:
        return self.name


class Need(Said):
    """One of the things that an assessor needs to know first. ``parts`` has ``words``."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="needs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "key"], name="a_need_once_a_proposal")]

    def __str__(self) -> str:
        return self.key


# The user model is named by settings, so that migrations of this part depend on accounts by that name.
USER = settings.AUTH_USER_MODEL
