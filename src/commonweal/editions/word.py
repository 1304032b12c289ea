"""An edition, or a part of it, as a Word file: real headings, real tables, described pictures, contents.

Whoever opens it finds what the PDF holds, piece by piece. Each figure in a sentence is a link to the row of
the appendix that says what it is, where the file has that appendix.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Cm, Pt, RGBColor

from commonweal.editions.archive import unzipped, zipped
from commonweal.editions.book import Book, Piece, Section
from commonweal.editions.grids import Grid
from commonweal.editions.pictures import Drawn
from commonweal.editions.pressing import png
from commonweal.editions.tree import (
    CodeBlock,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from commonweal.editions.wordruns import Runs
from commonweal.publish.documents import clean
from commonweal.words import _, using

_ACROSS = 16.6  # cm of text on a page
_QUIET = RGBColor(0x50, 0x5A, 0x5F)


def docx(book: Book, *, as_png: Callable[[str], bytes] = png) -> bytes:
    """The whole book. ``as_png`` makes a picture's SVG into PNG, which every word processor shows."""
    with using(book.edition.language):
        return _Writer(book, as_png).written()


class _Writer:
    def __init__(self, book: Book, as_png: Callable[[str], bytes]) -> None:
        self._book, self._png = book, as_png
        self._word: Any = Document()
        appendix = (
            a for s in book.shown if isinstance(s, Grid) and "-appendix-" in s.name for a in s.anchors
        )
        # Word allows 40 characters for a bookmark's name, and an indicator's id may have 120.
        self._marks = {a: f"indicator_{n}" for n, a in enumerate(filter(None, appendix), start=1)}
        self._runs = Runs(self._word, self._marks)
        self._bookmarks = 0
        self._styles: dict[str, str] = {}

    def written(self) -> bytes:
        self._page()
        self._front()
        for section in self._book.sections:
            self._section(section)
        out = io.BytesIO()
        self._word.save(out)
        return zipped(unzipped(out.getvalue()))

    def _page(self) -> None:
        word, edition = self._word, self._book.edition
        word.core_properties.title = clean(self._book.title)
        word.core_properties.author = clean(str(edition.editor or ""))
        word.core_properties.language = edition.language
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), edition.language)
        word.styles["Normal"].element.get_or_add_rPr().append(language)
        word.styles["Normal"].font.size = Pt(10.5)
        for style in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Caption"):
            self._runs.face(word.styles[style], "Arial")
        page = word.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm((21 - _ACROSS) / 2)
        page.top_margin = page.bottom_margin = Cm(2.2)
        said = clean(edition.title)
        if edition.example:
            said = _("{title} – an example made by Commonweal").format(title=said)
        head = page.header.paragraphs[0].add_run(said)
        head.font.size, head.font.color.rgb = Pt(8.5), _QUIET
        foot = page.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._runs.field(foot, "PAGE", "1")

    def _front(self) -> None:
        word, book = self._word, self._book
        word.add_heading(clean(book.title), 0)
        for number, fact in enumerate(book.facts):
            word.add_paragraph().add_run(clean(fact)).bold = number == 0 and book.edition.example
        if book.corrections:
            word.add_heading(_("Corrections"), 1)
            for correction in book.corrections:
                word.add_paragraph(clean(correction), style="List Bullet")  # stays English
        if len(book.sections) > 1:
            word.add_heading(_("Contents"), 1)
            entries = [(f"section_{n}", s.title) for n, s in enumerate(book.sections)]
            self._runs.contents([(mark, clean(title)) for mark, title in entries])

    def _section(self, section: Section) -> None:
        heading = self._paragraph("Heading 1")
        heading.paragraph_format.page_break_before = True
        number = self._book.sections.index(section)
        self._bookmarked(heading, f"section_{number}", clean(section.title).strip() or "–")
        for piece in section.pieces:
            self._piece(piece)

    def _piece(self, piece: Piece) -> None:
        if isinstance(piece, Grid):
            self._caption(f"{piece.label}. {piece.caption}")
            self._table(piece.header, piece.rows, piece.right, piece.widths, piece.anchors, piece.name)
            self._note(piece.note)
        elif isinstance(piece, Drawn) and piece.svg:
            self._caption(f"{piece.label}. {piece.title}")
            self._picture(piece)
            self._note(piece.source)
        elif isinstance(piece, Drawn):
            self._caption(f"{piece.label}. {piece.title}")
            right = frozenset(range(1, len(piece.header)))
            self._table(piece.header, piece.rows, right, (), (), "")
            self._note(piece.source)
        else:
            self._block(piece)

    def _block(self, block: Piece, style: str | None = None, restart: int | None = None) -> None:
        word = self._word
        if isinstance(block, Heading):
            made = self._paragraph(f"Heading {min(block.level, 9)}")
            self._run(made, block.children)
        elif isinstance(block, Paragraph):
            made = self._paragraph(style)
            if restart is not None:
                self._runs.numbered(made, restart)
            self._run(made, block.children)
        elif isinstance(block, Listing):
            self._listing(block)
        elif isinstance(block, Quote):
            for one in block.blocks:
                self._block(one, "Quote" if isinstance(one, Paragraph) else None)
        elif isinstance(block, Table):
            self._words(block)
        elif isinstance(block, CodeBlock):
            word.add_paragraph(clean(block.text)).runs[0].font.name = "Courier New"  # stays English
        elif isinstance(block, Picture):  # inside a list or a quotation, where nothing is drawn
            word.add_paragraph(f"[{block.token.form}: {block.token.indicator}]", style=style)
        else:
            word.add_paragraph("* * *").alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _listing(self, listing: Listing) -> None:
        style = "List Number" if listing.ordered else "List Bullet"  # stays English
        number = self._runs.numbering(listing.start) if listing.ordered else None
        for item in listing.items:
            for n, block in enumerate(item.blocks):
                first = n == 0 and isinstance(block, Paragraph)
                self._block(
                    block, style if first else "List Continue", number if first else None
                )  # stays English

    def _paragraph(self, style: str | None = None) -> Any:
        """A paragraph; a style is looked up once, since looking it up takes longer than writing the words."""
        made = self._word.add_paragraph()
        if style is not None:
            if style not in self._styles:
                self._styles[style] = self._word.styles[style].style_id
            made._p.style = self._styles[style]
        return made

    def _run(self, paragraph: Any, children: tuple[Inline, ...]) -> None:
        self._runs.write(paragraph, children)

    def _caption(self, words: str) -> None:
        made = self._paragraph("Caption")
        made.add_run(clean(words))
        made.paragraph_format.keep_with_next = True

    def _note(self, words: str) -> None:
        if words:
            run = self._paragraph().add_run(clean(words))
            run.font.size, run.font.color.rgb = Pt(8.5), _QUIET

    def _picture(self, drawn: Drawn) -> None:
        # Not by add_picture: it looks through the whole document for a number that is free.
        to, image = self._word.part.get_or_add_image(io.BytesIO(self._png(drawn.svg)))
        across, tall = image.scaled_dimensions(Cm(_ACROSS), None)
        shape: Any = CT_Inline.new_pic_inline(drawn.number, to, f"{drawn.name}.png", across, tall)
        shape.docPr.set("descr", clean(drawn.said) or clean(drawn.title))
        shape.docPr.set("name", drawn.label)
        self._paragraph().add_run()._r.add_drawing(shape)

    def _table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int],
        widths: Sequence[int], anchors: Sequence[str], name: str,
    ) -> None:  # fmt: skip
        """Plain words in cells, made as XML at once: cell by cell it would take minutes for an appendix."""
        across = widths or [1] * len(header)
        wide = [int(_ACROSS * 567 * w / sum(across)) for w in across]
        table = self._word.add_table(rows=0, cols=len(header), style="Table Grid")._tbl  # stays English
        for column, twips in zip(table.tblGrid.gridCol_lst, wide, strict=True):
            column.set(qn("w:w"), str(twips))
        heads = [self._runs.cell(h, w, bold=True) for h, w in zip(header, wide, strict=True)]
        table.append(self._runs.row(heads, head=True))
        for n, row in enumerate(rows):
            anchor = self._marks.get(anchors[n], "") if n < len(anchors) else ""
            cells = [
                self._runs.cell(text, w, right=column in right)
                for column, (text, w) in enumerate(zip(row, wide, strict=True))
            ]
            if anchor and "-appendix-" in name:
                self._mark(cells[0].find(qn("w:p")), anchor)
            elif anchor:
                self._runs.linked(cells[0], anchor)
            table.append(self._runs.row(cells))

    def _words(self, block: Table) -> None:
        """A table that a writer wrote: its cells may hold figures."""
        table = self._word.add_table(
            rows=1 + len(block.rows), cols=len(block.header), style="Table Grid"
        )  # stays English
        cells = iter(table._cells)
        for n, row in enumerate((block.header, *block.rows)):
            for one in row:
                paragraph = next(cells).paragraphs[0]
                self._run(paragraph, one.children)
                if one.align == "right":
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                for run in paragraph.runs:
                    run.bold = True if n == 0 else run.bold
        self._runs.head(table.rows[0]._tr)

    def _bookmarked(self, paragraph: Any, mark: str, words: str) -> None:
        paragraph.add_run(words)
        self._mark(paragraph._p, mark)

    def _mark(self, paragraph: Any, mark: str) -> None:
        self._bookmarks += 1
        self._runs.mark(paragraph, mark, self._bookmarks)
