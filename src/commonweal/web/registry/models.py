"""The register: whatever packs define, and what was placed or imported here.

``definition`` is the item as the pack gave it (a model of :mod:`commonweal.packs.models` as JSON): the
columns beside it are for finding and ordering, never a second truth.
"""

from __future__ import annotations

from django.db import models


class Pack(models.Model):
    id = models.CharField(primary_key=True, max_length=120)
    version = models.CharField(max_length=32)
    title = models.CharField(max_length=300)
    manifest = models.JSONField()
    files_digest = models.CharField(max_length=64, help_text="SHA-256 over the folder's files")
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Defined(models.Model):
    """An item of a pack, in the pack's own order."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    definition = models.JSONField()

    class Meta:
        abstract = True
        ordering = ["position"]


class Framework(Defined):
    id = models.CharField(primary_key=True, max_length=120)

    def __str__(self) -> str:
        return self.id


class Toolkit(Defined):
    """As its pack has it; which version is worked with is for the toolkit's own part to say."""

    id = models.CharField(primary_key=True, max_length=120)

    def __str__(self) -> str:
        return self.id


class TestSet(Defined):
    """As its pack has it; which version is worked with is for the part of the tests to say."""

    __test__ = False  # pytest collects what is called Test…

    id = models.CharField(primary_key=True, max_length=120)

    def __str__(self) -> str:
        return self.id


class Circle(Defined):
    """The links of a virtuous circle, as its pack has them."""

    id = models.CharField(primary_key=True, max_length=120)

    def __str__(self) -> str:
        return self.id


class Locale(Defined):
    """The texts of a pack in another language."""

    language = models.CharField(max_length=8, db_index=True)

    def __str__(self) -> str:
        return f"{self.pack_id} in {self.language}"


class Place(Defined):
    code = models.CharField(primary_key=True, max_length=32)
    name = models.CharField(max_length=200, db_index=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class AreaSet(Defined):
    code = models.CharField(primary_key=True, max_length=32)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class PackTarget(Defined):
    """A target for an indicator which another pack defines."""

    indicator = models.CharField(max_length=120, db_index=True)


class PackDataset(Defined):
    """Figures that a pack carries."""

    key = models.CharField(primary_key=True, max_length=120)


class Site(Defined):
    """What the place's own pack says of the whole site: at most one row a pack."""


class Indicator(models.Model):
    """An indicator that a pack defines, or that came in with a file and stands outside any framework."""

    id = models.CharField(primary_key=True, max_length=120)
    pack = models.ForeignKey(Pack, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)
    name = models.TextField()  # as its supplier has it, however long
    definition = models.JSONField()

    class Meta:
        ordering = ["pack", "position", "id"]

    def __str__(self) -> str:
        return self.name


class SetUp(models.Model):
    """What a set-up from files read when it last ended well, so that a start can tell that nothing changed.

    ``commonweal.web.config.starting`` reads this table without Django.
    """

    key = models.CharField(primary_key=True, max_length=40)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Placement(models.Model):
    """An indicator that someone here placed under a goal, beside what the packs place."""

    framework = models.CharField(max_length=120)
    goal = models.CharField(max_length=120)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="placements")
    note = models.TextField(blank=True)
    placed_by = models.CharField(max_length=200)
    placed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "goal", "indicator"], name="one_placement_a_goal")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} under {self.framework}/{self.goal}"
