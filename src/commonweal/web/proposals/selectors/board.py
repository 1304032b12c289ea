"""All proposals together, in as few queries as there are tables."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Subquery, TextField, Window
from django.db.models.functions import Cast, Coalesce, RowNumber
from django.utils.translation import gettext as _

from commonweal.appraisal.portfolio import Member, Portfolio
from commonweal.appraisal.portfolio import portfolio as _portfolio
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals.models import Assessment, Partner, Proposal, ProposalPlace, Remark
from commonweal.web.proposals.roles import MODERATE, READ, REVIEW, SECOND, WRITE
from commonweal.web.toolkit import selectors as toolkits

from .proposals import may, proposals
from .sheets import toolkit_of


@dataclass(frozen=True)
class Entry:
    """A proposal as the board's list shows it."""

    id: int
    title: str
    kind: str
    sponsor: str
    step: str
    programme: str
    programme_title: str
    decision_by: Any
    cost: float | None
    example: bool
    places: tuple[str, ...]
    outcome: dict[str, Any]
    assessment: str
    requests: int
    open_requests: int


@dataclass(frozen=True)
class Board:
    entries: list[Entry]
    portfolio: Portfolio
    partners: list[tuple[str, int, float, int]]
    book: Book | None
    goals: dict[str, str]
    groups: dict[str, str]
    programmes: dict[str, str]


def board(user: Any, wanted: Any) -> Board:
    """``wanted``: programme, step, place, goal, group and words to filter by, each "" for all."""
    rows = proposals(user).values(
        "id", "title", "kind", "sponsor", "step", "decision_by", "cost", "example", "summary",
        "programme__slug", "programme__title",
        asked=_requests(), still_open=_requests(closed_at__isnull=True),
    )  # fmt: skip
    found = list(rows.order_by("-changed_at", "-id"))
    places = defaultdict(list)
    for id_, area in ProposalPlace.objects.order_by("id").values_list("proposal_id", "area"):
        places[id_].append(area)
    latest = _latest(user)
    entries = [
        Entry(
            id=r["id"],
            title=r["title"],
            kind=r["kind"],
            sponsor=r["sponsor"],
            step=r["step"],
            programme=r["programme__slug"] or "",
            programme_title=r["programme__title"] or "",
            decision_by=r["decision_by"],
            cost=float(r["cost"]) if r["cost"] is not None else None,
            example=bool(r["example"]),
            places=tuple(places[r["id"]]),
            outcome=latest.get(r["id"], ({}, ""))[0],
            assessment=latest.get(r["id"], ({}, ""))[1],
            requests=r["asked"],
            open_requests=r["still_open"],
        )
        for r in found
        if _fits(r, wanted)
    ]
    entries = [e for e in entries if _has(e, wanted)]
    ids = {e.id for e in entries}
    book = framework.book()
    goals, groups = _names(book)
    return Board(
        entries=entries,
        portfolio=_portfolio(
            [Member(e.id, e.cost, e.places, e.outcome, e.open_requests, e.requests) for e in entries]
        ),
        partners=_partners(ids),
        book=book,
        goals=goals,
        groups=groups,
        programmes={r["programme__slug"]: r["programme__title"] for r in found if r["programme__slug"]},
    )


def _requests(**more: Any) -> Coalesce:
    """How many improvements were asked for of a proposal: a part of its row, not a query of its own."""
    own = Remark.objects.filter(assessment__proposal=OuterRef("id"), request=True, **more)
    return Coalesce(Subquery(own.order_by().values("assessment__proposal").values(n=Count("id"))), 0)


