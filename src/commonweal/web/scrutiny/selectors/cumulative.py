"""Decisions of several years taken together: decided reports, and decided proposals without one.

Everything is read for one reader, in as few queries as there are tables, and kept by the site's state.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef

from commonweal.appraisal.worksheet import Answer
from commonweal.scrutiny import cumulative as pure
from commonweal.scrutiny.cumulative import Claim, Costs, Decision, Dimension
from commonweal.web.framework import selectors as framework
from commonweal.web.proposals import roles as proposal_roles
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.models import Answer as AssessmentAnswer
from commonweal.web.proposals.models import Assessment, Proposal, ProposalPlace
from commonweal.web.scrutiny.models import Report, ReportPlace, Response, SetVersion
from commonweal.web.scrutiny.roles import READ
from commonweal.web.toolkit import selectors as toolkits
from commonweal.web.toolkit.models import Version

from .accounts import tests_of
from .coverage import kept
from .register import may, reports

_AHEAD = {"approved": True, "amended": True, "deferred": False, "called-in": False, "refused": False}
_REACHED = ("direct", "indirect", "both")
_LOSE = "prompt/beneficiaries/lose"
PER_PAGE = 20


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


@dataclass(frozen=True)
class Together:
    """``years``: those that the grid shows, the earliest first; None for decisions without a day.

    ``cells``: decisions by key and year; ``each_year``: all that were chosen, each once. ``costs``: of those
    that are listed.
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
    everything: bool
    places: dict[str, str]
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
        shown=[_shown(d, about[d.kind, d.id], asked) for d in page],
        by=by,
        years=_years(each, first, today),
        keys=sorted({k for k, _ in cells}),
        cells=cells,
        each_year=dict(each),
        costs=pure.costs(listed),
        everything=may(user, READ),
        places=book.places if book else {},
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


def _shown(decision: Decision, about: _About, asked: Mapping[str, str]) -> Shown:
    return Shown(decision, **vars(about), claims=pure.claims_on(decision, **asked))


def _read_for(user: Any) -> Read:
    blind = _blind(user)
    sees = (may(user, READ), may(user, proposal_roles.READ), _only_second(user), blind)
    found: Read = kept(("cumulative", *sees), lambda: _read(user, blind))
    return found


def _only_second(user: Any) -> bool:
    first = (proposal_roles.WRITE, proposal_roles.MODERATE, proposal_roles.REVIEW)
    return may(user, proposal_roles.SECOND) and not any(may(user, p) for p in first)


def _blind(user: Any) -> tuple[int, ...]:
    """Proposals that somebody assesses a second time: the first assessment stays shut to them."""
    if not user.is_authenticated:
        return ()
    own = Assessment.objects.filter(second=True, assessor=user, completed_at__isnull=True)
    return tuple(own.order_by("proposal_id").values_list("proposal_id", flat=True))


def _read(user: Any, blind: tuple[int, ...]) -> Read:
    decided = reports(user).exclude(decision="").order_by()
    rows = list(
        decided.values(
            "id", "title", "reference", "decision", "decided_on", "cost", "proposal_id", "exempt", "public",
            "example", "test_set_id",
        )
    )  # fmt: skip
    places = _places(ReportPlace.objects.filter(report__in=decided).values_list("report_id", "area"))
    said = _said(rows, decided)
    stand = {r["proposal_id"] for r in rows if r["proposal_id"]}
    open_ = proposals.proposals(user).order_by().select_related(None)
    settled = list(open_.filter(step__in=("decided", "delivery", "closed")).exclude(id__in=stand))
    wanted = [*stand, *(p.pk for p in settled)]
    seen = set(open_.filter(id__in=wanted).values_list("id", flat=True)) - set(blind)
    assessed = {} if _only_second(user) else _assessed(seen)
    own = _places(ProposalPlace.objects.filter(proposal__in=settled).values_list("proposal_id", "area"))
    names = dict(Report.Decision.choices)
    found, about = [], {}
    for r in rows:
        more = assessed.get(r["proposal_id"], _Assessed())
        found.append(
            Decision(
                "report", r["id"], r["decided_on"], r["proposal_id"], _AHEAD.get(r["decision"]),
                _pounds(r["cost"]), places[r["id"]], more.groups, more.goals, (*said[r["id"]], *more.claims),
            )
        )  # fmt: skip
        about["report", r["id"]] = _About(
            r["title"], r["reference"], f"{names[r['decision']]} on {r['decided_on']:%-d %B %Y}",
            r["exempt"], r["public"], bool(r["example"]),
        )  # fmt: skip
    for p in settled:
        more = assessed.get(p.pk, _Assessed())
        ahead = True if p.step in ("delivery", "closed") else None
        found.append(
            Decision(
                "proposal", p.pk, p.decision_by, None, ahead, _pounds(p.cost), own[p.pk], more.groups,
                more.goals, more.claims,
            )
        )  # fmt: skip
        about["proposal", p.pk] = _about_proposal(p)
    return found, about


