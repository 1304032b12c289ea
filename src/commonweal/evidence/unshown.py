"""Texts with characters that no page, workbook or database can hold: they stop a file, by row and column."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from commonweal.words import _

from .layouts import COLUMNS
from .problems import Problem
from .recode import codes
from .sources import SourceFile
from .told import UNSHOWN


def unshown_texts(shaped: pl.DataFrame, number: pl.Series, sources: Sequence[SourceFile]) -> list[Problem]:
    """A problem for each such cell of a reading. ``number`` is for each row the position of its file."""
    found = []
    for column in shaped.get_columns():
        # The different texts of a column are looked through at once, and hardly ever its rows.
        if isinstance(column.dtype, pl.Categorical) and re.search(UNSHOWN, "".join(codes(column)[0])):
            bad = column.cast(pl.String).str.contains(UNSHOWN).fill_null(False)
            rows = zip(*(s.filter(bad).to_list() for s in (number, shaped["row"], column)), strict=True)
            found += [_problem(sources[n], row, column.name, text) for n, row, text in rows]
    return found


def _problem(source: SourceFile, row: int, name: str, text: str) -> Problem:
    column = COLUMNS[source.layout][name] if source.layout else name
    seen = re.sub(UNSHOWN, "\N{REPLACEMENT CHARACTER}", text)
    code = ", ".join(sorted({f"U+{ord(c):04X}" for c in re.findall(UNSHOWN, text)}))
    message = _(
        "Row {row}, {column}: “{text}” holds a character that cannot be shown ({code}). Delete it, or type "
        "the text anew."
    ).format(row=row, column=column, text=seen, code=code)
    return Problem(source.file, row, column, seen, "unshown-character", "stop", message)
