"""A resident reads the toolkit; its owner drafts, compares and publishes, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served
from tests.journeys.test_publishing import sign_in


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_resident_reads_what_a_proposal_is_asked(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None], width: str
) -> None:
    reader = page(width)
    reader.goto(served.home)
    reader.get_by_role("link", name="Inclusive Growth Decision-Making Toolkit").click()
    expect(reader.locator("h1")).to_have_text("Inclusive Growth Decision-Making Toolkit")
    expect(reader.get_by_role("heading", name="4. Good Work")).to_be_visible()
    axe(reader)
    assert reader.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    reader.get_by_role("link", name="All versions").click()
    expect(reader.get_by_role("main")).to_contain_text("In force")
    axe(reader)


@pytest.mark.parametrize("javascript", [True, False])
def test_an_owner_writes_compares_and_publishes(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None], javascript: bool
) -> None:
    owner = page(javascript=javascript)
    sign_in(owner, served, "toolkit-owner")
    owner.goto(served.home + "/toolkit/")
    # By keyboard alone.
    owner.get_by_role("button", name="Begin a draft of the next version").focus()
    owner.keyboard.press("Enter")
    expect(owner.locator("h1")).to_have_text("Draft of the next version")
    owner.get_by_role("link", name="Evaluation of priorities: Housing").focus()
    owner.keyboard.press("Enter")
    question = owner.get_by_label("1. Question")
    was = question.input_value()
    words = f"Who can afford a home here, {'with' if javascript else 'without'} help?"
    question.focus()
    owner.keyboard.press("ControlOrMeta+a")
    owner.keyboard.type(words)
    owner.get_by_label("Take number 2 out").focus()
    owner.keyboard.press("Space")
    if javascript:
        axe(owner)
    owner.get_by_role("button", name="Save in the draft").focus()
    owner.keyboard.press("Enter")
    expect(owner.get_by_role("main")).to_contain_text("1 taken out, 1 changed.")
    for word in set(was.split()) - set(words.split()):
        expect(owner.locator("del").filter(has_text=word).first).to_be_visible()
        break
    if javascript:
        axe(owner)

    owner.get_by_role("button", name="Put this version in force").click()
    expect(owner.get_by_role("alert")).to_contain_text("Say why the questions change")
    owner.get_by_label("Why the questions change").fill("Nobody understood the first one.")
    owner.get_by_role("button", name="Put this version in force").click()
    expect(owner.locator("h1")).to_have_text("Inclusive Growth Decision-Making Toolkit")
    expect(owner.get_by_role("main")).to_contain_text(words)
    expect(owner.get_by_role("main")).to_contain_text("Nobody understood the first one.")
    expect(owner.get_by_role("main").get_by_text("Our own").first).to_be_visible()
