"""A moderator, a board member, a pilot lead and a resident; and every page of proposals, for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import each_is_sound, question, sign_in, write

EXAMPLE = "Kingshurst village centre regeneration"
LOW_PAID = "People in work on low pay"

# Every page of the part that is read or written with a browser, under the person who opens it. The example
# is proposal 1; its first assessment is 1, the second assessor's 2, the revised one 3.
PAGES = {
    "officer": (
        "/proposals/",
        "/programmes/new/",
        "/programmes/example-regeneration-fund/edit/",
        "/proposals/new/",
        "/proposals/1/",
        "/proposals/1/about/",
        "/proposals/1/places/",
        "/proposals/1/partners/",
        "/proposals/1/options/",
        "/proposals/1/documents/",
        "/proposals/1/needs/data/",
        "/proposals/1/decision/",
        "/assessments/1/effort/",
        "/assessments/1/design/",
        "/assessments/1/reply/3/",
        "/assessments/1/clarity/rating/housing/",
    ),
    "": (
        "/proposals/1/",
        "/proposals/1/changes/",
        "/proposals/1/agreement/",
        "/assessments/1/",
        "/assessments/3/",
        "/assessments/1/results/",
        "/assessments/1/answer/fit/",
        "/assessments/1/answer/rating/housing/",
        "/assessments/1/answer/group/deprived-areas/",
        "/assessments/1/answer/claim/1/",
        "/assessments/1/answer/work/prompt-payment/",
        "/assessments/1/claims/overlap/1/2/",
    ),
    "moderator": (
        "/proposals/1/agreement/",
        "/proposals/1/agreement/work/voice/",
        "/assessments/1/remark/rating/housing/",
    ),
    "pilot-lead": ("/pilots/", "/pilots/new/", "/pilots/example-pilot/", "/pilots/example-pilot/edit/"),
}


@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "resident")
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    served: Served, page: Callable[..., Page], axe: Callable[..., None], who: str
) -> None:
    assert each_is_sound(page(), served, who, PAGES[who], axe) == list(PAGES[who])


def test_a_resident_reads_the_example_and_nothing_that_is_not_public(
    served: Served, page: Callable[..., Page]
) -> None:
    officer = page()
    sign_in(officer, served, "officer")
    private = write(officer, "Not for everybody yet")

    resident = page("phone", javascript=False)
    resident.goto(served.home)
    resident.get_by_role("link", name=EXAMPLE).click()
    expect(resident.locator("h1")).to_have_text(EXAMPLE)
    expect(resident.get_by_role("main")).to_contain_text("This is an example.")
    expect(resident.get_by_role("main").get_by_role("button")).to_have_count(0)
    resident.get_by_role("link", name="Revised assessment").click()
    expect(resident.locator(".cw-lede")).to_contain_text("4 are not known yet")
    question(resident, "Housing: how well?")
    expect(resident.get_by_role("main")).to_contain_text("Every tenant has a written right to come back")
    resident.get_by_role("link", name="All questions").last.click()
    resident.get_by_role("link", name="The results as a table").click()
    expect(resident.get_by_role("table", name="Priorities delivered directly")).to_contain_text("Good")
    with resident.expect_download() as download:
        resident.get_by_role("link", name="PDF, accessible").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")

    resident.goto(served.home + "/proposals/")
    expect(resident.get_by_role("main")).to_contain_text(EXAMPLE)
    expect(resident.get_by_role("main")).not_to_contain_text("Not for everybody yet")
    assert resident.goto(private).status == 404  # type: ignore[union-attr]
    resident.goto(served.home + "/pilots/")
    expect(resident.get_by_role("main").get_by_role("button", name="Sign in")).to_be_visible()


def test_a_moderator_settles_a_difference_with_a_reason_by_keyboard_alone(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    label = LOW_PAID
    moderator = page()
    sign_in(moderator, served, "moderator")
    moderator.goto(served.home + "/proposals/1/")
    moderator.get_by_role("link", name="How far two assessors agree").click()
    moderator.get_by_role("link", name=re.compile(f"^Settle ?: {re.escape(label)}")).focus()
    keyboard = moderator.keyboard
    keyboard.press("Enter")
    expect(moderator.locator("h1")).to_have_text(f"Settle: {label}")
    # Both originals stand on the page where one decides between them.
    expect(moderator.locator(".govuk-inset-text")).to_contain_text("Example officer")
    expect(moderator.locator(".govuk-inset-text")).to_contain_text("Example second assessor")
    moderator.get_by_role("radio").first.focus()
    keyboard.press("Space")
    keyboard.press("Tab")
    expect(moderator.get_by_label("Why")).to_be_focused()
    keyboard.press("Tab")
    expect(moderator.get_by_role("button", name="Settle it")).to_be_focused()
    keyboard.press("Enter")
    expect(moderator.locator(".govuk-error-summary")).to_contain_text("Say why: both assessors will read it.")
    expect(moderator.get_by_role("radio").first).to_be_checked()
    expect(moderator.locator(".govuk-error-summary")).to_be_focused()
    axe(moderator)
    moderator.get_by_label("Why").focus()
    keyboard.type("Nothing binds anybody to it yet.")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(moderator.locator("h1")).to_have_text("How far two assessors agree")
    row = (
        moderator.get_by_role("table", name="Where two assessors differ")
        .get_by_role("row")
        .filter(has_text=label)
    )
    expect(row).to_contain_text("Nothing binds anybody to it yet.")
    expect(row).to_contain_text("Example officer:")
    expect(row).to_contain_text("Example second assessor:")
    expect(
        moderator.get_by_role("link", name=re.compile(f"^Settle again ?: {re.escape(label)}"))
    ).to_be_visible()


def test_a_board_member_sees_all_of_them_together_and_asks_for_an_improvement(
    served: Served, page: Callable[..., Page]
) -> None:
    member = page()
    sign_in(member, served, "board-member", "/")
    member.get_by_role("navigation").get_by_role("link", name="Proposals").click()
    member.get_by_label("Place", exact=True).select_option(label="Solihull")
    member.get_by_label("Group", exact=True).select_option(label=LOW_PAID)
    # Walks of this worker that came before may have written proposals that touch the same.
    member.get_by_label("Words", exact=True).fill("Kingshurst")
    member.get_by_role("button", name="Filter").click()
    assert "place=E08000029" in member.url
    main = member.get_by_role("main")
    expect(member.locator(".cw-lede")).to_contain_text("1 proposal for £6.05 million")
    expect(main).to_contain_text("Goals that no proposal serves: ")
    expect(main).to_contain_text("Groups that no proposal reaches: ")
    for table, name, people in (
        ("By goal", "Affordable and safe places", "180"),
        ("By group", LOW_PAID, "60"),
        ("By place", "Solihull", "190"),
    ):
        row = member.get_by_role("table", name=table).get_by_role("row").filter(has_text=name)
        expect(row).to_contain_text("£6.05 million")
        expect(row).to_contain_text(people)
    expect(member.get_by_role("table", name="Who pays, and who gains")).to_contain_text("Brownfield Land")
    with member.expect_download() as download:
        member.get_by_role("link", name="All of them as CSV").click()
    assert EXAMPLE in download.value.path().read_text(encoding="utf-8-sig")

    member.get_by_role("link", name=EXAMPLE).click()
    member.get_by_role("link", name="Revised assessment").click()
    question(member, "Health: how well?")
    address = member.url
    member.get_by_role("link", name="Comment, or ask for an improvement").click()
    member.get_by_label("Your comment").fill("Name the surgery that will move in.")
    member.get_by_label("Ask for an improvement").check()
    member.get_by_role("button", name="Send").click()
    expect(member.get_by_text("Open", exact=True)).to_be_visible()
    expect(member.get_by_role("link", name="Say what was done about it")).to_have_count(0)

    officer = page(javascript=False)
    sign_in(officer, served, "officer")
    officer.goto(address)
    officer.get_by_role("link", name="Say what was done about it").click()
    officer.get_by_role("button", name="Answer the request").click()
    expect(officer.locator(".govuk-error-summary")).to_contain_text("Say what was done about it")
    officer.get_by_label("What was done about it").fill("Kingshurst surgery has signed.")
    officer.get_by_role("button", name="Answer the request").click()
    expect(officer.get_by_role("main")).to_contain_text("Kingshurst surgery has signed.")

    member.reload()
    expect(member.get_by_text("Answered", exact=True)).to_be_visible()
    expect(member.get_by_role("main")).to_contain_text("Kingshurst surgery has signed.")


def test_a_pilot_lead_runs_a_pilot_and_a_toolkit_owner_takes_up_its_findings(
    served: Served, page: Callable[..., Page]
) -> None:
    lead = page()
    sign_in(lead, served, "pilot-lead")
    lead.get_by_role("link", name="Pilots of the toolkit").click()
    lead.get_by_role("button", name="Set up a pilot").click()
    lead.get_by_role("button", name="Save").click()
    expect(lead.locator(".govuk-error-summary")).to_contain_text("Say what you want to learn.")
    lead.get_by_label("Title").fill("A spring of trying")
    lead.get_by_label("What you want to learn").fill("How long the third stage takes.")
    lead.get_by_role("group", name="Version of the toolkit").get_by_role("radio").first.check()
    lead.get_by_label("It begins on").fill("2027-06-01")
    lead.get_by_label("It ends on").fill("2027-03-01")
    lead.get_by_label(EXAMPLE).check()
    lead.get_by_role("button", name="Save").click()
    expect(lead.locator(".govuk-error-summary")).to_contain_text("It cannot end before it begins.")
    lead.get_by_label("It begins on").fill("2027-01-01")
    lead.get_by_role("button", name="Save").click()
    expect(lead.locator("h1")).to_have_text("A spring of trying")

    lead.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Pilots").click()
    lead.get_by_role("link", name="Example pilot").click()
    expect(lead.get_by_role("main")).to_contain_text("Only 2 assessments: every number here is a hint")
    expect(lead.get_by_role("table", name="Questions that do not work")).to_contain_text(
        "not clear: 2.0 of 5"
    )
    for form, link, begins in (
        ("pdf", "PDF", b"%PDF-"),
        ("docx", "Word", b"PK"),
        ("csv", "CSV", b"\xef\xbb\xbf"),
    ):
        with lead.expect_download() as download:
            lead.get_by_role("main").get_by_role("link", name=link).click()
        assert download.value.suggested_filename.endswith(f".{form}")
        assert download.value.path().read_bytes().startswith(begins)

    owner = page(javascript=False)
    sign_in(owner, served, "toolkit-owner")
    owner.goto(lead.url)
    owner.get_by_role("button", name="Open a draft of the next version with these notes").click()
    expect(owner.locator("h1")).to_have_text("Draft of the next version")
    expect(owner.get_by_role("alert")).to_contain_text("stand beside questions of the draft")
