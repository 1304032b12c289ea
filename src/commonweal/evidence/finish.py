"""Rows in one shape → observations: periods, statuses and breakdowns worked out, once for each text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from . import breakdowns
from .numbers import without_infinite
from .periods import YearKind, parse_all
from .problems import Problem
from .recode import codes, combine, dense, recode
from .register import Register
from .series import NamedSeries
from .sources import SourceFile
from .statuses import code_of, is_sentence

#: What suppliers write where an area has no official code.
_NO_CODE = ("na", "n/a", "NA", "N/A")
_NUMBERS = ("value", "lower", "upper", "numerator", "denominator")
_FIGURES = (*_NUMBERS, "status")


@dataclass(frozen=True)
class Finished:
    """``rows``: schema ROW with ``number`` (the file's) and ``level`` beside; ``keys`` as in Reading."""

    rows: pl.DataFrame
    keys: pl.DataFrame
    problems: list[Problem]


def finish(
    shaped: pl.DataFrame,
    number: pl.Series,
    named: NamedSeries,
    sources: Sequence[SourceFile],
    register: Register,
    latest_year: int,
    year_kind: YearKind,
) -> Finished:
    """The observations, and the problems met on the way.

    Rows without an official area and rows that repeat another in every figure are set aside, with a
    warning. ``status`` keeps the file's text where it means nothing that we know.
    """
    rows = _observations(shaped, number, named, sources, latest_year, year_kind)
    rows, infinite = without_infinite(rows, _NUMBERS)
    aside, uncoded = _uncoded(rows)
    rows, silent = _with_statuses(rows, register, aside)
    again, repeated = _repeats(rows, aside)
    if (aside | again).any():
        rows = rows.filter(~(aside | again))
    keys = rows.select("series", "moment", "key")
    found = [*named.problems, *infinite, *uncoded, *silent, *_bad_breakdowns(rows), *repeated]
    return Finished(rows.drop(keys.columns), keys, found)


def _observations(
    shaped: pl.DataFrame,
    number: pl.Series,
    named: NamedSeries,
    sources: Sequence[SourceFile],
    latest_year: int,
    year_kind: YearKind,
) -> pl.DataFrame:
    texts, at = codes(shaped["period"])
    period = parse_all(texts, year_kind=year_kind, latest=latest_year)
    codes_of_areas, area = codes(shaped["area"])
    areas = [" ".join(code.split()) or None for code in codes_of_areas]
    groups, group = _breakdowns(shaped["breakdown"], named)
    status, remark = _statuses(shaped["status"])
    return shaped.select(
        pl.Series("dataset", [s.dataset for s in sources], dtype=pl.String).gather(number),
        pl.Series("file", [s.file for s in sources], dtype=pl.String).gather(number),
        "row",
        pl.Series("indicator", named.indicators, dtype=pl.String).gather(named.position),
        pl.Series("area", areas, dtype=pl.String).gather(area),
        period["period"].gather(at),
        period["period_start"].gather(at),
        period["period_end"].gather(at),
        pl.Series("breakdown", groups, dtype=pl.String).gather(group),
        *_NUMBERS,
        status.alias("status"),
        _notes(shaped["note"], remark, period["period_note"], at).alias("note"),
        "area_name",
        number.alias("number"),
        "level",
        *_keys(
            number,
            (named.position, named.indicators),
            (area, areas),
            (at, period["period"].to_list()),
            (group, groups),
        ),
    )


Positions = tuple[pl.Series, Sequence[str | None]]  # for each row a place, and what stands there


def _keys(
    number: pl.Series, indicator: Positions, area: Positions, period: Positions, group: Positions
) -> list[pl.Series]:
    files = (number, 1)
    indicators, areas, moments, groups = (dense(*p) for p in (indicator, area, period, group))
    return [
        combine([files, indicators, groups, areas]).alias("series"),
        combine([files, indicators, groups, moments]).alias("moment"),
        combine([files, indicators, groups, areas, moments]).alias("key"),
    ]


def _statuses(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Codes (or the text that is none), and the sentences that stood among them."""
    sentences = recode(texts, lambda text: " ".join(text.split()) if is_sentence(text) else None)
    code = recode(texts, lambda text: None if is_sentence(text) else (code_of(text) or text.strip() or None))
    return code, sentences


def _notes(own: pl.Series, remark: pl.Series, markers: pl.Series, at: pl.Series) -> pl.Series:
    """The row's note, what stood in its status, and the marker beside its period."""
    notes = recode(own, str.strip)
    if remark.null_count() == remark.len() and not (markers != "").any():
        return notes.fill_null("")
    parts = pl.DataFrame({"own": notes, "remark": remark, "marker": markers.gather(at)})
    present = [pl.when(pl.col(c) != "").then(c) for c in parts.columns]
    return parts.select(pl.concat_str(present, separator=" ", ignore_nulls=True).fill_null("")).to_series()


def _breakdowns(own: pl.Series, named: NamedSeries) -> tuple[list[str], pl.Series]:
    """The different breakdowns and for each row its place: the series' own, or in our layout the row's."""
    if own.null_count() == own.len():
        groups = list(dict.fromkeys(b or "" for b in named.breakdowns))
        place = pl.Series([groups.index(b or "") for b in named.breakdowns], dtype=pl.UInt32)
        return groups, place.gather(named.position)
    series = pl.Series(named.breakdowns, dtype=pl.String).gather(named.position)
    return codes(series.zip_with(series.is_not_null(), recode(own, _canonical)).fill_null(""))


def _canonical(text: str) -> str:
    try:
        return breakdowns.canonical(text)
    except ValueError:
        return text


def _bad_breakdowns(rows: pl.DataFrame) -> list[Problem]:
    wrong: dict[str, str] = {}
    for text in rows["breakdown"].unique().to_list():
        try:
            breakdowns.parse(text)
        except ValueError as error:
            wrong[text] = str(error)
    found = rows.filter(pl.col("breakdown").is_in(list(wrong))) if wrong else rows.clear()
    return [
        Problem(
            r["file"], r["row"], "breakdown", r["breakdown"], "breakdown", "stop",
            f"Row {r['row']}, breakdown: {wrong[r['breakdown']]}",
        )
        for r in found.iter_rows(named=True)
    ]  # fmt: skip


def _uncoded(rows: pl.DataFrame) -> tuple[pl.Series, list[Problem]]:
    """Which rows have no official area, and one problem for each place of which that is so."""
    uncoded = rows.select(
        (pl.col("area").is_in(_NO_CODE) & pl.col("area_name").is_not_null()).fill_null(False)
    )
    mask = uncoded.to_series()
    counted = (
        rows.filter(mask)
        .group_by("file", "area_name", maintain_order=True)
        .agg(pl.len(), pl.col("row").min(), pl.col("area").first())
    )
    return mask, [
        Problem(
            r["file"], r["row"], "areacd", r["area"], "no-official-code", "warn",
            f"“{r['area_name']}” has no official code in this file (“{r['area']}”): its {r['len']} rows, "
            f"from row {r['row']} on, are left out.",
        )
        for r in counted.iter_rows(named=True)
    ]  # fmt: skip


def _with_statuses(
    rows: pl.DataFrame, register: Register, aside: pl.Series
) -> tuple[pl.DataFrame, list[Problem]]:
    """Where the file gives no status: O (missing) without a value, P where a pack says so, else A."""
    missing, given = pl.col("value").is_null(), pl.col("status").is_not_null()
    silent = rows.filter(missing & ~given & ~aside)
    dates = {i: r.provisional_from for i, r in register.indicators.items() if r.provisional_from}
    default = pl.lit("A")
    for indicator, date in dates.items():
        provisional = (pl.col("indicator") == indicator) & (pl.col("period_start") >= date)
        default = pl.when(provisional).then(pl.lit("P")).otherwise(default)
    filled = pl.when(missing).then(pl.lit("O")).otherwise(default)
    rows = rows.with_columns(status=pl.when(given).then("status").otherwise(filled))
    return rows, [_silent(r) for r in silent.select("file", "row").iter_rows(named=True)]


def _silent(row: dict[str, Any]) -> Problem:
    return Problem(
        row["file"], row["row"], "status", "", "missing-without-status", "warn",
        f"Row {row['row']} has no value and no status that says why. It is read as O (missing).",
    )  # fmt: skip


def _repeats(rows: pl.DataFrame, aside: pl.Series) -> tuple[pl.Series, list[Problem]]:
    """Which rows stand earlier in the same file, key and figures alike, and a problem for each."""
    none = pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True)
    if rows["key"].n_unique() == rows.height:
        return none, []
    alike = rows.with_row_index("place").filter(rows["key"].is_duplicated() & ~aside)
    figures = ["key", *_FIGURES]
    later = alike.with_columns(
        twin=pl.col("row").first().over(figures), kept=pl.col("place").first().over(figures)
    ).filter(pl.col("place") != pl.col("kept"))
    return none.scatter(later["place"], True) if later.height else none, [
        Problem(
            r["file"], r["row"], "", r["area"], "repeated-row", "warn",
            f"Row {r['row']} repeats row {r['twin']}, figures and all. It is left out.",
        )
        for r in later.iter_rows(named=True)
    ]  # fmt: skip
