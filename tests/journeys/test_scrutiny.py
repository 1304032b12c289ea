"""A scrutiny member asks, accepts and recommends; an officer answers, responds and says how it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import each_is_sound, looks_right, sign_in

THREAD = "/reports/4/scrutiny/"
SCRIPT = "<script>alert('a member')</script>"
PAGES = {
    "scrutiny-member": ("/scrutiny/", "/reports/1/scrutiny/", f"{THREAD}ask/", f"{THREAD}recommend/"),
    "report-author": (
        "/reports/3/scrutiny/queries/2/answer/",
        "/reports/1/scrutiny/recommendations/1/respond/",
        "/reports/1/scrutiny/recommendations/1/update/",
        "/account/notices/",
    ),
    "governance": ("/reports/1/decision/", "/reports/3/scrutiny/queries/2/overtake/"),
    "": ("/scrutiny/", "/reports/1/scrutiny/"),
}


@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "resident")
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    served: Served, page: Callable[..., Page], axe: Callable[..., None], who: str
) -> None:
    assert each_is_sound(page(), served, who, PAGES[who], axe) == list(PAGES[who])


def press(opened: Page, name: str) -> None:
    """By keyboard alone: to the button or link, and Enter."""
    opened.get_by_role("main").get_by_role("button", name=name).last.focus()
    opened.keyboard.press("Enter")


def test_a_member_asks_and_recommends_and_an_officer_replies(
    served: Served, page: Callable[..., Page]
) -> None:
    """The member at a desk and with scripts, the officer on a phone and without."""
    today = dt.datetime.now(dt.UTC).date()
    member, officer = page(), page("phone", javascript=False)
    sign_in(member, served, "scrutiny-member", then=THREAD)
    sign_in(officer, served, "report-author", then=THREAD)

    press(member, "Put a query")
    member.get_by_label("What you ask").focus()
    member.keyboard.type(f"Who is left out? {SCRIPT}")
    press(member, "Send the query")
    expect(member.get_by_text("The query is sent.")).to_be_visible()
    expect(member.get_by_text(f"Who is left out? {SCRIPT}")).to_be_visible()

    officer.goto(served.home + THREAD)
    looks_right(officer)
    press(officer, "Answer")
    press(officer, "Send the answer")  # nothing typed yet
    expect(officer.locator(".govuk-error-summary")).to_contain_text("Write the answer.")
    officer.get_by_label("Your answer").fill("Those who work at night.")
    officer.get_by_role("group", name="Figures that show it").get_by_role("checkbox").first.check()
    press(officer, "Send the answer")
    expect(officer.get_by_text("Those who work at night.").last).to_be_visible()
    expect(officer.locator(".cw-evidence").last).to_contain_text("snapshot")
    looks_right(officer)

    member.goto(served.home + THREAD)
    press(member, "Accept the answer")
    press(member, "Accept it")
    expect(member.get_by_text("The query has ended: answered.")).to_be_visible()

    press(member, "Enter a recommendation")
    member.get_by_label("What it recommends").fill("Count them twice.")
    member.get_by_label("Who is to respond").fill("Cabinet member for skills")
    member.get_by_label("The day by which a response is due").fill((today + dt.timedelta(60)).isoformat())
    press(member, "Enter it")
    expect(member.get_by_text("The recommendation is entered.")).to_be_visible()

    officer.goto(served.home + THREAD)
    press(officer, "Respond")
    officer.get_by_label("Accepted", exact=True).focus()
    officer.keyboard.press("Space")
    officer.get_by_label("The reason").fill("It is right.")
    officer.get_by_label("What will be done").fill("A count each term.")
    officer.get_by_label("By when it will be done").fill((today + dt.timedelta(90)).isoformat())
    press(officer, "Send the response")
    expect(officer.get_by_role("heading", name="On course").last).to_be_visible()
    press(officer, "Say how it stands")
    officer.get_by_label("How it stands").fill("Counted.")
    officer.get_by_label("All that was accepted is done").check()
    officer.get_by_label("What shows it").fill("The count of the autumn term: 412 people.")
    press(officer, "Save it")
    expect(officer.get_by_role("heading", name="Done").last).to_be_visible()
    looks_right(officer)

    resident = page("phone", javascript=False)
    resident.goto(served.home + THREAD)
    said = resident.get_by_role("main")
    expect(said).to_contain_text("Count them twice.")
    expect(said).to_contain_text("The count of the autumn term: 412 people.")
    expect(said).not_to_contain_text("Who is left out")
    expect(said.get_by_role("button")).to_have_count(0)
    resident.goto(f"{served.home}/scrutiny/?words=them+twice")
    expect(said.get_by_role("link", name="How the skills fund is doing")).to_be_visible()