def _latest(user: Any) -> dict[int, tuple[dict[str, Any], str]]:
    """The outcome and the kind of each proposal's latest first-line assessment that may be read."""
    if may(user, SECOND) and not any(may(user, p) for p in (WRITE, MODERATE, REVIEW)):
        return {}
    found = Assessment.objects.filter(second=False)
    if not may(user, READ):
        found = found.filter(completed_at__isnull=False)
    ranked = found.annotate(
        nth=Window(RowNumber(), partition_by=F("proposal_id"), order_by=F("number").desc())
    )
    kinds = dict(Assessment.Kind.choices)
    return {
        id_: (_read(outcome), str(kinds[kind]) + ("" if done else _(", in hand")))
        for id_, outcome, kind, done in ranked.filter(nth=1).values_list(
            "proposal_id", Cast("outcome", TextField()), "kind", "completed_at"
        )
    }


@lru_cache(maxsize=4096)
def _read(outcome: str) -> dict[str, Any]:
    """An outcome, read once while its words stay the same: reading took half of the time of 2,000."""
    return dict(json.loads(outcome))


def _fits(row: dict[str, Any], wanted: Any) -> bool:
    if wanted.programme and row["programme__slug"] != wanted.programme:
        return False
    if wanted.step and row["step"] != wanted.step:
        return False
    words = wanted.words.casefold().split()
    text = f"{row['title']} {row['sponsor']} {row['summary']}".casefold()
    return all(w in text for w in words)


def _has(entry: Entry, wanted: Any) -> bool:
    if wanted.place and wanted.place not in entry.places:
        return False
    if wanted.goal and wanted.goal not in entry.outcome.get("goals", {}):
        return False
    reach = entry.outcome.get("groups", {}).get(wanted.group, "")
    return not wanted.group or reach in ("direct", "indirect", "both")


def _partners(ids: set[int]) -> list[tuple[str, int, float, int]]:
    """Name, proposals, what it pays in all, and in how many it is said to gain; the largest payer first."""
    sums: dict[str, list[float]] = {}
    for id_, name, pays, gains in Partner.objects.order_by("id").values_list(
        "proposal_id", "name", "pays", "gains"
    ):
        if id_ in ids:
            held = sums.setdefault(name, [0, 0.0, 0])
            held[0] += 1
            held[1] += float(pays or 0)
            held[2] += bool(gains)
    rows = [(name, int(n), paid, int(g)) for name, (n, paid, g) in sums.items()]
    return sorted(rows, key=lambda r: (-r[2], r[0]))


def _names(book: Book | None) -> tuple[dict[str, str], dict[str, str]]:
    version = toolkits.in_force()
    if version is None:
        return {}, {}
    toolkit = toolkit_of(version)
    found = book.framework(toolkit.framework) if book else None
    goals = {g.id: g.title for g in found.goals} if found else {}
    return goals, {g.id: g.name for g in toolkit.groups}


def public_now(most: int) -> list[Proposal]:
    """Public proposals not yet decided, those to be decided first at the top."""
    found = Proposal.objects.filter(public=True, step__in=("idea", "outline", "application"))
    return list(found.order_by(F("decision_by").asc(nulls_last=True), "id")[:most])


def public_for_goal(goal: str, most: int) -> list[Proposal]:
    """Public proposals whose latest completed assessment serves a goal of the framework, the newest first."""
    done = Assessment.objects.filter(second=False, completed_at__isnull=False)
    later = done.filter(proposal=OuterRef("proposal"), number__gt=OuterRef("number"))
    found = done.filter(~Exists(later), proposal__public=True, outcome__goals__has_key=goal)
    return [a.proposal for a in found.select_related("proposal").order_by("-completed_at", "-id")[:most]]


def public_citing(indicator: str, most: int) -> list[Proposal]:
    """Public proposals that cite an indicator in a completed assessment, the newest first."""
    found = Proposal.objects.filter(
        public=True,
        assessments__citations__indicator=indicator,
        assessments__completed_at__isnull=False,
    )
    return list(found.distinct().order_by("-changed_at", "-id")[:most])


def public_in_place(code: str, most: int) -> list[Proposal]:
    """Public proposals in a place, the newest first."""
    found = Proposal.objects.filter(public=True, places__area=code)
    return list(found.order_by("-changed_at", "-id")[:most])
