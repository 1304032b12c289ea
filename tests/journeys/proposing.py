"""What several journeys through proposals share: to sign in, to write one, to answer what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Page, expect
from tests.browser import WIDTHS
from tests.journeys.conftest import Served
from tests.markup import tree_of

MORE = "Because it was agreed with the people who live there."


def sign_in(opened: Page, served: Served, who: str, then: str = "/proposals/") -> None:
    """As somebody who signed in before, where they did and are still; by the form, where not."""
    email = next(e for e in served.accounts if e.startswith(who))
    if email in served.cookies:
        opened.context.add_cookies(served.cookies[email])
        opened.goto(f"{served.home}{then}")
        if opened.get_by_role("link", name="Your account").is_visible():
            return
        opened.context.clear_cookies()
    _by_the_form(opened, served, email, then)
    served.cookies[email] = opened.context.cookies()


def _by_the_form(opened: Page, served: Served, email: str, then: str) -> None:
    opened.goto(f"{served.home}/accounts/login/?next={then}")
    opened.get_by_label("E-mail address").fill(email)
    opened.get_by_label("Password", exact=True).fill(served.accounts[email])
    opened.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(opened.get_by_role("link", name="Your account")).to_be_visible()


def write(officer: Page, title: str, *, public: bool = False) -> str:
    """From the list of proposals to the page of a new one; its address."""
    officer.get_by_role("button", name="Write a new proposal").click()
    officer.get_by_label("Title").fill(title)
    officer.get_by_label("Investment project").check()
    officer.get_by_label("What is proposed").fill("A library with rooms for learning, open in the evening.")
    officer.get_by_label("Sponsor").fill("Solihull Metropolitan Borough Council")
    officer.get_by_label("Cost in pounds").fill("£1,250,000")
    officer.get_by_label("By when it will be decided").fill("2027-06-30")
    if public:
        officer.get_by_label("Anybody may read this proposal").check()
    officer.get_by_role("button", name="Save").click()
    expect(officer.locator("h1")).to_have_text(title)
    return officer.url


def place(officer: Page, *names: str) -> None:
    officer.get_by_role("link", name="Change the places").click()
    for name in names:
        officer.get_by_label(name, exact=True).check()
    officer.get_by_role("button", name="Save").click()
    expect(officer.get_by_role("main").locator("svg.cw-tiles")).to_be_visible()


def begin(officer: Page) -> str:
    """Begin the first assessment of the proposal that is open; its address."""
    officer.get_by_role("button", name="Begin the first assessment").click()
    expect(officer.locator(".cw-lede")).to_contain_text("questions are answered")
    return officer.url


def save(opened: Page, how: str = "Save and go on") -> None:
    opened.get_by_role("button", name=how, exact=True).click()


def fill(opened: Page) -> None:
    """Put something fitting into every box of a question that is still empty."""
    form = opened.locator("form[data-answer]")
    for group in form.locator("fieldset:has(input[type=radio])").all():
        if not group.locator("input:checked").count():
            group.get_by_role("radio").first.check()
    for box in form.locator("textarea, .govuk-input[type=text]:not([name=who])").all():
        if not box.input_value():
            box.fill(MORE)
    for choice in form.locator("select").all():
        if not choice.input_value():
            choice.select_option(index=1)


def answer_some(opened: Page, number: int) -> None:
    """From the first question that lacks something, page by page, as a person would."""
    opened.get_by_role("button", name="Go on with what is missing").click()
    for _ in range(number):
        fill(opened)
        before = opened.url
        save(opened)
        expect(opened.locator("form[data-answer]")).to_be_visible()
        assert opened.url != before


def answer_the_rest_quickly(opened: Page, assessment: str) -> None:
    """Every question to the last, form by form and without drawing the pages."""
    page = _parsed(opened.request.get(assessment).text())
    address = next(a.get("href") for a in page.iter("a") if "/answer/" in (a.get("href") or ""))
    got = opened.request.get(urljoin(assessment, address))
    while "/answer/" in got.url:
        got = opened.request.post(got.url, form=_filled(got.text()), headers={"Referer": got.url})
        assert got.ok, got.text()
    opened.goto(assessment)


def _filled(text: str) -> dict[str, str | float | bool]:
    """The answer's form as it stands, with something fitting in every empty box. Not for several ticks."""
    [form] = [f for f in _parsed(text).iter("form") if f.get("id") == "answer"]
    sent: dict[str, Any] = {"go": "next"}
    for box in form.iter():
        name, kind = box.get("name", ""), box.get("type")
        if box.tag == "textarea":
            sent[name] = (box.text or "").strip() or MORE
        elif box.tag == "select":
            sent[name] = [o.get("value") for o in box.iter("option")][1]
        elif box.get("checked") is not None or (kind == "radio" and name not in sent):
            sent[name] = box.get("value")
        elif kind in ("hidden", "text", "date"):
            sent[name] = box.get("value") or ("" if name in ("who", "until") or kind == "hidden" else MORE)
    return sent


def _parsed(text: str) -> Any:
    return tree_of(text[text.index("<main") :])


def question(opened: Page, title: str) -> None:
    """Open a question from the page of its assessment."""
    opened.get_by_role("main").get_by_role("link", name=title, exact=True).first.click()
    expect(opened.locator("h1")).to_have_text(title)


def looks_right(opened: Page) -> None:
    """No page scrolls sideways, and each has one heading of the first rank."""
    opened.wait_for_load_state()  # after a click the document may be there, and its body not yet
    wider, headings = opened.evaluate(
        "[document.documentElement.scrollWidth - window.innerWidth, document.querySelectorAll('h1').length]"
    )
    assert wider <= 0, f"{opened.url} scrolls sideways by {wider}"
    assert headings == 1, opened.url


def sound_at_both_widths(opened: Page, axe: Callable[..., None] | None) -> None:
    """As it is on a desk and on a phone; what axe finds too, where the page runs scripts."""
    for across, down in WIDTHS.values():
        opened.set_viewport_size({"width": across, "height": down})
        looks_right(opened)
        if axe:
            axe(opened)
    across, down = WIDTHS["desktop"]
    opened.set_viewport_size({"width": across, "height": down})


def each_is_sound(
    opened: Page, served: Served, who: str, addresses: Iterable[str], axe: Callable[..., int]
) -> list[str]:
    """Every page there, signed in as ``who`` where it is somebody, answers and is sound at both widths.

    Gives the pages that were found so.
    """
    found = []
    if who:
        sign_in(opened, served, who)
    for address in addresses:
        answer = opened.goto(served.home + address)
        assert answer is not None
        assert answer.status == 200, address
        sound_at_both_widths(opened, axe)
        found.append(address)
    return found
