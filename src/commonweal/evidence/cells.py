"""How far the cells of a sheet reach, and which of them have no value that can be used.

The reader of workbooks makes room for every cell from the first to the last, though there be two: one cell
in the last column of the last row would ask for half a terabyte, and the process would end. And it gives an
error, or a formula that nothing has worked out, as an empty cell, which would pass for a missing figure.
So the XML of a sheet is streamed here first; where the two could count differently, this counts more.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from commonweal.words import _

from .parts import Parts, local

_COLUMN = re.compile(r"[A-Za-z]{1,3}")
_ROWS, _COLUMNS = 1_048_576, 16_384  # of a sheet of a spreadsheet program
_STRINGS = "sharedstrings.xml"
_NAMED = 100

#: More spans of columns than are kept apart: a table has not so many columns of figures.
_SPANS = 20_000

#: A row, what its cell is called, and the error shown there; "" for a formula without a saved result.
Unusable = tuple[int, str, str]
#: The first column of several and the last.
Span = tuple[int, int]
#: How a cell may show something else than stands in the file.
Way = Literal["per-cent", "no-day"]


@dataclass
class Rows:
    """So many rows, in their order; the first of them by name, a few more than may stand above a header."""

    n: int = 0
    first: list[int] = field(default_factory=list)

    def add(self, row: int, rows: int) -> None:
        self.n += rows
        if len(self.first) < _NAMED:
            self.first.extend(range(row, row + min(rows, _NAMED - len(self.first))))

    def below(self, header: int) -> tuple[int, int]:
        """The first row below a header and how many there are; zeros where there is none."""
        named = [row for row in self.first if row > header]
        return (named[0], self.n - len(self.first) + len(named)) if named else (0, 0)


@dataclass
class Shown:
    """The rows of the cells that are shown in one way, by the span of columns that a cell stands for.

    ``styled`` are shown so themselves; ``plain`` are shown as their column is, which is so in ``columns``.
    """

    styled: dict[Span, Rows] = field(default_factory=dict)
    plain: dict[Span, Rows] = field(default_factory=dict)
    columns: list[Span] = field(default_factory=list)

    def add(self, row: int, span: Span, rows: int = 1, *, plain: bool = False) -> None:
        found = self.plain if plain else self.styled
        if span not in found and len(found) >= _SPANS:
            span = (1, _COLUMNS)
        found.setdefault(span, Rows()).add(row, rows)

    def add_columns(self, first: int, last: int) -> None:
        last = min(last, _COLUMNS)
        if self.columns and self.columns[-1][1] == first - 1:
            first = self.columns.pop()[0]
        if first <= last and len(self.columns) < _COLUMNS:
            self.columns.append((first, last))

    def below(self, header: int, column: int) -> tuple[int, int]:
        """As of Rows, in one column."""
        spans = [*self.styled.items()]
        if _among(column, self.columns):
            spans += self.plain.items()
        found = [rows.below(header) for span, rows in spans if _among(column, [span])]
        return min((row for row, n in found if n), default=0), sum(n for _row, n in found)


def _among(column: int, spans: Iterable[Span]) -> bool:
    return any(first <= column <= last for first, last in spans)


@dataclass
class Extent:
    """``rows`` and ``columns`` reach from the first cell to the last that is filled, ``lowest`` and
    ``rightmost`` name those last ones; ``cells`` is the room for them, ``text`` the bytes of their texts.
    ``shown`` tells of the cells that show something else than stands in the file.
    """

    rows: int = 0
    columns: int = 0
    lowest: str = ""
    rightmost: str = ""
    cells: int = 0
    text: int = 0
    unusable: list[Unusable] = field(default_factory=list)
    shown: dict[Way, Shown] = field(default_factory=dict)

    def reach(self, row: int, column: int) -> None:
        if row > self.rows:
            self.rows, self.lowest = row, f"{letters(column)}{row}"
        if column > self.columns:
            self.columns, self.rightmost = column, f"{letters(column)}{row}"
        self.cells = self.rows * self.columns

    def shown_in(self, way: Way) -> Shown:
        found = self.shown.get(way)
        return self.shown.setdefault(way, Shown()) if found is None else found


def shared_strings(parts: Parts) -> array[int]:
    """How long each of the texts is that cells of an XLSX point to: one may stand in a million cells."""
    lengths = array("I")
    name = parts.the(_STRINGS)
    if not name:
        return lengths

    def start(name: str, _attributes: dict[str, str]) -> None:
        if local(name) == "si":
            lengths.append(0)

    def text(found: str) -> None:
        if lengths:
            lengths[-1] += size_of(found)

    parts.parse(name, start, text=text)
    return lengths


def of_sheet(parts: Parts, name: str, strings: array[int], ways: Mapping[str, Way]) -> Extent:
    """The extent of one sheet of an XLSX, by the name of its part. ``ways``: how its styles show numbers.

    Raises ``ValueError``, in words, for a part that is missing or damaged, or a cell that no sheet has.
    """
    sheet = _Sheet(strings, ways)
    parts.parse(name, sheet.start, text=sheet.found)
    sheet.leave()
    return sheet.extent


class _Sheet:
    """Reads the elements of a sheet as they come; a cell is judged when the next element is not in it.

    It is called three times a cell, millions of times a sheet: what a cell shares with the one before it is
    not worked out again.
    """

    def __init__(self, strings: array[int], ways: Mapping[str, Way]) -> None:
        self.extent = Extent()
        self._strings = strings
        self._ways = ways
        self._row = self._column = self._line = 0
        self._row_told = ""
        self._positions: dict[str, int] = {}
        self._cell: dict[str, str] | None = None
        self._formula = self._value = False
        self._text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = local(name)
        if name == "v":
            self._fill()
            self._value = True
        elif name == "c":
            if self._cell is not None:
                self.leave()
            self._cell = attributes
            self._at(attributes.get("r", ""))
        elif name == "is":
            self._fill()
        elif name == "f":
            self._fill()
            self._formula = True
        else:
            self.leave()
            if name == "row":
                told = attributes.get("r", "")
                self._row = max(self._row + 1, number_of(told, _ROWS) if told else 0)
                self._line, self._row_told, self._column = self._row, told, 0

    def found(self, text: str) -> None:
        if self._value:
            self._text += text

    def leave(self) -> None:
        cell, self._cell = self._cell, None
        if cell is not None and (self._formula or "t" in cell):
            kind, text = cell.get("t"), self._text.strip()
            if kind == "s":
                position = int(text) if text.isdecimal() else -1
                self.extent.text += self._strings[position] if 0 <= position < len(self._strings) else 0
            elif kind == "e" or (self._formula and not text and kind != "str"):
                shown = cell.get("r") or _("in row {row}").format(row=self._line)
                self.extent.unusable.append((self._line, shown, text))
        if cell is not None and self._ways and self._text:
            way = self._ways.get(cell.get("s", "0"))
            if way and cell.get("t", "n") in ("n", "d"):  # a number, or a date
                self.extent.shown_in(way).add(self._line, (self._column, self._column))
        self._formula = self._value = False
        self._text = ""

    def _at(self, reference: str) -> None:
        """Cells stand in their order; one without a reference, or with an earlier one, is the next."""
        self._column += 1
        if reference:
            column = reference.rstrip("0123456789")
            row = reference[len(column) :]
            position = self._positions.get(column) or self._position(column, reference)
            if position > self._column:
                self._column = position
            if row != self._row_told:
                self._line = number_of(row, _ROWS, reference)
                self._row = max(self._row, self._line)
        if self._column > _COLUMNS or self._row > _ROWS:
            raise _no_such_cell(reference or f"{letters(self._column)}{self._row}")

    def _position(self, column: str, reference: str) -> int:
        if not _COLUMN.fullmatch(column):
            raise _no_such_cell(reference)
        return self._positions.setdefault(column, position_of(column))

    def _fill(self) -> None:
        if self._cell is not None:
            extent = self.extent
            if self._row > extent.rows or self._column > extent.columns:
                extent.reach(self._row, self._column)


def size_of(text: str) -> int:
    """The bytes of a text."""
    return len(text) if text.isascii() else len(text.encode())


def number_of(text: str, most: int, cell: str = "") -> int:
    """Raises ``ValueError``, in words, for what is no number from 1 to ``most``."""
    if not (text.isascii() and text.isdecimal()) or len(text) > 10 or not 0 < int(text) <= most:
        raise _no_such_cell(cell or text)
    return int(text)


def _no_such_cell(name: str) -> ValueError:
    return ValueError(_("it names a cell or row “{cell}”, which no sheet has").format(cell=name[:20]))


def position_of(column: str) -> int:
    """ "A" → 1, "AA" → 27."""
    position = 0
    for letter in column.upper():
        position = position * 26 + ord(letter) - 64
    return position


def letters(column: int) -> str:
    """1 → "A", 27 → "AA"."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
