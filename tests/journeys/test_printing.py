"""What a page is on paper: Chromium's own sheets of A4, counted and read."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import Served

#: The most sheets that each may take. A place is "one page to print for a councillor": one, on both sides.
SHEETS = {
    "/": 2,
    "/places/E08000026/": 2,
    "/places/E47000007/": 2,
    "/frameworks/inclusive-growth/": 3,
    "/frameworks/inclusive-growth/goals/inclusive-economy/": 7,
    "/indicators/claimant-count/": 4,
}
#: Characters on a sheet that is no more than begun.
BEGUN = 1200


@pytest.mark.parametrize("path", SHEETS)
def test_a_page_takes_few_sheets_and_fills_the_first(
    served: Served, page: Callable[..., Page], path: str
) -> None:
    opened = page()
    opened.goto(served.home + path)
    printed = pypdfium2.PdfDocument(opened.pdf(format="A4"))
    sheets = [printed[n].get_textpage().get_text_range() for n in range(len(printed))]
    assert len(sheets) <= SHEETS[path], [len(words) for words in sheets]
    assert len(sheets[0]) > BEGUN, sheets[0]


def test_on_paper_a_place_leaves_out_what_only_the_screen_needs(
    served: Served, page: Callable[..., Page]
) -> None:
    opened = page()
    opened.goto(served.home + "/places/E47000007/")
    printed = pypdfium2.PdfDocument(opened.pdf(format="A4"))
    words = " ".join(printed[n].get_textpage().get_text_range() for n in range(len(printed)))
    for kept in ("The goals here", "Where the gap is widest", "Over time", "improving and closing"):
        assert kept in words, kept
    for left_out in ("Compare with another place", "Privacy and cookies", "Does the circle turn?"):
        assert left_out not in words, left_out
