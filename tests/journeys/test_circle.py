"""A resident asks whether the circle turns where they live: by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.browser import until
from tests.journeys.conftest import Served
from tests.journeys.proposing import sound_at_both_widths


def test_a_resident_follows_the_circle(
    served: Served, page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    """Front page → the circle → their own place → what feeds household income → a file to take away."""
    opened = page()
    opened.goto(served.home)
    opened.get_by_role("link", name="The virtuous circle: every loop, link and figure").click()
    expect(opened.locator("h1")).to_contain_text("Does the circle turn?")
    opened.get_by_label("Place", exact=True).select_option("E08000025")
    opened.get_by_role("button", name="Show this place").press("Enter")
    expect(opened.locator("h1")).to_have_text("Does the circle turn? Birmingham")
    assert "place=E08000025" in opened.url
    main = opened.get_by_role("main")
    expect(main).to_contain_text("association and argument, not proof")
    expect(main.locator(".cw-loops > li")).to_have_count(11)
    expect(main.get_by_role("img", name="The links close 11 loops.")).to_be_visible()
    sound_at_both_widths(opened, axe)
    with opened.expect_download() as download:
        opened.get_by_role("link", name="Download the links and how they stand here (CSV)").click()
    assert "Birmingham" in download.value.path().read_text("utf-8-sig")
    opened.get_by_role("link", name="Gross disposable household income per head", exact=True).first.click()
    expect(opened.locator("h1")).to_have_text("What feeds Gross disposable household income per head")
    assert "place=E08000025" in opened.url
    sound_at_both_widths(opened, axe)


def test_the_picture_is_reached_and_moved_by_keyboard_on_a_phone(
    served: Served, page: Callable[..., Page]
) -> None:
    opened = page("phone")
    opened.goto(served.home + "/circle/")
    picture = opened.get_by_role("group", name="Picture of the circle")
    opened.get_by_role("button", name="Show this place").focus()
    for _ in range(2):  # the source of the idea lies between
        opened.keyboard.press("Tab")
    expect(picture).to_be_focused()
    opened.keyboard.press("ArrowRight")
    until(opened, "document.activeElement.scrollLeft > 0")


def test_from_a_proposal_to_the_links_its_claims_travel_along(
    served: Served, page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    opened = page()
    opened.goto(served.home + "/proposals/")
    opened.get_by_role("link", name="Kingshurst village centre regeneration").first.click()
    opened.get_by_role("link", name="Along which links do its claims travel?").click()
    expect(opened.locator("h1")).to_have_text("Along which links do its claims travel?")
    expect(opened.get_by_role("main")).to_contain_text("This is an example.")
    expect(opened.locator("#missing")).to_be_visible()
    sound_at_both_widths(opened, axe)
