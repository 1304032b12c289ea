"""Roll-outs: a framework, a toolkit or a set of tests that is brought to a place, a board or a programme.

Days are text as a source gives them: "2020", "2020-07" or "2020-07-31"; "" where none is recorded.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from commonweal.web.proposals.models import Programme, Proposal
from commonweal.web.scrutiny.models import Report, SetVersion
from commonweal.web.toolkit.models import Version

from .commitments import Commitment
from .organisations import Organisation, Partnership
from .strategies import Strategy


def when_field() -> Any:
    return models.CharField(max_length=10, blank=True)


class RollOut(models.Model):
    """``areas``: codes of places of this site; ``place_words``: the place in words, where it is none of them.

    ``not_found``: what was looked for and not found on a public page. ``example``: why it is none.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    purpose = models.TextField()
    partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.SET_NULL, related_name="rollouts"
    )
    strategy = models.ForeignKey(
        Strategy, null=True, blank=True, on_delete=models.SET_NULL, related_name="rollouts"
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    areas = models.JSONField(default=list, blank=True)
    place_words = models.CharField(max_length=300, blank=True)
    owners = models.ManyToManyField(Organisation, blank=True, related_name="rollouts")
    begins = when_field()
    ends = when_field()
    not_found = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    source_address = models.CharField(max_length=500, blank=True)
    example = models.CharField(max_length=500, blank=True)
    proposals = models.ManyToManyField(Proposal, blank=True, related_name="rollouts")
    reports = models.ManyToManyField(Report, blank=True, related_name="rollouts")
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="rollouts")
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Recorded(models.Model):
    """A line of the record of a roll-out, with where it is from."""

    source = models.CharField(max_length=500, blank=True)
    source_address = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True


class Brought(Recorded):
    """What is rolled out. ``thing``: the id of a framework, a toolkit or a set of tests; ``version``: of it,
    "" where that is not recorded, and for a framework. ``by``: the first day by which a record shows it in
    use; ``until``: its last.
    """

    class Kind(models.TextChoices):
        FRAMEWORK = "framework", gettext_lazy("Framework")
        TOOLKIT = "toolkit", gettext_lazy("Toolkit")
        TESTS = "tests", gettext_lazy("Tests")

    rollout = models.ForeignKey(RollOut, on_delete=models.CASCADE, related_name="brought")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    thing = models.CharField(max_length=120)
    version = models.CharField(max_length=32, blank=True)
    by = when_field()
    until = when_field()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rollout", "kind", "thing", "version"], name="a_version_once_a_roll_out"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing} {self.version}".strip()


class Stage(Recorded):
    rollout = models.ForeignKey(RollOut, on_delete=models.CASCADE, related_name="stages")
    name = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    planned = when_field()
    reached = when_field()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["rollout", "name"], name="a_stage_once_a_roll_out")]

    def __str__(self) -> str:
        return self.name


class Training(Recorded):
    """``to``: roles, never a person. ``people``: how many; None where that is not recorded. ``given_by``: in
    words.
    """

    rollout = models.ForeignKey(RollOut, on_delete=models.CASCADE, related_name="trainings")
    on = when_field()
    to = models.CharField(max_length=300)
    people = models.PositiveIntegerField(null=True, blank=True)
    given_by = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on}: {self.to}"


class Adaptation(Recorded):
    """What was done otherwise than the framework, the toolkit or the tests have it, and why."""

    rollout = models.ForeignKey(RollOut, on_delete=models.CASCADE, related_name="adaptations")
    words = models.TextField()
    why = models.TextField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words[:60]


class Effect(Recorded):
    """What it changed, and what shows that: a proposal, a report with its decision, an indicator, a page."""

    rollout = models.ForeignKey(RollOut, on_delete=models.CASCADE, related_name="effects")
    words = models.TextField()
    on = when_field()
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    indicator = models.CharField(max_length=120, blank=True)
    link = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.words[:60]


class Lesson(Recorded):
    """What was learnt. ``kind`` and ``thing``: the toolkit or the tests that it is for, "" where for neither;
    ``key`` and ``item``: the part of it and the question.

    ``sent_at``: when it was put as a note into a draft of the next version; ``toolkit`` or ``tests``: that
    draft, and the version it became; None where it was thrown away. What was sent is not changed any more.
    """

    rollout = models.ForeignKey(RollOut, on_delete=models.CASCADE, related_name="lessons")
    words = models.TextField()
    on = when_field()
    kind = models.CharField(max_length=16, blank=True)
    thing = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=200, blank=True)
    item = models.CharField(max_length=200, blank=True)
    item_words = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    toolkit = models.ForeignKey(Version, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    tests = models.ForeignKey(SetVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words[:60]
