"""Two assessments compared: what changed, and how far two assessors agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from commonweal.appraisal.agreement import Agreement, agreement, differences
from commonweal.appraisal.changed import Changed, rated
from commonweal.appraisal.changed import changed as _changed
from commonweal.appraisal.worksheet import REACH, WORK, questions
from commonweal.packs.toolkits import Toolkit
from commonweal.web.proposals.models import Answer, Assessment, DesignChange, Moderation, Proposal

from .sheets import Sheet, as_answer, of_proposal, sheet, toolkit_of

STAGES = ("fit", "evaluation", "beneficiaries", "good-work")


@dataclass(frozen=True)
class Compared:
    """Completed assessments of one proposal by several people, the first first."""

    sheets: tuple[Sheet, ...]

    @property
    def toolkit(self) -> Toolkit:
        return self.sheets[0].toolkit


def changed(first: Sheet, last: Sheet) -> list[Changed]:
    return _changed(first.questions, first.answers, last.questions, last.answers)


def all_design(proposal: Proposal) -> list[DesignChange]:
    return list(DesignChange.objects.filter(assessment__proposal=proposal))


def compared(proposal: Proposal, user: Any) -> Compared | None:
    """The first assessment and the second ones, where at least two of them are complete and may be read."""
    done = [a for a in of_proposal(proposal, user) if a.completed_at]
    firsts = [a for a in done if not a.second][:1]
    seconds = [a for a in done if a.second]
    if not firsts or not seconds:
        return None
    return Compared(tuple(sheet(a) for a in (*firsts, *seconds)))


def moderations(proposal: Proposal) -> Mapping[str, Moderation]:
    return {m.item: m for m in proposal.moderations.all()}


def ratings(sheets: Mapping[str, Sheet]) -> pl.DataFrame:
    """Stage, item, level, rater and value of every rating; ``sheets`` by rater. Null: not given."""
    rows = [
        (stage, item, level, rater, value)
        for rater, s in sheets.items()
        for stage, item, level, value in rated(s.toolkit, s.questions, s.answers)
    ]
    names = ("stage", "item", "level", "rater", "value")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def order_of(toolkit: Toolkit, stage: str) -> tuple[str, ...]:
    """The words of a stage's scale, lowest first; of the first stage, which has no order, yes and no."""
    if stage == "evaluation":
        return tuple(r.id for r in toolkit.ratings)
    if stage == "beneficiaries":
        return tuple(id_ for id_, _ in REACH)
    return tuple(id_ for id_, _ in WORK) if stage == "good-work" else ("no", "yes")


def by_stage(toolkit: Toolkit, found: pl.DataFrame) -> dict[str, Agreement]:
    """Agreement stage by stage; of stage 2 only the priorities' own ratings."""
    out = {}
    for stage in STAGES:
        own = found.filter((pl.col("stage") == stage) & ~pl.col("item").str.contains("criterion/"))
        level = "nominal" if stage == "fit" else "ordinal"
        order = order_of(toolkit, stage)
        out[stage] = agreement(own.select("item", "rater", "value"), level=level, order=order)  # type: ignore[arg-type]
    return out


def agreements(pair: Compared) -> tuple[dict[str, Agreement], Agreement, dict[str, float]]:
    """By stage; over all criteria of stage 2; and each item's difference, where two rated it."""
    found = ratings({str(n): s for n, s in enumerate(pair.sheets)})
    criteria = found.filter(pl.col("item").str.contains("criterion/"))
    order = order_of(pair.toolkit, "evaluation")
    of_criteria = agreement(criteria.select("item", "rater", "value"), level="ordinal", order=order)
    apart: dict[str, float] = {}
    for stage in STAGES:
        own = found.filter(pl.col("stage") == stage).select("item", "rater", "value")
        level = "nominal" if stage == "fit" else "ordinal"
        rows = differences(own, level=level, order=order_of(pair.toolkit, stage))  # type: ignore[arg-type]
        apart |= {item: gap for item, _, gap in rows.iter_rows()}
    return by_stage(pair.toolkit, found), of_criteria, apart


def ratings_of(numbers: Sequence[int]) -> Iterator[tuple[int, str, str, str, int, int]]:
    """Every rating on a scale in some assessments: its number, stage, item, value, step (0 lowest), steps."""
    given: dict[int, dict[str, Any]] = {n: {} for n in numbers}
    for row in Answer.objects.filter(assessment__in=numbers):
        given[row.assessment_id][row.key] = as_answer(row)
    for found in Assessment.objects.filter(pk__in=numbers).select_related("toolkit").order_by("pk"):
        toolkit, answers = toolkit_of(found.toolkit), given[found.pk]
        for stage, item, level, value in rated(toolkit, questions(toolkit, answers), answers):
            order = order_of(toolkit, stage) if level == "ordinal" else ()
            if value in order:
                yield found.pk, stage, item, str(value), order.index(value), len(order)


def seconds_of(proposal: Proposal) -> list[Assessment]:
    return list(proposal.assessments.filter(second=True, completed_at__isnull=False))
