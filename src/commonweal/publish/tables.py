"""The table beside a chart: the same figures as text, with what must be known of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from commonweal.evidence.schema import STATUS_WORDS
from commonweal.packs.models import Indicator
from commonweal.publish import breakdowns, numbers, placenames, series, wording
from commonweal.words import _


@dataclass(frozen=True)
class TableRow:
    """``text``, ``interval`` and ``change`` are as a reader sees them, the unit standing in the header.

    ``change`` is against the period before, empty across a break or a gap, and of a forecast. ``alone`` is
    the text with what must be known of it, for where no notes stand beside it.
    """

    period: str
    label: str
    value: float | None
    text: str
    lower: float | None
    upper: float | None
    interval: str
    change: str
    notes: tuple[str, ...]
    alone: str


@dataclass(frozen=True)
class WideRow:
    """One place: its name and a text for every period, missing ones empty."""

    area: str
    place: str
    texts: tuple[str, ...]


def series_table(observations: pl.DataFrame, indicator: Indicator) -> list[TableRow]:
    """The rows of one series (one area, one breakdown), newest first."""
    points = series.points(observations, indicator)
    breaks, counted = series.break_dates(indicator, points), series.counted(points)
    runs = series.runs(counted, breaks)
    follows = {after.period: before for run in runs for before, after in pairwise(run)}
    return [_row(p, follows.get(p.period), indicator) for p in reversed(points)]


def places_table(
    observations: pl.DataFrame, indicator: Indicator, places: Mapping[str, str], breakdown: str = ""
) -> tuple[list[str], list[WideRow]]:
    """Periods in words, oldest first, and one row a place in the order of ``places``."""
    chosen = observations.filter(pl.col("breakdown") == breakdown)
    periods = (
        chosen.select("period", "period_start").unique().sort("period_start", "period")["period"].to_list()
    )
    cells = {(r["area"], r["period"]): r for r in chosen.iter_rows(named=True)}
    present = set(chosen["area"].to_list())
    rows = [
        WideRow(
            code,
            placenames.name(code, places),
            tuple(_cell(cells.get((code, p)), indicator) for p in periods),
        )
        for code in places
        if code in present
    ]
    return [wording.period(p) for p in periods], rows


def caption(indicator: Indicator, area: str, breakdown: str, places: Mapping[str, str]) -> str:
    """ "Employment rate, Birmingham, women: % of people aged 16 to 64" """
    who = f", {breakdowns.words(breakdown)}" if breakdown else ""
    what = f"{wording.name(indicator)}, {placenames.name(area, places)}{who}"
    return f"{what}: {numbers.unit_words(indicator)}"


def _cell(row: Mapping[str, object] | None, indicator: Indicator) -> str:
    if row is None:
        return ""
    value, status = row["value"], str(row["status"] or "")
    text = _number(value if isinstance(value, float) else None, indicator, status)
    return _alone(text, [wording.status_words(status)] if status == series.FORECAST else [])


def _number(value: float | None, indicator: Indicator, status: str) -> str:
    if numbers.known(value):
        return numbers.plain(value, indicator.decimals)
    if status == "U":
        return wording.why_missing(status)
    return wording.status_words(status) if status in {"L", "M", "O", "Q"} else numbers.no_data()


def _alone(text: str, notes: Sequence[str]) -> str:
    return f"{text} ({'; '.join(notes)})" if notes else text


def _row(point: series.Point, before: series.Point | None, indicator: Indicator) -> TableRow:
    moved = None if before is None else _minus(point.value, before.value)
    text, marks = _number(point.value, indicator, point.status), _marks(point, indicator)
    return TableRow(
        period=point.period,
        label=wording.period(point.period),
        value=point.value,
        text=text,
        lower=point.lower,
        upper=point.upper,
        interval=_interval(point, indicator),
        change="" if moved is None else numbers.plain(moved, indicator.decimals, sign=True),
        notes=(*marks, point.note) if point.note else tuple(marks),
        alone=_alone(text, marks),
    )


def _minus(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a - b


def _interval(point: series.Point, indicator: Indicator) -> str:
    if point.lower is None or point.upper is None:
        return ""
    low, high = (numbers.plain(x, indicator.decimals) for x in (point.lower, point.upper))
    return _("{low} to {high}").format(low=low, high=high)


def _marks(point: series.Point, indicator: Indicator) -> list[str]:
    """What must be known of the figure, apart from what its supplier notes beside it."""
    notes = [_("provisional")] if point.provisional else []
    if point.status in STATUS_WORDS and point.status not in {"A", "N", "P", "B", "L", "M", "O", "Q"}:
        notes.append(wording.status_words(point.status))
    reasons = [b.reason for b in indicator.breaks if b.period == point.start]
    if reasons or point.status == "B":
        why = _("break in series: {reason}").format(reason=reasons[0]) if reasons else _("break in series")
        notes.append(why)
    return notes
