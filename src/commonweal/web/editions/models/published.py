"""What was published, as it was: never changed and never deleted."""

from __future__ import annotations

from typing import Any

from django.db import models

from .drafts import Edition


class Kept(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("What is frozen is never changed: a correction makes another.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("What is frozen is never deleted.")


class Frozen(Kept):
    """One frozen state of an edition: number 1 as it was published, and one more for each correction.

    ``content``: everything that its pages show (docs/decisions/0015). ``sha256``: of that content as
    canonical JSON. ``snapshot``, ``definitions`` and ``methods``: what its figures were worked out from.
    ``promised``: what partners had promised on its goals, as it stood on the day it was published, for who
    lays a later edition beside an earlier one; None of a state that was frozen before this was kept.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="frozen")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    snapshot = models.CharField(max_length=64)
    definitions = models.CharField(max_length=64)
    methods = models.CharField(max_length=64)
    promised = models.JSONField(null=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="a_frozen_number_once_an_edition")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.number}"


class FrozenPicture(Kept):
    """A drawing as it was, by the digest of its bytes."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="pictures")
    sha256 = models.CharField(max_length=64)
    svg = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "sha256"], name="a_frozen_picture_once_an_edition")
        ]

    def __str__(self) -> str:
        return self.sha256[:8]


class Correction(Kept):
    """Numbered from 1. ``was`` and ``now``: words of the chapter's text; ``frozen``: the state it made."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveIntegerField()
    day = models.DateField()
    chapter = models.CharField(max_length=80, help_text="the slug")
    was = models.TextField()
    now = models.TextField()
    reason = models.TextField()
    frozen = models.PositiveIntegerField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="a_correction_number_once_an_edition")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: correction {self.number}"
