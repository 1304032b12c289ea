"""A resident, a councillor with a phone, somebody without JavaScript, somebody with a keyboard only."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser import WIDTHS
from tests.journeys.conftest import Served
from tests.journeys.proposing import sound_at_both_widths

PAGES = [
    "/",
    "/frameworks/",
    "/frameworks/inclusive-growth/",
    "/frameworks/inclusive-growth/goals/inclusive-economy/",
    "/frameworks/inclusive-growth/goals/equality/",
    "/frameworks/sustainable-development/goals/goal-17/",
    "/indicators/",
    "/indicators/gdhi-per-head/",
    "/indicators/healthy-life-expectancy/",
    "/places/",
    "/places/E08000025/",
    "/places/WM-3LEP/",
    "/compare/?places=E08000025&places=E08000031",
    "/progress/",
    "/methods/",
    "/methods/eurostat/",
    "/data/",
    "/data/datasets/healthy-life-expectancy/",
    "/search/?q=pay",
    "/accessibility/",
    "/privacy/",
    "/accounts/login/",
]
#: What stands in cells that are narrower than it.
RUNS_OVER = """() => [...document.querySelectorAll("tbody td, tbody th")]
  .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
  .map((cell) => cell.innerText)"""


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    served: Served, one_page: Page, axe: Callable[..., None], path: str
) -> None:
    answer = one_page.goto(served.home + path)
    assert answer is not None
    assert answer.status == 200
    sound_at_both_widths(one_page, axe)


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_question_to_the_figure(served: Served, page: Callable[..., Page], javascript: bool) -> None:
    """Home → goal → indicator → another place → the download, with and without JavaScript."""
    opened = page(javascript=javascript)
    opened.goto(served.home)
    expect(opened.locator("h1")).to_have_text("Is growth here shared, fair and lasting?")
    expect(opened.locator(".cw-strip")).to_have_count(8)
    opened.get_by_role("link", name="Inclusive economy", exact=True).click()
    expect(opened.locator("h1")).to_have_text("Inclusive economy")
    opened.locator("tbody th a").first.click()
    expect(opened.locator("h1")).to_contain_text("?")
    opened.get_by_label("Place", exact=True).select_option("E08000025")
    opened.get_by_role("button", name="Show", exact=True).click()
    assert "place=E08000025" in opened.url
    expect(opened.locator(".cw-lede")).to_contain_text("Birmingham")
    with opened.expect_download() as download:
        opened.get_by_role("link", name="All places and periods as CSV").click()
    content = download.value.path().read_text()
    assert content.splitlines()[0].startswith("area,place,indicator")
    assert "E08000025,Birmingham" in content


def test_a_mark_is_reached_by_keyboard_and_names_itself(served: Served, page: Callable[..., Page]) -> None:
    opened = page()
    opened.goto(served.home)
    opened.keyboard.press("Tab")
    expect(opened.locator(":focus")).to_have_text("Skip to main content")
    mark = opened.locator(".cw-marks a").first
    for _ in range(60):
        opened.keyboard.press("Tab")
        if mark.evaluate("e => e === document.activeElement"):
            break
    expect(mark).to_be_focused()
    assert re.search(r": (improving|no change|cannot|no data)", mark.inner_text())
    opened.keyboard.press("Enter")
    expect(opened.locator("h1")).to_contain_text("?")


def test_search_finds_a_goal_an_indicator_and_a_place(served: Served, page: Callable[..., Page]) -> None:
    opened = page("phone", javascript=False)
    opened.goto(served.home + "/search/?q=birmingham")
    found = opened.get_by_role("main").get_by_role("link", name="Birmingham", exact=True)
    found.and_(opened.locator('[href^="/places/"]')).click()  # a chapter of an edition has that name too
    expect(opened.locator("h1")).to_have_text("Birmingham")


def test_a_page_of_the_snapshot_keeps_its_address(served: Served, page: Callable[..., Page]) -> None:
    """The address holds the whole state: opened again, it shows the same."""
    opened = page()
    opened.goto(served.home + "/indicators/healthy-life-expectancy/?place=E08000025&breakdown=sex%3Dmale")
    first = opened.locator(".cw-lede").inner_text()
    assert "men" in first
    again = page()
    again.goto(opened.url)
    assert again.locator(".cw-lede").inner_text() == first


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/places/E08000025/",
        "/compare/?places=E08000025&places=E08000026",
        "/progress/",
        "/data/",
        "/toolkit/",
    ],
)
def test_no_page_scrolls_sideways_and_no_cell_runs_into_the_next(
    served: Served, one_page: Page, address: str
) -> None:
    one_page.goto(served.home + address)
    for across, down in WIDTHS.values():
        one_page.set_viewport_size({"width": across, "height": down})
        assert one_page.evaluate("document.documentElement.scrollWidth") <= across
        assert one_page.evaluate(RUNS_OVER) == []


#: The height that is kept for each picture before it has come, and the height that it takes.
KEPT_AND_TAKEN = """() => [...document.querySelectorAll("picture img")].map((picture) => {
  const sources = [...picture.parentElement.querySelectorAll("source")];
  const kept = sources.find((source) => matchMedia(source.media).matches) ?? picture;
  const height = picture.clientWidth * kept.getAttribute("height") / kept.getAttribute("width");
  return [height, picture.clientHeight];
})"""


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("path", ["/indicators/healthy-life-expectancy/", "/reports/coverage/"])
def test_what_stands_below_a_picture_does_not_jump_when_it_comes(
    served: Served, page: Callable[..., Page], path: str, width: str
) -> None:
    opened = page(width)
    opened.goto(served.home + path)
    pictures = opened.evaluate(KEPT_AND_TAKEN)
    assert pictures
    assert all(abs(kept - taken) <= 20 for kept, taken in pictures), pictures  # a legend has a line or two
