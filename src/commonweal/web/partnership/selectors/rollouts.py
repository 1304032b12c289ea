"""Reads of roll-outs: which there are, how far each is, what belongs to it, and what was in use where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from commonweal.partnership import rollouts as pure
from commonweal.partnership.rollouts import Adoption, Reach, Use
from commonweal.web.partnership.models import Brought, Lesson, RollOut, Stage
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.models import Proposal
from commonweal.web.scrutiny.models import Report, SetVersion
from commonweal.web.scrutiny.selectors import drafts
from commonweal.web.scrutiny.selectors import register as reports
from commonweal.web.toolkit import selectors as toolkits
from commonweal.web.toolkit.models import Version

from . import commitments, evidence
from .commitments import Held
from .days import read

#: The parts of a record, each with the rows it has.
PARTS = ("brought", "stages", "trainings", "adaptations", "effects", "lessons")


@dataclass(frozen=True)
class Belongs:
    """What belongs to a roll-out and this visitor may know of."""

    proposals: Sequence[Proposal]
    reports: Sequence[Report]
    commitments: Sequence[Held]


@dataclass(frozen=True)
class Gone:
    """Where a lesson went. ``state``: "kept" (sent nowhere), "draft" (a note in one), "published",
    "discarded" (the draft was thrown away). ``version``: that it came out with; ``change``: what that version
    did to the question ("added", "gone", "changed", "moved"), "" where nothing.
    """

    state: str
    version: str = ""
    change: str = ""
    on: dt.datetime | None = None


def rollouts() -> QuerySet[RollOut]:
    found = RollOut.objects.select_related("partnership", "strategy", "programme")
    return found.prefetch_related("owners", "brought", "stages")


def rollout(slug: str) -> RollOut | None:
    return rollouts().prefetch_related(*PARTS[2:]).filter(slug=slug).first()


def choices() -> dict[str, str]:
    """Name by slug."""
    return dict(RollOut.objects.values_list("slug", "name"))


def total() -> int:
    return RollOut.objects.count()


def fitting(asked: Any) -> list[RollOut]:
    found = rollouts()
    for word in asked.words.split():
        found = found.filter(
            Q(name__icontains=word) | Q(purpose__icontains=word) | Q(place_words__icontains=word)
        )
    if asked.what:
        kind, _, thing = asked.what.partition(":")
        # Two joins would ask for one row of each: both belong to the same thing brought.
        found = found.filter(pk__in=Brought.objects.filter(kind=kind, thing=thing).values("rollout"))
    if asked.place:
        within = {c for r in RollOut.objects.only("areas") for c in r.areas}
        near = set(evidence.inside(asked.place, within))
        return [r for r in found if near.intersection(r.areas)]
    return list(found)


def reach_of(stage: Stage, day: dt.date) -> Reach:
    return pure.reach(pure.Stage(read(stage.planned), read(stage.reached)), day)


def adopted(found: Iterable[RollOut], titles: Mapping[tuple[str, str], str], until: int) -> Adoption:
    """What was in use where by the end of each year, from the first that is recorded.

    A place is its code; of a roll-out that names no place of this site, the words for its place, or the
    board, the strategy or the programme that it is brought to.
    """
    uses = [
        Use(_what(b, titles), where, read(b.by), read(b.until or r.ends))
        for r in found
        for b in r.brought.all()
        for where in _wheres(r)
    ]
    first = min((u.by.last.year for u in uses if u.by is not None), default=until)
    return pure.adoption(uses, range(first, max(until, first) + 1))


def belonging(user: Any, held: RollOut, day: dt.date) -> Belongs:
    own = set(held.commitments.values_list("pk", flat=True))
    return Belongs(
        list(proposals.proposals(user).filter(rollouts=held)),
        list(reports.reports(user).filter(rollouts=held)),
        commitments.touching(day, pk__in=own) if own else [],
    )


def effect_seen(user: Any, effects: Iterable[Any]) -> dict[int, tuple[Proposal | None, Report | None]]:
    """The proposal and the report that show each change, where this visitor may know of them."""
    held = list(effects)
    known = proposals.proposals(user).in_bulk({e.proposal_id for e in held if e.proposal_id})
    read_ = reports.reports(user).in_bulk({e.report_id for e in held if e.report_id})
    return {e.pk: (known.get(e.proposal_id), read_.get(e.report_id)) for e in held}


def of_proposal(number: int) -> list[RollOut]:
    return list(rollouts().filter(proposals=number))


def of_report(number: int) -> list[RollOut]:
    return list(rollouts().filter(reports=number))


def of_commitment(number: int) -> list[RollOut]:
    return list(rollouts().filter(commitments=number))


def of_partnership(number: int) -> list[RollOut]:
    return list(rollouts().filter(partnership=number))


def of_organisation(number: int) -> list[RollOut]:
    return list(rollouts().filter(owners=number))


def of_strategy(number: int) -> list[RollOut]:
    return list(rollouts().filter(strategy=number))


def of_thing(kind: str, thing: str) -> list[RollOut]:
    return list(rollouts().filter(brought__kind=kind, brought__thing=thing).distinct())


def here(code: str) -> list[RollOut]:
    """The roll-outs to a place, and to places in it."""
    found = list(rollouts())
    if not found:
        return []
    near = set(evidence.inside(code, {c for r in found for c in r.areas}))
    return [r for r in found if near.intersection(r.areas)]


def part(held: RollOut, kind: str, number: int) -> Any | None:
    """A row of the record of a roll-out."""
    return getattr(held, kind).filter(pk=number).first()


def whereabouts(lesson: Lesson) -> Gone:
    """Where a lesson went."""
    if lesson.sent_at is None:
        return Gone("kept")
    draft = lesson.toolkit or lesson.tests
    if draft is None:
        return Gone("discarded", on=lesson.sent_at)
    if draft.state == "draft":
        return Gone("draft", draft.version, on=lesson.sent_at)
    return Gone("published", draft.version, _changed(lesson, draft), draft.published_at)


def latest(number: int) -> list[RollOut]:
    return list(RollOut.objects.order_by("-changed_at", "-pk")[:number])


def _changed(lesson: Lesson, made: Version | SetVersion) -> str:
    """What the version did to the question that a lesson speaks of; to the whole, whether it changed."""
    old = made.based_on
    if old is None:
        return ""
    if isinstance(made, Version):
        whole = lesson.key == "toolkit"
        found = [
            c for c in toolkits.changes(old, made) if whole or (c.key, c.id) == (lesson.key, lesson.item)
        ]
    else:
        whole = not lesson.item
        changed = drafts.changes(old, made, {})
        found = [c for c in changed if whole or (c.key != "set" and c.id == lesson.item)]
    return ("changed" if whole else found[0].what) if found else ""


def _what(b: Brought, titles: Mapping[tuple[str, str], str]) -> str:
    return titles.get((b.kind, b.thing), f"{b.get_kind_display()} {b.thing}")


def _wheres(held: RollOut) -> list[str]:
    """Its places of this site; else its place in words; else what it is brought to."""
    to = (held.partnership, held.strategy, held.programme)
    return list(held.areas) or [held.place_words or next(str(t) for t in to if t is not None)]
