"""Cells of a workbook whose value cannot be used: an error, or a formula that nothing has worked out.

The reader of workbooks gives both as an empty cell, which would pass for a missing figure. The sheet's
XML says which they are: this looks for those cells and for nothing else.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from commonweal.words import _

from .problems import Problem

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def unusable_cells(data: bytes, sheet: str, file: str, header: int) -> list[Problem]:
    """Problems of the named sheet below its header row (counted from 1), in the order of its cells."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        found = _ods(archive, sheet) if "content.xml" in names else _xlsx(archive, sheet)
        return [_problem(file, *cell) for cell in found if cell[0] > header]


def _problem(file: str, row: int, cell: str, shown: str) -> Problem:
    if shown:
        message = _(
            "Row {row}, cell {cell}: the formula ends in {error}. Mend it, or leave the cell empty."
        ).format(row=row, cell=cell, error=shown)
        return Problem(file, row, cell, shown, "cell-error", "stop", message)
    message = _(
        "Row {row}, cell {cell}: the formula has no saved result. Open the file in a spreadsheet program "
        "and save it, or paste the values."
    ).format(row=row, cell=cell)
    return Problem(file, row, cell, "", "no-saved-result", "stop", message)


def _xlsx(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, str, str]]:
    path = _sheet_path(archive, sheet)
    if path is None:
        return
    row = 0
    with archive.open(path) as stream:
        for event, element in ET.iterparse(stream, events=("start", "end")):
            tag = element.tag.removeprefix(_MAIN).removeprefix(_STRICT)
            if tag == "row" and event == "start":
                row = int(element.get("r") or row + 1)
            elif tag == "c" and event == "end":
                children = {c.tag.removeprefix(_MAIN).removeprefix(_STRICT): c.text for c in element}
                value = children.get("v") or ""
                if element.get("t") == "e" or ("f" in children and not value and element.get("t") != "str"):
                    yield row, element.get("r") or _("in row {row}").format(row=row), value
            elif tag == "row":
                element.clear()


def _sheet_path(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Where in the archive a sheet lies: its name → its relation's id → the relation's target."""
    book = ET.fromstring(archive.read("xl/workbook.xml"))
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): r.get("Target") or "" for r in relations}
    for element in book.iter():
        if element.tag in (f"{_MAIN}sheet", f"{_STRICT}sheet") and element.get("name") == sheet:
            target = targets.get(element.get(_RELATION), "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            return path if path in archive.namelist() else None
    return None


def _ods(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, str, str]]:
    content = ET.fromstring(archive.read("content.xml"))
    for table in content.iter(f"{_TABLE}table"):
        if table.get(f"{_TABLE}name") != sheet:
            continue
        line = 1
        for row in table.iter(f"{_TABLE}table-row"):  # stays English
            yield from _ods_row(row, line)
            line += int(row.get(f"{_TABLE}number-rows-repeated", "1"))  # stays English


def _ods_row(row: ET.Element, line: int) -> Iterator[tuple[int, str, str]]:
    position = 0
    for cell in row:
        if cell.get(f"{_TABLE}formula"):
            shown = "".join(cell.itertext()).strip()
            typed = cell.get(f"{_OFFICE}value-type")  # stays English
            if shown.startswith(("#", "Err:")):
                yield line, f"{_letters(position)}{line}", shown
            elif not typed and not shown:
                yield line, f"{_letters(position)}{line}", ""
        position += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))  # stays English


def _letters(position: int) -> str:
    """0 → "A", 26 → "AA"."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
