"""A partner keeps up with a promise by its one form; a resident reads what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import sign_in, sound_at_both_widths


def test_a_partner_keeps_up_and_a_resident_reads_it(
    served: Served, page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    partner = page()
    sign_in(partner, served, "partner@", then="/commitments/mine/")
    partner.goto(served.home + "/commitments/mine/")
    sound_at_both_widths(partner, axe)
    # By keyboard alone, and with what is missing said first.
    choice = partner.get_by_role("link", name=re.compile("^Say how it stands.*Network answers"))
    choice.focus()
    partner.keyboard.press("Enter")
    expect(partner.locator("h2#keep")).to_contain_text("The Network answers for its promises in public")
    partner.get_by_role("button", name="Save it").focus()
    partner.keyboard.press("Enter")
    expect(partner.get_by_role("alert")).to_contain_text("Choose how it stands.")
    partner.get_by_label("It is going on").focus()
    partner.keyboard.press("Space")
    partner.get_by_label("In words").focus()
    partner.keyboard.type("The first quarter is told.")
    partner.get_by_role("button", name="Save it").focus()
    partner.keyboard.press("Enter")
    expect(partner.locator("h1")).to_have_text("The Network answers for its promises in public")
    expect(partner.get_by_text("The first quarter is told.")).to_be_visible()

    resident = page()
    resident.goto(served.home + "/frameworks/sustainable-development/goals/goal-17/")
    main = resident.get_by_role("main")
    main.get_by_role("link", name="The Network answers for its promises in public").click()
    expect(resident.get_by_text("The first quarter is told.")).to_be_visible()
    expect(main).to_contain_text("This is an example.")
    sound_at_both_widths(resident, axe)
    main.get_by_role("link", name="Example Employers’ Network").first.click()
    main.get_by_role("link", name="Late: 1").click()
    expect(resident.locator("h1")).to_have_text("Commitments")
    expect(main.get_by_role("rowheader")).to_have_count(1)
    sound_at_both_widths(resident, axe)
    for address in ("/partners/", "/partnerships/east-birmingham-board/"):
        resident.goto(served.home + address)
        expect(main).to_contain_text("No ")
        sound_at_both_widths(resident, axe)