def _about_proposal(p: Proposal) -> _About:
    due = f", due {p.decision_by:%-d %B %Y}" if p.decision_by else ""
    return _About(p.title, "", f"{p.get_step_display()}{due}", False, p.public, bool(p.example))


def _said(rows: Iterable[Mapping[str, Any]], decided: Any) -> Mapping[int, tuple[Claim, ...]]:
    """The claims in the answers that were saved, by report; a test that its set lacks says nothing."""
    versions = SetVersion.objects.in_bulk({r["test_set_id"] for r in rows if r["test_set_id"]})
    asked = {id_: {q.id: q for q in tests_of(v).questions} for id_, v in versions.items()}
    set_of = {r["id"]: r["test_set_id"] for r in rows}
    goals_of = _goals_of()
    found: dict[int, list[Claim]] = defaultdict(list)
    answers = Response.objects.filter(report__in=decided).order_by("id")
    for report, key, parts, not_known, later in answers.values_list(
        "report_id", "key", "parts", "not_known", "later"
    ):
        question = asked.get(set_of[report], {}).get(key)
        claim = pure.claim_of(question, Answer(parts, not_known), goals_of) if question else None
        if claim is not None:
            found[report].append(Claim(**(vars(claim) | {"late": bool(later)})))
    return defaultdict(tuple, {report: tuple(claims) for report, claims in found.items()})


def _goals_of() -> Any:
    """The goals of the site's framework under which an indicator is placed."""
    book = framework.book()
    known = book.framework() if book else None

    @cache
    def goals(indicator: str) -> tuple[str, ...]:
        if book is None or known is None:
            return ()
        return tuple(g.id for f, g in book.snapshot.goals_of(indicator) if f.id == known.id)

    return goals


@dataclass(frozen=True)
class _Assessed:
    groups: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


def _assessed(proposals_: set[int]) -> dict[int, _Assessed]:
    """What the latest completed first assessment of each proposal comes to."""
    done = Assessment.objects.filter(second=False, completed_at__isnull=False, proposal__in=proposals_)
    later = done.filter(proposal=OuterRef("proposal"), number__gt=OuterRef("number"))
    latest = list(done.filter(~Exists(later)).values_list("id", "proposal_id", "toolkit_id", "outcome"))
    versions = Version.objects.in_bulk({toolkit for _, _, toolkit, _ in latest})
    lose = dict(
        AssessmentAnswer.objects.filter(
            assessment__in=[a for a, *_ in latest], key=_LOSE, not_known=False
        ).values_list("assessment_id", "parts")
    )
    found = {}
    for id_, proposal, toolkit, outcome in latest:
        goals = {p.id: p.goals for p in proposals.toolkit_of(versions[toolkit]).priorities}
        claims = [
            Claim(
                label="Assessment",
                side="gains",
                places=tuple(c["places"]),
                groups=(c["group"], *c.get("also", ())),
                goals=tuple(goals.get(c["priority"], ())),
                people=c["people"],
                words=c["mechanism"],
                assessed=True,
            )
            for c in outcome.get("claims", ())
        ]
        if words := str(lose.get(id_, {}).get("words", "")).strip():
            claims.append(Claim("Assessment", "could-lose", words=words, assessed=True))
        groups = [g for g, reach in outcome.get("groups", {}).items() if reach in _REACHED]
        found[proposal] = _Assessed(tuple(groups), tuple(outcome.get("goals", ())), tuple(claims))
    return found


def _places(rows: Iterable[tuple[int, str]]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for id_, area in rows:
        found[id_].append(area)
    return defaultdict(tuple, {id_: tuple(areas) for id_, areas in found.items()})


def _pounds(cost: Any) -> float | None:
    return float(cost) if cost is not None else None
