"""How far the cells of an OpenDocument spreadsheet reach, and what :mod:`cells` finds out of them besides."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .cells import Extent, Span, Way, letters, number_of, size_of
from .open_styles import OpenStyles
from .parts import Parts

_CELLS = ("table:table-cell", "table:covered-table-cell")
_COMMENT = "office:annotation"
_STYLES = "styles.xml"
_AFTER_STYLES = ("office:body", "table:table")
_FOR_ALL = "table:default-cell-style-name"
#: How a value of a kind may be shown otherwise than it stands in the file.
_WAYS: Mapping[str, Way] = {"percentage": "per-cent", "float": "per-cent", "date": "no-day"}
#: What a program shows of a formula that ends in an error, in whichever language it speaks.
_BEGINS_AS_ERROR = ("#", "Err:")
#: The same where the result is a text, which may be "#1 of list" as well.
_ERROR = re.compile(r"#(?:N/A|[A-Z0-9/_]+[!?])|Err:[0-9]+")


def of_tables(parts: Parts) -> Mapping[str, Extent]:
    """The extents of all sheets of an OpenDocument file, by name: its reader reads them all at once.

    ``text`` counts what is repeated as often as it is. Raises ``ValueError``, in words.
    """
    common = OpenStyles()
    if _STYLES in parts:
        parts.parse(_STYLES, common.start)
    document = _Document(OpenStyles(common))
    parts.parse("content.xml", document.start, text=document.found, end=document.end)
    return document.tables


class _Document:
    """A row and a cell may say that they are repeated. What is empty is repeated only where something
    follows it: programs fill up every sheet to its last row and column.
    """

    def __init__(self, styles: OpenStyles) -> None:
        self.tables: dict[str, Extent] = {}
        self._extent = Extent()
        self._row, self._rows, self._column, self._empty, self._room = 0, 1, 0, 0, 0
        self._cell: dict[str, str] | None = None
        self._text, self._spaces, self._row_text = "", 0, 0
        self._in_comment, self._comment = False, ""
        self._styles: OpenStyles | None = styles  # until the first table
        self._ways: Mapping[str, Way] = {}
        self._columns, self._row_style = 0, ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._styles is not None:
            self._styles.start(name, attributes)
            if name in _AFTER_STYLES:
                self._ways, self._styles = self._styles.ways(), None
        if name == "table:table":
            self._extent = self.tables.setdefault(attributes.get("table:name", ""), Extent())
            self._row = self._room = self._columns = 0
        elif name == "table:table-column":
            first, times = self._columns + 1, attributes.get("table:number-columns-repeated", "1")
            self._columns += number_of(times, 2**31)
            way = self._ways.get(attributes.get(_FOR_ALL, ""))
            if way:
                self._extent.shown_in(way).add_columns(first, self._columns)
        elif name == "table:table-row":
            self._rows = number_of(attributes.get("table:number-rows-repeated", "1"), 2**31)
            self._column = self._empty = self._row_text = 0
            self._row_style = attributes.get(_FOR_ALL, "")
        elif name in _CELLS:
            self._cell, self._text, self._spaces = attributes, "", 0
            self._in_comment, self._comment = False, ""
        elif name == "text:s":
            self._spaces += number_of(attributes.get("text:c", "1"), 2**31)
        elif name == _COMMENT:
            self._in_comment = True

    def found(self, text: str) -> None:
        if self._cell is None:
            return
        if self._in_comment:  # stands in the cell, and is not what the cell shows
            self._comment += text
        else:
            self._text += text

    def end(self, name: str) -> None:
        if name in _CELLS and self._cell is not None:
            self._leave(self._cell)
            self._cell = None
        elif name == _COMMENT:
            self._in_comment = False
        elif name == "table:table-row":
            self._room += self._column
            self._extent.text += self._row_text * self._rows
            self._row += self._rows
        # Before it knows how far a table reaches, the reader has laid out what is in front of each last cell.
        self._extent.cells = max(self._extent.rows * self._extent.columns, self._room)

    def _leave(self, cell: dict[str, str]) -> None:
        times = number_of(cell.get("table:number-columns-repeated", "1"), 2**31)
        self._column += self._empty  # that were empty, and are not the last
        told = [v for k, v in cell.items() if k.startswith("office:") or k == "table:formula"]
        if not told and not self._text and not self._comment and not self._spaces:
            self._empty = times
            return
        first, self._empty = self._column, 0
        self._column += times
        self._extent.reach(self._row + self._rows, self._column)
        self._row_text += (self._spaces + sum(map(size_of, (self._text, self._comment, *told)))) * times
        way = _WAYS.get(cell.get("office:value-type", ""))
        if way is not None and (self._ways or cell["office:value-type"] == "percentage"):  # stays English
            self._show(way, cell, (first + 1, first + times))
        if cell.get("table:formula"):
            line, shown = self._row + 1, self._text.strip()
            if _is_error(cell, shown):
                self._extent.unusable.append((line, f"{letters(first + 1)}{line}", shown))
            elif not cell.get("office:value-type") and not shown:  # stays English
                self._extent.unusable.append((line, f"{letters(first + 1)}{line}", ""))

    def _show(self, way: Way, cell: Mapping[str, str], span: Span) -> None:
        style = cell.get("table:style-name") or self._row_style
        of_itself = cell["office:value-type"] == "percentage"  # stays English
        if of_itself or self._ways.get(style) == way:
            self._extent.shown_in(way).add(self._row + 1, span, self._rows)
        elif not style and way in self._extent.shown and self._extent.shown[way].columns:
            self._extent.shown[way].add(self._row + 1, span, self._rows, plain=True)


def _is_error(cell: Mapping[str, str], shown: str) -> bool:
    """Whether a formula ends in an error. Programs of old save one as the number 0 or as an empty text, and
    show it; those of today say of the cell that it is one.
    """
    if cell.get("calcext:value-type") == "error":  # stays English
        return True
    a_text = cell.get("office:value-type") == "string" and cell.get("office:string-value") != ""
    return bool(_ERROR.fullmatch(shown)) if a_text else shown.startswith(_BEGINS_AS_ERROR)
