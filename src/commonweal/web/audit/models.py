"""The record of acts: who did what, when, to what. Written once, never changed, with no foreign keys.

Without foreign keys the record outlives what it speaks of: a deleted account or dataset takes nothing from
it. Django refuses to change or delete a row here, and so does the database itself (a trigger made by the
first migration).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from django.db import models


class FixedRecordError(TypeError):
    """Something tried to change or delete an event."""


class EventQuerySet(models.QuerySet["Event"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise FixedRecordError("the record of acts cannot be changed")

    def delete(self) -> NoReturn:
        raise FixedRecordError("nothing can be taken out of the record of acts")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FixedRecordError("the record of acts cannot be changed")


class Event(models.Model):
    """One act. ``who_name`` and ``subject_label`` are as they were at the time."""

    when = models.DateTimeField()
    who_id = models.CharField(max_length=64)
    who_name = models.CharField(max_length=200)
    act = models.CharField(max_length=100)  # "accounts.role_granted": the part, a dot, the verb in the past
    sentence = models.TextField()
    subject_kind = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=200)
    subject_label = models.CharField(max_length=300)
    detail = models.JSONField(default=dict)
    request_id = models.CharField(max_length=32, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-when", "-id"]
        indexes = [
            models.Index(fields=["-when", "-id"], name="audit_by_time"),
            models.Index(fields=["subject_kind", "subject_id"], name="audit_by_subject"),
            models.Index(fields=["who_id"], name="audit_by_person"),
        ]

    def __str__(self) -> str:
        return self.sentence

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FixedRecordError("the record of acts cannot be changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FixedRecordError("nothing can be taken out of the record of acts")


@dataclass(frozen=True)
class Actor:
    """Who acts, where it is not a signed-in person: ``Actor("command-line", "The command line")``."""

    id: str
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Subject:
    """What an act was done to: ``Subject("vintage", digest, "GDHI, release of October 2026")``."""

    kind: str
    id: str
    label: str


COMMAND_LINE = Actor("command-line", "The command line")


def actor_of(by: Any) -> Actor:
    """The actor that a person (a saved user) or an :class:`Actor` is. Raises TypeError for nobody."""
    if isinstance(by, Actor):
        return by
    if isinstance(by, models.Model) and by.pk is not None:
        return Actor(str(by.pk), str(by))
    raise TypeError(f"an act needs somebody who did it, not {by!r}")


def subject_of(subject: Any) -> Subject:
    """The subject that a saved row, a :class:`Subject` or a ``(kind, id, label)`` is.

    A row's kind is its model's name.
    """
    if isinstance(subject, Subject):
        return subject
    if isinstance(subject, tuple):
        return Subject(*map(str, subject))
    if isinstance(subject, models.Model) and subject.pk is not None:
        return Subject(str(subject._meta.verbose_name), str(subject.pk), str(subject))
    raise TypeError(f"an act needs a subject that exists, not {subject!r}")
