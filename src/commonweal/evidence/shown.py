"""Cells of a workbook that show something else than stands in the file.

0.31 stands there where 31% is seen, and a day where a month is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from commonweal.words import ngettext

from .cells import Shown, Way
from .layouts import SHAPED, own_name
from .problems import Problem
from .sources import Layout

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=$|T)")


def shown_otherwise(
    shown: Mapping[Way, Shown],
    columns: Mapping[int, str],
    frame: pl.DataFrame,
    layout: Layout,
    file: str,
    header: int,
) -> list[Problem]:
    """A problem for each column that is read and has such cells below the header row (counted from 1).

    ``columns``: the names of the sheet's columns, from 1; ``frame``: what was read of them, as in Table.
    """
    figures = {own_name(layout, name) for name, kind in SHAPED.items() if kind == pl.Float64}
    period = own_name(layout, "period")
    found = []
    for column, name in columns.items():
        way: Way = "no-day" if name == period else "per-cent"
        row, n = shown[way].below(header, column) if way in shown else (0, 0)
        if n and name in figures:
            found.append(_per_cent(file, row, name, n))
        elif n and name == period:
            found += _dates(file, row, name, n, frame)
    return found


def _dates(file: str, row: int, column: str, n: int, frame: pl.DataFrame) -> list[Problem]:
    """Where the first of the cells is not read as a date, it is no period either, and that is said of it."""
    text = frame.filter(pl.col("row") == row)[column].to_list()
    date = _DATE.match(text[0] or "") if text else None
    return [_date(file, row, column, n, date[0])] if date else []


def _date(file: str, row: int, column: str, n: int, day: str) -> Problem:
    message = ngettext(
        "Row {row}, {column}: the cell is a day, {day}, and is shown without it, as a month or a year. Write "
        "the period as text: {month} for the month, {year} for the year.",
        "Row {row}, {column}: from here on {n} cells are days, the first of them {day}, and are shown "
        "without the day, as months or years. Write the periods as text: {month} for the month, {year} for "
        "the year.",
        n,
    )
    # Not 2009-10 for a month, which may be two years, and which a spreadsheet program makes a date again.
    month, year = f"{day[:7]}-01/P1M", day[:4]
    told = message.format(row=row, column=column, n=f"{n:,}", day=day, month=month, year=year)
    return Problem(file, row, column, day, "date-format", "stop", told)


def _per_cent(file: str, row: int, column: str, n: int) -> Problem:
    message = ngettext(
        "Row {row}, {column}: the cell is shown in per cent, so that 0.31 stands in the file where 31% is "
        "seen. Give the column the format of a plain number, and write 31 for 31%.",
        "Row {row}, {column}: from here on {n} cells are shown in per cent, so that 0.31 stands in the file "
        "where 31% is seen. Give the column the format of a plain number, and write 31 for 31%.",
        n,
    ).format(row=row, column=column, n=f"{n:,}")
    return Problem(file, row, column, "", "per-cent-format", "stop", message)
