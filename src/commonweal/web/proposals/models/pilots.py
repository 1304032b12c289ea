"""A pilot of a toolkit: what it takes to use it, and which of its questions do not work."""

from __future__ import annotations

from django.db import models

from commonweal.web.toolkit.models import Version

from .assessments import Assessment
from .proposals import USER, Proposal


class Pilot(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    toolkit = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    begins = models.DateField()
    ends = models.DateField()
    hourly_cost = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    proposals_a_year = models.PositiveIntegerField(null=True, blank=True)
    training = models.TextField(blank=True, help_text="what assessors had to be taught, and asked for")
    decisions = models.TextField(blank=True, help_text="decisions it is known to have influenced")
    example = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-begins", "title"]
        constraints = [
            models.CheckConstraint(
                name="a_pilot_ends_after_it_begins", condition=models.Q(ends__gte=models.F("begins"))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PilotProposal(models.Model):
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="proposals")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="pilots")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["pilot", "proposal"], name="a_proposal_once_a_pilot")]

    def __str__(self) -> str:
        return f"{self.pilot_id}: {self.proposal_id}"


class PilotAssessor(models.Model):
    """Somebody whose assessments count in a pilot. Where none is named, everybody's do."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="assessors")
    person = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["pilot", "person"], name="an_assessor_once_a_pilot")]

    def __str__(self) -> str:
        return f"{self.pilot_id}: {self.person_id}"


class Effort(models.Model):
    """Time spent on a stage: as its assessor entered it, and as measured where they agreed."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="efforts")
    stage = models.CharField(max_length=16)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    seconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "stage"], name="effort_once_a_stage")]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.stage}"


class Clarity(models.Model):
    """How clear an assessor found a question, from 1 (not at all) to 5 (quite), with a remark."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="clarities")
    key = models.CharField(max_length=200)
    rating = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key"], name="clarity_once_a_question"),
            models.CheckConstraint(
                name="clarity_is_from_1_to_5", condition=models.Q(rating__gte=1, rating__lte=5)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.rating}"
