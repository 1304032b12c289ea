"""DOCX → blocks. python-docx opens the package; the body is walked as XML.

The walk goes into content controls and text boxes, which many councils' templates are made of, and leaves out
what is not on the face of the document: deleted text of tracked changes, hidden text and field codes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from ..letters import tidy
from ..refusals import Limits, Unreadable
from ..report import Cell, Report
from .looks import Paragraph, blocks, is_contents_line, number_of

_P, _TBL, _TR, _TC, _T = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:t")
_R, _SDT, _SDT_CONTENT = qn("w:r"), qn("w:sdt"), qn("w:sdtContent")
_VAL = qn("w:val")
_SPACES = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_THERE = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:pPr"), qn("w:rPr"), _FALLBACK}
_BOX = qn("w:txbxContent")
_PICTURES = (qn("w:drawing"), qn("w:pict"))
_HEADING_STYLE = re.compile(r"heading\s*([1-9])")
_EVERY = 500  # paragraphs between two reports of progress
_DEEPEST = 12  # tables in tables


@dataclass(frozen=True)
class _Style:
    """What a paragraph style says, with what it is based on worked in. ``size`` in half points."""

    level: int = 0
    title: bool = False
    contents: bool = False
    bold: bool = False
    size: int = 22
    capitals: bool = False


@dataclass(frozen=True)
class _Run:
    text: str
    bold: bool
    underlined: bool
    size: int


def read(data: bytes, name: str, limits: Limits, progress: Any) -> Report:
    """The report in a DOCX that :func:`commonweal.scrutiny.documents.archive.check` let through."""
    try:
        document = Document(io.BytesIO(data))
        body = document.element.body
        styles, default = _styles(document)
    except Exception as error:  # python-docx raises whatever its parts raise: KeyError, lxml's, zipfile's
        raise Unreadable("broken") from error
    walk = _Walk(styles, default)
    of = sum(1 for _ in body.iter(_P))
    found: list[Paragraph] = []
    for paragraph in walk.paragraphs(body):
        if len(found) >= limits.blocks:
            raise Unreadable("too-long", most=f"{limits.blocks:,}")
        found.append(paragraph)
        if len(found) % _EVERY == 0:
            progress(min(len(found), of), of)
    progress(of, of)
    if not found:
        raise Unreadable("scanned" if any(True for _ in body.iter(*_PICTURES)) else "no-text")
    return Report(name, "docx", blocks(found))


class _Walk:
    """The paragraphs of a body in reading order, cells row by row."""

    def __init__(self, styles: dict[str, _Style], default: _Style) -> None:
        self._styles = styles
        self._default = default
        self._tables = 0

    def paragraphs(self, parent: Any, cell: Cell | None = None, deep: int = 0) -> Iterator[Paragraph]:
        for child in parent.iterchildren():
            if child.tag == _P:
                yield from self._paragraph(child, cell)
            elif child.tag == _TBL and deep < _DEEPEST:
                yield from self._table(child, cell, deep)
            elif child.tag == _SDT:
                for content in child.iterchildren(_SDT_CONTENT):
                    yield from self.paragraphs(content, cell, deep)
            elif child.tag in _WRAPPERS:
                yield from self.paragraphs(child, cell, deep)

    def _table(self, table: Any, outer: Cell | None, deep: int) -> Iterator[Paragraph]:
        number, self._tables = self._tables, self._tables + 1
        rows = [list(_cells(row)) for row in _rows(table)]
        columns = max((len(cells) for cells in rows), default=0)
        if columns == 2 and _numbers_only(rows):
            yield from self._numbered(rows, outer, deep)
            return
        for r, cells in enumerate(rows):
            for c, content in enumerate(cells):
                # A table of one column only draws a frame around text: what is in it reads as text.
                cell = Cell(number, r, c, columns) if columns > 1 else outer
                yield from self.paragraphs(content, cell, deep + 1)

    def _numbered(self, rows: list[list[Any]], outer: Cell | None, deep: int) -> Iterator[Paragraph]:
        """A table that only puts the numbers of paragraphs into a column of their own reads as text."""
        for cells in rows:
            number = number_of(f"{_said(cells[0])} x")[0]
            for content in cells[1:]:
                for paragraph in self.paragraphs(content, outer, deep + 1):
                    yield replace(paragraph, number=number) if number else paragraph
                    number = ()

    def _paragraph(self, element: Any, cell: Cell | None) -> Iterator[Paragraph]:
        style = self._style(element)
        runs = list(_runs(element, style))
        raw = "".join(run.text for run in runs)
        for part in _parts(raw, runs):
            text = tidy(part[0])
            if text:
                yield _as_paragraph(text, part[0], part[1], style, element, cell)
        for box in element.iter(_BOX):
            if not any(a.tag == _FALLBACK for a in box.iterancestors()):
                yield from self.paragraphs(box, cell, _DEEPEST - 1)

    def _style(self, element: Any) -> _Style:
        properties = element.find(qn("w:pPr"))
        if properties is None:
            return self._default
        named = properties.find(qn("w:pStyle"))
        style = self._styles.get(named.get(_VAL, ""), self._default) if named is not None else self._default
        outline = properties.find(qn("w:outlineLvl"))
        level = _whole(outline) if outline is not None else None
        if level is not None and level < 9 and not style.level:
            return _Style(level + 1, style.title, style.contents, style.bold, style.size, style.capitals)
        return style


_WRAPPERS = {qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}


def _rows(parent: Any) -> Iterator[Any]:
    for child in parent.iterchildren():
        if child.tag == _TR:
            yield child
        elif child.tag in _WRAPPERS or child.tag in (_SDT, _SDT_CONTENT):
            yield from _rows(child)


def _cells(parent: Any) -> Iterator[Any]:
    for child in parent.iterchildren():
        if child.tag == _TC:
            yield child
        elif child.tag in _WRAPPERS or child.tag in (_SDT, _SDT_CONTENT):
            yield from _cells(child)


def _said(cell: Any) -> str:
    return tidy("".join(t.text or "" for t in cell.iter(_T)))


def _numbers_only(rows: list[list[Any]]) -> bool:
    said = [_said(cells[0]) for cells in rows if cells]
    numbers = [text for text in said if text]
    return len(numbers) * 3 >= len(said) and all(number_of(f"{text} x")[1] == "x" for text in numbers)


def _parts(raw: str, runs: list[_Run]) -> Iterator[tuple[str, list[_Run]]]:
    """A paragraph broken by hand after a short bold line is a heading and its text."""
    first, broken, rest = raw.partition("\n")
    if broken and rest.strip() and first.strip() and len(first.split()) <= 12:
        length = 0
        for n, run in enumerate(runs):
            length += len(run.text)
            if length >= len(first) + 1:
                head = runs[: n + 1] if run.text.endswith("\n") else runs[:n]
                heads = [r for r in head if r.text.strip()]
                if heads and all(r.bold for r in heads) and not all(r.bold for r in runs[len(head) :]):
                    yield first, heads
                    yield rest, runs[len(head) :]
                    return
                break
    yield raw, runs


def _as_paragraph(
    text: str, raw: str, runs: list[_Run], style: _Style, element: Any, cell: Cell | None
) -> Paragraph:
    said = [run for run in runs if run.text.strip()]
    bold = all(run.bold for run in said)
    lead = ""
    if not bold:
        for run in said:
            if not run.bold:
                break
            lead += run.text
    sizes: dict[int, int] = {}
    for run in said:
        sizes[run.size] = sizes.get(run.size, 0) + len(run.text)
    return Paragraph(
        text=text,
        size=max(sizes, key=lambda size: sizes[size]) / 2 if sizes else style.size / 2,
        bold=bold,
        underlined=all(run.underlined for run in said),
        lead=tidy(lead),
        level=style.level,
        title=style.title,
        contents=style.contents or is_contents_line(raw),
        cell=cell,
    )


def _runs(element: Any, style: _Style) -> Iterator[_Run]:
    for run in element.iter(_R):
        if _is_outside(run, element):
            continue
        properties = run.find(qn("w:rPr"))
        if _on(properties, "w:vanish", False):
            continue
        text = "".join(_texts(run))
        if not text:
            continue
        size = properties.find(qn("w:sz")) if properties is not None else None
        underline = properties.find(qn("w:u")) if properties is not None else None
        if style.capitals or _on(properties, "w:caps", False):
            text = text.upper()
        yield _Run(
            text=text,
            bold=_on(properties, "w:b", style.bold),
            underlined=underline is not None and underline.get(_VAL, "single") != "none",
            size=_whole(size) or style.size,
        )


def _is_outside(run: Any, element: Any) -> bool:
    """In a text box or a deleted passage, not on the line of the paragraph itself."""
    for ancestor in run.iterancestors():
        if ancestor is element:
            return False
        if ancestor.tag == _BOX or ancestor.tag in _NOT_THERE:
            return True
    return False


def _texts(run: Any) -> Iterator[str]:
    for child in run.iterchildren():
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _SPACES:
            yield _SPACES[child.tag]


def _styles(document: Any) -> tuple[dict[str, _Style], _Style]:
    """Paragraph styles by id, and the one of a paragraph that names none."""
    elements = {
        style.get(qn("w:styleId"), ""): style
        for style in document.styles.element.iterchildren(qn("w:style"))
        if style.get(qn("w:type"), "paragraph") == "paragraph"
    }
    base = _Style(size=_default_size(document))
    known: dict[str, _Style] = {}

    def of(key: str, seen: frozenset[str]) -> _Style:
        if key not in elements or key in seen or len(seen) > 40:
            return base
        if key not in known:
            parent = elements[key].find(qn("w:basedOn"))
            under = of(parent.get(_VAL, ""), seen | {key}) if parent is not None else base
            known[key] = _own(elements[key], under)
        return known[key]

    for key in elements:
        of(key, frozenset())
    default = next((k for k, e in elements.items() if e.get(qn("w:default")) in ("1", "true", "on")), "")
    return known, known.get(default, base)


def _own(element: Any, under: _Style) -> _Style:
    named = element.find(qn("w:name"))
    name = (named.get(_VAL, "") if named is not None else "").casefold()
    run, paragraph = element.find(qn("w:rPr")), element.find(qn("w:pPr"))
    outline = paragraph.find(qn("w:outlineLvl")) if paragraph is not None else None
    level = under.level
    if match := _HEADING_STYLE.match(name):
        level = int(match[1])
    elif (outlined := _whole(outline)) is not None:
        level = outlined + 1 if outlined < 9 else 0
    size = run.find(qn("w:sz")) if run is not None else None
    return _Style(
        level=level,
        title=name == "title" or (under.title and not level),
        contents=name.startswith(("toc ", "table of figures")) and name != "toc heading",
        bold=_on(run, "w:b", under.bold),
        size=_whole(size) or under.size,
        capitals=_on(run, "w:caps", under.capitals),
    )  # stays English


def _default_size(document: Any) -> int:
    size = next(document.styles.element.iter(qn("w:docDefaults")), None)
    size = next(size.iter(qn("w:sz")), None) if size is not None else None
    return _whole(size) or 20


def _on(properties: Any, tag: str, otherwise: bool) -> bool:
    element = properties.find(qn(tag)) if properties is not None else None
    if element is None:
        return otherwise
    return element.get(_VAL, "1") not in ("0", "false", "off", "none")


def _whole(element: Any) -> int | None:
    value = element.get(_VAL, "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else None
