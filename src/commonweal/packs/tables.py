"""The tables of a pack: ``places.csv``, and the header of the figures.

Columns of the tidy layout stand here because packs lie below evidence, which takes them from here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from commonweal.words import N_, _

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
_SEPARATED = {
    ";": N_("The columns are separated by semicolons."),
    "\t": N_("The columns are separated by tabs."),
    "|": N_("The columns are separated by bars."),
}


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
                message = _("This row has {cells} cells and the header has {columns}.")
                complain(
                    line,
                    message.format(cells=len(cells), columns=len(columns)),
                    _("Put a cell that has a comma in it in double quotes."),
                )
            line = reader.line_num + 1
    except csv.Error as error:
        complain(
            reader.line_num,
            _("This is not CSV: {reason}.").format(reason=error),
            _("Double every quote inside a quoted cell."),
        )


def _row(columns: Sequence[str], cells: Sequence[str], line: int) -> Mapping:
    row = Mapping(line)
    for column, cell in zip(columns, cells, strict=True):
        if cell.strip():
            row[column] = cell.strip()
            row.lines[column] = line
    return row


def first_row(text: str, complain: Complain) -> list[str] | None:
    """The header from the beginning of a CSV: empty where there is none, None where it cannot be read."""
    try:
        return [name.strip() for name in next(csv.reader(io.StringIO(text, newline=""), strict=True), [])]
    except csv.Error as error:
        if "end of data" in str(error):  # stays English
            complain(1, _("A quote is opened here and never closed."), _("Close it."))
        else:
            fix = _("Double every quote inside a quoted cell.")
            complain(1, _("This is not CSV: {reason}.").format(reason=error), fix)
        return None


def check_header(
    columns: Sequence[str], allowed: Sequence[str], required: Sequence[str], complain: Complain
) -> bool:
    """Whether the rows below can be read at all; every problem of the header goes to ``complain``."""
    if not any(columns):
        fix = _("Begin with the line: {line}").format(line=",".join(allowed))
        complain(1, _("There is no header."), fix)
        return False
    if len(columns) == 1 and (other := next((mark for mark in _SEPARATED if mark in columns[0]), "")):
        complain(1, _(_SEPARATED[other]), _("Save the file with commas between the columns."))
        return False
    unknown = [name for name in columns if name not in allowed]
    for name in unknown:
        complain(1, _("There is no column '{name}'.").format(name=name), _nearest(name, allowed))
    twice = sorted({name for name in columns if name in allowed and columns.count(name) > 1})
    for name in twice:
        complain(1, _("The column '{name}' stands twice.").format(name=name), _("Keep one of the two."))
    missing = [name for name in required if name not in columns]
    for name in missing:
        complain(1, _("The column '{name}' is missing.").format(name=name), _columns(allowed))
    return not (unknown or twice or missing)


def _nearest(name: str, allowed: Sequence[str]) -> str:
    near: list[Any] = get_close_matches(name.lower(), allowed, n=1, cutoff=0.6)
    return _("Did you mean '{name}'?").format(name=near[0]) if near else _columns(allowed)


def _columns(allowed: Sequence[str]) -> str:
    return _("The columns are: {names}.").format(names=", ".join(allowed))
