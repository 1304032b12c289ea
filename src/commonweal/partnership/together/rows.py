"""What a count is made of: one row for each thing that was looked at, in each year, and whether it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import polars as pl
from polars.datatypes import DataType, DataTypeClass

#: ``year``: the calendar year. ``series``: the breakdown that the row belongs to; "": the headline. ``row``:
#: the key of what was looked at in its own table. ``areas``: codes of the areas it is in. ``counts``: true
#: above the line and below it, false below it alone; null: left out, for the reason that ``why`` gives.
_COUNTED: dict[str, DataType | DataTypeClass] = {
    "measure": pl.String,
    "year": pl.Int32,
    "series": pl.String,
    "row": pl.String,
    "areas": pl.List(pl.String),
    "counts": pl.Boolean,
    "why": pl.String,
}
COUNTED = pl.Schema(_COUNTED)
NOWHERE = pl.lit([], dtype=pl.List(pl.String))


def last_day(year: int, day: dt.date) -> dt.date:
    """The day as of which a year is counted: its last, or ``day`` where that comes first."""
    return min(dt.date(year, 12, 31), day)


def ends(days: pl.Expr, day: dt.date) -> pl.Expr:
    """:func:`last_day` of the year of each day."""
    return pl.min_horizontal(pl.date(days.dt.year(), 12, 31), pl.lit(day))


def year_by_year(
    first: dt.date | None, day: dt.date, of: Callable[[int, dt.date], pl.DataFrame]
) -> pl.DataFrame:
    """What ``of`` (a year, its :func:`last_day`) gives for each year from ``first`` to ``day``.

    Without a first day, or with one still to come, there is no year.
    """
    if first is None or first > day:
        return COUNTED.to_frame()
    return pl.concat([of(y, last_day(y, day)) for y in range(first.year, day.year + 1)])


def as_rows(
    found: pl.DataFrame,
    measure: str,
    *,
    year: pl.Expr | int,
    row: pl.Expr,
    counts: pl.Expr,
    why: pl.Expr,
    areas: pl.Expr = NOWHERE,
    series: pl.Expr | str = "",
) -> pl.DataFrame:
    """Columns of :data:`COUNTED` from a frame of whatever columns."""
    made = {
        "measure": pl.lit(measure),
        "year": pl.lit(year) if isinstance(year, int) else year,
        "series": pl.lit(series) if isinstance(series, str) else series,
        "row": row,
        "areas": areas,
        "counts": counts,
        "why": why,
    }
    return found.select(**{name: made[name].cast(kind) for name, kind in COUNTED.items()})


def first_day(days: pl.Series) -> dt.date | None:
    found = days.drop_nulls().min()
    return found if isinstance(found, dt.date) else None
