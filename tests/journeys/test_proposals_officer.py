"""An officer takes a proposal through the four stages, with JavaScript, without it, and by keyboard alone."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable

import docx
import pypdf
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import (
    answer_some,
    answer_the_rest_quickly,
    begin,
    looks_right,
    place,
    question,
    save,
    sign_in,
    write,
)

# Whether one sees where the keyboard is, what it is called, and what it is.
# The parts inside a box for a date are the browser's own.
FOCUS = """() => {
  const e = document.activeElement, own = getComputedStyle(e);
  const drawn = getComputedStyle(e.nextElementSibling ?? e, "::before");
  const seen = own.outlineStyle !== "none" || own.boxShadow !== "none" || drawn.boxShadow !== "none";
  const name = e.labels?.[0]?.innerText ?? e.innerText ?? "";
  return [seen || e.type === "date", name, e.outerHTML.slice(0, 200)];
}"""
HOW = "Homes stand empty above the shops; the scheme buys and mends them."


def test_an_officer_takes_a_proposal_through_all_four_stages(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    officer = page()
    title = "Homes above the shops"
    sign_in(officer, served, "officer")
    proposal = _writes_the_proposal(officer, title)
    axe(officer)
    assessment = begin(officer)
    _is_refused_too_early(officer)
    axe(officer)
    _says_what_it_delivers(officer)
    _rates_and_cites(officer)
    axe(officer)
    _counts_people(officer, assessment)
    axe(officer)
    officer.goto(assessment)
    answer_some(officer, 8)
    answer_the_rest_quickly(officer, assessment)
    expect(officer.locator(".cw-lede")).to_contain_text("Nothing is missing.")
    officer.get_by_role("button", name="Complete the assessment").click()
    expect(officer.get_by_role("alert")).to_contain_text("The assessment is complete")
    expect(officer.get_by_role("button", name="Complete the assessment")).to_have_count(0)
    _takes_it_away(officer, title)
    officer.goto(proposal)
    _revises(officer)
    axe(officer)
    officer.goto(proposal)
    _moves_on(officer)


def test_an_officer_answers_every_kind_of_question_without_scripts(
    served: Served, page: Callable[..., Page]
) -> None:
    """The pages of questions have a script of their own, which the others of a proposal do without."""
    officer = page(javascript=False)
    sign_in(officer, served, "officer")
    write(officer, "Homes above the shops, without scripts")
    place(officer, "Solihull")
    assessment = begin(officer)
    _is_refused_too_early(officer)
    _says_what_it_delivers(officer)
    _rates_and_cites(officer)
    _counts_people(officer, assessment)
    officer.goto(assessment)
    officer.get_by_role("link", name="The results as a table").click()
    expect(officer.get_by_role("main")).to_contain_text("All claims together: 90 people.")
    expect(officer.locator("body.js-enabled")).to_have_count(0)


def _writes_the_proposal(officer: Page, title: str) -> str:
    officer.get_by_role("button", name="Write a new proposal").click()
    officer.get_by_role("button", name="Save").click()
    summary = officer.locator(".govuk-error-summary")
    expect(summary).to_contain_text("Give the proposal a title.")
    expect(summary).to_contain_text("Say what is proposed.")
    officer.get_by_role("link", name="Proposals", exact=True).first.click()
    address = write(officer, title)

    place(officer, "Solihull", "Birmingham")
    expect(officer.locator("svg.cw-tiles")).to_have_attribute("aria-label", "Places: Birmingham, Solihull.")

    officer.get_by_role("link", name="Change the partners").click()
    officer.get_by_label("Organisation 1").fill("A housing association")
    officer.get_by_label("What it pays, in pounds").first.fill("250000")
    officer.get_by_label("What it gains").first.fill("Homes to let")
    officer.get_by_role("button", name="Save").click()
    expect(officer.get_by_role("main")).to_contain_text("who pays the other £1 million is not said")

    officer.get_by_role("link", name="Change the options").click()
    expect(officer.get_by_label("Doing nothing")).to_have_value("Do nothing")
    officer.get_by_label("Option 2").fill("Buy and mend")
    officer.get_by_label("This is the one preferred").nth(1).check()
    officer.get_by_role("button", name="Save").click()
    expect(officer.get_by_role("main")).to_contain_text("Preferred")

    asked = officer.get_by_role("link", name="What data will the project itself collect?")
    asked.click()
    officer.get_by_label("Not known yet").check()
    officer.get_by_role("button", name="Save").click()
    expect(officer.locator(".govuk-error-summary")).to_contain_text("Say who finds out.")
    officer.get_by_label("Who finds out").fill("The housing team")
    officer.get_by_label("By when").fill("2027-01-31")
    officer.get_by_role("button", name="Save").click()
    actions = officer.get_by_role("table", name="Actions: what is not known yet")
    expect(actions).to_contain_text("The housing team")
    expect(actions).to_contain_text("31 January 2027")
    return address


def _is_refused_too_early(officer: Page) -> None:
    officer.get_by_role("button", name="Complete the assessment").click()
    refused = officer.get_by_role("alert")
    expect(refused).to_contain_text("It cannot be completed yet")
    links = refused.get_by_role("link")
    assert links.count() > 15
    links.first.click()
    expect(officer.locator("h1")).to_have_text(
        "Will the project target strategic priorities for the West Midlands?"
    )


def _says_what_it_delivers(officer: Page) -> None:
    officer.get_by_label("Housing", exact=True).check()
    save(officer)
    expect(officer.locator("h1")).to_have_text("Housing: how will it be delivered?")
    officer.get_by_label("How the good comes about").fill(HOW)
    save(officer, "Save and see all questions")
    question(officer, "Housing: what leads to what?")
    officer.get_by_label("Activity: what is done").fill("Flats are bought and mended")
    officer.get_by_label("Indicator of the framework").select_option(label="Additional affordable homes")
    save(officer, "Save")
    expect(officer.locator(".cw-lacking")).to_contain_text(
        "Still to be filled in: Output: what there is then"
    )
    officer.get_by_label("Output: what there is then").fill("Forty flats to let")
    officer.get_by_label("Outcome: what changes for whom").fill("Forty families have a home they can afford")
    officer.get_by_label("What has to go right").fill("The owners sell. The housing team sees to it.")
    save(officer)


def _rates_and_cites(officer: Page) -> None:
    expect(officer.locator("h1")).to_have_text("Housing: how well?")
    officer.get_by_role("group", name="Rating", exact=True).get_by_label("Satisfactory").check()
    save(officer, "Save")
    expect(officer.locator(".cw-lacking")).to_contain_text("Still to be filled in: Why this rating")
    officer.get_by_label("Why this rating").fill("Forty homes, but nobody says who lets them.")
    # One click cites the figure, and what was typed meanwhile is saved with it.
    officer.get_by_role("button", name="Cite Housing affordability ratio, Solihull").click()
    expect(officer.get_by_role("alert")).to_contain_text("The figure is cited beside your answer")
    expect(officer.get_by_label("Why this rating")).to_have_value(
        "Forty homes, but nobody says who lets them."
    )
    expect(officer.locator(".cw-lacking")).not_to_contain_text("Why this rating")
    expect(officer.get_by_role("heading", name="Cited beside this answer")).to_be_visible()


def _counts_people(officer: Page, assessment: str) -> None:
    for group, way, also in (
        ("Residents of areas of high deprivation", "Directly", "People in work on low pay"),
        ("People in work on low pay", "Indirectly", ""),
    ):
        officer.goto(assessment)
        question(officer, f"{group}: does it reach them?")
        officer.get_by_role("radio", name=re.compile(f"^{way}")).check()
        officer.get_by_label("How it reaches them").fill("They live in the flats or next to them.")
        # The answer above is not lost by going on to a claim.
        officer.get_by_role("button", name="Add a claim").click()
        expect(officer.locator("h1")).to_contain_text("how many people, where and by what mechanism?")
        expect(officer.get_by_role("group", name="Group", exact=True).get_by_label(group)).to_be_checked()
        officer.get_by_role("group", name="How are they reached?").get_by_label(way, exact=True).check()
        officer.get_by_role("group", name="Under which priority").get_by_label("Housing").check()
        officer.get_by_label("How many people").fill("about forty")
        save(officer, "Save")
        expect(officer.locator(".cw-lacking")).to_contain_text(
            "“about forty” is not a whole number of people"
        )
        officer.get_by_label("How many people").fill("90")
        officer.get_by_label("Where the number comes from").fill("A guess: forty flats at 2.3 people each")
        officer.get_by_role("group", name="Where they live").get_by_label("Solihull").check()
        officer.get_by_label("By what mechanism").fill("A home at a rent they can pay")
        if also:
            officer.get_by_role("group", name="Other groups").get_by_label(also).check()
        save(officer, "Save and see all questions")
    expect(officer.get_by_role("main")).to_contain_text("Not settled")
    officer.get_by_role("link", name="Claims 1 and 2").last.click()
    expect(officer.locator("h1")).to_have_text("May these be the same people?")
    officer.get_by_role("radio", name="They are the same people").check()
    officer.get_by_label("How that is known").fill("Both are the families of the forty flats.")
    save(officer, "Save and see all questions")
    expect(officer.get_by_role("main")).to_contain_text("The same people, counted once")
    question(officer, "Residents of areas of high deprivation: does it reach them?")
    expect(officer.get_by_role("radio", name="Directly", exact=True)).to_be_checked()


def _takes_it_away(officer: Page, title: str) -> None:
    officer.get_by_role("link", name="The results as a table, and to take away").click()
    expect(officer.get_by_role("main")).to_contain_text("All claims together: 90 people.")
    got = {}
    for form, link in (("pdf", "PDF"), ("docx", "Word"), ("csv", "CSV"), ("json", "JSON")):
        with officer.expect_download() as download:
            officer.get_by_role("main").get_by_role("link", name=link).click()
        assert download.value.suggested_filename.endswith(f".{form}")
        got[form] = download.value.path().read_bytes()
    assert got["pdf"].startswith(b"%PDF-")
    pdf = pypdf.PdfReader(io.BytesIO(got["pdf"]))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("en")
    assert title in " ".join(" ".join(p.extract_text() for p in pdf.pages).split())
    word = docx.Document(io.BytesIO(got["docx"]))
    assert title in "\n".join(p.text for p in word.paragraphs)
    assert "Forty homes, but nobody says who lets them." in got["csv"].decode("utf-8-sig")
    assert json.loads(got["json"])["proposal"]["title"] == title


def _revises(officer: Page) -> None:
    officer.get_by_role("button", name="Begin a revised assessment").click()
    question(officer, "Housing: how well?")
    officer.get_by_role("group", name="Rating", exact=True).get_by_label("Good").check()
    officer.get_by_label("Why this rating").fill("A housing association has signed to let them.")
    save(officer, "Save and see all questions")
    officer.get_by_role("link", name="Note a change of design").click()
    officer.get_by_label("What was changed in the proposal").fill("A housing association lets the homes.")
    officer.get_by_role("button", name="Note it").click()
    expect(officer.locator(".govuk-error-summary")).to_contain_text("Say why")
    officer.get_by_label("Why", exact=True).fill("The first assessment asked who lets them.")
    officer.get_by_role("button", name="Note it").click()
    officer.get_by_role("navigation", name="Breadcrumb").get_by_role("link").last.click()
    officer.get_by_role("link", name="What changed because of it").click()
    expect(officer.locator(".cw-lede")).to_have_text(
        "1 rating went up, 1 change of design noted. The later one is still in hand."
    )
    ratings = officer.get_by_role("table", name="Ratings")
    expect(ratings.get_by_role("row").last).to_contain_text("Satisfactory")
    expect(ratings.get_by_role("row").last).to_contain_text("Good")
    expect(officer.get_by_role("main")).to_contain_text("The first assessment asked who lets them.")


def _moves_on(officer: Page) -> None:
    officer.get_by_role("button", name="Move to “outline”").click()
    expect(officer.locator("[aria-current=step]")).to_have_text("Outline")
    officer.get_by_role("button", name="Move to “application”").click()
    refused = officer.locator(".govuk-error-summary")
    expect(refused).to_contain_text("It cannot move to “application” yet")
    expect(refused).to_contain_text("Answer what an assessor needs to know, or say who finds out")
    expect(officer.locator("[aria-current=step]")).to_have_text("Outline")


def test_a_question_is_answered_by_keyboard_alone(served: Served, page: Callable[..., Page]) -> None:
    officer = page()
    sign_in(officer, served, "officer")
    write(officer, "A proposal written with a keyboard")
    place(officer, "Solihull")
    begin(officer)
    keyboard = officer.keyboard
    officer.get_by_role("button", name="Go on with what is missing").focus()
    keyboard.press("Enter")
    officer.get_by_label("Employment", exact=True).focus()
    keyboard.press("Space")
    expect(officer.get_by_label("Employment", exact=True)).to_be_checked()
    _tab_to(officer, "Save and go on")
    keyboard.press("Enter")
    expect(officer.locator("h1")).to_have_text("Employment: how will it be delivered?")
    officer.get_by_label("How the good comes about").focus()
    keyboard.type("The builder takes on ten apprentices.")
    _tab_to(officer, "Not known yet")
    for _ in range(3):
        keyboard.press("Tab")
    _tab_to(officer, "Save and see all questions")
    keyboard.press("Enter")
    question(officer, "Employment: how well?")
    rating = officer.get_by_role("group", name="Rating", exact=True)
    rating.get_by_role("radio").first.focus()
    keyboard.press("Space")
    keyboard.press("ArrowDown")
    expect(rating.get_by_role("radio").nth(1)).to_be_checked()
    keyboard.press("Tab")
    expect(officer.get_by_label("Why this rating")).to_be_focused()
    keyboard.type("Ten places, and nobody named to fill them.")
    looks_right(officer)
    _tab_to(officer, "Cite ")
    keyboard.press("Enter")
    expect(officer.get_by_role("alert")).to_contain_text("The figure is cited")
    expect(officer.get_by_label("Why this rating")).to_have_value(
        "Ten places, and nobody named to fill them."
    )


def _tab_to(opened: Page, name: str, most: int = 60) -> None:
    """Press Tab until what is focused has this name; each stop on the way can be seen."""
    for _ in range(most):
        opened.keyboard.press("Tab")
        shown = opened.evaluate(FOCUS)
        assert shown[0], f"no sign of where the keyboard is: {shown[2]}"
        if shown[1].strip().startswith(name.strip()):
            return
    raise AssertionError(f"{most} times Tab do not lead to {name}")
