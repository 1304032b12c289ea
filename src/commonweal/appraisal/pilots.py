"""What a pilot shows of the tool itself: what it takes, and which of its questions do not work.

Source of what is asked: the State of the Region 2020 says that the toolkit "will need to be piloted in order
to assess its operational implications"; what those are is our own reading (docs/methods/pilots.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median

import polars as pl

from commonweal.appraisal.agreement import Agreement, Level, agreement
from commonweal.words import N_, _

#: Fewer assessments than this are a small sample, and every number is shown as such.
SMALL = 10
#: A question does not work where its mean clarity is below this, on a scale from 1 to 5.
CLEAR = 3.0
#: … where two assessors agree less than this (Krippendorff's own lower limit for tentative conclusions).
AGREED = 0.667
#: … or where this share or more of the answers is "not known", or one and the same.
MOSTLY = 0.5
ALWAYS = 1.0
#: What to do about a question, by what is against it.
_RECOMMENDED = (
    ("unclear", N_("Reword it in the words that assessors asked for.")),
    ("disputed", N_("Say in its guidance what tells one answer from the next, with an example of each.")),
    ("unknown", N_("Say where the answer can be found, or ask it at a later step.")),
    ("skipped", N_("Ask it only where it helps, or take it out.")),
    ("same", N_("Ask what would tell proposals apart, or take it out.")),
)
#: What can have become of a question, beside "answered".
NOT_KNOWN, LEFT_OUT = "not known", "left out"  # stays English
#: Needed before "always the same answer" or "low agreement" is said of a question.
ENOUGH = 3


@dataclass(frozen=True)
class Spent:
    """Minutes on one stage by one assessment: as entered, and as measured where the assessor agreed."""

    assessment: int
    stage: str
    entered: float | None
    measured: float | None


@dataclass(frozen=True)
class Given:
    """What became of one question in one assessment. ``value``: the word of its scale, where it has one."""

    assessment: int
    key: str
    stage: str
    title: str
    state: str  # answered, not known, left out
    value: str = ""
    clarity: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class Effort:
    """Minutes of one stage, or of all. ``n``: assessments that say so."""

    stage: str
    n: int
    median: float | None
    low: float | None
    high: float | None
    measured_n: int
    measured: float | None


@dataclass(frozen=True)
class QuestionFinding:
    key: str
    title: str
    stage: str
    n: int
    answered: int
    not_known: int
    left_out: int
    clarity: float | None
    clarity_n: int
    alpha: float | None
    same: str
    remarks: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    """The operational implications. Costs are None where no hourly cost or no effort is known.

    ``changes``: changes of design in all; ``improved``: proposals with at least one; ``decided``: proposals
    that have been decided since, ``decided_improved``: of these, the ones that were changed.
    """

    assessments: int
    completed: int
    small: bool
    stages: tuple[Effort, ...]
    whole: Effort
    hours: float | None
    cost: float | None
    year_hours: float | None
    year_cost: float | None
    agreement: Mapping[str, Agreement]
    questions: tuple[QuestionFinding, ...]
    changes: int
    improved: int
    proposals: int
    decided: int
    decided_improved: int


def findings(
    *,
    stages: Sequence[str],
    assessments: Mapping[int, bool],
    spent: Sequence[Spent],
    given: Sequence[Given],
    ratings: pl.DataFrame,
    orders: Mapping[str, Sequence[str]],
    changes: Mapping[int, int],
    decided: Collection[int] = (),
    hourly_cost: float | None = None,
    a_year: int | None = None,
) -> Findings:
    """Everything a pilot yields.

    ``assessments``: whether each is complete. ``ratings``: stage, question, item, rater, value, level.
    ``orders``: the words of each stage's scale. ``changes``: changes of design of each proposal; ``decided``:
    which of them have been decided.
    """
    by_stage = tuple(_effort(stage, [s for s in spent if s.stage == stage]) for stage in stages)
    whole = _effort("", _whole(spent, stages))
    minutes = whole.median
    hours = minutes / 60 if minutes is not None else None
    cost = hours * hourly_cost if hours is not None and hourly_cost is not None else None
    return Findings(
        assessments=len(assessments),
        completed=sum(assessments.values()),
        small=len(assessments) < SMALL,
        stages=by_stage,
        whole=whole,
        hours=hours,
        cost=cost,
        year_hours=hours * a_year if hours is not None and a_year else None,
        year_cost=cost * a_year if cost is not None and a_year else None,
        agreement={stage: _agreement(ratings, stage, orders) for stage in stages},
        questions=_questions(given, ratings, orders),
        changes=sum(changes.values()),
        improved=sum(1 for n in changes.values() if n),
        proposals=len(changes),
        decided=sum(1 for p in changes if p in decided),
        decided_improved=sum(1 for p, n in changes.items() if n and p in decided),
    )


def flagged(found: Findings) -> list[QuestionFinding]:
    """The questions that do not work, those with the most against them first."""
    return sorted((q for q in found.questions if q.flags), key=lambda q: (-len(q.flags), q.key))


def recommended(q: QuestionFinding) -> str:
    """What to do about a question that does not work; "" where nothing is against it."""
    found = [_(words) for kind, words in _RECOMMENDED if kind in kinds(q)]
    return " ".join(found)


def kinds(q: QuestionFinding) -> tuple[str, ...]:
    """What is against a question: unclear, disputed, unknown, skipped, same."""
    found = []
    if q.clarity is not None and q.clarity < CLEAR:
        found.append("unclear")
    if q.alpha is not None and q.alpha < AGREED:
        found.append("disputed")
    if q.n and q.not_known / q.n >= MOSTLY:
        found.append("unknown")
    if q.n >= ENOUGH and q.left_out / q.n >= MOSTLY:
        found.append("skipped")
    if q.same:
        found.append("same")
    return tuple(found)


def to_be_taught(found: Findings) -> list[QuestionFinding]:
    """Questions that assessors find unclear, or answer each in their own way: what training has to cover."""
    return [q for q in found.questions if {"unclear", "disputed"} & set(kinds(q))]


def _effort(stage: str, own: Sequence[Spent]) -> Effort:
    entered = [s.entered for s in own if s.entered is not None]
    measured = [s.measured for s in own if s.measured is not None]
    return Effort(
        stage=stage,
        n=len(entered),
        median=median(entered) if entered else None,
        low=min(entered, default=None),
        high=max(entered, default=None),
        measured_n=len(measured),
        measured=median(measured) if measured else None,
    )


def _whole(spent: Sequence[Spent], stages: Sequence[str]) -> list[Spent]:
    """Each assessment's minutes over all stages; only of those that say it of every stage."""
    found = []
    for a in dict.fromkeys(s.assessment for s in spent):
        own = {s.stage: s for s in spent if s.assessment == a}
        entered = [own[k].entered for k in stages if k in own]
        measured = [own[k].measured for k in stages if k in own]
        found.append(
            Spent(
                a,
                "",
                _sum(entered) if len(entered) == len(stages) else None,
                _sum(measured) if len(measured) == len(stages) else None,
            )
        )
    return found


