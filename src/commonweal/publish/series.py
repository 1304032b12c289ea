"""A series made ready to be drawn: points in time order, cut where a line must not run through.

A line stops at a missing value, at a period that is not there, and at a break in the series. It joins periods
of one length only: a year and a quarter are not compared.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import polars as pl

from commonweal.packs.models import Indicator
from commonweal.publish import numbers

#: SDMX status of a figure that its source will revise; as ``progress`` reads it.
PROVISIONAL = "P"
#: SDMX status of a figure that nobody has counted yet; as ``progress`` reads it.
FORECAST = "F"


@dataclass(frozen=True)
class Point:
    """``x`` is the middle of the period in days since year 1, so that a pooled period stands at its own."""

    period: str
    start: dt.date
    x: float
    value: float | None
    lower: float | None = None
    upper: float | None = None
    provisional: bool = False
    status: str = ""
    note: str = ""

    @property
    def length(self) -> str:
        """How long the period lasts: "P1Y", "P3M"; nothing for a day."""
        return self.period.partition("/")[2]


def points(observations: pl.DataFrame, indicator: Indicator) -> list[Point]:
    """The rows of one series (one area, one breakdown) of an OBSERVATION frame, the first to end first.

    Where lengths are mixed, the last is then the latest figure as ``progress`` knows it.
    """
    if observations.is_empty():
        return []
    end = pl.col("period_end").fill_null(pl.col("period_start"))
    rows = observations.sort(end, "period_start", "period").iter_rows(named=True)
    return [_point(row, indicator) for row in rows]


def counted(series: Sequence[Point]) -> list[Point]:
    """All but forecasts, which are no figures: what a chart draws and its words tell."""
    return [p for p in series if p.status != FORECAST]


def forecasts(series: Iterable[Point]) -> list[Point]:
    return [p for p in series if p.status == FORECAST and p.value is not None]


def runs(series: Sequence[Point], breaks: Iterable[dt.date] = ()) -> list[list[Point]]:
    """The stretches that one line may join; each holds one point or more, all with a value."""
    cuts = sorted(breaks)
    of_length: dict[str, list[Point]] = defaultdict(list)
    for point in series:
        of_length[point.length].append(point)
    found = [run for alike in of_length.values() for run in _runs(alike, cuts)]
    return sorted(found, key=lambda run: run[0].start)


def _runs(series: Sequence[Point], cuts: Sequence[dt.date]) -> list[list[Point]]:
    usual = _usual_step(series)
    found: list[list[Point]] = []
    before: Point | None = None
    for point in series:
        if point.value is None:
            before = None
            continue
        broken = before is None or point.x - before.x > 1.5 * usual or _cut(before.start, point.start, cuts)
        if broken:
            found.append([])
        found[-1].append(point)
        before = point
    return found


def break_dates(indicator: Indicator, series: Sequence[Point]) -> list[dt.date]:
    """Breaks that fall inside the series: as defined, and as an observation's status B says."""
    starts = [p.start for p in series if p.value is not None]
    defined = {b.period for b in indicator.breaks} | {p.start for p in series if p.status == "B"}
    return sorted(d for d in defined if starts and min(starts) < d <= max(starts))


def valued(series: Sequence[Point]) -> list[Point]:
    return [p for p in series if p.value is not None]


def _point(row: Mapping[str, Any], indicator: Indicator) -> Point:
    start, end = row["period_start"], row["period_end"] or row["period_start"]
    since = indicator.provisional_from
    return Point(
        period=row["period"],
        start=start,
        x=(start.toordinal() + end.toordinal()) / 2,
        value=_finite(row["value"]),
        lower=_finite(row["lower"]),
        upper=_finite(row["upper"]),
        provisional=row["status"] == PROVISIONAL or (since is not None and start >= since),
        status=row["status"] or "",
        note=row["note"] or "",
    )


def _finite(number: float | None) -> float | None:
    return number if numbers.known(number) else None


def _usual_step(series: Sequence[Point]) -> float:
    steps = [b.x - a.x for a, b in pairwise(series) if b.x > a.x]
    return median(steps) if steps else float("inf")


def _cut(before: dt.date, after: dt.date, cuts: Sequence[dt.date]) -> bool:
    return any(before < cut <= after for cut in cuts)
