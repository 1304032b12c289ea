"""The items of a report as a Word file, in the looks of different templates."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

from content import MARK, Report
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Pt

#: Templates whose authors use styles; in the others a heading is only bold.
STYLED = {"wmca", "maidstone", "appendix", "matrix"}
_THEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_ZIP_TIME = (2026, 1, 1, 0, 0, 0)


def write(report: Report, path: Path) -> None:
    document = Document()
    document.core_properties.created = document.core_properties.modified = _THEN
    document.core_properties.author = "Commonweal"
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    document.sections[0].footer.paragraphs[0].text = MARK
    document.add_paragraph(MARK).runs[0].italic = True
    for item in report.items:
        _ITEMS[item[0]](document, report, *item[1:])
    buffer = io.BytesIO()
    document.save(buffer)
    _same_every_time(buffer.getvalue(), path)


def _heading(document: Any, report: Report, level: int, text: str) -> None:
    if report.layout in STYLED:
        document.add_heading(text, level)
        return
    run = document.add_paragraph().add_run(text)
    run.bold = True
    run.underline = report.layout == "brighton" and level == 2
    if report.layout == "birmingham" and level == 1:
        run.font.size = Pt(13)


def _text(document: Any, _report: Report, text: str) -> None:
    document.add_paragraph(text)


def _lead(document: Any, _report: Report, lead: str, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(lead).bold = True
    paragraph.add_run(f" {text}")


def _title(document: Any, report: Report, text: str) -> None:
    if report.layout in STYLED:
        document.add_heading(text, 0)
        return
    run = document.add_paragraph().add_run(text)
    run.bold, run.font.size = True, Pt(16)


def _table(document: Any, _report: Report, kind: str, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    if kind != "numbers":
        table.style = "Table Grid"
    for cells, row in zip(table.rows, rows, strict=True):
        for n, (cell, text) in enumerate(zip(cells.cells, row, strict=True)):
            first, *others = text.split("\n")
            run = cell.paragraphs[0].add_run(first.removeprefix("#"))
            run.bold = (
                first.startswith("#")
                or (kind == "details" and n == 0)
                or (kind == "ruled" and row is rows[0])
            )
            for other in others:
                cell.add_paragraph(other)


def _contents(document: Any, report: Report) -> None:
    document.add_paragraph("Contents").runs[0].bold = True
    headings = [item[2] for item in report.items if item[0] == "heading"]
    if report.section is None:  # a trap: in the list, and not in the report
        headings.insert(-2, "6. Inclusive Growth Implications")
    for n, heading in enumerate(headings):
        document.add_paragraph(f"{heading}\t{1 + n // 3}")


def _break(document: Any, _report: Report) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _line(document: Any, _report: Report, text: str) -> None:
    document.add_paragraph(text)


_ITEMS = {
    "heading": _heading,
    "text": _text,
    "lead": _lead,
    "title": _title,
    "table": _table,
    "contents": _contents,
    "break": _break,
    "line": _line,
}


def in_a_control(document: Any) -> None:
    """Wrap the last paragraph in a content control, as templates of Word do."""
    paragraph = document.paragraphs[-1]._p
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    paragraph.addprevious(control)
    control.append(content)
    content.append(paragraph)


def _same_every_time(data: bytes, path: Path) -> None:
    """The archive with one time in every entry, so that the same report is the same bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in sorted(old.infolist(), key=lambda m: m.filename):
            if member.filename != "docProps/thumbnail.jpeg":
                content = old.read(member)
                if member.filename in ("[Content_Types].xml", "_rels/.rels"):
                    content = _without_thumbnail(content)
                new.writestr(zipfile.ZipInfo(member.filename, _ZIP_TIME), content, zipfile.ZIP_DEFLATED)


def _without_thumbnail(content: bytes) -> bytes:
    import re

    return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
