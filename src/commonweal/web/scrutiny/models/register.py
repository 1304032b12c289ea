"""The register: committees, their meetings, the reports that come before them, and the documents of those."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy

from commonweal.web.proposals.models import Proposal

from .test_sets import SetVersion


class Committee(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200, unique=True)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    title = models.CharField(max_length=200, blank=True, help_text="where it has one of its own")
    revision = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "committee__name"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "day", "title"], name="a_meeting_once"),
        ]
        indexes = [models.Index(fields=["-day"], name="meetings_by_day")]

    def __str__(self) -> str:
        return f"{self.committee}, {self.day:%-d %B %Y}"


class Report(models.Model):
    """A report to a meeting. ``reference`` is the authority's own, by which an import finds it again.

    An exempt report is never public; ``public`` is an act of its own, when an agenda is published.
    """

    class Kind(models.TextChoices):
        POLICY = "policy", gettext_lazy("Policy")
        STRATEGY = "strategy", gettext_lazy("Strategy")
        PLAN = "plan", gettext_lazy("Delivery plan")
        PROGRAMME = "programme", gettext_lazy("Programme")
        PROJECT = "project", gettext_lazy("Investment project")
        BUDGET = "budget", gettext_lazy("Budget")
        INFORMATION = "information", gettext_lazy("For information")

    class Decision(models.TextChoices):
        APPROVED = "approved", gettext_lazy("Approved")
        AMENDED = "amended", gettext_lazy("Approved with amendments")
        DEFERRED = "deferred", gettext_lazy("Deferred")
        CALLED_IN = "called-in", gettext_lazy("Called in")
        REFUSED = "refused", gettext_lazy("Refused")

    reference = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    author_role = models.CharField(max_length=200, help_text="a role, not a person's name")
    directorate = models.CharField(max_length=200, blank=True)
    sponsor = models.CharField(max_length=200, blank=True, help_text="the organisation that answers for it")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    item = models.CharField(max_length=20, blank=True, help_text="number on the agenda")
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    key_decision = models.BooleanField(default=False)
    exempt = models.BooleanField(default=False)
    exempt_reason = models.CharField(max_length=300, blank=True)
    public = models.BooleanField(default=False)
    options_closed = models.DateField(null=True, blank=True, help_text="from then nothing could be changed")
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=16, choices=Decision.choices, blank=True)
    decision_words = models.TextField(blank=True)
    test_set = models.ForeignKey(
        SetVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    quality = models.CharField(
        max_length=16, default="none", help_text="of its account: none, partial, whole"
    )
    answered_on = models.DateField(null=True, blank=True, help_text="the day of the last answer")
    example = models.TextField(blank=True, help_text="why it is an example, where it is one")
    revision = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-meeting__day", "item", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_exempt_report_is_not_public", condition=~models.Q(exempt=True, public=True)
            ),
            models.CheckConstraint(
                name="a_report_decision_and_its_day_together",
                condition=models.Q(decision="", decided_on__isnull=True)
                | (~models.Q(decision="") & models.Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(name="a_report_cost_is_not_negative", condition=models.Q(cost__gte=0)),
        ]
        indexes = [models.Index(fields=["public", "exempt"], name="reports_that_are_public")]

    def __str__(self) -> str:
        return self.title


class ReportPlace(models.Model):
    """A place that a report touches, by its official code."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="places")
    area = models.CharField(max_length=32)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "area"], name="a_place_once_a_report")]

    def __str__(self) -> str:
        return self.area


class Document(models.Model):
    """A report's file as it was sent, and what was read in it.

    ``found`` is what the reader says: sections and flags, as advice. ``said``: why it could not be read.
    ``ticked_at``: when the reading under way was last heard of; one that was killed falls silent.
    """

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("waiting to be read")
        READING = "reading", gettext_lazy("being read")
        READ = "read", gettext_lazy("read")
        REFUSED = "refused", gettext_lazy("could not be read")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    said = models.TextField(blank=True)
    found = models.JSONField(default=dict)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    ticked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["report", "sha256"], name="a_file_once_a_report")]

    def __str__(self) -> str:
        return self.name


class RegisterFile(models.Model):
    """A file of reports that was brought: its rows, what is wrong with them, whether it is published.

    ``rows``: each line's number and values (:class:`commonweal.scrutiny.register.Entry`). ``outcome``: what
    publishing it did, by reference.
    """

    name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    outcome = models.JSONField(default=dict)
    brought_by = models.CharField(max_length=200)
    brought_at = models.DateTimeField()
    published_by = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="register_file_published_by_and_at_together",
                condition=models.Q(published_at__isnull=True, published_by="")
                | (models.Q(published_at__isnull=False) & ~models.Q(published_by="")),
            )
        ]

    def __str__(self) -> str:
        return self.name
