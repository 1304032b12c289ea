"""The small parts of a Word file that python-docx has no call for: fields, links, bookmarks, rows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from commonweal.editions import grids
from commonweal.editions.tree import Code, Emphasis, Inline, LineBreak, Link, Number, Strong, Text
from commonweal.publish.documents import clean

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Runs:
    """Writes runs of words into paragraphs. ``marks``: names of bookmarks by what a figure links to."""

    def __init__(self, word: Any, marks: Mapping[str, str]) -> None:
        self._word, self._marks = word, marks

    def write(
        self, paragraph: Any, children: Sequence[Inline], *, bold: bool = False, slanted: bool = False
    ) -> None:
        for child in children:
            if isinstance(child, Strong):
                self.write(paragraph, child.children, bold=True, slanted=slanted)
            elif isinstance(child, Emphasis):
                self.write(paragraph, child.children, bold=bold, slanted=True)
            elif isinstance(child, Link):
                self._link(paragraph, child, bold=bold, slanted=slanted)
            elif isinstance(child, LineBreak):
                run = paragraph.add_run("" if child.hard else " ")
                if child.hard:
                    run.add_break()
            elif isinstance(child, Number):
                self._number(paragraph, child, bold=bold, slanted=slanted)
            else:
                self._words(paragraph, child, bold=bold, slanted=slanted)

    def _words(self, paragraph: Any, child: Text | Code, *, bold: bool, slanted: bool) -> None:
        run = paragraph.add_run(clean(child.text))
        run.bold, run.italic = bold or None, slanted or None
        if isinstance(child, Code):
            run.font.name = "Courier New"  # stays English

    def _number(self, paragraph: Any, number: Number, *, bold: bool, slanted: bool) -> None:
        run = paragraph.add_run(clean(number.text or number.written))
        run.bold, run.italic = bold or None, slanted or None
        anchor = self._marks.get(grids.anchor(number.used.indicator)) if number.used else None
        if anchor:
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), anchor)
            link.append(run._r)
            paragraph._p.append(link)

    def _link(self, paragraph: Any, child: Link, *, bold: bool, slanted: bool) -> None:
        outside = child.address.startswith(("http://", "https://", "mailto:"))
        before = len(paragraph._p)
        self.write(paragraph, child.children, bold=bold, slanted=slanted)
        if not outside:
            return
        link = OxmlElement("w:hyperlink")
        to = self._word.part.relate_to(clean(child.address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), to)
        for run in list(paragraph._p)[before:]:
            # A link in a link is none: a figure in it is words.
            link.extend(list(run) if run.tag == qn("w:hyperlink") else [run])
            if run.tag == qn("w:hyperlink"):
                paragraph._p.remove(run)
        paragraph._p.append(link)

    def face(self, style: Any, name: str) -> None:
        """Give a style one typeface, in place of the theme's."""
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for kind in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{kind}"), name)

    def field(self, paragraph: Any, code: str, shown: str) -> None:
        """A simple field such as PAGE, with what stands there until it is worked out."""
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        field.append(_run(shown))
        paragraph._p.append(field)

    def contents(self, entries: Sequence[tuple[str, str]]) -> None:
        """A contents field that holds its entries as links, so that it serves before it is worked out."""
        for number, (mark, title) in enumerate(entries):
            paragraph = self._word.add_paragraph()
            paragraph.paragraph_format.space_after = 0
            if number == 0:
                paragraph._p.append(_char("begin"))
                paragraph._p.append(_instruction('TOC \\o "1-1" \\h \\z \\u'))
                paragraph._p.append(_char("separate"))
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), mark)
            link.append(_run(title))
            paragraph._p.append(link)
            if number == len(entries) - 1:
                paragraph._p.append(_char("end"))

    def mark(self, paragraph: Any, name: str, number: int) -> None:
        """A bookmark round the words of a paragraph's element."""
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(number))
        start.set(qn("w:name"), name)
        first = next((n for n, e in enumerate(paragraph) if e.tag == qn("w:r")), len(paragraph))
        paragraph.insert(first, start)
        paragraph.append(end)

    def linked(self, cell: Any, anchor: str) -> None:
        """Make the words of a cell's first paragraph a link to a bookmark."""
        paragraph = cell.find(qn("w:p"))
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), anchor)
        for run in paragraph.findall(qn("w:r")):
            link.append(run)
        paragraph.append(link)

    def row(self, cells: Sequence[Any], *, head: bool = False) -> Any:
        row = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        row.append(properties)
        row.extend(cells)
        if head:
            self.head(row)
        return row

    def head(self, row: Any) -> None:
        """A header row that is marked is read out as one, and stands again on the next page."""
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row.get_or_add_trPr().append(mark)

    def cell(self, words: str, twips: int, *, bold: bool = False, right: bool = False) -> Any:
        cell, properties, width = (OxmlElement(f"w:{n}") for n in ("tc", "tcPr", "tcW"))
        width.set(qn("w:w"), str(twips))
        width.set(qn("w:type"), "dxa")
        properties.append(width)
        paragraph, look = OxmlElement("w:p"), OxmlElement("w:pPr")
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:after"), "0")
        look.append(spacing)
        if right:
            side = OxmlElement("w:jc")
            side.set(qn("w:val"), "right")
            look.append(side)
        paragraph.append(look)
        paragraph.append(_run(clean(words), half_points=16, bold=bold))
        cell.append(properties)
        cell.append(paragraph)
        return cell

    def numbering(self, start: int) -> int:
        """A numbering of its own for one list: without it Word goes on counting from the list before."""
        numbering = self._word.part.numbering_part.numbering_definitions._numbering
        style = self._word.styles["List Number"].element.pPr.numPr.numId.val  # stays English
        base = numbering.num_having_numId(style).abstractNumId.val
        made = numbering.add_num(base)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(made.numId)

    def numbered(self, paragraph: Any, number: int) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = number


def _run(words: str, *, half_points: int = 0, bold: bool = False) -> Any:
    run = OxmlElement("w:r")
    if half_points or bold:
        look = OxmlElement("w:rPr")
        if bold:
            look.append(OxmlElement("w:b"))
        if half_points:
            size = OxmlElement("w:sz")
            size.set(qn("w:val"), str(half_points))
            look.append(size)
        run.append(look)
    text = OxmlElement("w:t")
    text.text = words
    text.set(_SPACE, "preserve")
    run.append(text)
    return run


def _char(kind: str) -> Any:
    run, char = OxmlElement("w:r"), OxmlElement("w:fldChar")
    char.set(qn("w:fldCharType"), kind)
    if kind == "begin":
        char.set(qn("w:dirty"), "true")  # page numbers come when it is opened
    run.append(char)
    return run


def _instruction(code: str) -> Any:
    run, text = OxmlElement("w:r"), OxmlElement("w:instrText")
    text.set(_SPACE, "preserve")
    text.text = code
    run.append(text)
    return run
