"""Every problem of what was read, in one pass over all files.

Each rule is an expression over the whole frame; a message is built only for the rows it finds. Which
rules stop and which warn, and why, is docs/methods/checks.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from . import since
from .jumps import jumps
from .periods import why_unreadable
from .problems import nearest, or_list
from .reading import Reading
from .recode import among, in_a_row, recode, spelled
from .register import IndicatorRule, Register
from .schema import KEY, MISSING, PROBLEM, STATUS_WORDS
from .unknown_areas import unknown_areas


def check(
    reading: Reading,
    *,
    register: Register,
    previous: pl.DataFrame | None,
    previous_series: pl.DataFrame | None,
    today: dt.date,
) -> pl.DataFrame:
    """All problems, schema PROBLEM, in the order of file and row.

    ``previous``: OBSERVATION with ``dataset``, the vintages in force of the datasets read, or None;
    ``previous_series``: SERIES of the same. ``today`` is the day against which a period is in the future.
    """
    rows = reading.ordered
    rules = _rules(reading, register)
    found = [
        unknown_areas(reading, register),
        _unknown_indicators(rows, rules),
        _unreadable_periods(rows),
        _duplicates(reading),
        _outside_limits(rows, rules),
        *_intervals(rows, rules),
        _unknown_statuses(rows),
        *_values_and_statuses(rows),
        _future(rows, today),
        jumps(reading, rules, previous),
    ]
    if previous is not None:
        found += [since.areas_gone(reading, register, previous), since.areas_new(reading, previous)]
    if previous_series is not None:
        found.append(since.series_changed(reading, previous_series))
    order = pl.Series([s.file for s in reading.sources], dtype=pl.String)
    place = pl.col("file").replace_strict(order, pl.int_range(order.len(), eager=True), default=None)
    return pl.concat(found).sort(place, "row", nulls_last=False, maintain_order=True)


def _rules(reading: Reading, register: Register) -> dict[str, IndicatorRule]:
    return {**register.indicators, **{i.id: IndicatorRule.of(i) for i in reading.new_indicators}}


def _few(rows: pl.DataFrame, wrong: pl.Series, *columns: str) -> pl.DataFrame:
    """The rows that a rule finds, with their texts."""
    return spelled(rows.select("file", "row", *columns).filter(wrong))


def problems_of(
    rows: pl.DataFrame, rule: str, severity: str, column: str, message: pl.Expr, value: pl.Expr | None = None
) -> pl.DataFrame:
    """One problem for each of ``rows``, which need ``file`` and ``row``; ``value`` as it is to be shown."""
    shown = pl.col(column) if value is None else value
    # Polars 2.1 panics in pl.format over rows that lie in many chunks.
    return (
        rows.rechunk()
        .select(
            "file",
            "row",
            column=pl.lit(column),
            value=shown.cast(pl.String).fill_null(""),
            rule=pl.lit(rule),
            severity=pl.lit(severity),
            message=message,
        )
        .cast(PROBLEM)
    )


def _unknown_indicators(rows: pl.DataFrame, rules: dict[str, IndicatorRule]) -> pl.DataFrame:
    unknown = _few(rows, ~among(rows["indicator"], rules), "indicator")

    def advice(text: str) -> str:
        like = or_list([f"“{w}”" for w in nearest(text, rules.keys())])
        meant = f" Is it {like}?" if like else " Its definition belongs in a pack first."
        return f", indicator: no pack defines “{text}”.{meant}"

    said = recode(unknown["indicator"], advice).fill_null(": the indicator is empty. Write its id.")
    message = pl.format("Row {}{}", "row", said.alias("said"))
    return problems_of(unknown, "unknown-indicator", "stop", "indicator", message)


def _unreadable_periods(rows: pl.DataFrame) -> pl.DataFrame:
    wrong = _few(rows, rows["period_start"].is_null(), "period")

    def advice(text: str) -> str:
        return f", period: “{text}” cannot be read. {why_unreadable(text)}"

    said = recode(wrong["period"], advice).fill_null(
        ": the period is empty. Write a date (2024-05-15) or a start and a length (2019-01-01/P1Y)."
    )
    return problems_of(wrong, "period", "stop", "period", pl.format("Row {}{}", "row", said.alias("said")))


def _duplicates(reading: Reading) -> pl.DataFrame:
    """Rows that give a figure which an earlier row of the file has given already, and differently."""
    few = spelled(reading.ordered.filter(in_a_row(reading.keys["key"]))).sort("row")
    few = few.with_columns(twin=pl.col("row").first().over("dataset", *KEY))
    message = pl.format(
        "Row {} has the indicator, area, period and breakdown of row {}, and other figures. Keep one.",
        "row",
        "twin",
    )
    later = few.filter(pl.col("row") != pl.col("twin"))
    key = pl.concat_str(*KEY, separator=" ", ignore_nulls=True).str.strip_chars()
    return problems_of(later, "duplicate-key", "stop", "", message, key)


def _outside_limits(rows: pl.DataFrame, rules: dict[str, IndicatorRule]) -> pl.DataFrame:
    lowest = _limits(rows, {i: r.limits.lower for i, r in rules.items()})
    highest = _limits(rows, {i: r.limits.upper for i, r in rules.items()})
    beyond = ((rows["value"] < lowest) | (rows["value"] > highest)).fill_null(False)
    wrong = _few(rows, beyond, "indicator", "value").with_columns(
        lowest=lowest.filter(beyond), highest=highest.filter(beyond)
    )
    name = recode(wrong["indicator"], lambda i: rules[i].name if i in rules else i)
    below = pl.col("value") < pl.col("lowest")
    where = (
        pl.when(below)
        .then(
            pl.format("below {}, the lowest", shown("lowest")),
        )
        .otherwise(pl.format("above {}, the highest", shown("highest")))
    )
    message = pl.format(
        "Row {}, value: {} is {} that “{}” can be.", "row", shown("value"), where, name.alias("name")
    )
    return problems_of(wrong, "outside-limits", "stop", "value", message, shown("value"))


def _limits(rows: pl.DataFrame, limits: Mapping[str, float | None]) -> pl.Series:
    return recode(rows["indicator"], lambda indicator: limits.get(indicator), pl.Float64)


def shown(column: str) -> pl.Expr:
    """A number as a person writes it: no ".0" behind a whole one."""
    return pl.col(column).cast(pl.String).str.strip_suffix(".0")


_ENDS = ("indicator", "value", "lower", "upper")


def _intervals(rows: pl.DataFrame, rules: dict[str, IndicatorRule]) -> list[pl.DataFrame]:
    """Intervals that do not hold their value. One unit of the last decimal may be rounding: it warns."""
    lower, upper, value = rows["lower"], rows["upper"], rows["value"]
    turned = _few(rows, lower > upper, *_ENDS)
    half = _few(rows, lower.is_null() != upper.is_null(), *_ENDS)
    outside_ends = (lower <= upper) & ((lower > value) | (value > upper))
    apart = _few(rows, outside_ends, *_ENDS)
    gap = pl.max_horizontal(pl.col("lower") - pl.col("value"), pl.col("value") - pl.col("upper"))
    step = recode(apart["indicator"], lambda i: 10.0 ** -rules[i].decimals if i in rules else 0.0, pl.Float64)
    rounding = apart.select((gap <= step * (1 + 1e-9)).fill_null(False)).to_series()
    ends = pl.format("{} to {}", shown("lower"), shown("upper"))
    wrong_way = pl.format(
        "Row {}: the interval runs from {}. Its ends stand the wrong way round.", "row", ends
    )
    outside = pl.format("Row {}: the value {} is outside its interval, {}.", "row", shown("value"), ends)
    rounded = pl.format(
        "Row {}: the value {} is outside its interval, {}, by no more than rounding.",
        "row",
        shown("value"),
        ends,
    )
    one_end = pl.format("Row {} has one end of an interval and not the other.", "row")
    return [
        problems_of(turned, "interval", "stop", "lower", wrong_way, shown("lower")),
        problems_of(apart.filter(~rounding), "interval", "stop", "value", outside, shown("value")),
        problems_of(apart.filter(rounding), "interval-rounding", "warn", "value", rounded, shown("value")),
        problems_of(half, "interval-half", "warn", "lower", one_end, shown("lower")),
    ]


def _unknown_statuses(rows: pl.DataFrame) -> pl.DataFrame:
    unknown = _few(rows, ~among(rows["status"], STATUS_WORDS), "status")
    words = {w: c for c, w in STATUS_WORDS.items()}

    def advice(text: str) -> str:
        like = nearest(text, words, count=1)
        meant = f"Is it {words[like[0]]} ({like[0]})?" if like else "The codes are " + _codes() + "."
        return f"“{text}” is not a status. {meant}"

    said = recode(unknown["status"], advice).alias("said")
    message = pl.format("Row {}, status: {}", "row", said)
    return problems_of(unknown, "unknown-status", "stop", "status", message)


def _codes() -> str:
    return ", ".join(f"{code} ({words})" for code, words in STATUS_WORDS.items())


def _values_and_statuses(rows: pl.DataFrame) -> list[pl.DataFrame]:
    absent, status = rows["value"].is_null(), rows["status"]
    without = _few(rows, absent & among(status, STATUS_WORDS.keys() - MISSING), "status")
    despite = _few(rows, ~absent & among(status, MISSING - {"U"}), "status", "value")
    words = pl.col("status").replace_strict(STATUS_WORDS, return_dtype=pl.String)
    said = pl.format("{} ({})", "status", words)
    return [
        problems_of(
            without, "missing-with-status", "warn", "status",
            pl.format("Row {} has no value, and its status is {}. Say why it is missing.", "row", said),
        ),
        problems_of(
            despite, "value-though-missing", "warn", "status",
            pl.format("Row {} has the value {}, and its status is {}.", "row", shown("value"), said),
        ),
    ]  # fmt: skip


def _future(rows: pl.DataFrame, today: dt.date) -> pl.DataFrame:
    """Periods not begun. A forecast (status F) may be of one."""
    ahead = _few(rows, (rows["period_start"] > today) & ~among(rows["status"], ["F"]), "period")
    message = pl.format(
        "Row {}, period: {} begins after today. If it is a forecast, put F in status.", "row", "period"
    )
    return problems_of(ahead, "future-period", "warn", "period", message)
