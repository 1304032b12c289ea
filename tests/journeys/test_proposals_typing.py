"""What is typed is never lost; and a second assessor, who sees nothing of the first."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import answer_the_rest_quickly, begin, place, question, save, sign_in, write

FIT = "Will the project target strategic priorities for the West Midlands?"
OTHER = "Does it serve another priority of the authority's policy that is not on the list?"
WORDS = "The council's own plan for its libraries"


@pytest.fixture(scope="module")
def assessment(served: Served, chromium: Browser) -> str:
    """The first assessment of a proposal with a place, begun and empty; the address of its last question."""
    context = chromium.new_context()
    officer = context.new_page()
    sign_in(officer, served, "officer")
    write(officer, "A library for typing in")
    place(officer, "Solihull")
    address = begin(officer)
    context.close()
    return address


@pytest.fixture
def officer(served: Served, page: Callable[..., Page]) -> Page:
    """An officer, signed in at a desk."""
    opened = page()
    sign_in(opened, served, "officer")
    return opened


def open_answer(officer: Page, assessment: str, title: str = OTHER) -> None:
    officer.goto(assessment)
    question(officer, title)


def test_typing_saves_by_itself(officer: Page, assessment: str) -> None:
    open_answer(officer, assessment)
    status = officer.get_by_role("status")
    expect(status).to_have_text("Not answered yet")
    officer.get_by_label("Your answer").press_sequentially(WORDS)
    expect(status).to_contain_text("by Example officer")
    officer.reload()
    expect(officer.get_by_label("Your answer")).to_have_value(WORDS)
    expect(status).to_contain_text("Saved")


def test_what_is_typed_before_the_script_comes_is_saved_and_kept_too(officer: Page, assessment: str) -> None:
    open_answer(officer, assessment, "Which groups overlap, and is anyone held back twice over?")
    address, words = officer.url, officer.get_by_label("Your answer")
    status = officer.get_by_role("status")

    def typed_early(text: str) -> None:
        held: list[Route] = []
        officer.route("**/saving*.js", lambda route: held.append(route), times=1)
        with officer.expect_request("**/saving*.js"):
            officer.goto(address, wait_until="commit")
        words.press_sequentially(text)
        held[0].continue_()

    typed_early("Carers")
    expect(status).to_contain_text("by Example officer")
    # What could not be sent is put back, and what was typed meanwhile stays behind it.
    officer.route("**/answer/**", lambda route: route.abort(), times=1)
    words.fill("Carers, and young people")
    expect(status).to_contain_text("kept")
    typed_early(" who care")
    expect(words).to_have_value(re.compile("Carers, and young people\n.*who care", re.DOTALL))
    expect(status).to_contain_text("by Example officer")
    officer.reload()
    expect(words).to_have_value(re.compile("Carers, and young people\n.*who care", re.DOTALL))
    words.fill("")
    save(officer, "Save")
    expect(officer.get_by_role("alert")).to_contain_text("Saved.")


def test_to_open_an_answer_saves_nothing_even_where_the_browser_shows_less_than_it_was_brought(
    officer: Page, assessment: str
) -> None:
    open_answer(officer, assessment, "Which groups overlap, and is anyone held back twice over?")
    saved: list[str] = []
    officer.on("request", lambda request: saved.append(request.url) if request.method == "POST" else None)

    def with_words_for_a_day(route: Route) -> None:
        page = route.fetch()
        assert 'type="date"' in page.text()
        route.fulfill(response=page, body=page.text().replace('type="date"', 'type="date" value="in June"'))

    officer.route("**/answer/**", with_words_for_a_day, times=1)
    officer.reload()
    assert officer.locator("input[type=date]").evaluate("e => [e.defaultValue, e.value]") == ["in June", ""]
    officer.wait_for_timeout(1_500)  # twice what a pause in typing takes
    assert saved == []


def test_pressing_save_while_it_saves_does_not_meet_itself(officer: Page, assessment: str) -> None:
    open_answer(officer, assessment, "Which groups overlap, and is anyone held back twice over?")

    def press_meanwhile(route: Route) -> None:
        saved = route.fetch()  # the server has it, and the page does not hear of it yet
        save(officer, "Save")
        route.fulfill(response=saved)

    officer.route("**/answer/**", press_meanwhile, times=1)
    officer.get_by_label("Your answer").press_sequentially("Carers")
    expect(officer.get_by_role("alert")).to_contain_text("Saved.")
    expect(officer.get_by_label("Your answer")).to_have_value("Carers")
    officer.get_by_label("Your answer").fill("")
    save(officer, "Save")
    expect(officer.get_by_role("alert")).to_contain_text("Saved.")


def test_without_a_connection_it_is_kept_and_saved_later(
    officer: Page, axe: Callable[[Page], None], assessment: str
) -> None:
    open_answer(officer, assessment, "Who could lose by it, or be missed?")
    status = officer.get_by_role("status")
    officer.context.set_offline(True)
    officer.get_by_label("Your answer").press_sequentially("Those who cannot climb stairs")
    expect(status).to_contain_text("Not saved: no connection. What you wrote is kept on this device")
    assert officer.evaluate("Object.keys(localStorage).some(k => k.startsWith('commonweal:answer:'))")
    officer.context.set_offline(False)
    expect(status).to_contain_text("by Example officer")
    axe(officer)
    officer.reload()
    expect(officer.get_by_label("Your answer")).to_have_value("Those who cannot climb stairs")


def test_signed_out_while_writing_nothing_is_lost(served: Served, officer: Page, assessment: str) -> None:
    open_answer(officer, assessment, "Which groups overlap, and is anyone held back twice over?")
    address = officer.url
    officer.context.clear_cookies()
    officer.get_by_label("Your answer").press_sequentially("Lone parents on low pay")
    status = officer.get_by_role("status")
    expect(status).to_contain_text("Not saved: you are signed out. What you wrote is kept on this device")

    # In this tab, the page opened again: it says where to sign in, and then what was written is there.
    officer.goto(address)
    expect(officer.locator("h1")).to_have_text("Page not found")
    officer.get_by_role("link", name="Sign in and look again").click()
    again(officer, served)
    expect(officer.get_by_label("Your answer")).to_have_value("Lone parents on low pay")
    expect(status).to_contain_text("This was written earlier and could not be saved")

    # Signed out once more, and in again in another tab: this one saves when it is looked at again.
    officer.context.clear_cookies()
    officer.get_by_label("Your answer").press_sequentially(", and carers")
    expect(status).to_contain_text("Not saved: you are signed out")
    other = officer.context.new_page()
    sign_in(other, served, "officer")
    other.close()
    officer.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(status).to_contain_text("by Example officer")
    officer.reload()
    expect(officer.get_by_label("Your answer")).to_have_value("Lone parents on low pay, and carers")


def again(officer: Page, served: Served) -> None:
    """Sign in on the page that is open."""
    email = next(e for e in served.accounts if e.startswith("officer"))
    officer.get_by_label("E-mail address").fill(email)
    officer.get_by_label("Password", exact=True).fill(served.accounts[email])
    officer.get_by_role("main").get_by_role("button", name="Sign in").click()


def test_signed_out_without_scripts_it_is_shown_and_sent_again(
    served: Served, page: Callable[..., Page], assessment: str
) -> None:
    officer = page(javascript=False)
    sign_in(officer, served, "officer")
    open_answer(officer, assessment, "What will be recorded about who was reached, and who will look at it?")
    session = [c for c in officer.context.cookies() if "session" not in c["name"]]
    officer.context.clear_cookies()
    officer.context.add_cookies(session)
    officer.get_by_label("Your answer").fill("Borrowers by street")
    save(officer, "Save")
    expect(officer.locator("h1")).to_have_text("You are signed out")
    expect(officer.get_by_role("main")).to_contain_text("Borrowers by street")
    other = officer.context.new_page()
    sign_in(other, served, "officer")
    other.close()
    officer.get_by_role("button", name="Send it again").click()
    if officer.locator("h1").inner_text().startswith("This form is too old"):
        officer.get_by_role("button", name="Send it again").click()
    expect(officer.get_by_label("Your answer")).to_have_value("Borrowers by street")
    expect(officer.get_by_role("status")).to_contain_text("by Example officer")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_two_editors_of_one_answer_see_both_texts(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None], assessment: str, javascript: bool
) -> None:
    titles = ("Where is it bought, granted", "Who manages the contract, and")
    one, other = page(), page(javascript=javascript)
    for each in (one, other):
        sign_in(each, served, "officer")
        each.goto(assessment)
        each.get_by_role("link", name=titles[javascript]).first.click()
    one.get_by_label("Your answer").press_sequentially("In the tender")
    expect(one.get_by_role("status")).to_contain_text("by Example officer")
    other.get_by_label("Your answer").press_sequentially("In the lease")
    if javascript:
        expect(other.get_by_role("status")).to_contain_text("Not saved. Example officer changed this answer")
    save(other, "Save")
    expect(other.locator("h2", has_text="Both texts, side by side")).to_be_visible()
    both = other.get_by_role("table", name="What is saved, and what you wrote")
    expect(both).to_contain_text("In the tender")
    expect(both).to_contain_text("In the lease")
    if javascript:
        axe(other)
    other.get_by_label("Your answer").fill("In the tender and in the lease")
    save(other, "Save")
    expect(other.get_by_role("alert")).to_contain_text("Saved.")
    one.reload()
    expect(one.get_by_label("Your answer")).to_have_value("In the tender and in the lease")


def test_a_second_assessor_is_blind_until_their_own_is_complete(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    officer, second = page(), page()
    sign_in(officer, served, "officer")
    proposal = write(officer, "A library assessed twice")
    place(officer, "Solihull")
    first = begin(officer)
    question(officer, FIT)
    officer.get_by_label("Housing", exact=True).check()
    save(officer, "Save and see all questions")
    answer_the_rest_quickly(officer, first)
    officer.get_by_role("button", name="Complete the assessment").click()
    expect(officer.get_by_role("alert")).to_contain_text("The assessment is complete")

    sign_in(second, served, "second-assessor")
    second.goto(proposal)
    expect(second.get_by_role("link", name="First assessment")).to_have_count(0)
    answer = second.goto(first)
    assert answer is not None
    assert answer.status == 403
    expect(second.get_by_role("main")).to_contain_text(
        "it stays shut to a second assessor until theirs is complete"
    )
    second.goto(proposal)
    second.get_by_role("button", name="Begin a second assessment").click()
    question(second, FIT)
    for name in ("Housing", "Skills"):
        second.get_by_label(name, exact=True).check()
    save(second, "Save and see all questions")
    own = second.url
    assert officer.goto(own).status == 403  # type: ignore[union-attr]
    answer_the_rest_quickly(second, own)
    second.get_by_role("button", name="Complete the assessment").click()
    second.goto(proposal)
    expect(second.get_by_role("link", name="First assessment")).to_be_visible()
    second.get_by_role("link", name="How far two assessors agree").click()
    alphas = second.get_by_role("table", name="Krippendorff’s alpha")
    expect(alphas.get_by_role("row").nth(1)).to_contain_text("Strategic fit")
    differing = second.get_by_role("table", name="Where two assessors differ")
    expect(differing).to_contain_text("Is Skills delivered directly?")
    expect(differing).to_contain_text("Example second assessor: Yes")
    axe(second)