def _sum(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) else None


def _agreement(ratings: pl.DataFrame, stage: str, orders: Mapping[str, Sequence[str]]) -> Agreement:
    own = ratings.filter(pl.col("stage") == stage)
    level: Level = "nominal" if stage == "fit" else "ordinal"
    return agreement(own.select("item", "rater", "value"), level=level, order=orders[stage])


def _questions(
    given: Sequence[Given], ratings: pl.DataFrame, orders: Mapping[str, Sequence[str]]
) -> tuple[QuestionFinding, ...]:
    found = []
    for key in dict.fromkeys(g.key for g in given):
        own = [g for g in given if g.key == key]
        states = [g.state for g in own]
        clarity = [g.clarity for g in own if g.clarity is not None]
        rated = ratings.filter(pl.col("question") == key)
        stage = own[0].stage
        alpha = _alpha(rated, stage, orders)
        values = [g.value for g in own if g.value]
        same = values[0] if len(values) >= ENOUGH and len(set(values)) == 1 else ""
        q = QuestionFinding(
            key=key,
            title=own[0].title,
            stage=stage,
            n=len(own),
            answered=states.count("answered"),
            not_known=states.count(NOT_KNOWN),
            left_out=states.count(LEFT_OUT),
            clarity=mean(clarity) if clarity else None,
            clarity_n=len(clarity),
            alpha=alpha,
            same=same,
            remarks=tuple(g.remark for g in own if g.remark),
            flags=(),
        )
        found.append(QuestionFinding(**{**q.__dict__, "flags": _flags(q)}))
    return tuple(found)


def _alpha(rated: pl.DataFrame, stage: str, orders: Mapping[str, Sequence[str]]) -> float | None:
    if not rated.height:
        return None
    level: Level = "nominal" if stage == "fit" else "ordinal"
    got = agreement(rated.select("item", "rater", "value"), level=level, order=orders[stage], draws=0)
    return got.alpha if got.items >= ENOUGH else None


def _flags(q: QuestionFinding) -> tuple[str, ...]:
    words = {
        "unclear": _("not clear: {clarity} of 5 (n = {n})").format(
            clarity="" if q.clarity is None else f"{q.clarity:.1f}", n=q.clarity_n
        ),
        "disputed": _("two assessors agree little: alpha {alpha}").format(
            alpha="" if q.alpha is None else f"{q.alpha:.2f}"
        ),
        "unknown": _("not known in {number} of {all}").format(number=q.not_known, all=q.n),
        "skipped": _("passed over in {number} of {all}").format(number=q.left_out, all=q.n),
        "same": _("always the same answer: {answer}").format(answer=q.same),
    }
    return tuple(words[kind] for kind in kinds(q))
