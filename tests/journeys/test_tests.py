"""A report’s author answers its tests and takes the statement; a resident reads it; an owner writes anew."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import looks_right, save, sign_in, sound_at_both_widths

WHO = "Who benefits"
MECHANISM = "Forty people a year are trained on the site and paid for it."


def enter(opened: Page, served: Served, title: str, *, proposal: bool = False) -> str:
    """A governance officer enters a public report in Solihull; its address."""
    sign_in(opened, served, "governance", then="/reports/new/")
    opened.get_by_label("Reference").fill(title.replace(" ", "-").lower()[:70])
    opened.get_by_label("Title", exact=True).fill(title)
    opened.get_by_label("Investment project").check()
    opened.get_by_label("Author’s role").fill("Head of regeneration")
    if proposal:
        opened.get_by_label("The proposal it concerns").select_option(index=1)
    opened.get_by_role("button", name="Save").click()
    expect(opened.locator("h1")).to_have_text(title)
    address = opened.url
    opened.get_by_role("link", name="Change the places").click()
    opened.get_by_label("Solihull", exact=True).check()
    opened.get_by_role("button", name="Save").click()
    opened.get_by_role("button", name="Make it public").click()
    expect(opened.get_by_role("main")).to_contain_text("Anybody may read it")
    return address


@pytest.fixture(scope="module")
def answered(served: Served, chromium: Browser) -> str:
    """A public report with one answer; the address of its tests."""
    context = chromium.new_context()
    author = context.new_page()
    tests = enter(author, served, "A market for Chelmsley Wood") + "tests/"
    author.goto(tests)
    author.get_by_role("button", name="Begin the tests").click()
    author.get_by_role("link", name=WHO, exact=True).click()
    fill(author)
    save(author)
    context.close()
    return tests


def fill(author: Page) -> None:
    author.get_by_label("Who exactly").fill("Young people of North Solihull")
    author.get_by_label("How many people").fill("1,234")
    author.get_by_label("Where the number comes from").fill("the tender")
    author.get_by_label("Solihull", exact=True).check()
    author.get_by_label("By what mechanism").fill(MECHANISM)
    author.get_by_label("Assertion: we believe it").check()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_an_author_answers_the_tests_and_takes_the_statement(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None], javascript: bool
) -> None:
    author = page(javascript=javascript)
    check = axe if javascript else looks_right
    title = f"A school, {'with' if javascript else 'without'} scripts"
    report = enter(author, served, title)
    author.context.clear_cookies()
    sign_in(author, served, "report-author", then=report.removeprefix(served.home))
    author.get_by_role("link", name="The tests and their answers").click()
    check(author)
    author.get_by_role("button", name="Begin the tests").click()
    expect(author.locator(".cw-lede")).to_have_text("0 of 10 tests are answered.")
    check(author)
    author.get_by_role("link", name=WHO, exact=True).click()
    expect(author.get_by_role("heading", name="The evidence here")).to_be_visible()
    fill(author)
    author.get_by_role("button", name="Cite ").first.click()
    expect(author.get_by_role("alert")).to_contain_text("The figure is cited")
    expect(author.get_by_label("By what mechanism")).to_have_value(MECHANISM)
    expect(author.get_by_role("heading", name="Cited beside this answer")).to_be_visible()
    check(author)
    save(author)
    expect(author.locator("h1")).to_have_text("Who could lose by it, or be missed, and where?")
    author.get_by_label("Not known yet").check()
    author.get_by_label("Who finds out").fill("The housing team")
    author.get_by_label("By when").fill("2027-01-31")
    save(author, "Save and see all questions")
    expect(author.locator(".cw-lede")).to_contain_text("1 of 10 tests is answered; 1 is not known yet")
    expect(author.get_by_role("table", name="Actions: what is not known yet")).to_contain_text(
        "31 January 2027"
    )
    author.get_by_role("link", name="The statement written from the answers").click()
    expect(author.get_by_role("main")).to_contain_text("1,234 people (source: the tender)")
    if not javascript:  # the pages of the statement have no script of their own
        return
    check(author)
    _words_it(author)
    check(author)
    with author.expect_download() as download:
        author.get_by_role("link", name="Word document, to insert in the report").click()
    found = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    assert any("1,234 young people" in p.text for p in found.paragraphs)
    author.get_by_role("link", name="HTML, to paste").click()
    copied = author.get_by_label("Copy all of this").input_value()
    assert "<h2>Inclusive Growth Implications</h2>" in copied
    check(author)


def _words_it(author: Page) -> None:
    author.get_by_role("button", name="Word it yourself").click()
    box = author.get_by_label("The statement")
    box.fill(box.input_value().replace("1,234 people", "1,234 young people"))
    author.get_by_role("button", name="Save the statement").click()
    expect(author.get_by_role("heading", name="What its author changed")).to_be_visible()
    expect(author.locator("ins")).to_contain_text("young")


def test_typing_saves_by_itself_and_two_authors_see_both_texts(
    served: Served, page: Callable[..., Page], answered: str
) -> None:
    address = answered + "answer/how-it-works/"
    one, other = page(), page(javascript=False)
    for opened in (one, other):
        sign_in(opened, served, "report-author", then=address.removeprefix(served.home))
    one.get_by_label("By what mechanism").press_sequentially("Step by step")
    expect(one.get_by_role("status")).to_contain_text("by Example report author")
    other.get_by_label("By what mechanism").fill("All at once")
    save(other, "Save")
    both = other.get_by_role("table", name="What is saved, and what you wrote")
    expect(both).to_contain_text("Step by step")
    expect(both).to_contain_text("All at once")
    expect(other.get_by_label("By what mechanism")).to_have_value("All at once")
    save(other, "Save")
    one.get_by_label("By what mechanism").press_sequentially(", slowly")
    expect(one.get_by_role("status")).to_contain_text("Not saved.")
    save(one, "Save")
    expect(one.get_by_role("table", name="What is saved, and what you wrote")).to_contain_text("All at once")
    expect(one.get_by_label("By what mechanism")).to_have_value("Step by step, slowly")


def test_an_author_answers_by_keyboard_alone(
    served: Served, page: Callable[..., Page], answered: str
) -> None:
    author = page()
    sign_in(author, served, "report-author", then=answered.removeprefix(served.home) + "answer/still-open/")
    reach(author, "By what mechanism")
    author.keyboard.type("The tender is still to be written.")
    reach(author, "By when")
    author.keyboard.type("June 2027")
    reach(author, "Save and go on")
    author.keyboard.press("Enter")
    expect(author.locator("h1")).to_have_text("How will we know whether it has worked?")
    author.goto(answered)
    expect(author.get_by_role("main")).to_contain_text("What is still open")
    reach(author, "The statement written from the answers")
    author.keyboard.press("Enter")
    expect(author.get_by_role("main")).to_contain_text("The tender is still to be written.")


def reach(opened: Page, name: str, most: int = 80) -> None:
    """Press Tab until what has the focus is called so, and is seen to have it."""
    for _ in range(most):
        opened.keyboard.press("Tab")
        said, seen = opened.evaluate(
            """() => {
              const e = document.activeElement, own = getComputedStyle(e);
              const seen = own.outlineStyle !== "none" || own.boxShadow !== "none";
              return [(e.labels?.[0]?.innerText ?? e.innerText ?? "").trim(), seen];
            }"""
        )
        if said == name:
            assert seen, name
            return
    raise AssertionError(f"“{name}” is not reached by keyboard on {opened.url}")


def test_a_resident_reads_what_a_report_says(
    served: Served, page: Callable[..., Page], axe: Callable[..., None], answered: str
) -> None:
    resident = page()

    def check() -> None:
        sound_at_both_widths(resident, axe)

    resident.goto(f"{served.home}/tests/")
    expect(resident.get_by_role("main")).to_contain_text("were never found: these are a reconstruction")
    check()
    resident.get_by_role("link", name="All versions").click()
    check()
    resident.goto(f"{served.home}/statements/")
    resident.get_by_label("Words").fill("market")
    resident.get_by_role("main").get_by_role("button", name="Search").click()
    check()
    resident.get_by_role("link", name="A market for Chelmsley Wood").click()
    expect(resident.get_by_role("main")).to_contain_text("1,234 people (source: the tender)")
    expect(resident.get_by_role("main")).not_to_contain_text("Example governance officer")
    check()
    resident.get_by_role("link", name="Who benefits, answer [2]").click()
    assert resident.url.endswith("#answer-2")
    resident.get_by_role("heading", name="[2] Who benefits").get_by_role("link").click()
    expect(resident.get_by_role("main")).to_contain_text(MECHANISM)
    expect(resident.locator("form[data-answer]")).to_have_count(0)
    check()
    resident.goto(answered)
    check()
    resident.goto(answered.replace("/tests/", "/statement/"))
    check()
    feed = resident.request.get(f"{served.home}/statements/feed/")
    assert "A market for Chelmsley Wood" in feed.text()


def test_an_owner_writes_the_next_version(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    owner = page("phone")
    sign_in(owner, served, "tests-owner", then="/tests/")
    owner.get_by_role("button", name="Begin a draft of the next version").click()
    expect(owner.locator(".cw-lede")).to_contain_text("nothing differs.")
    owner.get_by_role("link", name="Add a question").click()
    looks_right(owner)
    axe(owner)
    owner.get_by_role("button", name="Save in the draft").click()
    expect(owner.locator(".govuk-error-summary")).to_contain_text(
        "Choose one part of a good answer at least."
    )
    owner.get_by_label("Name").fill("Rents")
    owner.get_by_label("Question", exact=True).fill("What does it do to rents?")
    owner.get_by_label("By what mechanism").check()
    owner.get_by_role("button", name="Save in the draft").click()
    expect(owner.locator(".cw-lede")).to_contain_text("1 added.")
    owner.get_by_role("button", name=re.compile("^Up.*Rents$")).click()
    looks_right(owner)
    axe(owner)
    owner.get_by_role("button", name="Throw the draft away").click()
    expect(owner.get_by_role("alert")).to_contain_text("The draft is thrown away")
