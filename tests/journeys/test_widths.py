"""No page scrolls sideways as a whole: not on a desk, not on a tablet, not on the smallest phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import Served

WIDTHS = (1280, 1024, 800, 768, 767, 700, 650, 360, 320)
PLACES = [
    "E47000007",
    *(f"E{number:08}" for number in range(8000025, 8000032)),
    *("E12000005", "E92000001", "K02000001", "WM-3LEP"),
]
PAGES = (
    "/",
    "/frameworks/",
    "/frameworks/inclusive-growth/",
    "/frameworks/inclusive-growth/goals/inclusive-economy/",
    "/frameworks/sustainable-development/",
    "/indicators/",
    "/indicators/claimant-count/",
    "/indicators/healthy-life-expectancy/",
    "/indicators/gdhi-per-head/",
    "/places/",
    "/places/E08000026/",
    "/progress/",
    "/methods/state-of-the-region-2020/",
    "/data/",
    "/data/datasets/claimant-count/",
    "/search/?q=pay",
    "/circle/",
    "/reports/",
    "/reports/coverage/",
    "/statements/",
    "/proposals/",
    "/strategies/compare/",
    "/commitments/",
    "/working-together/",
    "/toolkit/",
    "/editions/",
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
def test_no_page_scrolls_sideways_at_any_width(served: Served, page: Callable[..., Page], path: str) -> None:
    opened = page()
    answer = opened.goto(served.home + path)
    assert answer is not None
    assert answer.status == 200
    found = {}
    for width in WIDTHS:
        opened.set_viewport_size({"width": width, "height": 900})
        found[width] = opened.evaluate(WIDER)
    assert not any(found.values()), found


def test_many_places_are_compared_by_keyboard_too(served: Served, page: Callable[..., Page]) -> None:
    """What is wider than the page scrolls in a frame of its own, which has a name and can be reached."""
    opened = page()
    opened.goto(served.home + _compare(12))
    frame = opened.get_by_role("region", name="Latest figures and progress")
    frame.focus()
    opened.keyboard.press("ArrowRight")
    opened.wait_for_function("document.activeElement.scrollLeft > 0")
    assert opened.evaluate("window.scrollX") == 0
    first = opened.locator("tbody th").first.bounding_box()
    around = frame.bounding_box()
    assert first is not None
    assert around is not None
    assert abs(first["x"] - around["x"]) < 1  # the names of the rows stay
