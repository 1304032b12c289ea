"""Frames for the tests, from a few words: one figure a line, one definition, one target."""

import datetime as dt
from typing import Any

import polars as pl

from commonweal.evidence.periods import parse
from commonweal.evidence.schema import OBSERVATION
from commonweal.progress import DEFINITION, TARGET, assess

HERE, THERE = "E47000007", "K02000001"
REGION, EUROSTAT = "state-of-the-region-2020", "eurostat"


def figure(period: str, value: float | None, **more: Any) -> dict[str, Any]:
    """One observation of "rate" in the combined authority; ``around`` gives limits on both sides."""
    p = parse(period)
    around = more.pop("around", None)
    limits = {} if around is None else {"lower": value - around, "upper": value + around}
    return {
        "indicator": "rate",
        "area": HERE,
        "period": p.text,
        "period_start": p.start,
        "period_end": p.end,
        "breakdown": "",
        "value": value,
        "status": "A",
        "note": "",
        **limits,
        **more,
    }


def years(first: int, *values: float | None, **more: Any) -> list[dict[str, Any]]:
    """Yearly figures from ``first`` on."""
    return [figure(str(first + n), v, **more) for n, v in enumerate(values)]


def definition(**more: Any) -> dict[str, Any]:
    base = {"indicator": "rate", "polarity": 1, "comparator": THERE, "decimals": 1, "breaks": []}
    return {**base, **more}


def target(**more: Any) -> dict[str, Any]:
    return {"indicator": "rate", "kind": "value", **more}


def frames(
    observations: list[dict[str, Any]], definitions: list[dict[str, Any]], targets: list[dict[str, Any]]
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    return (
        pl.DataFrame(observations, schema=OBSERVATION),
        pl.DataFrame(definitions, schema=DEFINITION),
        pl.DataFrame(targets, schema=TARGET),
    )


def judged(
    observations: list[dict[str, Any]],
    *targets: dict[str, Any],
    rule: str = REGION,
    area: str = HERE,
    breakdown: str = "",
    **defined: Any,
) -> dict[str, Any]:
    """One rule's answer for the series of "rate" in an area."""
    answers = assess(*frames(observations, [definition(**defined)], list(targets)), rules=[rule])
    found = answers.filter((pl.col("area") == area) & (pl.col("breakdown") == breakdown))
    assert found.height == 1
    return found.row(0, named=True)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
