"""Questions to the record of acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.timezone import make_aware

from commonweal.web.audit.models import Event, subject_of
from commonweal.web.ui import once

_STATE = "the state of the site"  # stays English


@dataclass(frozen=True)
class Filter:
    """Which acts: "" and None ask for all. ``until`` is the last day that counts."""

    who: str = ""
    act: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""


def recent(limit: int = 20) -> QuerySet[Event]:
    """The latest acts, newest first."""
    return Event.objects.all()[:limit]


def about(subject: Any) -> QuerySet[Event]:
    """All acts done to a row or a :class:`~commonweal.web.audit.models.Subject`, newest first."""
    what = subject_of(subject)
    return Event.objects.filter(subject_kind=what.kind, subject_id=what.id)


def told(kind: str, act: str) -> list[tuple[str, dict[str, Any], datetime]]:
    """Every act of one code done to one kind of subject, oldest first: the subject's id, the detail, when."""
    found = Event.objects.filter(subject_kind=kind, act=act).order_by("when", "id")
    return list(found.values_list("subject_id", "detail", "when"))


def by_person(who_id: str) -> QuerySet[Event]:
    """All acts of one person, newest first."""
    return Event.objects.filter(who_id=str(who_id))


def matching(asked: Filter) -> QuerySet[Event]:
    """All acts that fit a filter, newest first."""
    exact = {"who_id": asked.who, "act": asked.act, "subject_kind": asked.kind}
    events = Event.objects.filter(**{name: value for name, value in exact.items() if value})
    if asked.since:
        events = events.filter(when__gte=_start_of(asked.since))
    if asked.until:
        events = events.filter(when__lt=_start_of(asked.until + timedelta(days=1)))
    if asked.words:
        events = events.filter(sentence__icontains=asked.words)
    return events


def page(asked: Filter, number: int, size: int = 50) -> Page[Event]:
    """One page of the acts that fit; a number past the end gives the last page."""
    return Paginator(matching(asked), size).get_page(number)


def people() -> list[tuple[str, str]]:
    """Id and name of everybody who ever acted, by name; somebody renamed stands there once, by id."""
    rows = Event.objects.order_by("who_name").values_list("who_id", "who_name").distinct()
    return sorted(dict(rows).items(), key=lambda person: person[1])


def acts() -> list[str]:
    """Every code of an act that was ever recorded."""
    return list(Event.objects.order_by("act").values_list("act", flat=True).distinct())


def kinds() -> list[str]:
    """Every kind of subject that was ever acted on."""
    return list(Event.objects.order_by("subject_kind").values_list("subject_kind", flat=True).distinct())


def _start_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def state() -> tuple[int, ...]:
    """The numbers of the last acts: they differ whenever anything on the site does.

    Several, because of two acts at once the later number may be there before the earlier.
    """
    return once.once(_STATE, lambda: tuple(_last().values_list("pk", flat=True)[:40]))


def state_beside(expression: Any) -> tuple[tuple[int, ...], Any]:
    """The same, and in the same query the value of an expression; None where nothing was ever done."""
    rows = list(_last().annotate(beside=expression).values_list("pk", "beside")[:40])
    numbers = tuple(number for number, _value in rows)
    once.answered(_STATE, numbers)
    return numbers, rows[0][1] if rows else None


def _last() -> QuerySet[Event]:
    return Event.objects.order_by("-pk")
