"""The same content as an accessible PDF and as Word, read back by other programs than those that wrote it."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.publish import documents
from commonweal.publish.documents import Document, Heading, Paragraph, Picture, Table
from commonweal.publish.onelook import Line, Part, picture

SAID = "Housing is good; Health is not rated yet."
SVG = picture([Part("Priorities", [Line("Housing", 3, 3, "good"), Line("Health", -1, 3, "not rated")])], SAID)
MARKUP = "#set text(red) *bold* <script>alert('x')</script> $x$ [a](b) \\ @cite"
WHOLE = Document(
    "Assessment of “A library”",
    [
        Paragraph("34 of 38 questions are answered."),
        Paragraph("Snapshot 83c09b28.", quiet=True),
        Heading(1, "In one look"),
        Picture(SVG, SAID),
        Heading(1, "The answers"),
        Heading(2, "Housing: how well?"),
        Table("", ("Part", "Answer"), [["Rating", "Good"], ["Why", MARKUP]], (1, 2)),
        Table("What is missing", ("Question", "Needs"), [["Health", "A rating"]]),
    ],
    author="An officer",
)


def tree(node: Any) -> list[Any]:
    """Every element of a PDF's structure tree, in order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict):
        return []
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    kids = kids if isinstance(kids, list) else [kids]
    own = [node] if "/S" in node else []
    return own + [e for kid in kids for e in tree(kid)]


@pytest.fixture(scope="module")
def pdf() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(documents.pdf(WHOLE)))


def test_the_pdf_says_that_it_is_accessible_and_in_which_language(pdf: pypdf.PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert pdf.metadata is not None
    assert pdf.metadata.title == WHOLE.title
    assert pdf.metadata.author == "An officer"


def test_the_structure_of_the_pdf_is_that_of_the_document(pdf: pypdf.PdfReader) -> None:
    elements = tree(pdf.trailer["/Root"]["/StructTreeRoot"])
    kinds = Counter(str(e["/S"]) for e in elements)
    assert kinds["/Title"] + kinds["/H1"] >= 3
    assert kinds["/H2"] >= 1
    assert kinds["/Table"] == 2
    assert kinds["/TH"] == 4
    assert kinds["/TD"] == 6
    [figure] = [e for e in elements if e["/S"] == "/Figure"]
    assert figure["/Alt"] == SAID


def test_what_people_wrote_is_text_and_never_markup(pdf: pypdf.PdfReader) -> None:
    text = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    for words in ("34 of 38 questions are answered.", "Housing: how well?", "What is missing"):
        assert words in text
    assert "<script>alert" in text
    assert "#set text(red) *bold*" in text


def test_the_word_file_has_headings_header_rows_and_a_described_picture() -> None:
    word = docx.Document(io.BytesIO(documents.docx(WHOLE)))
    styles = [(p.style.name, p.text) for p in word.paragraphs if p.text]
    assert ("Title", WHOLE.title) in styles
    assert ("Heading 1", "In one look") in styles
    assert ("Heading 2", "Housing: how well?") in styles
    assert ("Caption", "What is missing") in styles
    assert word.core_properties.title == WHOLE.title
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert word.tables[0].cell(2, 1).text == MARKUP
    assert word.tables[0].columns[0].cells[0].width < word.tables[0].columns[1].cells[0].width
    assert word.inline_shapes[0]._inline.docPr.get("descr") == SAID


def test_a_character_without_a_glyph_stands_as_its_code() -> None:
    made = documents.pdf(Document("T", [Paragraph("before \U000f0000 after \x1f.")]))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    assert "before [U+F0000] after ." in text


@settings(max_examples=12, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_text_can_be_written(words: list[str]) -> None:
    document = Document(
        f"T{words[-1]}", [Paragraph(words[0]), Heading(1, words[0]), Table("", ("A",), [[w] for w in words])]
    )
    assert documents.pdf(document).startswith(b"%PDF-1.7")
    word = docx.Document(io.BytesIO(documents.docx(document)))
    assert len(word.tables[0].rows) == len(words) + 1
