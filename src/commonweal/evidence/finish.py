"""Rows in one shape → observations: periods, statuses and breakdowns worked out, once for each text.

Until the last step a row is numbers: the places of its texts among the different ones. They are put in
the order of the store as such, which is one sort of whole numbers, and become texts once, where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

import polars as pl

from commonweal.words import _, ngettext

from . import breakdowns
from .areas import new_areas
from .periods import YearKind
from .problems import Problem, listed_of
from .recode import among, codes, combine, in_a_row, numbered, ranked, spelled
from .register import Register
from .schema import ROW
from .series import NamedSeries
from .sources import SourceFile
from .texts import Texts

#: What suppliers write where an area has no official code.
_NO_CODE = ("na", "n/a", "NA", "N/A")
_NUMBERS = ("value", "lower", "upper", "numerator", "denominator")
_FIGURES = (*_NUMBERS, "status")
#: Read where a file gives no status: without a value; where a pack says provisional; else.
_UNSAID = ("O", "P", "A")


@dataclass(frozen=True)
class Finished:
    """``rows``, ``keys`` and ``new_areas`` as in Reading; ``heights``: how many rows of each
    file there are.
    """

    rows: pl.DataFrame
    keys: pl.DataFrame
    new_areas: pl.DataFrame
    heights: list[int]
    problems: list[Problem]


def finish(
    shaped: pl.DataFrame,
    number: pl.Series,
    named: NamedSeries,
    sources: Sequence[SourceFile],
    register: Register,
    latest_year: int,
    year_kind: YearKind | None,
) -> Finished:
    """The observations, and the problems met on the way.

    Rows without an official area and rows that repeat another in every figure are set aside, with a
    warning. ``status`` keeps the file's text where it means nothing that we know.
    """
    texts = Texts.of(shaped, named, sources, latest_year, year_kind)
    lines = _lines(shaped, number, named, texts)
    aside, uncoded = _uncoded(lines, texts)
    with ThreadPoolExecutor(2) as pool:  # to sort takes one processor; what needs no order has the other
        say = copy_context().run  # a thread has a context of its own and would speak English
        silent = pool.submit(say, _silent, lines, aside, texts)
        areas = pool.submit(_new_areas, lines, shaped["level"], aside, texts, sources, register)
        order = _order(lines["key"], aside)
        again, repeated = _repeats(lines, order, texts, named, register)
        lines = lines.select(pl.exclude("unread").gather(order.filter(~again) if repeated else order))
        rows = _rows(lines, texts, named, register)
    wrong = [*uncoded, *silent.result(), *_bad_breakdowns(rows, texts), *repeated]
    counts = dict(lines["number"].rle().struct.unnest().select("value", "len").iter_rows())
    heights = [counts.get(n, 0) for n in range(len(sources))]
    keys = lines.select("series", "moment", "key")
    return Finished(rows, keys, areas.result(), heights, [*named.problems, *wrong])


def _lines(shaped: pl.DataFrame, number: pl.Series, named: NamedSeries, texts: Texts) -> pl.DataFrame:
    """Each row as numbers, in the order of the files: ``number`` of its file, ``row``, the figures, the
    places of its texts, and the keys of Reading.
    """
    at = texts.places
    files = (number, len(texts.file))
    indicators = ranked(at["indicator"], named.indicators)
    areas = ranked(at["area"], texts.area)
    groups = ranked(at["breakdown"], texts.breakdown)
    moments = ranked(at["period"], texts.period["period"].to_list())
    return shaped.select("row", *_NUMBERS, "unread").with_columns(
        number.alias("number"),
        *(place.alias(name) for name, place in at.items()),
        combine([files, indicators, areas, groups]).alias("series"),
        combine([files, indicators, groups, moments]).alias("moment"),
        combine([files, indicators, areas, groups, moments]).alias("key"),
    )


def _order(key: pl.Series, aside: pl.Series) -> pl.Series:
    """The places of the rows that are not set aside: file after file, in the order of STORED."""
    if not aside.any():
        return key.arg_sort()
    kept = (~aside).arg_true()
    return kept.gather(key.gather(kept).arg_sort())


def _rows(lines: pl.DataFrame, texts: Texts, named: NamedSeries, register: Register) -> pl.DataFrame:
    """Places → texts: schema ROW with Categorical texts, beside each row of ``lines``."""
    period, at = texts.period, lines["period"]
    start = period["period_start"].gather(at)
    status = numbered([*texts.status, *_UNSAID], lines["status"])
    provisional = _provisional(lines["indicator"], start, named, register)
    return pl.DataFrame(
        [
            numbered(texts.dataset, lines["number"]).alias("dataset"),
            numbered(texts.file, lines["number"]).alias("file"),
            lines["row"],
            numbered(named.indicators, lines["indicator"]).alias("indicator"),
            numbered(texts.area, lines["area"]).alias("area"),
            numbered(period["period"].to_list(), at).alias("period"),
            start,
            period["period_end"].gather(at),
            numbered(texts.breakdown, lines["breakdown"]).alias("breakdown"),
            *(lines[c] for c in _NUMBERS),
            _filled(status, lines["value"].is_null(), provisional).alias("status"),
            _notes(texts, lines).alias("note"),
            numbered(texts.area_name, lines["area_name"]).alias("area_name"),
        ]
    ).select(ROW.names())


def _as_filed(rows: pl.DataFrame, texts: Texts) -> pl.DataFrame:
    """A few rows in the order of the files and of the lines in them, with their texts."""
    place = {file: n for n, file in enumerate(texts.file)}
    few = spelled(rows)
    return few.sort(few["file"].replace_strict(place, return_dtype=pl.UInt32), "row")


def _provisional(
    position: pl.Series, start: pl.Series, named: NamedSeries, register: Register
) -> pl.Series | None:
    """Which rows a pack says to be provisional; None where it says so of no series here."""
    dates = [
        rule.provisional_from if (rule := register.indicators.get(i or "")) else None
        for i in named.indicators
    ]
    if not any(dates):
        return None
    return (start >= pl.Series(dates, dtype=pl.Date).gather(position)).fill_null(False)


def _filled(status: pl.Series, missing: pl.Series, provisional: pl.Series | None) -> pl.Series:
    """Where the file gives no status: O (missing) without a value, P where a pack says so, else A."""
    o, p, a = (pl.lit(code, dtype=status.dtype) for code in _UNSAID)
    default = a if provisional is None else pl.when(provisional).then(p).otherwise(a)
    return pl.select(pl.coalesce(status, pl.when(missing).then(o).otherwise(default))).to_series()


def _notes(texts: Texts, lines: pl.DataFrame) -> pl.Series:
    """The row's note, what stood in its status, and the marker beside its period."""
    markers = texts.period["period_note"]
    notes, place = ["", *texts.note], (lines["note"].cast(pl.UInt32) + 1).fill_null(0)
    more = _where([bool(r) for r in texts.remark], lines["status"]) | _where(
        (markers != "").to_list(), lines["period"]
    )
    few = more.arg_true()
    if few.is_empty():
        return numbered(notes, place)
    parts = [
        pl.Series(notes, dtype=pl.String).gather(place.gather(few)),
        pl.Series("remark", texts.remark, dtype=pl.String).gather(lines["status"].gather(few)),
        markers.gather(lines["period"].gather(few)),
    ]
    present = [pl.when(part != "").then(part) for part in parts]
    joined, at = codes(pl.select(pl.concat_str(present, separator=" ", ignore_nulls=True)).to_series())
    return numbered([*notes, *joined], place.scatter(few, at + len(notes)))


