"""Decisions of several years taken together: decided reports, and decided proposals without one.

Everything is read for one reader, in as few queries as there are tables, and kept by the site's state.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

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
#: Places, groups and goals.
Touches = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_NOTHING: Touches = ((), (), ())
#: By report: the version of its answers, and what they touch.
_KNOWN: dict[int, tuple[tuple[Any, ...], Touches]] = {}
_LOCK = Lock()
#: Up to so many reports are asked for by their numbers; of more, all are read.
_FEW = 500


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
        shown=_shown(page, about, user, asked),
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


def _shown(
    page: Iterable[Decision], about: Mapping[tuple[str, int], _About], user: Any, asked: Any
) -> list[Shown]:
    """The decisions of one page, read again with all that is claimed of them."""
    rows = list(page)
    ids = [d.id for d in rows if d.kind == "report"]
    said = _said(Response.objects.filter(report__in=ids))
    named = {
        "report": _places(ReportPlace.objects.filter(report__in=ids).values_list("report_id", "area")),
        "proposal": _places(_of_proposals([d.id for d in rows if d.kind == "proposal"])),
    }
    assessed = _assessed_for(user, {_proposal_of(d) for d in rows})
    found = []
    for d in rows:
        claims = said[d.id] if d.kind == "report" else ()
        whole = replace(d, places=named[d.kind][d.id], claims=(*claims, *assessed[_proposal_of(d)].claims))
        found.append(Shown(whole, **vars(about[d.kind, d.id]), claims=pure.claims_on(whole, **asked)))
    return found


def _proposal_of(decision: Decision) -> int | None:
    return decision.id if decision.kind == "proposal" else decision.proposal


def _read_for(user: Any) -> Read:
    blind = _blind(user)
    sees = (may(user, READ), may(user, proposal_roles.READ), _only_second(user), blind)
    # An answer that its author goes on with is no act of its own, so the answers have a version of their own.
    answers = tuple(Response.objects.aggregate(Count("id"), Sum("revision")).values())
    found: Read = kept(("cumulative", *sees, *answers), lambda: _read(user))
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
    said = _touched(decided)
    stand = {r["proposal_id"] for r in rows if r["proposal_id"]}
    open_ = proposals.proposals(user).order_by().select_related(None)
    settled = list(open_.filter(step__in=("decided", "delivery", "closed")).exclude(id__in=stand))
    assessed = _assessed_for(user, {*stand, *(p.pk for p in settled)})
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
        touches = _together(_NOTHING, assessed[p.pk].touches, own[p.pk])
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


def _touched(decided: Any) -> Mapping[int, Touches]:
    """What the answers of each report touch. Only what was saved since it was read last is read anew.

    A revision goes up with each saving and no answer is ever taken out, so count and sum of them are a
    version of a report's answers.
    """
    if not settings.PAGES_KEPT:
        return defaultdict(lambda: _NOTHING, _touches_of(Response.objects.filter(report__in=decided)))
    book = framework.book()
    answers = Response.objects.filter(report__in=decided).order_by()
    stamps = {
        id_: (book.id if book else "", *stamp)
        for id_, *stamp in answers.values_list("report_id", "report__test_set_id").annotate(
            Count("id"), Sum("revision")
        )
    }
    stale = [id_ for id_, stamp in stamps.items() if _KNOWN.get(id_, (None,))[0] != stamp]
    anew = Response.objects.filter(report__in=stale) if len(stale) < _FEW else answers
    fresh = _touches_of(anew) if stale else {}
    with _LOCK:
        _KNOWN.update({id_: (stamps[id_], fresh.get(id_, _NOTHING)) for id_ in stale})
        return defaultdict(lambda: _NOTHING, {id_: _KNOWN[id_][1] for id_ in stamps})


def _touches_of(answers: QuerySet[Response]) -> dict[int, Touches]:
    return {id_: _touches(claims) for id_, claims in _said(answers).items()}


def _touches(claims: Iterable[Claim]) -> Touches:
    """The places, groups and goals of claims, each once; the same few tuples are one in memory."""
    held = list(claims)
    return _one(
        tuple(dict.fromkeys(p for c in held for p in c.places)),
        tuple(dict.fromkeys(g for c in held for g in c.groups)),
        tuple(dict.fromkeys(g for c in held for g in c.goals)),
    )


@lru_cache(maxsize=100_000)
def _one(*touches: tuple[str, ...]) -> Touches:
    return touches  # type: ignore[return-value]


def _said(answers: QuerySet[Response]) -> Mapping[int, tuple[Claim, ...]]:
    """The claims in the answers that were saved, by report; a test that its set lacks says nothing."""
    rows = answers.order_by("id").values_list(
        "report_id", "report__test_set_id", "key", "parts", "not_known", "later"
    )
    goals_of = _goals_of()
    asked: dict[int, dict[str, Any]] = {}
    found: dict[int, list[Claim]] = defaultdict(list)
    for report, test_set, key, parts, not_known, later in rows.iterator(chunk_size=5_000):
        if test_set is not None and test_set not in asked:
            asked[test_set] = {q.id: q for q in tests_of(SetVersion.objects.get(id=test_set)).questions}
        question = asked.get(test_set, {}).get(key)
        claim = pure.claim_of(question, Answer(parts, not_known), goals_of) if question else None
        if claim is not None:
            found[report].append(replace(claim, late=True) if later else claim)
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
    touches: Touches = _NOTHING
    claims: tuple[Claim, ...] = ()


def _assessed_for(user: Any, wanted: set[int | None]) -> Mapping[int | None, _Assessed]:
    """What the assessments of proposals come to, as far as this person may read them."""
    seen: set[int] = set()
    if not _only_second(user):
        open_ = proposals.proposals(user).order_by().filter(id__in=[p for p in wanted if p is not None])
        seen = set(open_.values_list("id", flat=True)) - set(_blind(user))
    return defaultdict(_Assessed, _assessed(seen) if seen else {})


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
        places, groups, goals_of_claims = _touches(claims)
        reached = [g for g, reach in outcome.get("groups", {}).items() if reach in _REACHED]
        touches = (places, (*groups, *reached), (*goals_of_claims, *outcome.get("goals", ())))
        found[proposal] = _Assessed(touches, tuple(claims))
    return found


def _places(rows: Iterable[tuple[int, str]]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for id_, area in rows:
        found[id_].append(area)
    return defaultdict(tuple, {id_: tuple(areas) for id_, areas in found.items()})


def _of_proposals(ids: list[int]) -> QuerySet[ProposalPlace, tuple[int, str]]:
    return ProposalPlace.objects.filter(proposal__in=ids).values_list("proposal_id", "area")


def _pounds(cost: Any) -> float | None:
    return float(cost) if cost is not None else None
