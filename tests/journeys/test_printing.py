"""What a page is on paper: Chromium's own sheets of A4, counted and read."""

from __future__ import annotations

import re
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
#: CSS pixels of a sheet of A4 between its margins of 13 mm.
WIDTH = 695
#: As many as can be compared. The first eight reach beyond a sheet as columns do.
PLACES = (
    *("E08000025", "E08000026", "E08000031", "E47000007", "E92000001", "K02000001", "E08000027", "E08000028"),
    *("E08000029", "E08000030", "E12000005", "K03000001"),
)
#: What of the tables and pictures lies beyond the sheet, or is cut by the frame in which it scrolls.
LOST = """() => [...document.querySelectorAll("main :is(th, td, svg)")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.textContent.trim().slice(0, 60))"""


@pytest.mark.parametrize("path", SHEETS)
def test_a_page_takes_few_sheets_and_fills_the_first(served: Served, one_page: Page, path: str) -> None:
    one_page.goto(served.home + path)
    printed = pypdfium2.PdfDocument(one_page.pdf(format="A4"))
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


@pytest.mark.parametrize("number", [5, 6, 8, 12])
def test_on_paper_no_place_that_is_compared_is_cut_off(
    served: Served, page: Callable[..., Page], number: int
) -> None:
    opened = page()
    opened.goto(f"{served.home}/compare/?{'&'.join(f'places={code}' for code in PLACES[:number])}")
    rows = opened.locator("main tbody tr").count()
    names = opened.locator("main thead a").all_inner_texts()
    printed = pypdfium2.PdfDocument(opened.pdf(format="A4"))
    words = " ".join(printed[n].get_textpage().get_text_bounded() for n in range(len(printed)))
    assert len(names) == number
    if number > 5:  # each row names its places
        told = re.sub(r"\s+", " ", words)
        assert not [name for name in names if told.count(name) < rows]
    opened.set_viewport_size({"width": WIDTH, "height": 1000})
    opened.emulate_media(media="print")
    assert not opened.evaluate(LOST)


def test_on_paper_the_circle_is_whole(served: Served, page: Callable[..., Page]) -> None:
    opened = page()
    opened.goto(served.home + "/circle/")
    opened.set_viewport_size({"width": WIDTH, "height": 1000})
    opened.emulate_media(media="print")
    assert opened.locator("main svg.cw-circle").count() == 1
    assert not opened.evaluate(LOST)
