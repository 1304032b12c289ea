"""A governance officer keeps the register, has a document read and a file imported; a resident reads."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
import pytest
from playwright.sync_api import Page, expect
from tests.browser import WIDTHS
from tests.journeys.conftest import Served
from tests.journeys.proposing import each_is_sound, looks_right, sign_in

PAGES = {
    "governance": (
        "/register/",
        "/register/import/",
        "/committees/new/",
        "/committees/example-investment-board/",
        "/committees/example-investment-board/edit/",
        "/committees/example-investment-board/meetings/new/",
        "/meetings/1/",
        "/meetings/1/edit/",
        "/reports/",
        "/reports/new/",
        "/reports/2/",
        "/reports/3/",
        "/reports/3/about/",
        "/reports/3/places/",
        "/reports/3/exempt/",
        "/reports/3/decision/",
        "/reports/3/documents/",
        "/reports/3/documents/1/",
        "/reports/coverage/",
    ),
    "": (
        "/reports/",
        "/reports/?account=none",
        "/reports/coverage/",
        "/reports/cumulative/?place=E08000025",
        "/committees/",
        "/committees/example-investment-board/",
        "/meetings/1/",
        "/reports/1/",
        "/reports/3/",
    ),
}


def document(number: int) -> bytes:
    """A report of many paragraphs, so that its reading takes a moment."""
    made = docx.Document()
    made.add_heading("A report made for this test", 0)
    for n in range(1_500):
        made.add_paragraph(f"{n} of report {number}: what was considered, and what was not.")
    made.add_heading("Inclusive Growth Implications", 1)
    made.add_paragraph(f"The proposal number {number} will support inclusive growth across the region.")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "resident")
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    served: Served, page: Callable[..., Page], axe: Callable[..., None], who: str
) -> None:
    assert each_is_sound(page(), served, who, PAGES[who], axe) == list(PAGES[who])


def test_a_governance_officer_keeps_the_register(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    name, reference = "Housing Board", "HB/1"
    officer = page()
    sign_in(officer, served, "governance", then="/committees/")
    officer.get_by_role("button", name="Set up a committee").focus()
    officer.keyboard.press("Enter")
    officer.get_by_label("Name of the committee").focus()
    officer.keyboard.press("Tab")
    officer.keyboard.press("Enter")  # nothing typed yet
    expect(officer.locator(".govuk-error-summary")).to_contain_text("Give the committee a name.")
    officer.get_by_label("Name of the committee").focus()
    officer.keyboard.type(name)
    officer.keyboard.press("Enter")
    expect(officer.locator("h1")).to_have_text(name)

    officer.get_by_role("button", name="Call a meeting").click()
    officer.get_by_label("Day of the meeting").fill("2027-02-04")
    officer.get_by_role("button", name="Save").click()
    expect(officer.locator("h1")).to_have_text(f"{name}, 4 February 2027")
    officer.get_by_role("button", name="Enter a report").click()
    officer.get_by_label("Reference").fill(reference)
    officer.get_by_label("Title").fill(f"Homes, {reference}")
    officer.get_by_label("Investment project").check()
    officer.get_by_label("Author’s role").fill("Head of housing")
    officer.get_by_label("Cost in pounds").fill("£2,500,000")
    officer.get_by_role("button", name="Save").click()
    expect(officer.locator(".cw-lede")).to_have_text(
        f"A report on an investment project of £2.5 million, to the {name} on 4 February 2027."
    )
    expect(officer.get_by_text("Not public yet", exact=True)).to_be_visible()
    address = officer.url

    resident = page("phone", javascript=False)
    assert resident.goto(address).status == 404  # type: ignore[union-attr]

    _read(officer)
    axe(officer)
    officer.goto(address)
    officer.get_by_role("button", name="Make it public").click()
    expect(officer.get_by_text("Anybody may read it.")).to_be_visible()
    resident.goto(address)
    expect(resident.locator("h1")).to_have_text(f"Homes, {reference}")
    expect(resident.get_by_role("main").get_by_role("button")).to_have_count(0)
    expect(resident.get_by_role("main")).not_to_contain_text("Documents")

    officer.get_by_role("link", name="Make it exempt").click()
    officer.get_by_label("The report is exempt").check()
    officer.get_by_role("button", name="Save").click()
    expect(officer.locator(".govuk-error-summary")).to_contain_text("Say why it is exempt.")
    officer.get_by_label("Why it is exempt").fill("Paragraph 3 of Schedule 12A")
    officer.get_by_role("button", name="Save").click()
    expect(officer.get_by_text("It is exempt, so only those")).to_be_visible()
    officer.get_by_role("button", name="Make it public").click()
    expect(officer.locator(".govuk-error-summary")).to_contain_text("so it cannot be made public")
    assert resident.goto(address).status == 404  # type: ignore[union-attr]
    assert resident.goto(f"{served.home}/reports/?words={reference}") is not None
    expect(resident.locator(".cw-lede")).to_have_text("No report fits what you asked.")


def test_without_scripts_the_page_of_a_document_says_by_itself_that_it_is_read(
    served: Served, page: Callable[..., Page]
) -> None:
    officer = page(javascript=False)
    sign_in(officer, served, "governance", then="/reports/4/")
    _read(officer, number=2)
    expect(officer.locator("body.js-enabled")).to_have_count(0)
    expect(officer.locator("noscript meta[http-equiv=refresh]")).to_have_count(0)  # it asks no more


def _read(officer: Page, number: int = 1) -> None:
    """From a report's page: add a document and wait while it is read, as the page says it by itself."""
    officer.get_by_role("link", name="The report’s documents, and what is read in them").click()
    officer.locator("input[type=file]").set_input_files(
        {"name": "report.docx", "mimeType": "application/octet-stream", "buffer": document(number)}
    )
    officer.get_by_role("button", name="Add it").click()
    expect(officer.locator("h1")).to_have_text("report.docx")
    expect(officer.locator(".cw-lede")).to_contain_text(
        "A section on inclusive growth stands", timeout=60_000
    )
    expect(officer.get_by_role("main")).to_contain_text("General words: little that could be checked")
    expect(officer.get_by_role("main")).to_contain_text("never a verdict")
    looks_right(officer)


