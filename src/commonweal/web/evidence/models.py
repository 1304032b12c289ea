"""Datasets, their vintages, the snapshots that name them, and the imports that bring them.

The figures themselves are Parquet files in the evidence store, named by their SHA-256. These rows say
which files there are, who brought them, and — one row, one pointer — which snapshot is in force.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy


class Dataset(models.Model):
    """Its texts are those of the vintage last published, and change with the next publication alone."""

    key = models.CharField(primary_key=True, max_length=120)
    title = models.TextField()  # what suppliers write has no limit, and SQLite would not keep to one
    organisation = models.TextField(blank=True)
    address = models.TextField(blank=True)
    licence = models.TextField(blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Vintage(models.Model):
    """One state of a dataset: a Parquet file, never changed after it is written."""

    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="vintages")
    sha256 = models.CharField(max_length=64)
    source_sha256 = models.CharField(max_length=64, db_index=True)
    source_name = models.TextField()
    rows = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    organisation = models.TextField(blank=True)
    address = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    released = models.CharField(max_length=32, blank=True)
    indicators = models.JSONField(default=list)
    series = models.JSONField(default=list, help_text="series, unit and measure as the file named them")
    brought_by = models.CharField(max_length=200)
    brought_at = models.DateTimeField()

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["dataset", "sha256"], name="a_vintage_once_a_dataset")]

    def __str__(self) -> str:
        return f"{self.dataset_id} {self.sha256[:8]}"


class Import(models.Model):
    """Files brought together, checked, and then published or put aside."""

    class State(models.TextChoices):
        BROUGHT = "brought", gettext_lazy("waiting to be published")
        PUBLISHED = "published", gettext_lazy("published")
        PUT_ASIDE = "put_aside", gettext_lazy("put aside")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    state = models.CharField(max_length=16, choices=State.choices, default=State.BROUGHT)
    title = models.TextField()
    base_snapshot = models.CharField(max_length=64, blank=True)
    candidate_snapshot = models.CharField(max_length=64, blank=True)
    problems = models.CharField(max_length=64, blank=True, help_text="name of the list in the store")
    stops = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    brought_by = models.CharField(max_length=200)
    brought_by_id = models.CharField(max_length=64, blank=True)
    brought_at = models.DateTimeField()
    published_by = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-brought_at"]
        constraints = [
            models.CheckConstraint(
                name="published_by_and_at_together",
                condition=models.Q(published_at__isnull=True, published_by="")
                | (models.Q(published_at__isnull=False) & ~models.Q(published_by="")),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ImportedFile(models.Model):
    """One dataset of an import: the vintage it would put in force, or why it cannot."""

    brought = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    dataset = models.CharField(max_length=120)
    file = models.TextField()
    vintage = models.ForeignKey(Vintage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField(default=0)
    stops = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    unchanged = models.BooleanField(default=False)

    class Meta:
        ordering = ["dataset"]

    def __str__(self) -> str:
        return self.file


class Waiver(models.Model):
    """Why a kind of warning about a dataset was let pass: shown as a note wherever the figures are."""

    brought = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="waivers")
    dataset = models.TextField(help_text="of a file without a dataset, its name")
    rule = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    reason = models.TextField()
    waived_by = models.CharField(max_length=200)
    waived_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brought", "dataset", "rule"], name="a_rule_waived_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule} of {self.dataset}"


class Snapshot(models.Model):
    """Which vintages stood together, judged by which definitions."""

    id = models.CharField(primary_key=True, max_length=64)
    definitions = models.CharField(max_length=64)
    vintages = models.JSONField(help_text="dataset: SHA-256")
    previous = models.CharField(max_length=64, blank=True)
    reason = models.TextField()
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.id[:8]


class InForce(models.Model):
    """The one pointer: readers follow it, publishing moves it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="one_pointer", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"in force: {self.snapshot_id}"
