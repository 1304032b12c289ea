"""A small register, and a way to write a file and read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from commonweal.evidence import IndicatorRule, Reading, ReadLimits, Register, check, read
from commonweal.packs.models import Limits

DATA = Path(__file__).parent / "data"
TODAY = dt.date(2026, 11, 23)

PLACES = {
    "E08000025": ("Birmingham", "district"),
    "E08000026": ("Coventry", "district"),
    "E47000007": ("West Midlands", "combined authority"),
    "E12000005": ("West Midlands", "region"),
    "E92000001": ("England", "country"),
    "K02000001": ("United Kingdom", "country"),
}


@pytest.fixture
def register() -> Register:
    return Register(
        areas=frozenset(PLACES),
        area_names={code: name for code, (name, _) in PLACES.items()},
        area_levels={code: level for code, (_, level) in PLACES.items()},
        indicators={
            "unemployment": IndicatorRule("Unemployment rate", "%", Limits(lower=0, upper=100), decimals=1),
            "formal-learning": IndicatorRule("Formal learning", "%", Limits(lower=0, upper=100)),
            "pay": IndicatorRule("Weekly pay", "£", Limits(lower=0), decimals=0),
        },
        series={("gross-median-weekly-pay", "Gross median weekly pay", ""): ("pay", "")},
    )


Bring = Callable[..., tuple[Reading, pl.DataFrame]]


@pytest.fixture
def bring(tmp_path: Path, register: Register) -> Bring:
    """Write content to a file, read it, check it: the reading and all its problems."""

    def bring_file(
        content: str | bytes,
        name: str = "figures.csv",
        *,
        previous: pl.DataFrame | None = None,
        previous_series: pl.DataFrame | None = None,
        limits: ReadLimits | None = None,
    ) -> tuple[Reading, pl.DataFrame]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        reading = read(path, register=register, limits=limits or ReadLimits())
        found = check(
            reading,
            register=register,
            previous=previous,
            previous_series=previous_series,
            today=TODAY,
        )
        return reading, pl.concat([reading.problems, found])

    return bring_file


def said(problems: pl.DataFrame) -> list[tuple[str, str, str]]:
    """Severity, rule and message of each problem, for a test to compare with."""
    return problems.select("severity", "rule", "message").rows()
