"""Decisions of several years taken together: decided reports, and decided proposals without one.

Everything is read for one reader, in as few queries as there are tables, and kept by the site's state.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Sum

from commonweal.scrutiny import cumulative as pure
from commonweal.scrutiny.cumulative import Claim, Costs, Decision, Dimension
from commonweal.web.framework import selectors as framework
from commonweal.web.proposals import roles as proposal_roles
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.models import Proposal, ProposalPlace
from commonweal.web.scrutiny.models import Report, ReportPlace, Response
from commonweal.web.scrutiny.roles import READ
from commonweal.web.toolkit import selectors as toolkits

from . import claimed, follow_up
from .claimed import Touches
from .coverage import kept
from .register import may, reports

_AHEAD = {"approved": True, "amended": True, "deferred": False, "called-in": False, "refused": False}
PER_PAGE = 20


@dataclass(frozen=True)
class Followed:
    """How many claims of a report can be looked back at; at how many somebody did; how many are due."""

    claims: int = 0
    looked: int = 0
    due: int = 0


@dataclass(frozen=True)
class Shown:
    """A decision in a list, with what its page says of it; ``claims`` are those on what was chosen."""

    decision: Decision
    title: str
    reference: str
    decided: str
    exempt: bool
    public: bool
    example: bool
    claims: list[Claim]
    followed: Followed


@dataclass(frozen=True)
class Together:
    """``years``: those that the grid shows, the earliest first; None for decisions without a day.

    ``cells``: decisions by key and year; ``each_year``: all that were chosen, each once. ``costs``: of those
    that are listed. ``examples``: how many of those are made up. ``touched``: the places of any decision that
    the reader may know of.
    """

    found: list[Decision]
    page: Page[Decision]
    shown: list[Shown]
    by: Dimension | None
    years: list[int | None]
    keys: list[str]
    cells: dict[tuple[str, int | None], int]
    each_year: dict[int | None, int]
    costs: Costs
    examples: int
    everything: bool
    places: dict[str, str]
    touched: frozenset[str]
    groups: dict[str, str]
    goals: dict[str, str]
    indicators: dict[str, str]
    framework: str


@dataclass(frozen=True)
class _About:
    title: str
    reference: str = ""
    decided: str = ""
    exempt: bool = False
    public: bool = True
    example: bool = False


Read = tuple[list[Decision], dict[tuple[str, int], _About]]


def together(user: Any, wanted: Any, today: dt.date) -> Together:
    """``wanted``: place, group, goal, by, years and year, "" for all; junk finds nothing."""
    every, about = _read_for(user)
    first = {"5": today.year - 4, "10": today.year - 9}.get(wanted.years)
    recent = [d for d in every if first is None or d.year is None or d.year >= first]
    asked = {"place": wanted.place, "group": wanted.group, "goal": wanted.goal}
    chosen = pure.chosen(recent, **asked)
    listed = [d for d in chosen if not wanted.year or str(d.year or "-") == wanted.year]
    listed.sort(key=lambda d: (d.day or dt.date.min, d.kind, d.id), reverse=True)
    by = _rows_of(wanted)
    cells = {(k, y): n for k, y, n in pure.grid(chosen, by).iter_rows()} if by else {}
    each = defaultdict(int)
    for d in chosen:
        each[d.year] += 1
    book = framework.book()
    known = book.framework() if book else None
    version = toolkits.in_force()
    page = Paginator(listed, PER_PAGE).get_page(wanted.page)
    return Together(
        found=listed,
        page=page,
        shown=_shown(page, about, user, asked, today),
        by=by,
        years=_years(each, first, today),
        keys=sorted({k for k, _ in cells}),
        cells=cells,
        each_year=dict(each),
        costs=pure.costs(listed),
        examples=sum(about[d.kind, d.id].example for d in listed),
        everything=may(user, READ),
        places=book.places if book else {},
        touched=frozenset().union(*(pure.touched(d, "place") for d in every)),
        groups={g.id: g.name for g in proposals.toolkit_of(version).groups} if version else {},
        goals={g.id: g.title for g in known.goals} if known else {},
        indicators={i: v.name for i, v in book.snapshot.indicators.items()} if book else {},
        framework=known.id if known else "",
    )


def any_public() -> bool:
    """Whether a public report has been decided."""
    return Report.objects.filter(public=True, exempt=False).exclude(decision="").exists()


def _rows_of(wanted: Any) -> Dimension | None:
    """The rows of the grid: what was asked for, unless it is chosen already; else the first that is not."""
    free: list[Dimension] = [d for d in pure.DIMENSIONS if not getattr(wanted, d)]
    return wanted.by if wanted.by in free else next(iter(free), None)


def _years(each: Mapping[int | None, int], first: int | None, today: dt.date) -> list[int | None]:
    """Every year from the first asked for, or with a decision, to this one; one without any is nought."""
    held = [y for y in each if y is not None]
    begins = first if first is not None else max(min(held, default=today.year), today.year - 49)
    found: list[int | None] = list(range(begins, max([today.year, *held]) + 1))
    return [*found, None] if None in each else found


def _shown(
    page: Iterable[Decision], about: Mapping[tuple[str, int], _About], user: Any, asked: Any, today: dt.date
) -> list[Shown]:
    """The decisions of one page, read again with all that is claimed of them."""
    rows = list(page)
    ids = [d.id for d in rows if d.kind == "report"]
    said = claimed.said(Response.objects.filter(report__in=ids))
    named = {
        "report": _places(ReportPlace.objects.filter(report__in=ids).values_list("report_id", "area")),
        "proposal": _places(_of_proposals([d.id for d in rows if d.kind == "proposal"])),
    }
    assessed = claimed.assessed_for(user, {_proposal_of(d) for d in rows})
    followed = _followed(ids, user, today)
    found = []
    for d in rows:
        claims = said[d.id] if d.kind == "report" else ()
        whole = replace(d, places=named[d.kind][d.id], claims=(*claims, *assessed[_proposal_of(d)].claims))
        on = pure.claims_on(whole, **asked)
        looked = followed[d.id] if d.kind == "report" else Followed()
        found.append(Shown(whole, **vars(about[d.kind, d.id]), claims=on, followed=looked))
    return found


def _followed(ids: list[int], user: Any, today: dt.date) -> Mapping[int, Followed]:
    found: dict[int, Followed] = defaultdict(Followed)
    for made in follow_up.of_reports(ids, user):
        held, due = found[made.report.pk], made.due(today)
        found[made.report.pk] = Followed(
            held.claims + 1, held.looked + (due == "looked"), held.due + (due in ("due", "overdue"))
        )
    return found


def _proposal_of(decision: Decision) -> int | None:
    return decision.id if decision.kind == "proposal" else decision.proposal


def _read_for(user: Any) -> Read:
    blind = claimed.blind(user)
    sees = (may(user, READ), may(user, proposal_roles.READ), claimed.only_second(user), blind)
    # An answer that its author goes on with is no act of its own, so the answers have a version of their own.
    answers = tuple(Response.objects.aggregate(Count("id"), Sum("revision")).values())
    found: Read = kept(("cumulative", *sees), lambda: _read(user), *answers)
    return found


def _read(user: Any) -> Read:
    """Every decision with what it touches; what is claimed of it is read for those that are shown."""
    decided = reports(user).exclude(decision="").order_by()
    rows = list(
        decided.values(
            "id", "title", "reference", "decision", "decided_on", "cost", "proposal_id", "exempt", "public",
            "example",
        )
    )  # fmt: skip
    places = _places(ReportPlace.objects.filter(report__in=decided).values_list("report_id", "area"))
    said = claimed.touched(decided)
    stand = {r["proposal_id"] for r in rows if r["proposal_id"]}
    open_ = proposals.proposals(user).order_by().select_related(None)
    settled = list(open_.filter(step__in=("decided", "delivery", "closed")).exclude(id__in=stand))
    assessed = claimed.assessed_for(user, {*stand, *(p.pk for p in settled)})
    own = _places(_of_proposals([p.pk for p in settled]))
    names = dict(Report.Decision.choices)
    found, about = [], {}
    for r in rows:
        touches = _together(said[r["id"]], assessed[r["proposal_id"]].touches, places[r["id"]])
        ahead = _AHEAD.get(r["decision"])
        cost = _pounds(r["cost"])
        found.append(Decision("report", r["id"], r["decided_on"], r["proposal_id"], ahead, cost, *touches))
        about["report", r["id"]] = _About(
            r["title"], r["reference"], f"{names[r['decision']]} on {r['decided_on']:%-d %B %Y}",
            r["exempt"], r["public"], bool(r["example"]),
        )  # fmt: skip
    for p in settled:
        touches = _together(claimed.NOTHING, assessed[p.pk].touches, own[p.pk])
        ahead = True if p.step in ("delivery", "closed") else None
        found.append(Decision("proposal", p.pk, p.decision_by, None, ahead, _pounds(p.cost), *touches))
        about["proposal", p.pk] = _about_proposal(p)
    return found, about


def _together(said: Touches, assessed: Touches, named: tuple[str, ...]) -> Touches:
    places = dict.fromkeys((*named, *said[0], *assessed[0]))
    return tuple(places), *(tuple(dict.fromkeys((*said[n], *assessed[n]))) for n in (1, 2))


def _about_proposal(p: Proposal) -> _About:
    due = f", due {p.decision_by:%-d %B %Y}" if p.decision_by else ""
    return _About(p.title, "", f"{p.get_step_display()}{due}", False, p.public, bool(p.example))


def _places(rows: Iterable[tuple[int, str]]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for id_, area in rows:
        found[id_].append(area)
    return defaultdict(tuple, {id_: tuple(areas) for id_, areas in found.items()})


def _of_proposals(ids: list[int]) -> QuerySet[ProposalPlace, tuple[int, str]]:
    return ProposalPlace.objects.filter(proposal__in=ids).values_list("proposal_id", "area")


def _pounds(cost: Any) -> float | None:
    return float(cost) if cost is not None else None
