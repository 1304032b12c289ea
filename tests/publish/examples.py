"""Indicators, rows and series that the tests of publish are made of.

The figures of employment in Birmingham and the West Midlands are those of ONS, *Explore Local Statistics*
(employment-rate, released 16 April 2024), Open Government Licence v3.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from commonweal.evidence.periods import parse
from commonweal.evidence.schema import OBSERVATION
from commonweal.packs.models import Indicator
from commonweal.progress.schema import ASSESSMENT

PLACES = {
    "E47000007": "West Midlands",
    "E12000005": "West Midlands",
    "E92000001": "England",
    "K02000001": "United Kingdom",
    "E08000025": "Birmingham",
    "E08000029": "Solihull",
    "E08000030": "Walsall",
}
BIRMINGHAM, WALSALL, SOLIHULL, UK = "E08000025", "E08000030", "E08000029", "K02000001"
COMBINED_AUTHORITY = "E47000007"
YEARS = tuple(range(2014, 2024))
EMPLOYMENT_RATE = (61.1, 60.7, 61.8, 63.2, 65.3, 65.0, 65.1, 64.3, 65.9, 65.9)


def indicator(**changes: Any) -> Indicator:
    """The employment rate, changed as told."""
    fields: dict[str, Any] = {
        "id": "employment-rate",
        "name": "Employment rate",
        "question": "How many people of working age are in work?",
        "description": "People aged 16 to 64 in employment.",
        "unit": "% of people aged 16 to 64",
        "suffix": "%",
        "decimals": 1,
        "polarity": 1,
        "type": "attainment",
        "comparator": UK,
        "limits": {"lower": 0, "upper": 100},
        "people": {"noun": "people in work", "per": 100},
        "organisation": "Office for National Statistics",
        "licence": "OGL v3",
        "release": "yearly",
        "provenance": "seen",
        "source": "ons",
    }
    return Indicator.model_validate(fields | changes)


def pounds(**changes: Any) -> Indicator:
    fields: dict[str, Any] = {
        "id": "gdhi",
        "name": "Gross disposable household income",
        "unit": "£ per head",
        "prefix": "£",
        "suffix": "",
        "decimals": 0,
        "people": None,
        "limits": {"lower": 0},
    }
    return indicator(**fields | changes)


def years(**changes: Any) -> Indicator:
    fields: dict[str, Any] = {
        "id": "hle",
        "name": "Healthy life expectancy at birth",
        "unit": "years",
        "suffix": "",
        "people": None,
        "limits": {"lower": 0},
    }
    return indicator(**fields | changes)


def unemployment(**changes: Any) -> Indicator:
    fields: dict[str, Any] = {
        "id": "unemployment-rate",
        "name": "Unemployment rate",
        "unit": "% of economically active people",
        "polarity": -1,
        "people": {"noun": "unemployed people", "per": 100},
    }
    return indicator(**fields | changes)


def row(**changes: Any) -> dict[str, Any]:
    """A row of ASSESSMENT with every column; those not named are null."""
    fields: dict[str, Any] = dict.fromkeys(ASSESSMENT.names())
    fields |= {
        "rule": "state-of-the-region-2020",
        "area": COMBINED_AUTHORITY,
        "breakdown": "",
        "points": 2,
        "latest_period": "2023-01-01/P1Y",
        "latest": 69.1,
        "latest_status": "A",
        "previous_period": "2022-01-01/P1Y",
        "previous": 68.4,
        "change": 0.7,
        "change_percent": 1.0,
        "comparator": UK,
        "comparator_latest": 75.7,
        "comparator_previous": 75.1,
        "comparator_change": 0.6,
        "comparator_change_percent": 0.8,
        "yardstick_kind": "comparator",
        "yardstick": 75.7,
        "gap": 6.6,
        "previous_gap": 6.7,
        "status": "improving",
        "reason": "",
        "provisional": False,
        "grade": "green",
        "history_start": [],
        "history": [],
    }
    assert set(changes) <= set(ASSESSMENT.names())
    return fields | changes


def observations(
    values: Mapping[str, float | None] | Sequence[float | None],
    *,
    area: str = BIRMINGHAM,
    breakdown: str = "",
    half_width: float | None = None,
    statuses: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> pl.DataFrame:
    """An OBSERVATION frame of one series: values by period, or a value for each of ``YEARS``."""
    by_period = (
        values
        if isinstance(values, Mapping)
        else {f"{y}-01-01/P1Y": v for y, v in zip(YEARS, values, strict=False)}
    )
    rows = []
    for text, value in by_period.items():
        p = parse(text)
        held = half_width is not None and value is not None
        rows.append(
            {
                "indicator": "employment-rate",
                "area": area,
                "period": p.text,
                "period_start": p.start,
                "period_end": p.end,
                "breakdown": breakdown,
                "value": value,
                "lower": value - half_width if held else None,
                "upper": value + half_width if held else None,
                "numerator": None,
                "denominator": None,
                "status": (statuses or {}).get(text, "A" if value is not None else "O"),
                "note": (notes or {}).get(text, ""),
            }
        )
    return pl.DataFrame(rows, schema=OBSERVATION)


def yearly_history(values: Sequence[float | None], first: int = 2014) -> dict[str, Any]:
    """The columns of a row that a sparkline is drawn from."""
    return {
        "history": list(values),
        "history_start": [dt.date(first + n, 1, 1) for n in range(len(values))],
        "latest_period": f"{first + max(0, len(values) - 1)}-01-01/P1Y",
    }
