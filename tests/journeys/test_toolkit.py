"""A resident reads the toolkit; its owner drafts, compares and publishes."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import sound_at_both_widths
from tests.journeys.test_publishing import sign_in


def test_a_resident_reads_what_a_proposal_is_asked(
    served: Served, page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    reader = page()
    reader.goto(served.home)
    reader.get_by_role("link", name="Inclusive Growth Decision-Making Toolkit").click()
    expect(reader.locator("h1")).to_have_text("Inclusive Growth Decision-Making Toolkit")
    expect(reader.get_by_role("heading", name="4. Good Work")).to_be_visible()
    sound_at_both_widths(reader, axe)
    reader.get_by_role("link", name="All versions").click()
    expect(reader.get_by_role("main")).to_contain_text("In force")
    sound_at_both_widths(reader, axe)


def without_a_draft(owner: Page, served: Served) -> None:
    """The toolkit's page, after a draft that another journey on this server has left is thrown away."""
    owner.goto(served.home + "/toolkit/")
    left = owner.get_by_role("button", name="Go to the draft")
    if left.count():
        left.click()
        owner.get_by_role("button", name="Throw the draft away").click()
        owner.goto(served.home + "/toolkit/")


def test_an_owner_writes_compares_and_publishes(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    owner = page()
    sign_in(owner, served, "toolkit-owner")
    without_a_draft(owner, served)
    # By keyboard alone.
    owner.get_by_role("button", name="Begin a draft of the next version").focus()
    owner.keyboard.press("Enter")
    expect(owner.locator("h1")).to_have_text("Draft of the next version")
    owner.get_by_role("link", name="Evaluation of priorities: Housing").focus()
    owner.keyboard.press("Enter")
    question = owner.get_by_label("1. Question")
    was = question.input_value()
    words = "Who can afford a home here, without help?"
    question.focus()
    owner.keyboard.press("ControlOrMeta+a")
    owner.keyboard.type(words)
    owner.get_by_label("Take number 2 out").focus()
    owner.keyboard.press("Space")
    axe(owner)
    owner.get_by_role("button", name="Save in the draft").focus()
    owner.keyboard.press("Enter")
    expect(owner.get_by_role("main")).to_contain_text("1 taken out, 1 changed.")
    for word in set(was.split()) - set(words.split()):
        expect(owner.locator("del").filter(has_text=word).first).to_be_visible()
        break
    axe(owner)

    owner.get_by_role("button", name="Put this version in force").click()
    expect(owner.get_by_role("alert")).to_contain_text("Say why the questions change")
    owner.get_by_label("Why the questions change").fill("Nobody understood the first one.")
    owner.get_by_role("button", name="Put this version in force").click()
    expect(owner.locator("h1")).to_have_text("Inclusive Growth Decision-Making Toolkit")
    expect(owner.get_by_role("main")).to_contain_text(words)
    expect(owner.get_by_role("main")).to_contain_text("Nobody understood the first one.")
    expect(owner.get_by_role("main").get_by_text("Our own").first).to_be_visible()


def open_part(owner: Page, served: Served, name: str) -> None:
    """From the desk, by keyboard."""
    owner.goto(f"{served.home}/toolkit/inclusive-growth/draft/")
    owner.get_by_role("link", name=name, exact=True).focus()
    owner.keyboard.press("Enter")
    expect(owner.locator("h1")).to_have_text(name)


def press(owner: Page, name: str) -> None:
    owner.get_by_role("button", name=name).focus()
    with owner.expect_navigation():
        owner.keyboard.press("Enter")


def begin(owner: Page, served: Served) -> None:
    """A draft, or the one there is."""
    sign_in(owner, served, "toolkit-owner")
    owner.goto(served.home + "/toolkit/")
    if owner.get_by_role("button", name="Begin a draft of the next version").count():
        press(owner, "Begin a draft of the next version")
    else:
        owner.goto(f"{served.home}/toolkit/inclusive-growth/draft/")
    expect(owner.locator("h1")).to_have_text("Draft of the next version")


def tick(owner: Page, name: str) -> None:
    owner.get_by_label(name, exact=True).focus()
    owner.keyboard.press("Space")


def test_an_owner_replaces_what_the_questions_hang_on(
    served: Served, page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    """Goals and evidence, a group within a group, this year's number, a new priority: by keyboard alone."""
    owner = page()

    def look() -> None:
        sound_at_both_widths(owner, axe)

    begin(owner, served)
    look()

    open_part(owner, served, "Health: goals and evidence")
    look()
    tick(owner, "Power and participation")
    # The long list is folded by goal, and opens without a script.
    owner.locator("summary", has_text="Education and learning").focus()
    owner.keyboard.press("Enter")
    tick(owner, "No qualifications")
    look()
    press(owner, "Save in the draft")
    main = owner.get_by_role("main")
    expect(main).to_contain_text("Changed: Health: goals and evidence")
    expect(owner.locator("ins").filter(has_text="Power and participation")).to_be_visible()

    open_part(owner, served, "Young people not in education, employment or training: groups within it")
    owner.get_by_label("Another: Name").fill("Care leavers")
    press(owner, "Save in the draft")
    expect(main).to_contain_text("“Care leavers”")

    open_part(owner, served, "Real Living Wage outside London: by year")
    owner.get_by_label("Another: From which day").fill("2026-10-21")
    owner.get_by_label("Number (9)", exact=True).fill("14.1o")
    press(owner, "Save in the draft")
    alert = owner.get_by_role("alert")
    expect(alert).to_contain_text("“14.1o” is not a number")
    expect(alert).to_contain_text("say where it was read")
    look()
    alert.get_by_role("link", name="is not a number").click()
    owner.get_by_label("Number (9)", exact=True).fill("14.10")
    owner.get_by_label("Where this was read (9)").fill("Living Wage Foundation, 21 October 2026")
    press(owner, "Save in the draft")
    expect(main).to_contain_text("Living Wage Foundation, 21 October 2026")

    open_part(owner, served, "The priorities")
    owner.get_by_role("link", name="Add a priority").focus()
    owner.keyboard.press("Enter")
    owner.get_by_label("Name", exact=True).fill("Culture")
    press(owner, "Add it to the draft")
    expect(alert).to_contain_text("Choose at least one goal that it serves.")
    look()
    expect(owner.get_by_label("Name", exact=True)).to_have_value("Culture")
    owner.get_by_label("What it is").fill("More people take part.")
    tick(owner, "Connected communities")
    owner.get_by_label("Question", exact=True).fill("Who takes part now?")
    press(owner, "Add it to the draft")
    expect(owner.get_by_text("“Culture” is added to the draft.")).to_be_visible()
    expect(main).to_contain_text("Added: Evaluation of priorities: Culture, “Who takes part now?”")
    look()
    open_part(owner, served, "The priorities")
    tick(owner, "Take number 8 out")
    press(owner, "Save in the draft")
    expect(main).not_to_contain_text("Culture")

    press(owner, "Throw the draft away")
    expect(owner.locator("h1")).to_have_text("Inclusive Growth Decision-Making Toolkit")
    expect(main).not_to_contain_text("Care leavers")


def test_two_owners_write_at_once_and_one_publishes(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    first, second = page(), page("phone", javascript=False)
    for owner in (first, second):
        begin(owner, served)
        open_part(owner, served, "Most deprived means: by year")
    for owner, share in ((first, "10"), (second, "30")):
        owner.get_by_label("Number (1)", exact=True).fill(share)
        owner.get_by_label("Where this was read (1)").fill(f"The board decided on {share}.")
    press(first, "Save in the draft")
    press(second, "Save in the draft")
    expect(second.get_by_role("alert")).to_contain_text("changed the draft after you opened this page")
    expect(second.get_by_role("main")).to_contain_text("Both texts, side by side")
    expect(second.locator("del").filter(has_text="10").first).to_be_visible()
    expect(second.get_by_label("Number (1)", exact=True)).to_have_value("30")
    assert second.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    first.get_by_label("Why the questions change").fill("A tenth is what the board looks at.")
    press(first, "Put this version in force")
    expect(first.locator("h1")).to_have_text("Inclusive Growth Decision-Making Toolkit")
    press(second, "Save in the draft")
    expect(second.get_by_role("alert")).to_contain_text("was published or thrown away")
    expect(second.get_by_label("Number (1)", exact=True)).to_have_value("30")
    press(second, "Save in the draft")
    expect(second.locator("ins").filter(has_text="30").first).to_be_visible()
    press(second, "Throw the draft away")

    first.goto(f"{served.home}/toolkit/inclusive-growth/versions/")
    axe(first)
    with first.expect_download() as download:
        first.get_by_role("link", name="as YAML").first.click()
    text = download.value.path().read_text()
    assert "The board decided on 10." in text
    assert text.startswith("id: inclusive-growth\n")
