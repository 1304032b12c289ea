"""A board member looks at their board; an owner records a stage and a lesson that arrives in a draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import each_is_sound, sign_in, sound_at_both_widths

BOARD, ROLLOUT = "The toolkit and the tests at the Example Growth Board", "/roll-outs/example-growth-board/"


def follow(opened: Page, name: str) -> None:
    """A link of the page's own, by keyboard alone."""
    opened.get_by_role("main").get_by_role("link", name=name, exact=True).first.focus()
    opened.keyboard.press("Enter")


@pytest.mark.parametrize("javascript", [True, False], ids=["signed in", "a stranger without scripts"])
def test_a_board_member_looks_at_their_board(
    served: Served, page: Callable[..., Page], axe: Callable[..., None], javascript: bool
) -> None:
    member = page(javascript=javascript)
    address = "/partnerships/example-growth-board/"
    if javascript:
        sign_in(member, served, "board-member@", then=address)
    member.goto(served.home + address)
    main = member.get_by_role("main")
    expect(main).to_contain_text("The residents’ seat is vacant")
    sound_at_both_widths(member, axe if javascript else None)
    follow(member, BOARD)
    expect(main).to_contain_text("2 of 4 recorded stages reached, 1 late.")
    expect(main).to_contain_text("3 commitments belong to it: 1 late")
    sound_at_both_widths(member, axe if javascript else None)
    promised = main.get_by_role("table", name="Commitments")
    first = promised.get_by_role("row").nth(1)
    expect(first).to_contain_text("Forty firms pay the real Living Wage")
    expect(first).to_contain_text("Late")
    follow(member, "Forty firms pay the real Living Wage")
    expect(main).to_contain_text("Late: was due by 31 October 2026")
    expect(main).to_contain_text("Have you something to say and no account?")
    follow(member, BOARD)
    follow(member, "Example Learning and Pay Strategy")
    expect(main.locator("#leaves-out")).to_have_text("What it leaves out")
    expect(main).to_contain_text("it covers 3 and leaves out 5: Climate and environment")
    sound_at_both_widths(member, axe if javascript else None)
    follow(member, "Beside East Birmingham Inclusive Growth Strategy")
    expect(main).to_contain_text("both cover 3")
    if javascript:
        sound_at_both_widths(member, axe)
        lists = ("/roll-outs/?year=2020", "/strategies/", "/roll-outs/east-birmingham-board/")
        each_is_sound(member, served, "", lists, axe)


def test_an_owner_records_a_stage_and_a_lesson_that_arrives_in_a_draft(
    served: Served, page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    owner = page()
    sign_in(owner, served, "partnership-owner@", then=ROLLOUT)
    owner.goto(served.home + ROLLOUT)
    main = owner.get_by_role("main")
    follow(owner, "Add a stage")
    expect(owner.get_by_label("The stage")).to_be_visible()
    sound_at_both_widths(owner, axe)
    # What is wrong is said, and nothing typed is lost.
    owner.get_by_label("The stage").focus()
    owner.keyboard.type("Second round")
    owner.get_by_label("Reached").focus()
    owner.keyboard.type("2025-05")
    owner.get_by_label("Where this is from").focus()
    owner.keyboard.type("The board’s own note")
    owner.get_by_role("button", name="Save").focus()
    owner.keyboard.press("Enter")
    expect(owner.get_by_role("alert").first).to_contain_text("lies before that")
    sound_at_both_widths(owner, axe)
    expect(owner.get_by_label("Where this is from")).to_have_value("The board’s own note")
    owner.get_by_label("Reached").fill("2026-10")
    owner.get_by_role("button", name="Save").focus()
    owner.keyboard.press("Enter")
    expect(owner.locator("h1")).to_have_text(BOARD)
    stage = main.get_by_role("row").filter(has_text="Second round")
    expect(stage).to_contain_text("Reached")
    expect(stage).to_contain_text("October 2026")
    follow(owner, "Add a lesson")
    words = "Ask who rents before who owns."
    owner.get_by_label("What was learnt").fill(words)
    housing = owner.get_by_label("Which question it is for").locator("option", has_text="Housing").first
    owner.get_by_label("Which question it is for").select_option(housing.get_attribute("value"))
    owner.get_by_role("button", name="Save").focus()
    owner.keyboard.press("Enter")
    lesson = main.get_by_role("row").filter(has_text=words)
    expect(lesson).to_contain_text("A note in the draft of the next version since")
    sound_at_both_widths(owner, axe)

    toolkit = page(javascript=False)
    draft = "/toolkit/inclusive-growth/draft/"
    sign_in(toolkit, served, "toolkit-owner@", then=draft)
    toolkit.goto(served.home + draft)
    noted = toolkit.get_by_role("listitem").filter(has_text=words)
    expect(noted).to_contain_text(f"Roll-out “{BOARD}”")
    # The draft goes, for the next journey; the roll-out says so.
    toolkit.get_by_role("button", name="Throw the draft away").click()
    owner.reload()
    expect(lesson).to_contain_text("to a draft that was thrown away since. It can be sent again.")
    follow(owner, "Take out “Second round”")
    expect(owner.locator("h1")).to_have_text("Take it out: a stage")
    owner.get_by_role("button", name="Take it out").click()
    expect(main).not_to_contain_text("Second round")
