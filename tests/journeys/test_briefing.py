"""A member reads an agenda and a report, asks, and follows up a claim; a resident reads the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import each_is_sound, sign_in

PAGES = {
    "scrutiny-member": ("/meetings/2/briefing/", "/reports/3/briefing/", "/reports/3/follow-up/"),
    "": ("/reports/3/briefing/", "/reports/4/briefing/", "/reports/follow-up/?due=all"),
}


@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "resident")
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    served: Served, page: Callable[..., Page], axe: Callable[..., None], who: str
) -> None:
    assert each_is_sound(page(), served, who, PAGES[who], axe) == list(PAGES[who])


def follow(opened: Page, name: str | re.Pattern[str]) -> None:
    """By keyboard alone: to the first link of that name in the page, and Enter."""
    opened.get_by_role("main").get_by_role("link", name=name).first.focus()
    opened.keyboard.press("Enter")


def test_a_member_reads_asks_and_follows_up(served: Served, page: Callable[..., Page]) -> None:
    """On a phone and without scripts; those of PAGES are looked at with scripts."""
    member = page("phone", javascript=False)
    sign_in(member, served, "scrutiny-member", then="/")
    member.goto(served.home + "/")
    follow(member, "Example Investment Board, 21 January 2027")
    expect(member.locator("h1")).to_contain_text("Ten minutes before the meeting: Example Investment Board")
    expect(member.get_by_role("main")).to_contain_text("1 gives an account of inclusive growth")
    follow(member, "Kingshurst village centre, first phase")
    expect(member.locator("h1")).to_contain_text("Kingshurst village centre, first phase")
    expect(member.get_by_role("main")).to_contain_text("advice, no verdict")
    question = member.locator("#questions + ol > li").first.evaluate("li => li.firstChild.textContent.trim()")
    follow(member, "Ask this")
    assert member.get_by_label("What you ask").input_value().startswith(question)
    member.get_by_label("What you ask").focus()
    member.keyboard.press("ControlOrMeta+End")
    member.keyboard.type(" Asked without scripts.")
    member.get_by_role("button", name="Send the query").focus()
    member.keyboard.press("Enter")
    expect(member.get_by_text("The query is sent.")).to_be_visible()
    expect(member.get_by_text("Asked without scripts.")).to_be_visible()

    member.goto(served.home + "/reports/3/briefing/")
    follow(member, "Follow-up of its claims")
    expect(member.get_by_role("main")).to_contain_text("It is too early to look")
    follow(member, "Add what else is known")
    member.get_by_label("What else is known").fill("Made up for this test.")
    member.get_by_label("The day as of which it is known").fill("2025-01-31")
    member.get_by_role("button", name="Save").focus()
    member.keyboard.press("Enter")
    expect(member.get_by_text("Made up for this test.")).to_be_visible()
    answer = member.context.request.get(served.home + "/reports/3/briefing.pdf")
    assert answer.ok
    assert answer.body().startswith(b"%PDF")
