"""Workbooks (XLSX, ODS): opened only when they are safe, values only, one sheet of figures."""

from __future__ import annotations

import datetime as dt
import io
import threading
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

import polars as pl
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from commonweal.words import N_, _, listed

from . import cells
from .delimited import Table
from .formulas import unusable_cells
from .layouts import KNOWN, REQUIRED, recognise
from .limits import ReadLimits
from .open_document import of_tables
from .parts import Parts
from .problems import Problem, whole_file
from .shown import shown_otherwise
from .styles import ways_of_styles
from .unpacking import unpacked_size

ZIP = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_HEADER_WITHIN = 30
_CHUNK = 50_000

#: What a damaged archive, part or cell is told by. ``RuntimeError``: a part with a password.
_UNREADABLE = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OSError,
    RuntimeError,
)
#: One at a time, whoever asks: the limits are of the memory that one workbook takes.
_ONE_WORKBOOK = threading.Lock()

#: The reader of ODS keeps a sheet twice, and its formulas beside it.
_TIMES_OF_ODS = 2
_ANOTHER_KIND = {
    "xlsb": N_("This is a binary workbook (.xlsb). Save it as .xlsx, or as CSV UTF-8."),
    "two": N_("The file is two workbooks in one. Save the one that is meant as .xlsx, or as CSV UTF-8."),
    "": N_("This is a ZIP archive and no workbook. Unpack it, and bring the files of figures in it."),
}

_Row = list[str | None]


class TooFar(Exception):
    """A sheet is beyond a limit; says in words which, and what to do."""


def read_workbook(data: bytes, file: str, limits: ReadLimits) -> tuple[Table | None, list[Problem]]:
    """The first sheet that has our columns, as text with the row of every line.

    No macro is run and no formula is worked out: a cell's value is what the program that saved it found.
    """
    refused = _refusal(data, file, limits)
    if refused:
        return None, [refused]
    with _ONE_WORKBOOK:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return _read(data, Parts(archive), file, limits)
        except TooFar as error:
            return None, [whole_file(file, "too-large", str(error))]
        except _UNREADABLE as error:
            reason = str(error).rstrip(".")
        except BaseException as error:
            # Where the reader of workbooks falls over, it raises what is no Exception and has no public name.
            if type(error).__name__ != "PanicException":
                raise
            reason = _("it is damaged")
    message = _("The workbook cannot be opened: {reason}. Save it again, without a password.")
    return None, [whole_file(file, "workbook", message.format(reason=reason))]


def _read(data: bytes, parts: Parts, file: str, limits: ReadLimits) -> tuple[Table | None, list[Problem]]:
    another = _ANOTHER_KIND.get(parts.kind)
    if another:
        return None, [whole_file(file, "workbook", _(another))]
    extents = _Extents(parts, limits)
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        for sheet in sorted(sheets, key=_hidden):  # whoever brings the file may not know of those hidden
            extent = extents.of(sheet.name)
            opened = book.get_sheet_by_name(sheet.name)
            rows = _rows(opened)
            first = list(islice(rows, _HEADER_WITHIN))
            header = _header(first)
            if header is not None:
                table, problems = _table(chain(first[header:], rows), header, file)
                problems += unusable_cells(extent.unusable, file, header + 1)
                left = opened.start[1] if opened.start else 0  # empty columns before it are not read
                names = dict(enumerate(_names(first[header]), left + 1))
                layout = recognise(table.columns)
                problems += shown_otherwise(extent.shown, names, table.frame, layout, file, header + 1)
                return table, problems + _which(file, sheet, sheets)
    if not extents.filled:
        return None, [whole_file(file, "empty-file", _("The file is empty."))]
    wanted = ", ".join(f"“{c}”" for c in REQUIRED["tidy"])
    message = _("No sheet has a row of column names with {columns}.").format(columns=wanted)
    return None, [whole_file(file, "missing-column", message)]


def _refusal(data: bytes, file: str, limits: ReadLimits) -> Problem | None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (*_UNREADABLE, IndexError) as error:  # a version that is none, an end that points nowhere
        message = _("The file looks like a workbook and is damaged: {reason}.").format(reason=error)
        return whole_file(file, "workbook", message)
    with archive:
        if any(m.filename.lower().endswith("vbaproject.bin") for m in members):
            message = _("The workbook carries macros. Save it as .xlsx, or as CSV UTF-8, without them.")
            return whole_file(file, "macros", message)
        if any(m.flag_bits & 1 for m in members):
            return whole_file(file, "workbook", _("The workbook has a password. Save it without one."))
        declared = sum(m.file_size for m in members)
        if len(members) > limits.members or _too_large(declared, len(data), limits):
            return _bomb(file, len(data), declared)
        if any(m.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for m in members):
            message = _("The workbook is packed in a way that no spreadsheet program uses.")
            return whole_file(file, "workbook", message)
    most = min(limits.unpacked_bytes, limits.unpacked_times * max(len(data), 10_000))
    actual = unpacked_size(data, members, most)
    return _bomb(file, len(data), actual) if _too_large(actual, len(data), limits) else None


def _too_large(unpacked: int, packed: int, limits: ReadLimits) -> bool:
    return unpacked > limits.unpacked_bytes or unpacked > limits.unpacked_times * max(packed, 10_000)


def _bomb(file: str, packed: int, unpacked: int) -> Problem:
    message = _(
        "The workbook is {packed} and unpacks to {unpacked} or more, which no table of figures does. It was "
        "not opened. Save the one sheet of figures as CSV UTF-8."
    ).format(packed=_size(packed), unpacked=_size(unpacked))
    return whole_file(file, "unpacks-too-large", message)


