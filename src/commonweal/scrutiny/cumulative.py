"""Cumulative effect: what decisions of several years that touch one place, group or goal come to together.

Decisions are counted, each once. Costs are added where they are known and the decision went ahead, and say of
how many. People are never added up: two decisions may be on the same ones (docs/methods/people.md). What it
is to touch: docs/methods/cumulative-effect.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from commonweal.appraisal.worksheet import Answer, people
from commonweal.packs.test_sets import TestQuestion

Dimension = Literal["place", "group", "goal"]
Side = Literal["gains", "could-lose", "says"]
DIMENSIONS: tuple[Dimension, ...] = ("place", "group", "goal")
#: Parts of an answer that say something of the report; "unknown" and "strength" say something of the answer.
SAYS = (
    "groups",
    "who",
    "mechanism",
    "people",
    "places",
    "by-when",
    "indicator",
    "rung",
    "participation",
    "evidence",
)
#: Rows of a grid. ``decisions``: how many of them touch ``key`` in ``year``; null: nobody said which year.
GRID = {"key": pl.String, "year": pl.Int32, "decisions": pl.UInt32}


@dataclass(frozen=True)
class Claim:
    """One thing that is said of a decision: an answer to a test, or a claim of the proposal's assessment.

    ``label``: what it answers. ``side``: who gains by it, who could lose, or what else it says. ``people``:
    None where nobody counted. ``assessed``: it stands in the assessment. ``late``: it was said or changed
    after the decision.
    """

    label: str
    side: Side
    places: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    indicator: str = ""
    who: str = ""
    people: int | None = None
    words: str = ""
    by_when: str = ""
    assessed: bool = False
    late: bool = False


@dataclass(frozen=True)
class Decision:
    """A decided report, or a decided proposal that no report stands for.

    ``proposal``: the one that a report concerns. ``day``: of the decision; None where nobody said. ``ahead``:
    whether what it asks for was approved; None: not known. ``cost`` in pounds of its day; None: not known.
    ``places``, ``groups`` and ``goals`` are touched by the whole of it, beside those of its claims.
    """

    kind: Literal["report", "proposal"]
    id: int
    day: dt.date | None = None
    proposal: int | None = None
    ahead: bool | None = None
    cost: float | None = None
    places: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def year(self) -> int | None:
        return self.day.year if self.day else None


@dataclass(frozen=True)
class Costs:
    """``total`` of the ``known`` among ``ahead``: matters that went ahead, each proposal once."""

    total: float
    known: int
    ahead: int


def claim_of(
    question: TestQuestion, answer: Answer, goals_of: Callable[[str], Iterable[str]]
) -> Claim | None:
    """What an answer says of the report; None where it says nothing, or only that something is not known.

    ``goals_of``: the goals under which an indicator is placed.
    """
    if answer.not_known or not any(_says(answer, name) for name in SAYS):
        return None
    indicator = answer.text("indicator") if _says(answer, "indicator") else ""
    goals = [*question.goals, *(goals_of(indicator) if indicator else ())]
    return Claim(
        label=question.label,
        side=side_of(question),
        places=tuple(p for p in answer.many("places") if p != "elsewhere"),
        groups=answer.many("groups"),
        goals=tuple(dict.fromkeys(goals)),
        indicator=indicator,
        who=answer.text("who"),
        people=people(answer.text("people")),
        words=answer.text("mechanism") or answer.text("participation") or answer.text("evidence"),
        by_when=answer.text("by-when"),
    )


def side_of(question: TestQuestion) -> Side:
    """Whether a test asks who gains or who could lose: by what it carries over from an assessment."""
    if "prompt/beneficiaries/lose" in question.carries:
        return "could-lose"
    return "gains" if "claims" in question.carries else "says"


def touched(decision: Decision, dimension: Dimension) -> frozenset[str]:
    """The places, groups or goals that a decision touches: of the whole of it, and of each claim."""
    name = f"{dimension}s"
    return frozenset(getattr(decision, name)).union(*(getattr(c, name) for c in decision.claims))


def chosen(
    decisions: Iterable[Decision], *, place: str = "", group: str = "", goal: str = ""
) -> list[Decision]:
    """Those that touch all that is named, in their order; "" asks for nothing."""
    wanted: tuple[tuple[Dimension, str], ...] = (("place", place), ("group", group), ("goal", goal))
    return [d for d in decisions if all(not key or key in touched(d, name) for name, key in wanted)]


def claims_on(decision: Decision, *, place: str = "", group: str = "", goal: str = "") -> list[Claim]:
    """The claims of a decision on all that is named.

    One that names no place is on each of the decision's own. Who gains and who could lose is told for every
    goal, and for every group where a claim names none.
    """
    return [
        c
        for c in decision.claims
        if (not place or place in c.places or (not c.places and place in decision.places))
        and (not group or group in c.groups or (not c.groups and c.side != "says"))
        and (not goal or goal in c.goals or c.side != "says")
    ]


def grid(decisions: Sequence[Decision], dimension: Dimension) -> pl.DataFrame:
    """How many decisions touch each place, group or goal in each year; columns of :data:`GRID`.

    A decision is counted once in a cell and may stand in several rows, so rows do not add up to all.
    """
    links = [(key, d.year, n) for n, d in enumerate(decisions) for key in touched(d, dimension)]
    frame = pl.DataFrame(
        links, schema={"key": pl.String, "year": pl.Int32, "decision": pl.Int64}, orient="row"
    )
    counted = frame.group_by("key", "year").agg(decisions=pl.col("decision").n_unique())
    return counted.select(pl.col(name).cast(kind) for name, kind in GRID.items()).sort("key", "year")


def costs(decisions: Iterable[Decision]) -> Costs:
    """What went ahead costs together, as far as that is known.

    Of several decisions on one proposal the latest of which the cost is known stands for all: a second report
    on a proposal is no second proposal.
    """
    matters: dict[tuple[str, int], tuple[dt.date, float] | None] = {}
    for d in decisions:
        if not d.ahead:
            continue
        own = d.id if d.kind == "proposal" else d.proposal
        matter = ("proposal", own) if own is not None else (d.kind, d.id)
        held = matters.setdefault(matter, None)
        day = d.day or dt.date.min
        if d.cost is not None and (held is None or day >= held[0]):
            matters[matter] = (day, d.cost)
    known = [found[1] for found in matters.values() if found is not None]
    return Costs(total=float(sum(known)), known=len(known), ahead=len(matters))


def _says(answer: Answer, name: str) -> bool:
    text = answer.text(name)
    return bool(text) and not (name == "indicator" and text == "none")