def _bad_breakdowns(rows: pl.DataFrame, texts: Texts) -> list[Problem]:
    wrong: dict[str, str] = {}
    for text in set(texts.breakdown):
        try:
            breakdowns.parse(text)
        except ValueError as error:
            wrong[text] = str(error)
    found = rows.filter(among(rows["breakdown"], wrong)) if wrong else rows.clear()
    message = _("Row {row}, breakdown: {finding}")

    def said(r: dict[str, Any]) -> Problem:
        told = message.format(row=r["row"], finding=wrong[r["breakdown"]])
        return Problem(r["file"], r["row"], "breakdown", r["breakdown"], "breakdown", "stop", told)

    return listed_of(_as_filed(found.select("file", "row", "breakdown"), texts), "file", said)


def _uncoded(lines: pl.DataFrame, texts: Texts) -> tuple[pl.Series, list[Problem]]:
    """Which rows have no official area, and one problem for each place of which that is so."""
    mask = _where([a in _NO_CODE for a in texts.area], lines["area"]) & lines["area_name"].is_not_null()
    counted = (
        lines.filter(mask)
        .group_by("number", "area_name", maintain_order=True)
        .agg(pl.len(), pl.col("row").min(), pl.col("area").first())
    )
    return mask, [
        _without_code(texts.file[n], texts.area_name[name], rows, row, texts.area[area] or "")
        for n, name, rows, row, area in counted.iter_rows()
    ]


