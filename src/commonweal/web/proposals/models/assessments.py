"""An assessment of a proposal by a version of the toolkit and a snapshot of the evidence."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy

from commonweal.web.toolkit.models import Version

from .proposals import USER, Proposal
from .said import Said


class Assessment(models.Model):
    """``second``: made blind, by another person, to be compared with the first.

    ``outcome`` is :class:`commonweal.appraisal.results.Results` as JSON, computed anew at each saving.
    """

    class Kind(models.TextChoices):
        FIRST = "first", gettext_lazy("First assessment")
        REVISED = "revised", gettext_lazy("Revised assessment")
        FINAL = "final", gettext_lazy("Final assessment")

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="assessments")
    toolkit = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    snapshot = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    number = models.PositiveIntegerField(default=1)
    second = models.BooleanField(default=False)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    assessor = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    assessor_name = models.CharField(max_length=200)
    measured = models.BooleanField(default=False, help_text="the assessor agrees that time is measured")
    outcome = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    completed_by = models.CharField(max_length=200, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["proposal", "second", "number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "number"],
                condition=models.Q(second=False),
                name="an_assessment_by_number",
            ),
            models.UniqueConstraint(
                fields=["proposal", "assessor"], condition=models.Q(second=True), name="one_second_a_person"
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(second=False, completed_at__isnull=True),
                name="one_assessment_in_hand",
            ),
            models.CheckConstraint(
                name="assessment_completed_by_and_at_together",
                condition=models.Q(completed_at__isnull=True, completed_by="")
                | (models.Q(completed_at__isnull=False) & ~models.Q(completed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.proposal_id}"


class Answer(Said):
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "key"], name="an_answer_once")]

    def __str__(self) -> str:
        return self.key


class Citation(models.Model):
    """A figure put beside an answer, as it stood in the snapshot it was taken from."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="citations")
    key = models.CharField(max_length=200)
    indicator = models.CharField(max_length=120)
    area = models.CharField(max_length=32)
    breakdown = models.CharField(max_length=300, blank=True)
    period = models.CharField(max_length=40)
    value = models.FloatField()
    provisional = models.BooleanField(default=False)
    snapshot = models.CharField(max_length=64)
    cited_by = models.CharField(max_length=200)
    cited_at = models.DateTimeField()

    class Meta:
        ordering = ["cited_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "key", "indicator", "area", "breakdown", "period"],
                name="a_figure_once_an_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.period}"


class Remark(models.Model):
    """What somebody says of an answer. A request asks for something, and is open until it is answered."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="remarks")
    key = models.CharField(max_length=200)
    request = models.BooleanField(default=False)
    words = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    reply = models.TextField(blank=True)
    closed_by = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="remark_closed_by_and_at_together",
                condition=models.Q(closed_at__isnull=True, closed_by="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(closed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]


class DesignChange(models.Model):
    """Something of the proposal itself that was changed because of an assessment, and why."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="design_changes")
    key = models.CharField(max_length=200, blank=True, help_text="the question that led to it")
    words = models.TextField()
    reason = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.words[:60]


class Moderation(models.Model):
    """A rating settled where assessors differ. Both originals stay."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="moderations")
    item = models.CharField(max_length=200)
    value = models.CharField(max_length=120)
    reason = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["item"]
        constraints = [models.UniqueConstraint(fields=["proposal", "item"], name="moderated_once")]

    def __str__(self) -> str:
        return self.item
