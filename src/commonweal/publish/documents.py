"""A document with headings, text, tables and a picture, written as Word or as an accessible PDF.

The same content gives both, so they cannot disagree. The PDF is PDF/UA-1: tagged, titled, in its language,
with the picture's alternative text; Typst refuses to write one that is not.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """``quiet``: a source or a note, smaller and grey."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Table:
    """``caption`` says what it holds, where the heading above it does not; ``header`` names the columns.

    ``widths``: how wide each column is beside the others; without them all are alike.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()


@dataclass(frozen=True)
class Picture:
    """An SVG and the same in words."""

    svg: str
    said: str


_UNWRITABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True)
class Document:
    """``compact``: small letters and margins, for a sheet of two sides."""

    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    language: str = "en-GB"
    author: str = ""
    compact: bool = False


#: Letters, marks and signs that the font has without asking: most of what is written in Europe.
_PLAIN = re.compile(r"[^\n -~\u00a0-\u024f\u2010-\u2027\u2030-\u205e€]")


def pdf(document: Document) -> bytes:
    """The document as PDF/UA-1.

    A character that no font here can show stands as its code, "[U+4E2D]": PDF/UA allows no empty box, and a
    letter that is silently left out would be a wrong word.
    """
    import typst

    pictures = [b for b in document.blocks if isinstance(b, Picture)]
    content = {
        "title": _heading(document.title),
        "author": clean(document.author),
        "language": document.language.partition("-")[0],
        "region": document.language.partition("-")[2],
        "blocks": [_block(b, pictures) for b in document.blocks],
        "pictures": [p.svg for p in pictures],
        "compact": document.compact,
    }
    text = showable(json.dumps(content, ensure_ascii=False))
    source = resources.files("commonweal.publish").joinpath("document.typ").read_bytes()
    return bytes(typst.compile(source, format="pdf", pdf_standards=["ua-1"], sys_inputs={"content": text}))


def pages(content: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(content)
    try:
        return len(opened)
    finally:
        opened.close()


def showable(text: str, *, own_fonts: bool = False) -> str:
    """The text with each character that no font has as its code. ``own_fonts``: only those that Typst brings,
    so that the answer is the same on every machine.
    """
    for character in set(_PLAIN.findall(text)):
        if not _can_be_shown(character, own_fonts):
            text = text.replace(character, f"[U+{ord(character):04X}]")
    return text


@lru_cache(maxsize=4096)
def _can_be_shown(character: str, own_fonts: bool) -> bool:
    """Whether a font of this machine has it: the writer of PDFs is asked, once each (15 ms)."""
    import typst

    source = b'#set document(title: "One character")\n#set text(lang: "en")\na#sys.inputs.one'
    try:
        typst.compile(
            source,
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"one": character},
            ignore_system_fonts=own_fonts,
        )
    except typst.TypstError:
        return False
    return True


def docx(document: Document) -> bytes:
    """The document as Word, with real headings and table headers."""
    from docx import Document as Word
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    word = Word()
    word.core_properties.title = clean(document.title)
    word.core_properties.author = clean(document.author)
    word.core_properties.language = document.language
    word.add_heading(clean(document.title), 0)
    for block in document.blocks:
        if isinstance(block, Heading):
            word.add_heading(clean(block.text), block.level)
        elif isinstance(block, Paragraph):
            run = word.add_paragraph().add_run(clean(block.text))
            if block.quiet:
                run.font.size = Pt(9)
                run.font.color.rgb = RGBColor(0x50, 0x5A, 0x5F)
        elif isinstance(block, Table):
            if block.caption:
                word.add_paragraph(
                    clean(block.caption), style="Caption"
                ).paragraph_format.keep_with_next = True
            table = word.add_table(rows=1, cols=len(block.header), style="Table Grid")  # stays English
            for cell, text in zip(table.rows[0].cells, block.header, strict=True):
                cell.text = ""
                cell.paragraphs[0].add_run(clean(text)).bold = True
            # A header row that is marked is read out as one, and stands again on the next page.
            mark = OxmlElement("w:tblHeader")
            mark.set(qn("w:val"), "true")
            table.rows[0]._tr.get_or_add_trPr().append(mark)
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = clean(text)
            if block.widths:
                table.autofit = False
                for column, width in zip(table.columns, block.widths, strict=True):
                    across = Cm(16 * width / sum(block.widths))
                    for cell in column.cells:
                        cell.width = across
        else:
            word.add_picture(io.BytesIO(_png(block.svg)), width=Cm(16))
            shape: Any = word.inline_shapes[-1]
            shape._inline.docPr.set("descr", clean(block.said))
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _block(block: Block, pictures: Sequence[Picture]) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": _heading(block.text)}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": clean(block.text), "quiet": block.quiet}
    if isinstance(block, Table):
        rows = [[clean(cell) for cell in row] for row in block.rows]
        widths = list(block.widths) or [1] * len(block.header)
        return {
            "kind": "table",
            "caption": block.caption,
            "header": list(block.header),
            "rows": rows,
            "widths": widths,
        }
    return {"kind": "picture", "number": pictures.index(block), "said": clean(block.said)}


def _heading(text: str) -> str:
    """A heading is never empty: somebody who listens would hear nothing and not know why."""
    return clean(text).strip() or "–"


def _png(svg: str) -> bytes:
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=2))


def clean(text: str) -> str:
    """Without what neither XML nor a page can hold: control characters, lone surrogates, non-characters."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
