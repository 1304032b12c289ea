"""Every problem of what was read, in one pass over all files.

Each rule is an expression over the whole frame; a message is built only for the rows it finds. Which
rules stop and which warn, and why, is docs/methods/checks.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from commonweal.words import _

from . import since
from .jumps import jumps
from .lengths import mixed_lengths
from .periods import why_unreadable
from .problems import filled, nearest, or_list
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
        mixed_lengths(reading),
        jumps(reading, rules, previous),
    ]
    if previous is not None:
        found += [
            since.areas_gone(reading, register, previous),
            since.periods_gone(reading, register, previous),
            since.areas_new(reading, previous),
        ]
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
        meant = (
            _("Is it {names}?").format(names=like) if like else _("Its definition belongs in a pack first.")
        )
        return " ".join((_("no pack defines “{indicator}”.").format(indicator=text), meant))

    message = _with_finding(
        recode(unknown["indicator"], advice),
        _("Row {row}, indicator: {finding}"),
        _("Row {row}: the indicator is empty. Write its id."),
    )
    return problems_of(unknown, "unknown-indicator", "stop", "indicator", message)


def _unreadable_periods(rows: pl.DataFrame) -> pl.DataFrame:
    wrong = _few(rows, rows["period_start"].is_null(), "period")

    def advice(text: str) -> str:
        return " ".join((_("“{period}” cannot be read.").format(period=text), why_unreadable(text)))

    message = _with_finding(
        recode(wrong["period"], advice),
        _("Row {row}, period: {finding}"),
        _(
            "Row {row}: the period is empty. Write a date (2024-05-15) or a start and a length "
            "(2019-01-01/P1Y)."
        ),
    )
    return problems_of(wrong, "period", "stop", "period", message)


def _with_finding(found: pl.Series, message: str, empty: str) -> pl.Expr:
    """What is found of each row, or what is said where its cell is empty and nothing can be."""
    said = pl.lit(found.alias("finding"))
    return (
        pl.when(said.is_null())
        .then(filled(empty, row="row"))
        .otherwise(filled(message, row="row", finding=said))
    )


def _duplicates(reading: Reading) -> pl.DataFrame:
    """Rows that give a figure which an earlier row of the file has given already, and differently."""
    few = spelled(reading.ordered.filter(in_a_row(reading.keys["key"]))).sort("row")
    few = few.with_columns(twin=pl.col("row").first().over("dataset", *KEY))
    message = filled(
        _(
            "Row {row} has the indicator, area, period and breakdown of row {other}, and other figures. Keep "
            "one."
        ),
        row="row",
        other="twin",
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
    name = recode(wrong["indicator"], lambda i: rules[i].name if i in rules else i).alias("name")
    columns: dict[str, str | pl.Expr | pl.Series] = {"row": "row", "value": shown("value"), "indicator": name}
    below = filled(
        _("Row {row}, value: {value} is below {limit}, the lowest that “{indicator}” can be."),
        **columns,
        limit=shown("lowest"),
    )
    above = filled(
        _("Row {row}, value: {value} is above {limit}, the highest that “{indicator}” can be."),
        **columns,
        limit=shown("highest"),
    )
    message = pl.when(pl.col("value") < pl.col("lowest")).then(below).otherwise(above)
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
    ends: dict[str, pl.Expr | str] = {"row": "row", "lower": shown("lower"), "upper": shown("upper")}
    wrong_way = filled(
        _("Row {row}: the interval runs from {lower} to {upper}. Its ends stand the wrong way round."), **ends
    )
    outside = filled(
        _("Row {row}: the value {value} is outside its interval, {lower} to {upper}."),
        value=shown("value"),
        **ends,
    )
    rounded = filled(
        _(
            "Row {row}: the value {value} is outside its interval, {lower} to {upper}, by no more than "
            "rounding."
        ),
        value=shown("value"),
        **ends,
    )
    one_end = filled(_("Row {row} has one end of an interval and not the other."), row="row")
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
        if like:
            meant = _("Is it {code} ({words})?").format(code=words[like[0]], words=_(like[0]))
        else:
            meant = _("The codes are {codes}.").format(codes=_codes())
        return " ".join((_("“{text}” is not a status.").format(text=text), meant))

    said = recode(unknown["status"], advice).alias("said")
    message = filled(_("Row {row}, status: {finding}"), row="row", finding=said)
    return problems_of(unknown, "unknown-status", "stop", "status", message)


def _codes() -> str:
    return ", ".join(f"{code} ({_(words)})" for code, words in STATUS_WORDS.items())


def _values_and_statuses(rows: pl.DataFrame) -> list[pl.DataFrame]:
    absent, status = rows["value"].is_null(), rows["status"]
    without = _few(rows, absent & among(status, STATUS_WORDS.keys() - MISSING), "status")
    despite = _few(rows, ~absent & among(status, MISSING - {"U"}), "status", "value")
    told = {code: _(said) for code, said in STATUS_WORDS.items()}
    words = pl.col("status").replace_strict(told, return_dtype=pl.String)
    return [
        problems_of(
            without, "missing-with-status", "warn", "status",
            filled(
                _("Row {row} has no value, and its status is {code} ({words}). Say why it is missing."),
                row="row", code="status", words=words,
            ),
        ),
        problems_of(
            despite, "value-though-missing", "warn", "status",
            filled(
                _("Row {row} has the value {value}, and its status is {code} ({words})."),
                row="row", value=shown("value"), code="status", words=words,
            ),
        ),
    ]  # fmt: skip


def _future(rows: pl.DataFrame, today: dt.date) -> pl.DataFrame:
    """Periods not begun. A forecast (status F) may be of one."""
    ahead = _few(rows, (rows["period_start"] > today) & ~among(rows["status"], ["F"]), "period")
    message = filled(
        _("Row {row}, period: {period} begins after today. If it is a forecast, put F in status."),
        row="row",
        period="period",
    )
    return problems_of(ahead, "future-period", "warn", "period", message)
