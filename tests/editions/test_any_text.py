"""Whatever a writer types, each way out is written: no text may keep a book from print."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import html5lib
import pypdfium2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commonweal.editions import pages, pdf, word
from commonweal.editions.book import book
from commonweal.editions.edition import Part, PartKind

from . import small

PIECES = [
    "# One", "#### Four", "## ", "#", "- item", "  - below", "1. first", "7) seventh", "> said", "> # Said",
    "```", "---", "| a | b |", "|---|---|", "| 1 |", "|:-:|--:|", "**bold", "_slanted_", "[link](https://example.org/)",
    "[own](#x)", "[bad](javascript:alert(1))", "![picture](x.png)", "<b>html</b>", "&amp;", "\\*", "    code",
    "{{value of employment-rate}}", "{{chart of nothing}}", "{{map of employment-rate}}", "{{", "}}",
    "- {{chart of employment-rate}}", "> {{bars of employment-rate}}", "# {{value of employment-rate}}",
    "[{{value of employment-rate}}](https://example.org/)", "`{{value}}`", "中", "\U000f0000", "\x07",
    "a\u00ad", "*", "",
]  # fmt: skip


def svg(spec: object) -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4" viewBox="0 0 4 4"/>'


@settings(max_examples=25)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=14).map("\n".join),
    st.text(max_size=20),
)
@example("\n\n".join(PIECES), "T")
@example("| a | b |\n|---|---|\n", "")
@example("> > - # deep\n> >\n> >   1. {{chart of employment-rate}}", "# T")
def test_any_text_is_printed(text: str, title: str) -> None:
    part = Part(PartKind.FOREWORD, "foreword", title, text)
    whole = book(replace(small.edition(), title=title, parts=(part,), corrections=()), small.basis(), svg)
    printed = pypdfium2.PdfDocument(pdf.pdf(whole))
    assert len(printed) >= 2
    printed.close()
    assert docx.Document(io.BytesIO(word.docx(whole))).paragraphs
    for path, content in pages.pages(whole).items():
        if path.endswith(".html"):
            page = html5lib.parse(content.decode(), namespaceHTMLElements=False)
            assert len(list(page.iter("h1"))) == 1
            assert not list(page.iter("script"))
            assert not [a for a in page.iter("a") if str(a.get("href")).startswith("javascript:")]
