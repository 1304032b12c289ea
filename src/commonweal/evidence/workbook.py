"""Workbooks (XLSX, ODS): opened only when they are safe, values only, one sheet of figures."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from commonweal.words import _

from .delimited import Table
from .formulas import unusable_cells
from .layouts import KNOWN, REQUIRED
from .limits import ReadLimits
from .problems import Problem, whole_file
from .unpacking import unpacked_size

ZIP = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_HEADER_WITHIN = 30


def read_workbook(data: bytes, file: str, limits: ReadLimits) -> tuple[Table | None, list[Problem]]:
    """The first sheet that has our columns, as text with the row of every line.

    No macro is run and no formula is worked out: a cell's value is what the program that saved it found.
    """
    refused = _refusal(data, file, limits)
    if refused:
        return None, [refused]
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [(name, _cells(book, name)) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        message = _("The workbook cannot be opened: {reason}. Save it again, without a password.")
        return None, [whole_file(file, "workbook", message.format(reason=error))]
    for name, rows in sheets:
        header = _header(rows)
        if header is not None:
            table, problems = _table(rows, header, file)
            problems += unusable_cells(data, name, file, header + 1)
            return table, problems + _which(file, name, [s for s, _rows in sheets])
    if not any(any(row) for _name, rows in sheets for row in rows):
        return None, [whole_file(file, "empty-file", _("The file is empty."))]
    wanted = ", ".join(f"“{c}”" for c in REQUIRED["tidy"])
    message = _("No sheet has a row of column names with {columns}.").format(columns=wanted)
    return None, [whole_file(file, "missing-column", message)]


def _refusal(data: bytes, file: str, limits: ReadLimits) -> Problem | None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
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


def _cells(book: CalamineWorkbook, name: str) -> list[list[str | None]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_text(cell) for cell in row] for row in rows]


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


def _header(rows: list[list[str | None]]) -> int | None:
    """The position of the row of column names, among the first few."""
    for position, row in enumerate(rows[:_HEADER_WITHIN]):
        names = set(_names(row))
        if any(set(required) <= names for required in REQUIRED.values()):
            return position
    likely = [p for p, row in enumerate(rows[:_HEADER_WITHIN]) if len(set(_names(row)) & KNOWN) >= 2]
    return likely[0] if likely else None


def _names(row: list[str | None]) -> list[str]:
    return [" ".join((cell or "").split()).lower() for cell in row]


def _table(rows: list[list[str | None]], header: int, file: str) -> tuple[Table, list[Problem]]:
    names, problems = _names(rows[header]), []
    for name in sorted({n for n in names if n and names.count(n) > 1}):
        message = _("The column “{name}” stands twice. Keep one, or name them differently.")
        problems.append(whole_file(file, "column-twice", message.format(name=name), column=name))
    columns = {name: position for position, name in reversed(list(enumerate(names))) if name}
    columns = dict(sorted(columns.items(), key=lambda item: item[1]))
    filled = [(line, row) for line, row in enumerate(rows[header + 1 :], header + 2) if any(row)]
    frame = pl.DataFrame(
        {
            "row": pl.Series([line for line, _row in filled], dtype=pl.UInt32),
            **{n: pl.Series([row[p] for _line, row in filled], dtype=pl.String) for n, p in columns.items()},
        }
    )
    if frame.is_empty():
        problems.append(whole_file(file, "header-only", _("The file has a header and no figures.")))
    return Table(tuple(columns), frame), problems


def _which(file: str, read: str, sheets: Sequence[str]) -> list[Problem]:
    others = [f"“{s}”" for s in sheets if s != read]
    if not others:
        return []
    message = _("The sheet “{name}” was read. Not read: {others}.")
    message = message.format(name=read, others=", ".join(others))
    return [whole_file(file, "several-sheets", message, severity="warn")]