def _size(count: int) -> str:
    if count < 1e9:
        return _("{n} MB").format(n=f"{count / 1e6:,.1f}")
    return _("{n} GB").format(n=f"{count / 1e9:,.1f}")


class _Extents:
    """How far each sheet reaches, found before the reader of workbooks opens it, and within the limits.

    Raises ``TooFar`` for a sheet that is not.
    """

    def __init__(self, parts: Parts, limits: ReadLimits) -> None:
        self.filled = False
        self._parts, self._limits = parts, limits
        self._tables: Mapping[str, cells.Extent] = {}
        self._sheets: Mapping[str, str] = {}
        if parts.kind == "ods":  # which is read whole, every sheet of it, when it is opened
            self._tables = of_tables(parts)
            self._within(self._tables, limits.cells // _TIMES_OF_ODS)
        else:
            self._sheets = parts.sheets()
            self._strings = cells.shared_strings(parts)
            self._ways = ways_of_styles(parts)

    def of(self, sheet: str) -> cells.Extent:
        found = self._tables.get(sheet)
        if found is None:
            part = self._sheets.get(sheet, "")
            found = cells.of_sheet(self._parts, part, self._strings, self._ways)
            self._within({sheet: found}, self._limits.cells)
        self.filled = self.filled or found.rows > 0
        return found

    def _within(self, extents: Mapping[str, cells.Extent], most: int) -> None:
        if sum(e.cells for e in extents.values()) > most:
            name, extent = max(extents.items(), key=lambda item: item[1].cells)
            raise TooFar(_far(name, extent, most))
        text = sum(e.text for e in extents.values())
        if text > self._limits.text_bytes:
            name = max(extents, key=lambda n: extents[n].text)
            message = _(
                "The cells of the sheet “{sheet}” hold {size} of text; at most {most} are read. Leave out "
                "the columns of long texts, or save the sheet as CSV UTF-8."
            )
            size, most_text = _size(text), _size(self._limits.text_bytes)
            raise TooFar(message.format(sheet=name, size=size, most=most_text))


def _far(sheet: str, extent: cells.Extent, most: int) -> str:
    last = dict.fromkeys((extent.rightmost, extent.lowest))
    return _(
        "The sheet “{sheet}” reaches as far as {cells}: {rows} × {columns} = {n} cells, empty ones too; at "
        "most {most} are read. Delete what stands far from the table, or save the table alone as CSV UTF-8."
    ).format(
        sheet=sheet,
        rows=f"{extent.rows:,}",
        columns=f"{extent.columns:,}",
        cells=listed(list(last)),
        n=f"{extent.cells:,}",
        most=f"{most:,}",
    )


def _rows(sheet: CalamineSheet) -> Iterator[_Row]:
    for row in sheet.iter_rows():
        yield [_text(cell) for cell in row]


def _text(cell: object) -> str | None:
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.isoformat() if cell.time() != dt.time() else cell.date().isoformat()
    return repr(cell) if isinstance(cell, float) else str(cell)


def _header(rows: Sequence[_Row]) -> int | None:
    """The position of the row of column names, among the first few."""
    for position, row in enumerate(rows):
        names = set(_names(row))
        if any(set(required) <= names for required in REQUIRED.values()):
            return position
    likely = [p for p, row in enumerate(rows) if len(set(_names(row)) & KNOWN) >= 2]
    return likely[0] if likely else None


def _names(row: _Row) -> list[str]:
    return [" ".join((cell or "").split()).lower() for cell in row]


def _table(rows: Iterator[_Row], header: int, file: str) -> tuple[Table, list[Problem]]:
    """``rows`` begin with the header, whose position is given."""
    names, problems = _names(next(rows)), []
    for name in sorted({n for n in names if n and names.count(n) > 1}):
        message = _("The column “{name}” stands twice. Keep one, or name them differently.")
        problems.append(whole_file(file, "column-twice", message.format(name=name), column=name))
    columns = {name: position for position, name in reversed(list(enumerate(names))) if name}
    columns = dict(sorted(columns.items(), key=lambda item: item[1]))
    schema = {"row": pl.UInt32, **dict.fromkeys(columns, pl.String)}
    chunks = [pl.DataFrame(schema=schema)]
    numbered = ((line, row) for line, row in enumerate(rows, header + 2) if any(row))
    while chunk := list(islice(numbered, _CHUNK)):  # as Python's texts, all rows would take much memory
        lines = pl.Series("row", [line for line, _row in chunk], dtype=pl.UInt32)
        texts = [pl.Series(n, [row[p] for _line, row in chunk], dtype=pl.String) for n, p in columns.items()]
        chunks.append(pl.DataFrame([lines, *texts]))
    frame = pl.concat(chunks)
    if frame.is_empty():
        problems.append(whole_file(file, "header-only", _("The file has a header and no figures.")))
    return Table(tuple(columns), frame), problems


def _which(file: str, read: SheetMetadata, sheets: Sequence[SheetMetadata]) -> list[Problem]:
    said = []
    if _hidden(read):
        message = _("The sheet “{name}” was read, which is hidden: no sheet that is shown has our columns.")
        said.append(whole_file(file, "hidden-sheet", message.format(name=read.name), severity="warn"))
    others = [
        (_("“{name}” (hidden)") if _hidden(s) else "“{name}”").format(name=s.name)
        for s in sheets
        if s.name != read.name
    ]
    if others:
        message = _("The sheet “{name}” was read. Not read: {others}.")
        message = message.format(name=read.name, others=", ".join(others))
        said.append(whole_file(file, "several-sheets", message, severity="warn"))
    return said


def _hidden(sheet: SheetMetadata) -> bool:
    return sheet.visible != SheetVisibleEnum.Visible
