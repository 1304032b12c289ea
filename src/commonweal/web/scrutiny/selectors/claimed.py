"""What is said of reports and proposals, and which places, groups and goals they touch by that.

Answers are read for whoever may read their report; an assessment for those whom it is open to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from commonweal.appraisal.worksheet import Answer
from commonweal.packs.test_sets import Applies, TestQuestion
from commonweal.scrutiny import cumulative as pure
from commonweal.scrutiny.cumulative import Claim
from commonweal.scrutiny.questions import Facts, applies
from commonweal.web.framework import selectors as framework
from commonweal.web.proposals import roles as proposal_roles
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.models import Answer as AssessmentAnswer
from commonweal.web.proposals.models import Assessment
from commonweal.web.scrutiny.models import ReportPlace, Response, SetVersion
from commonweal.web.toolkit.models import Version

from .accounts import tests_of
from .register import may

_REACHED = ("direct", "indirect", "both")
_ALWAYS = Applies()
_LOSE = "prompt/beneficiaries/lose"
#: Places, groups and goals.
Touches = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
NOTHING: Touches = ((), (), ())
#: By report: the version of its answers, and what they touch.
_KNOWN: dict[int, tuple[tuple[Any, ...], Touches]] = {}
_LOCK = Lock()
#: Up to so many reports are asked for by their numbers; of more, all are read.
_FEW = 500


def touched(decided: Any) -> Mapping[int, Touches]:
    """What the answers of each report touch. Only what was saved since it was read last is read anew.

    A revision goes up with each saving and no answer is ever taken out, so count and sum of them are a
    version of a report's answers; the report's own says which tests are put to it.
    """
    if not settings.PAGES_KEPT:
        return defaultdict(lambda: NOTHING, _touches_of(Response.objects.filter(report__in=decided)))
    book = framework.book()
    answers = Response.objects.filter(report__in=decided).order_by()
    stamps = {
        id_: (book.id if book else "", *stamp)
        for id_, *stamp in answers.values_list(
            "report_id", "report__test_set_id", "report__revision"
        ).annotate(Count("id"), Sum("revision"))
    }
    stale = [id_ for id_, stamp in stamps.items() if _KNOWN.get(id_, (None,))[0] != stamp]
    anew = Response.objects.filter(report__in=stale) if len(stale) < _FEW else answers
    fresh = _touches_of(anew) if stale else {}
    with _LOCK:
        _KNOWN.update({id_: (stamps[id_], fresh.get(id_, NOTHING)) for id_ in stale})
        return defaultdict(lambda: NOTHING, {id_: _KNOWN[id_][1] for id_ in stamps})


def _touches_of(answers: QuerySet[Response]) -> dict[int, Touches]:
    return {id_: _touches(claims) for id_, claims in said(answers).items()}


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


def said(answers: QuerySet[Response]) -> Mapping[int, tuple[Claim, ...]]:
    """The claims in the answers that were saved, by report.

    A test that its set lacks, or that is not put to the report (any more), says nothing.
    """
    rows = answers.order_by("id").values_list(
        "report_id", "report__test_set_id", "report__kind", "report__cost", "report__key_decision", "key",
        "parts", "not_known", "later",
    )  # fmt: skip
    goals_of, put = _goals_of(), _put(answers)
    asked: dict[int | None, dict[str, TestQuestion]] = {None: {}}
    found: dict[int, list[Claim]] = defaultdict(list)
    for report, test_set, kind, cost, key_decision, key, parts, not_known, later in rows.iterator(5_000):
        if test_set not in asked:
            asked[test_set] = {q.id: q for q in tests_of(SetVersion.objects.get(id=test_set)).questions}
        question = asked[test_set].get(key)
        if question is None or not put(question, report, kind, cost, key_decision):
            continue
        claim = pure.claim_of(question, Answer(parts, not_known), goals_of)
        if claim is not None:
            found[report].append(replace(claim, late=True) if later else claim)
    return defaultdict(tuple, {report: tuple(claims) for report, claims in found.items()})


def _put(answers: QuerySet[Response]) -> Callable[..., bool]:
    """Whether a test is put to a report; the places are read once, where a test asks for them."""

    @cache
    def places() -> Mapping[int, list[str]]:
        areas: dict[int, list[str]] = defaultdict(list)
        rows = ReportPlace.objects.filter(report__in=answers.order_by().values("report_id"))
        for report, area in rows.values_list("report_id", "area"):
            areas[report].append(area)
        return areas

    within = proposals.within()

    def put(question: TestQuestion, report: int, kind: str, cost: Any, key_decision: bool) -> bool:
        if question.applies == _ALWAYS:
            return True
        facts = Facts(
            kind=kind,  # type: ignore[arg-type]
            cost=float(cost) if cost is not None else None,
            places=tuple(places()[report]) if question.applies.places else (),
            key_decision=key_decision,
        )
        return applies(question.applies, facts, within)

    return put


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
class Assessed:
    touches: Touches = NOTHING
    claims: tuple[Claim, ...] = ()


def assessed_for(user: Any, wanted: set[int | None]) -> Mapping[int | None, Assessed]:
    """What the assessments of proposals come to, as far as this person may read them."""
    seen: set[int] = set()
    if not only_second(user):
        open_ = proposals.proposals(user).order_by().filter(id__in=[p for p in wanted if p is not None])
        seen = set(open_.values_list("id", flat=True)) - set(blind(user))
    return defaultdict(Assessed, _assessed(seen) if seen else {})


def _assessed(proposals_: set[int]) -> dict[int, Assessed]:
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
        found[proposal] = Assessed(touches, tuple(claims))
    return found


def only_second(user: Any) -> bool:
    first = (proposal_roles.WRITE, proposal_roles.MODERATE, proposal_roles.REVIEW)
    return may(user, proposal_roles.SECOND) and not any(may(user, p) for p in first)


def blind(user: Any) -> tuple[int, ...]:
    """Proposals that somebody assesses a second time: the first assessment stays shut to them."""
    if not user.is_authenticated:
        return ()
    own = Assessment.objects.filter(second=True, assessor=user, completed_at__isnull=True)
    return tuple(own.order_by("proposal_id").values_list("proposal_id", flat=True))
