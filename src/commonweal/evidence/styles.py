"""Which cells of a workbook show their number in per cent: 0.31 stands in the file where 31% is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from commonweal.words import ngettext

from .cells import Rows
from .layouts import SHAPED, own_name
from .parts import Parts, local
from .problems import Problem
from .sources import Layout

_STYLES = "styles.xml"
#: The formats of per cent that every program knows, and no file therefore spells out.
_BUILT_IN = {"9", "10"}
#: What is only shown: texts in quotation marks, whatever follows a backslash, underscore or asterisk, and the
#: sign of a currency. Brackets hold it, or a language, a colour or a condition; never a sign of per cent.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
#: Parts of the styles that have formats or styles in them. ``dxfs`` are those of conditional formats, whose
#: numbers are their own: no cell is looked at for what only a condition makes of it.
_GROUPS = ("numFmts", "cellStyleXfs", "cellXfs", "dxfs")


def shown_in_per_cent(parts: Parts) -> frozenset[str]:
    """The numbers of the styles of an XLSX that show a number in per cent, as its cells name them.

    Raises ``ValueError``, in words, for a damaged part; a file without styles shows nothing so.
    """
    name = parts.the(_STYLES)
    if not name:
        return frozenset()
    formats, styles = set(_BUILT_IN), list[str]()
    inside = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        called = local(name)
        if called in _GROUPS:
            inside = called
        elif (
            called == "numFmt"
            and inside == "numFmts"
            and "%" in _LITERAL.sub("", attributes.get("formatCode", ""))
        ):
            formats.add(attributes.get("numFmtId", ""))
        elif called == "xf" and inside == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    parts.parse(name, start)
    return frozenset(str(n) for n, number_format in enumerate(styles) if number_format in formats)


def per_cent_problems(
    cells: Mapping[tuple[int, int], Rows],
    columns: Mapping[int, str],
    layout: Layout,
    file: str,
    header: int,
) -> list[Problem]:
    """A problem for each column of figures with such cells below the header row (counted from 1).

    ``cells``: as in :class:`cells.Extent`; ``columns``: the names of the sheet's columns, from 1.
    """
    figures = {own_name(layout, name) for name, kind in SHAPED.items() if kind == pl.Float64}
    return [
        _problem(file, min(first for first, _n in below), name, sum(n for _first, n in below))
        for column, name in columns.items()
        if name in figures
        and (below := [found for rows in _of(column, cells) if (found := rows.below(header))[1]])
    ]


def _of(column: int, cells: Mapping[tuple[int, int], Rows]) -> list[Rows]:
    return [rows for (first, last), rows in cells.items() if first <= column <= last]


def _problem(file: str, row: int, column: str, n: int) -> Problem:
    message = ngettext(
        "Row {row}, {column}: the cell is shown in per cent, so that 0.31 stands in the file where 31% is "
        "seen. Give the column the format of a plain number, and write 31 for 31%.",
        "Row {row}, {column}: from here on {n} cells are shown in per cent, so that 0.31 stands in the file "
        "where 31% is seen. Give the column the format of a plain number, and write 31 for 31%.",
        n,
    ).format(row=row, column=column, n=f"{n:,}")
    return Problem(file, row, column, "", "per-cent-format", "stop", message)
