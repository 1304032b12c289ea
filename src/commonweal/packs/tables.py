"""The tables of a pack: ``places.csv``, and the header of the figures.

Columns of the tidy layout stand here because packs lie below evidence, which takes them from here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from .yaml_lines import Complain, Mapping

PLACE_COLUMNS = ("code", "name", "level", "parent", "valid_from", "valid_to", "successor", "source")
PLACE_REQUIRED = ("code", "name", "level", "source")
FIGURE_COLUMNS = (
    "indicator",
    "area",
    "period",
    "breakdown",
    "value",
    "lower",
    "upper",
    "numerator",
    "denominator",
    "status",
    "note",
)
FIGURE_REQUIRED = ("indicator", "area", "period", "value")


def rows(text: str, complain: Complain) -> Iterator[Mapping]:
    """The rows of ``places.csv``, each with its line; an empty cell leaves its field out."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        columns = [name.strip() for name in header]
        if not check_header(columns, PLACE_COLUMNS, PLACE_REQUIRED, complain):
            return
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(columns):
                yield _row(columns, cells, line)
            elif cells:
                fix = "Put a cell that has a comma in it in double quotes."
                complain(line, f"This row has {len(cells)} cells and the header has {len(columns)}.", fix)
            line = reader.line_num + 1
    except csv.Error as error:
        complain(reader.line_num, f"This is not CSV: {error}.", "Double every quote inside a quoted cell.")


def _row(columns: Sequence[str], cells: Sequence[str], line: int) -> Mapping:
    row = Mapping(line)
    for column, cell in zip(columns, cells, strict=True):
        if cell.strip():
            row[column] = cell.strip()
            row.lines[column] = line
    return row


def first_row(text: str) -> list[str]:
    """The header of a CSV from the beginning of its text; empty where there is none."""
    try:
        return [name.strip() for name in next(csv.reader(io.StringIO(text, newline=""), strict=True), [])]
    except csv.Error:
        return []


def check_header(
    columns: Sequence[str], allowed: Sequence[str], required: Sequence[str], complain: Complain
) -> bool:
    """Whether the rows below can be read at all; every problem of the header goes to ``complain``."""
    if not any(columns):
        complain(1, "There is no header.", f"Begin with the line: {','.join(allowed)}")
        return False
    if len(columns) == 1 and (other := next((mark for mark in ";\t|" if mark in columns[0]), "")):
        name = {";": "semicolons", "\t": "tabs", "|": "bars"}[other]
        complain(1, f"The columns are separated by {name}.", "Save the file with commas between the columns.")
        return False
    unknown = [name for name in columns if name not in allowed]
    for name in unknown:
        complain(1, f"There is no column '{name}'.", _nearest(name, allowed))
    twice = sorted({name for name in columns if name in allowed and columns.count(name) > 1})
    for name in twice:
        complain(1, f"The column '{name}' stands twice.", "Keep one of the two.")
    missing = [name for name in required if name not in columns]
    for name in missing:
        complain(1, f"The column '{name}' is missing.", f"The columns are: {', '.join(allowed)}.")
    return not (unknown or twice or missing)


def _nearest(name: str, allowed: Sequence[str]) -> str:
    near: list[Any] = get_close_matches(name.lower(), allowed, n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else f"The columns are: {', '.join(allowed)}."