def _where(holds: Sequence[bool], places: pl.Series) -> pl.Series:
    return pl.Series(holds, dtype=pl.Boolean).gather(places).fill_null(False)


def _without_code(file: str, name: str, rows: int, row: int, area: str) -> Problem:
    message = ngettext(
        "“{name}” has no official code in this file (“{code}”): its one row, row {row}, is left out.",
        "“{name}” has no official code in this file (“{code}”): its {rows} rows, from row {row} on, are left "
        "out.",
        rows,
    )
    message = message.format(name=name, code=area, rows=rows, row=row)
    return Problem(file, row, "areacd", area, "no-official-code", "warn", message)


def _new_areas(
    lines: pl.DataFrame,
    level: pl.Series,
    aside: pl.Series,
    texts: Texts,
    sources: Sequence[SourceFile],
    register: Register,
) -> pl.DataFrame:
    unknown = _where([a is not None and a not in register.areas for a in texts.area], lines["area"])
    few = (unknown & ~aside).arg_true()
    found = lines.select(pl.col("number", "area", "area_name").gather(few))
    named = pl.DataFrame(
        {
            "area": numbered(texts.area, found["area"]),
            "area_name": numbered(texts.area_name, found["area_name"]),
            "level": level.gather(few),
            "layout": numbered(texts.layout, found["number"]),
            "dataset": numbered(texts.dataset, found["number"]),
        }
    )
    return new_areas(spelled(named).unique("area", keep="first", maintain_order=True), register)


def _silent(lines: pl.DataFrame, aside: pl.Series, texts: Texts) -> list[Problem]:
    """A problem for each row that does not say why it has no value. One that has a value which could not be
    read has its problem.
    """
    missing = lines["value"].is_null() & ~aside & lines["unread"].is_null()
    given = _where([code is not None for code in texts.status], lines["status"])
    message = _("Row {row} has no value and no status that says why. It is read as O (missing).")

    def said(r: dict[str, Any]) -> Problem:
        file, row = texts.file[r["number"]], r["row"]
        return Problem(file, row, "status", "", "missing-without-status", "warn", message.format(row=row))

    return listed_of(lines.select("number", "row").filter(missing & ~given), "number", said)


def _repeats(
    lines: pl.DataFrame, order: pl.Series, texts: Texts, named: NamedSeries, register: Register
) -> tuple[pl.Series, list[Problem]]:
    """Which of the rows in order stand earlier in the same file, key and figures alike, and a problem for
    each. Cells that could not be read are alike where the same stands in them.
    """
    twice = in_a_row(lines["key"].gather(order)).arg_true()
    alike = lines.select(pl.all().gather(order.gather(twice)))
    figures = ["key", "unread", *_FIGURES]
    later = (
        _rows(alike, texts, named, register)
        .with_columns(alike["key"], alike["unread"], place=twice)
        .sort("key", "row")
        .with_columns(twin=pl.col("row").first().over(figures))
        .filter(pl.col("row") != pl.col("twin"))
    )
    none = pl.repeat(False, order.len(), dtype=pl.Boolean, eager=True)
    message = _("Row {row} repeats row {other}, figures and all. It is left out.")

    def said(r: dict[str, Any]) -> Problem:
        told = message.format(row=r["row"], other=r["twin"])
        return Problem(r["file"], r["row"], "", r["area"], "repeated-row", "warn", told)

    again = none.scatter(later["place"], True) if later.height else none
    return again, listed_of(_as_filed(later.select("file", "row", "area", "twin"), texts), "file", said)
