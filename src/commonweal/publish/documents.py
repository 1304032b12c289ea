"""A document with headings, text, tables and a picture, written as Word or as an accessible PDF.

The same content gives both, so they cannot disagree. The PDF is PDF/UA-1: tagged, titled, in its language,
with the picture's alternative text; Typst refuses to write one that is not.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
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
    """``caption`` says what it holds; the first row of ``rows`` is that of the headers."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Picture:
    """An SVG and the same in words."""

    svg: str
    said: str


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True)
class Document:
    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    language: str = "en-GB"
    author: str = ""


def pdf(document: Document) -> bytes:
    """The document as PDF/UA-1."""
    import typst

    pictures = [b for b in document.blocks if isinstance(b, Picture)]
    content = {
        "title": document.title,
        "author": document.author,
        "language": document.language.partition("-")[0],
        "region": document.language.partition("-")[2],
        "blocks": [_block(b, pictures) for b in document.blocks],
        "pictures": [p.svg for p in pictures],
    }
    source = resources.files("commonweal.publish").joinpath("document.typ").read_bytes()
    written = typst.compile(
        source, format="pdf", pdf_standards=["ua-1"], sys_inputs={"content": json.dumps(content)}
    )
    return bytes(written)


def docx(document: Document) -> bytes:
    """The document as Word, with real headings and table headers."""
    from docx import Document as Word
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    word = Word()
    word.core_properties.title = _clean(document.title)
    word.core_properties.author = _clean(document.author)
    word.core_properties.language = document.language
    word.add_heading(_clean(document.title), 0)
    for block in document.blocks:
        if isinstance(block, Heading):
            word.add_heading(_clean(block.text), block.level)
        elif isinstance(block, Paragraph):
            run = word.add_paragraph().add_run(_clean(block.text))
            if block.quiet:
                run.font.size = Pt(9)
                run.font.color.rgb = RGBColor(0x50, 0x5A, 0x5F)
        elif isinstance(block, Table):
            word.add_paragraph(_clean(block.caption), style="Caption")
            table = word.add_table(rows=1, cols=len(block.header), style="Table Grid")
            for cell, text in zip(table.rows[0].cells, block.header, strict=True):
                cell.text = ""
                cell.paragraphs[0].add_run(_clean(text)).bold = True
            # A header row that is marked is read out as one, and stands again on the next page.
            mark = OxmlElement("w:tblHeader")
            mark.set(qn("w:val"), "true")
            table.rows[0]._tr.get_or_add_trPr().append(mark)
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = _clean(text)
        else:
            word.add_picture(io.BytesIO(_png(block.svg)), width=Cm(16))
            shape: Any = word.inline_shapes[-1]
            shape._inline.docPr.set("descr", _clean(block.said))
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _block(block: Block, pictures: Sequence[Picture]) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text, "quiet": block.quiet}
    if isinstance(block, Table):
        rows = [list(row) for row in block.rows]
        return {"kind": "table", "caption": block.caption, "header": list(block.header), "rows": rows}
    return {"kind": "picture", "number": pictures.index(block), "said": block.said}


def _png(svg: str) -> bytes:
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=2))


def _clean(text: str) -> str:
    """XML knows no control characters but tab and line breaks."""
    return "".join(c for c in text if c in "\t\n" or ord(c) >= 32)