FILE = """reference,title,kind,author_role,committee,meeting_date,exempt,exempt_reason
IM/1,Buses at night,policy,Head of transport,Transport Committee,2027-03-04,no,
IM/2,A contract,project,Head of transport,Transport Committee,2027-03-04,yes,Paragraph 3
"""


def test_a_file_is_mended_looked_at_and_published_by_keyboard(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    officer = page()
    sign_in(officer, served, "governance", then="/register/")
    _bring(officer, FILE.replace("policy", "polcy"))
    expect(officer.locator(".cw-lede")).to_contain_text("1 problem stops it")
    expect(officer.get_by_role("main")).to_contain_text(
        "“polcy” is not a kind that is known. Is it “policy”?"
    )
    axe(officer)
    officer.get_by_role("link", name="Bring another file").focus()
    officer.keyboard.press("Enter")
    _bring(officer, FILE)
    expect(officer.locator(".cw-lede")).to_have_text(
        "We read 2 reports: 2 would be new, 0 would change, 0 stay the same."
    )
    expect(officer.get_by_role("main")).to_contain_text("Transport Committee, 4 March 2027")
    for across, down in WIDTHS.values():
        officer.set_viewport_size({"width": across, "height": down})
        looks_right(officer)
        axe(officer)
    officer.get_by_role("button", name="Publish it into the register").focus()
    officer.keyboard.press("Enter")
    expect(officer.locator(".cw-lede")).to_have_text("Published: 2 new reports, 0 changed, 0 as they were.")
    officer.goto(f"{served.home}/register/import/")
    _bring(officer, FILE)
    expect(officer.locator(".cw-lede")).to_contain_text("there is nothing to publish")
    expect(officer.get_by_role("button", name="Publish it into the register")).to_have_count(0)


def _bring(officer: Page, content: str) -> None:
    if officer.url.endswith("/register/"):
        officer.get_by_role("link", name="Bring a file of reports").click()
    officer.locator("input[type=file]").set_input_files(
        {"name": "reports.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    officer.get_by_role("button", name="Read it").focus()
    officer.keyboard.press("Enter")
    expect(officer.locator("h1")).to_have_text("File of reports: reports.csv")


def test_a_resident_finds_a_report_and_learns_nothing_of_an_exempt_one(
    served: Served, page: Callable[..., Page]
) -> None:
    resident = page("phone", javascript=False)
    resident.goto(served.home)
    resident.get_by_role("link", name="Reports", exact=True).click()
    expect(resident.get_by_role("main")).not_to_contain_text("old depot")
    resident.get_by_label("Committee").select_option("Example Investment Board")
    resident.get_by_label("Quarter", exact=True).select_option("October to December 2026")
    resident.get_by_role("button", name="Filter").click()
    expect(resident.locator(".cw-lede")).to_have_text("1 report fits what you asked; it is decided.")
    looks_right(resident)
    resident.get_by_role("link", name="Skills fund for adults, second round").click()
    expect(resident.get_by_role("main")).to_contain_text("This is an example.")
    expect(resident.get_by_role("main")).to_contain_text("24 days before the decision")
    resident.get_by_role("link", name="Example Investment Board, 15 October 2026").first.click()
    expect(resident.locator(".cw-lede")).to_contain_text("besides 1 exempt item that the public may not read")
    assert resident.goto(f"{served.home}/reports/2/").status == 404  # type: ignore[union-attr]
    resident.goto(f"{served.home}/search/?q=depot")
    expect(resident.get_by_role("main")).not_to_contain_text(re.compile("Land at"))
    with resident.expect_download() as download:
        resident.goto(f"{served.home}/reports/")
        resident.get_by_role("link", name="These reports as CSV").click()
    assert "depot" not in download.value.path().read_text()


def test_a_resident_follows_a_number_to_its_reports_and_a_place_to_its_decisions(
    served: Served, page: Callable[..., Page]
) -> None:
    """Home → coverage → the list behind a number → a report → what decisions for its place add up to."""
    resident = page("phone")
    resident.goto(served.home)
    resident.get_by_role("link", name="How many account for their impact").click()
    expect(resident.locator(".cw-lede")).to_contain_text("public reports")
    expect(resident.get_by_role("main")).to_contain_text(
        re.compile(r"\d+ reports? of the whole register (is|are) exempt")
    )
    resident.get_by_label("Kind", exact=True).select_option("Programme")
    resident.get_by_role("button", name="Count these").click()
    assert "kind=programme" in resident.url
    expect(resident.locator(".cw-lede")).to_contain_text("The one public report that fits what you asked")
    resident.locator("td[data-label='Not at all'] a").first.click()
    expect(resident.locator(".cw-lede")).to_have_text("1 report fits what you asked; it is decided.")
    looks_right(resident)
    resident.get_by_role("link", name="Skills fund for adults, second round").click()
    resident.get_by_role("link", name="What decisions for Birmingham add up to").click()
    expect(resident.locator(".cw-lede")).to_contain_text("1 decision in the last five years")
    resident.locator("tbody td a").first.click()
    expect(resident.get_by_role("main")).to_contain_text("Approved with amendments on 15 October 2026")
    looks_right(resident)
