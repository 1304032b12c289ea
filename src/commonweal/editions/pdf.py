"""An edition, or a part of it, as an accessible PDF: PDF/UA-1, tagged, with bookmarks and linked contents.

Typst lays out what it gets as JSON, so that nothing that people wrote is ever read as markup, and refuses to
write a file that is not PDF/UA-1. Only the fonts that Typst brings are used: the same edition gives the same
pages on every machine. Each figure in a sentence links to what the appendix says of its indicator.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from importlib import resources
from typing import Any

from commonweal.editions import grids
from commonweal.editions.book import Book, Piece, Section
from commonweal.editions.edition import PartKind
from commonweal.editions.grids import Grid
from commonweal.editions.pdffinish import finished
from commonweal.editions.pictures import Drawn
from commonweal.editions.tokens import PictureKind
from commonweal.editions.tree import (
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    Listing,
    Number,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
)
from commonweal.publish.documents import clean, showable
from commonweal.words import _, using

Json = dict[str, Any]
_FONT = re.compile(r'font-family="[^"]*"')
#: How much of the page's width a picture takes, in per cent; a chart takes all.
_ACROSS: dict[str, int] = {PictureKind.HUNDRED_PEOPLE: 62, PictureKind.MAP: 84}
#: A line of the appendix as it stands in the PDF is small; these tables have their own size.
_SMALL = frozenset({"appendix", "scorecard", "sources"})


def pdf(book: Book, *, made: dt.datetime | None = None) -> bytes:
    """The whole book. ``made``: the day that the file carries; without it, none of today's clock gets in."""
    with using(book.edition.language):
        return _pdf(book, made)


def _pdf(book: Book, made: dt.datetime | None) -> bytes:
    import typst

    language = book.edition.language
    known = {a for s in book.shown if isinstance(s, Grid) and "-appendix-" in s.name for a in s.anchors if a}
    writer = _Writer(known)
    content = {
        "title": clean(book.title) or "–",
        "author": _author(book),
        "language": language.partition("-")[0],
        "region": language.partition("-")[2],
        "example": book.edition.example,
        "head": clean(book.edition.title),
        "facts": [clean(f) for f in book.facts],
        "corrections": [clean(c) for c in book.corrections],
        "contents": len(book.sections) > 1,
        "words": {
            "example": _("An example made by Commonweal"),
            "corrections": _("Corrections"),
            "contents": _("Contents"),
        },
        "sections": [writer.section(s) for s in book.sections],
    }
    text = showable(json.dumps(content, ensure_ascii=False), own_fonts=True)
    source = resources.files("commonweal.editions").joinpath("edition.typ").read_bytes()
    found = typst.compile(
        source,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"content": text},
        ignore_system_fonts=True,
        timestamp=int(made.timestamp()) if made else 0,
    )
    return finished(bytes(found))


def _author(book: Book) -> str:
    editor = book.edition.editor
    return clean(editor.organisation or editor.role) if editor else ""


class _Writer:
    """``known``: the anchors that a figure may link to."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)

    def section(self, section: Section) -> Json:
        return {
            "title": clean(section.title).strip() or "–",
            "slug": section.slug,
            "compact": section.kind == PartKind.PLACE,
            "blocks": [self.piece(p) for p in section.pieces],
        }

    def piece(self, piece: Piece) -> Json:
        if isinstance(piece, Drawn):
            return self._picture(piece) if piece.svg else self._table_drawn(piece)
        if isinstance(piece, Grid):
            return self._grid(piece)
        return self._block(piece)

    def _block(self, block: Piece) -> Json:
        if isinstance(block, Heading):
            # The chapter's title is the first level of the PDF.
            return {"kind": "heading", "level": block.level, "run": self._run(block.children) or [_text("–")]}
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "run": self._run(block.children)}
        if isinstance(block, Listing):
            items = [[self._block(b) for b in item.blocks] for item in block.items]
            return {"kind": "list", "ordered": block.ordered, "start": block.start, "items": items}
        if isinstance(block, Quote):
            return {"kind": "quote", "blocks": [self._block(b) for b in block.blocks]}
        if isinstance(block, Table):
            return {
                "kind": "words",
                "header": [self._run(c.children) for c in block.header],
                "right": [c.align == "right" for c in block.header],
                "rows": [[self._run(c.children) for c in row] for row in block.rows],
            }
        if isinstance(block, CodeBlock):
            return {"kind": "code", "text": clean(block.text)}
        if isinstance(block, Picture):  # inside a list or a quotation, where nothing is drawn
            return {"kind": "paragraph", "run": [_text(f"[{block.token.form}: {block.token.indicator}]")]}
        assert isinstance(block, Rule)
        return {"kind": "rule"}

    def _picture(self, drawn: Drawn) -> Json:
        return {
            "kind": "picture",
            "svg": _FONT.sub('font-family="Libertinus Serif"', drawn.svg),
            "said": clean(drawn.said) or clean(drawn.title),
            "caption": f"{drawn.label}. {clean(drawn.title)}",
            "note": clean(drawn.source),
            "across": _ACROSS.get(drawn.kind, 100),
        }

    def _table_drawn(self, drawn: Drawn) -> Json:
        right = [n > 0 for n in range(len(drawn.header))]
        return self._of_words(
            f"{drawn.label}. {drawn.title}", drawn.header, drawn.rows, right, [], [], drawn.source
        )

    def _grid(self, grid: Grid) -> Json:
        right = [n in grid.right for n in range(len(grid.header))]
        appendix = "-appendix-" in grid.name
        anchors = [a if a in self._known else "" for a in grid.anchors]
        made = self._of_words(
            f"{grid.label}. {grid.caption}", grid.header, grid.rows, right, grid.widths, anchors, grid.note
        )
        made["targets"] = appendix
        made["small"] = any(kind in grid.name for kind in _SMALL)
        return made

    def _of_words(
        self, caption: str, header: Iterable[str], rows: Iterable[Iterable[str]], right: list[bool],
        widths: Iterable[int], anchors: list[str], note: str,
    ) -> Json:  # fmt: skip
        return {
            "kind": "grid",
            "caption": clean(caption),
            "header": [clean(h) for h in header],
            "rows": [[clean(c) for c in row] for row in rows],
            "right": right,
            "widths": list(widths),
            "anchors": anchors,
            "targets": False,
            "small": False,
            "note": clean(note),
        }

    def _run(self, children: tuple[Inline, ...]) -> list[Json]:
        return [self._inline(c) for c in children]

    def _inline(self, inline: Inline) -> Json:
        if isinstance(inline, Text):
            return _text(inline.text)
        if isinstance(inline, Strong | Emphasis):
            return {"k": "strong" if isinstance(inline, Strong) else "em", "c": self._run(inline.children)}
        if isinstance(inline, Code):
            return {"k": "code", "s": clean(inline.text)}
        if isinstance(inline, Link):
            outside = inline.address.startswith(("http://", "https://", "mailto:"))
            to = clean(inline.address) if outside else ""
            return {"k": "link", "to": to, "c": self._run(inline.children)}
        if isinstance(inline, LineBreak):
            return {"k": "br"} if inline.hard else _text(" ")
        return self._number(inline)

    def _number(self, number: Number) -> Json:
        to = grids.anchor(number.used.indicator) if number.used else ""
        return {"k": "n", "s": clean(number.text or number.written), "to": to if to in self._known else ""}


def _text(words: str) -> Json:
    return {"k": "t", "s": clean(words)}
