"""Strategies: a document in versions and parts, and the goals that each part is aligned with.

Days are text as a source gives them: "2020", "2020-07" or "2020-07-31"; "" where none is recorded.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy

from .organisations import Organisation, Partnership


class Strategy(models.Model):
    """``areas``: codes of places of this site; ``place_words``: the place in words, where it is none of them.

    ``not_found``: what was looked for and not found on a public page. ``example``: why it is none.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    owner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="strategies"
    )
    partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.SET_NULL, related_name="strategies"
    )
    areas = models.JSONField(default=list, blank=True)
    place_words = models.CharField(max_length=300, blank=True)
    begins = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    not_found = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    source_address = models.CharField(max_length=500, blank=True)
    example = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "strategies"
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class StrategyVersion(models.Model):
    """A version of the document, such as the draft for consultation and the one that was adopted."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=200)
    on = models.CharField(max_length=10, blank=True)
    words = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    source_address = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [models.UniqueConstraint(fields=["strategy", "name"], name="a_version_once_a_strategy")]

    def __str__(self) -> str:
        return self.name


class StrategyPart(models.Model):
    """A theme, an objective, an action. ``under``: the part it stands under. ``read_in``: the version of the
    document in which it was read. ``indicators``: ids of those that the part itself names.
    """

    class Kind(models.TextChoices):
        THEME = "theme", gettext_lazy("Theme")
        OBJECTIVE = "objective", gettext_lazy("Objective")
        ACTION = "action", gettext_lazy("Action")
        PRINCIPLE = "principle", gettext_lazy("Principle")

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="parts")
    under = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="within")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    name = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    areas = models.JSONField(default=list, blank=True)
    begins = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    indicators = models.JSONField(default=list, blank=True)
    read_in = models.ForeignKey(
        StrategyVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="parts"
    )
    source = models.CharField(max_length=500, blank=True)
    source_address = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "kind", "name"], name="a_part_once_a_strategy")
        ]

    def __str__(self) -> str:
        return self.name


class Alignment(models.Model):
    """That a part is aligned with a goal. ``whose``: who says so."""

    class Whose(models.TextChoices):
        DOCUMENT = "document", gettext_lazy("The document says so")
        OWN = "own", gettext_lazy("Whoever keeps this register reads it so")
        RECONSTRUCTED = "reconstructed", gettext_lazy("Reconstructed by Commonweal")

    part = models.ForeignKey(StrategyPart, on_delete=models.CASCADE, related_name="alignments")
    framework = models.CharField(max_length=120)
    goal = models.CharField(max_length=120)
    whose = models.CharField(max_length=16, choices=Whose.choices)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["part", "framework", "goal"], name="a_goal_once_a_part")
        ]
        indexes = [models.Index(fields=["framework", "goal"], name="alignments_by_goal")]

    def __str__(self) -> str:
        return f"{self.part_id}: {self.framework}:{self.goal}"
