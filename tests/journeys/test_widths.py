"""No page scrolls sideways as a whole: not on a desk, not on a tablet, not on the smallest phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser import until
from tests.journeys.conftest import Served

WIDTHS = (1280, 1024, 800, 768, 767, 700, 650, 360, 320)
PLACES = [
    "E47000007",
    *(f"E{number:08}" for number in range(8000025, 8000032)),
    *("E12000005", "E92000001", "K02000001", "WM-3LEP"),
]
#: Those with wide tables; every page is walked at two widths where axe looks at it.
PAGES = (
    "/",
    "/frameworks/inclusive-growth/",
    "/frameworks/inclusive-growth/goals/inclusive-economy/",
    "/indicators/",
    "/indicators/healthy-life-expectancy/",
    "/places/E08000026/",
    "/progress/",
    "/data/",
    "/reports/coverage/",
    "/proposals/",
    "/editions/west-midlands-example/chapters/appendix/",
)
#: How much wider than the window the page is at each width, and what in it reaches furthest.
WIDER = """() => {
  const over = document.documentElement.scrollWidth - window.innerWidth;
  if (over <= 0) return "";
  const last = [...document.querySelectorAll("main *")]
    .filter((e) => !e.closest(".cw-scroll") && e.getBoundingClientRect().right > window.innerWidth)[0];
  return `${over} px too wide: ${last?.tagName} ${last?.className}`;
}"""


def _compare(number: int) -> str:
    return "/compare/?" + "&".join(f"places={code}" for code in PLACES[:number])


@pytest.mark.parametrize("path", [*PAGES, _compare(2), _compare(3), _compare(12)])
def test_no_page_scrolls_sideways_at_any_width(served: Served, one_page: Page, path: str) -> None:
    answer = one_page.goto(served.home + path)
    assert answer is not None
    assert answer.status == 200
    found = {}
    for width in WIDTHS:
        one_page.set_viewport_size({"width": width, "height": 900})
        found[width] = one_page.evaluate(WIDER)
    assert not any(found.values()), found


def test_many_places_are_compared_by_keyboard_too(served: Served, page: Callable[..., Page]) -> None:
    """What is wider than the page scrolls in a frame of its own, which has a name and can be reached."""
    opened = page()
    opened.goto(served.home + _compare(12))
    frame = opened.get_by_role("region", name="Latest figures and progress")
    frame.focus()
    opened.keyboard.press("ArrowRight")
    until(opened, "document.activeElement.scrollLeft > 0")
    assert opened.evaluate("window.scrollX") == 0
    first = opened.locator("tbody th").first.bounding_box()
    around = frame.bounding_box()
    assert first is not None
    assert around is not None
    assert abs(first["x"] - around["x"]) < 1  # the names of the rows stay


#: What a reader may set text to without losing anything (WCAG 2.2, 1.4.12).
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; " +
    "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize("path", ["/", "/assessments/1/", "/indicators/claimant-count/", "/reports/1/"])
def test_nor_does_one_whose_text_is_set_wide_apart(served: Served, one_page: Page, path: str) -> None:
    one_page.set_viewport_size({"width": 320, "height": 900})
    one_page.goto(served.home + path)
    one_page.evaluate(SPACED)
    assert one_page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") != "normal"
    assert one_page.evaluate(WIDER) == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_the_readers_own_colours_one_section_is_current(
    served: Served, page: Callable[..., Page], scheme: str
) -> None:
    opened = page(forced_colors="active", color_scheme=scheme)
    opened.goto(served.home + "/places/")
    lines = opened.evaluate(
        """() => [...document.querySelectorAll(".cw-nav a")].map((link) => {
          const ground = getComputedStyle(document.body).backgroundColor;
          return [getComputedStyle(link).borderBottomColor !== ground, link.hasAttribute("aria-current")];
        })"""
    )
    assert len(lines) > 5
    assert [shown for shown, _ in lines] == [current for _, current in lines]
    assert sum(current for _, current in lines) == 1
