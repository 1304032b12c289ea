"""Cells of a workbook that show something else than stands in the file: 0.31 where 31% is seen."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from commonweal.words import ngettext

from .cells import Shown, Way
from .layouts import SHAPED, own_name
from .problems import Problem
from .sources import Layout


def shown_otherwise(
    shown: Mapping[Way, Shown], columns: Mapping[int, str], layout: Layout, file: str, header: int
) -> list[Problem]:
    """A problem for each column that is read and has such cells below the header row (counted from 1).

    ``columns``: the names of the sheet's columns, from 1.
    """
    figures = {own_name(layout, name) for name, kind in SHAPED.items() if kind == pl.Float64}
    found = []
    for column, name in columns.items():
        if name in figures and "per-cent" in shown:
            row, n = shown["per-cent"].below(header, column)
            found += [_per_cent(file, row, name, n)] if n else []
    return found


def _per_cent(file: str, row: int, column: str, n: int) -> Problem:
    message = ngettext(
        "Row {row}, {column}: the cell is shown in per cent, so that 0.31 stands in the file where 31% is "
        "seen. Give the column the format of a plain number, and write 31 for 31%.",
        "Row {row}, {column}: from here on {n} cells are shown in per cent, so that 0.31 stands in the file "
        "where 31% is seen. Give the column the format of a plain number, and write 31 for 31%.",
        n,
    ).format(row=row, column=column, n=f"{n:,}")
    return Problem(file, row, column, "", "per-cent-format", "stop", message)
