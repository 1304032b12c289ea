"""Series of every kind, many at once, from one number: what the two implementations are compared on."""

import datetime as dt
import random
from typing import Any

from tests.progress.build import figure

AREAS = ("E47000007", "E08000025", "E92000001", "K02000001")
BREAKDOWNS = ("", "sex=female")
INDICATORS = tuple(f"indicator-{n}" for n in range(12))
LENGTHS = ("P1Y", "P1Y", "P1Y", "P1Y", "P3Y", "P3Y", "P3Y", "P1M", "P1M", "P3M", "")

Case = tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]


def anything(seed: int) -> Case:
    """Observations, definitions and targets."""
    chance = random.Random(seed)
    observations = [
        o
        for indicator in INDICATORS
        for o in _of_indicator(chance, indicator)
        if chance.random() > 0.02  # a hole here and there
    ]
    chance.shuffle(observations)
    return (
        observations,
        [_definition(chance, i) for i in INDICATORS[:-1]],  # the last one has none
        [_target(chance) for _ in range(chance.randint(0, 40))],
    )


def _of_indicator(chance: random.Random, indicator: str) -> list[dict[str, Any]]:
    """The areas measure in the same periods, more or less: only so do comparators have figures."""
    length, first = chance.choice(LENGTHS), chance.choice([2004, 2008, 2012, 2018, 2021])
    count = chance.choice([1, 2, 3, 5, 8, 14, 20])
    level = chance.choice([0.0, 3.0, 50.0, 50.0, 90.0, -20.0])
    spread, width = chance.choice([0.0, 0.1, 1.0, 5.0, 30.0]), chance.choice([None, None, 0.0, 0.2, 2.0])
    slope = chance.choice([0.0, 0.0, 0.3, -0.3, 0.02, -0.02])
    apart = chance.choice([1, 3, 12]) if length.endswith("M") else 12  # months
    return [
        _figure(
            chance, length, first, n * apart, level + n * slope, spread, width, indicator, area, breakdown
        )
        for area in AREAS
        for breakdown in BREAKDOWNS
        for n in range(chance.choice([count, count, count - 1, 1]))
    ]


def _figure(
    chance: random.Random,
    length: str,
    year: int,
    months: int,
    level: float,
    spread: float,
    width: float | None,
    indicator: str,
    area: str,
    breakdown: str,
) -> dict[str, Any]:
    value: float | None = round(level + chance.uniform(-spread, spread), chance.choice([0, 1, 1, 2]))
    wild = chance.random()
    if wild < 0.04:
        value, width = chance.choice([None, float("nan"), float("inf"), 0.0, 100.0]), None
    start = dt.date(min(year + months // 12, 2030), months % 12 + 1, 1)
    if months % 12 == 0 and chance.random() < 0.03:
        start = start.replace(month=4)
    return figure(
        f"{start}/{length}" if length and chance.random() > 0.01 else str(start),
        value,
        around=width if chance.random() > 0.05 else None,
        indicator=indicator,
        area=area,
        breakdown=breakdown,
        status=chance.choices("ABPFO", [100, 3, 4, 2, 1])[0],
        numerator=chance.choice([None, 12_300.0]),
        denominator=chance.choice([None, None, 456_000.0]),
    )


def _definition(chance: random.Random, indicator: str) -> dict[str, Any]:
    breaks = [dt.date(2011, 1, 1), dt.date(2019, 1, 1), dt.date(2026, 1, 1)]
    return {
        "indicator": indicator,
        "polarity": chance.choice([1, 1, 1, -1, -1, -1, 0]),
        "comparator": chance.choice([*AREAS, None, "N92000002", "K02000001", "K02000001"]),
        "per": chance.choice([None, 100.0, 1000.0]),
        "lower_limit": chance.choice([None, 0.0]),
        "upper_limit": chance.choice([None, 100.0]),
        "decimals": chance.choice([None, 0, 1, 1, 2]),
        "breaks": chance.sample(breaks, chance.choice([0, 0, 0, 1, 2])),
        "provisional_from": chance.choice([None, None, dt.date(2020, 1, 1)]),
    }


def _target(chance: random.Random) -> dict[str, Any]:
    kind = chance.choice(["value", "value", "value", "parity"])
    return {
        "indicator": chance.choice(INDICATORS),
        "area": chance.choice([None, *AREAS]),
        "kind": kind,
        "value": chance.choice([0.0, 48.0, 52.0, 75.5, 95.0, -10.0]) if kind == "value" else None,
        "comparator": chance.choice(AREAS) if kind == "parity" else None,
        "by": chance.choice([None, "2012", "2030", "2040", "2030-06", "2027-03-31"]),
    }
