"""Who is told of what: those who work on a report's account, and those who follow it; letters that wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from commonweal.web.accounts.models import User
from commonweal.web.accounts.selectors import people
from commonweal.web.audit.models import Event
from commonweal.web.scrutiny.models import Follow, Notice, NoticeChoice, Report
from commonweal.web.scrutiny.roles import ANSWER, READ, REGISTER

from .register import may_see

#: A letter is tried so many times by itself, ever later; then it waits for somebody to send it by hand.
MOST_TRIES = 12
#: Kinds that tell of what the public may read, where the report is public.
OPEN_KINDS = frozenset(
    {Notice.Kind.RECOMMENDATION, Notice.Kind.RESPONSE, Notice.Kind.UPDATE, Notice.Kind.DECISION}
)
_WORKED = ("scrutiny.answered", "scrutiny.responded", "scrutiny.updated")


def worked_on(user: Any) -> list[int]:
    """The reports whose account this person wrote on, or whose queries and recommendations they answered."""
    acts = Event.objects.filter(_acts(), who_id=str(user.pk), subject_kind="report").order_by()
    return [int(id_) for id_ in acts.values_list("subject_id", flat=True).distinct() if id_.isdecimal()]


def follows(user: Any, report: Report) -> bool:
    """Whether a person is told of a report: as they said; otherwise, whether they work on it."""
    said = Follow.objects.filter(person=user, report=report).first()
    return said.on if said else _acted(report).filter(who_id=str(user.pk)).exists()


def followed(user: Any) -> list[Report]:
    """The reports that a person follows and may read, by title."""
    said = dict(Follow.objects.filter(person=user).values_list("report_id", "on"))
    ids = {*worked_on(user), *said} - {id_ for id_, on in said.items() if not on}
    found = Report.objects.filter(id__in=ids).order_by("title", "id")
    return [r for r in found if may_see(user, r)]


def wants(user: Any) -> bool:
    """Whether a person wants notices at all."""
    said = NoticeChoice.objects.filter(person=user).first()
    return said is None or said.wanted


def answerers(report: Report) -> list[User]:
    """Who answers for a report: those who work on it or follow it and may answer; else governance."""
    found = [p for p in watchers(report) if p.may(ANSWER)]
    return found or [p for p in _active() if p.may(REGISTER) and not _left(p, report)]


def watchers(report: Report) -> list[User]:
    """All who follow a report, or work on it and have not left it; whether they may still read it or not."""
    on = set(report.followers.filter(on=True).values_list("person_id", flat=True))
    worked = {int(i) for i in _acted(report).order_by().values_list("who_id", flat=True) if i.isdecimal()}
    return [p for p in _active().filter(id__in=on | worked) if not _left(p, report)]


def concerned(report: Report) -> list[User]:
    """Who is told of a decision: those who answer for the report, follow it, asked of it or recommended."""
    asked = report.queries.values_list("asker_id", flat=True)
    advised = report.recommendations.values_list("author_id", flat=True)
    return [*answerers(report), *watchers(report), *persons([*asked, *advised])]


def receives(user: User, report: Report, kind: str) -> bool:
    """Whether a letter of this kind may go to this person: asked when it is written and when it is sent."""
    if not user.is_active or not wants(user) or not may_see(user, report):
        return False
    return kind in OPEN_KINDS or user.may(READ)


def persons(ids: Iterable[int | None]) -> list[User]:
    return list(_active().filter(id__in=[i for i in ids if i is not None]))


def reminded() -> set[str]:
    """What somebody was reminded of already: the keys of those letters, without the persons."""
    kinds = (Notice.Kind.DUE, Notice.Kind.OVERDUE)
    keys = Notice.objects.filter(kind__in=kinds).values_list("key", flat=True)
    return {key.rpartition(":")[0] for key in keys}


def to_send(now: dt.datetime, *, again: bool) -> QuerySet[Notice]:
    """Letters that are not sent, those tried least first. ``again``: those that failed a moment ago, too."""
    found = Notice.objects.filter(sent_at=None, dropped="")
    due = Q(next_at=None) | Q(next_at__lte=now)
    found = found.filter(due | ~Q(failed="")) if again else found.filter(due, tries__lt=MOST_TRIES)
    return found.select_related("report", "to").order_by("tries", "made_at", "id")


def _left(person: User, report: Report) -> bool:
    return Follow.objects.filter(person=person, report=report, on=False).exists()


def _active() -> QuerySet[User]:
    return people().filter(is_active=True)


def _acted(report: Report) -> QuerySet[Event]:
    return Event.objects.filter(_acts(), subject_kind="report", subject_id=str(report.pk))


def _acts() -> Q:
    return Q(act__startswith="account.") | Q(act__in=_WORKED)
