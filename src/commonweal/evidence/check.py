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
from .findings import few, own_name, problems_of, shown
from .jumps import jumps
from .lengths import mixed_lengths
from .periods import why_unreadable
from .places import closed_areas, named_otherwise
from .problems import Severity, filled, frame, nearest, or_list
from .reading import Reading
from .recode import among, in_a_row, recode
from .register import IndicatorRule, Register
from .schema import KEY, MISSING, STATUS_WORDS
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
        closed_areas(reading, register, previous),
        named_otherwise(reading, register),
        _unknown_indicators(rows, rules),
        _unreadable_periods(rows),
        _duplicates(reading),
        _outside_limits(reading, rules),
        *_intervals(reading, rules),
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


def _unknown_indicators(rows: pl.DataFrame, rules: dict[str, IndicatorRule]) -> pl.DataFrame:
    unknown = few(rows, ~among(rows["indicator"], rules), "indicator")

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
    wrong = few(rows, rows["period_start"].is_null(), "period")

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
    keys = reading.keys["key"]
    twice = in_a_row(keys)
    if not twice.any():
        return frame([])
    alike = reading.ordered.select("row").with_columns(key=keys).with_row_index("place")
    alike = alike.filter(twice).with_columns(twin=pl.col("row").min().over("key"))
    later = alike.filter(pl.col("row") != pl.col("twin"))
    rows = reading.ordered.with_columns(
        twin=pl.Series([None], dtype=pl.UInt32)
        .new_from_index(0, keys.len())
        .scatter(later["place"], later["twin"])
    )
    found = few(rows, rows["twin"].is_not_null(), *KEY, "twin").sort("row")
    message = filled(
        _(
            "Row {row} has the indicator, area, period and breakdown of row {other}, and other figures. Keep "
            "one."
        ),
        row="row",
        other="twin",
    )
    key = pl.concat_str(*KEY, separator=" ", ignore_nulls=True).str.strip_chars()
    return problems_of(found, "duplicate-key", "stop", "", message, key)


def _outside_limits(reading: Reading, rules: dict[str, IndicatorRule]) -> pl.DataFrame:
    rows = reading.ordered
    low, high = ({i: getattr(r.limits, end) for i, r in rules.items()} for end in ("lower", "upper"))
    beyond = (rows["value"] < _limits(rows, low)) | (rows["value"] > _limits(rows, high))
    wrong = few(rows, beyond, "indicator", "value")
    wrong = wrong.with_columns(lowest=_limits(wrong, low), highest=_limits(wrong, high))
    name = recode(wrong["indicator"], lambda i: rules[i].name if i in rules else i).alias("name")
    column = own_name(reading, "value")
    columns: dict[str, str | pl.Expr | pl.Series] = {
        "row": "row", "column": column, "value": shown("value"), "indicator": name,
    }  # fmt: skip
    below = filled(
        _("Row {row}, {column}: {value} is below {limit}, the lowest that “{indicator}” can be."),
        **columns,
        limit=shown("lowest"),
    )
    above = filled(
        _("Row {row}, {column}: {value} is above {limit}, the highest that “{indicator}” can be."),
        **columns,
        limit=shown("highest"),
    )
    message = pl.when(pl.col("value") < pl.col("lowest")).then(below).otherwise(above)
    return problems_of(wrong, "outside-limits", "stop", column, message, shown("value"))


def _limits(rows: pl.DataFrame, limits: Mapping[str, float | None]) -> pl.Series:
    return recode(rows["indicator"], lambda indicator: limits.get(indicator), pl.Float64)


_ENDS = ("indicator", "value", "lower", "upper")


def _intervals(reading: Reading, rules: dict[str, IndicatorRule]) -> list[pl.DataFrame]:
    """Intervals that do not hold their value, whole ones and those with one end. One unit of the last decimal
    may be rounding: it warns.
    """
    rows = reading.ordered
    lower, upper, value = rows["lower"], rows["upper"], rows["value"]
    half = lower.is_null() != upper.is_null()
    apart = ((lower > value).fill_null(False) | (value > upper).fill_null(False)) & ~(
        lower > upper
    ).fill_null(False)
    beyond = apart & _beyond_rounding(rows, apart, rules)
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
    under = filled(
        _("Row {row}: the value {value} is below the lower end of its interval, {end}."),
        row="row", value=shown("value"), end=shown("lower"),
    )  # fmt: skip
    over = filled(
        _("Row {row}: the value {value} is above the upper end of its interval, {end}."),
        row="row", value=shown("value"), end=shown("upper"),
    )  # fmt: skip
    one_end = filled(_("Row {row} has one end of an interval and not the other."), row="row")
    the_one = pl.coalesce(under, over)
    of_value, of_lower = own_name(reading, "value"), own_name(reading, "lower")
    found: list[tuple[pl.Series, str, Severity, pl.Expr, pl.Expr, str]] = [
        (lower > upper, "interval", "stop", of_lower, wrong_way, "lower"),
        (beyond & ~half, "interval", "stop", of_value, outside, "value"),
        (beyond & half, "interval", "stop", of_value, the_one, "value"),
        (apart & ~beyond & ~half, "interval-rounding", "warn", of_value, rounded, "value"),
        (half & ~beyond, "interval-half", "warn", of_lower, one_end, "lower"),
    ]
    return [
        problems_of(few(rows, wrong, *_ENDS), rule, severity, column, message, shown(value_of))
        for wrong, rule, severity, column, message, value_of in found
    ]


def _beyond_rounding(rows: pl.DataFrame, apart: pl.Series, rules: dict[str, IndicatorRule]) -> pl.Series:
    """Which rows are apart from their interval by more than rounding; what is not apart is not."""
    at = apart.arg_true()
    found = rows.select(pl.col(_ENDS).gather(at))
    gap = pl.max_horizontal(pl.col("lower") - pl.col("value"), pl.col("value") - pl.col("upper"))
    step = recode(found["indicator"], lambda i: 10.0 ** -rules[i].decimals if i in rules else 0.0, pl.Float64)
    more = found.select((gap > step * (1 + 1e-9)).fill_null(True)).to_series()
    return pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True).scatter(at, more)


def _unknown_statuses(rows: pl.DataFrame) -> pl.DataFrame:
    unknown = few(rows, ~among(rows["status"], STATUS_WORDS), "status")
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
    without = few(rows, absent & among(status, STATUS_WORDS.keys() - MISSING), "status")
    despite = few(rows, ~absent & among(status, MISSING - {"U"}), "status", "value")
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
    ahead = few(rows, (rows["period_start"] > today) & ~among(rows["status"], ["F"]), "period")
    message = filled(
        _("Row {row}, period: {period} begins after today. If it is a forecast, put F in status."),
        row="row",
        period="period",
    )
    return problems_of(ahead, "future-period", "warn", "period", message)
