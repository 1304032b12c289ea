"""An editor sets an edition up and publishes it, a writer writes it, a resident reads it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import sign_in, sound_at_both_widths
from tools import messages

EXAMPLE = "/editions/west-midlands-example/"


def set_up(editor: Page, served: Served, title: str, look: Callable[[Page], None]) -> str:
    """An edition with one chapter; the address of its desk. ``look``: called on each kind of page passed."""
    editor.goto(served.home + "/editions/")
    editor.get_by_role("link", name="Set up an edition").click()
    expect(editor.get_by_label("Who edits it")).to_be_visible()
    look(editor)
    editor.get_by_label("Title").fill(title)
    editor.get_by_label("What period it is of").fill("2027")
    editor.get_by_label("The framework that orders its chapters").select_option("sustainable-development")
    editor.get_by_label("What its figures are of").select_option("E47000007")
    editor.get_by_label("Who edits it").fill("Editor")
    editor.get_by_role("button", name="Save").click()
    expect(editor.locator("h1")).to_have_text(f"{title}: desk")
    desk = editor.url
    editor.get_by_role("link", name="Put a chapter in").click()
    look(editor)
    editor.get_by_label("What kind of chapter it is").select_option("goal")
    editor.get_by_label("Title").fill("Decent work")
    editor.get_by_label("The goal that it is about").select_option("sustainable-development/goal-8")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_role("link", name="Decent work")).to_be_visible()
    return desk


def by_key(opened: Page, button: str) -> None:
    opened.get_by_role("main").get_by_role("button", name=button, exact=True).focus()
    opened.keyboard.press("Enter")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_from_setting_up_to_reading(
    served: Served, page: Callable[..., Page], axe: Callable[..., None], javascript: bool
) -> None:
    title = "Work with scripts" if javascript else "Work without scripts"
    editor, writer = page(javascript=javascript), page(javascript=javascript)
    sign_in(editor, served, "editor@", then="/editions/")

    def look(opened: Page) -> None:
        if javascript:
            sound_at_both_widths(opened, axe)

    desk = set_up(editor, served, title, look)
    look(editor)

    # The writer, by keyboard: claims, writes, looks, picks a figure and puts it in, takes a draft up, saves.
    sign_in(writer, served, "edition-writer@", then="/editions/")
    writer.goto(desk)
    writer.get_by_role("link", name="Decent work", exact=True).focus()
    writer.keyboard.press("Enter")
    by_key(writer, "Claim this chapter")
    expect(writer.get_by_text("claimed by you")).to_be_visible()
    writer.get_by_label("The text").focus()
    writer.keyboard.type("The rate rose from 10% to 20%, a rise of 50%. It stood at ")
    writer.get_by_label("Indicator", exact=True).select_option("employment-rate")
    by_key(writer, "See what it says")
    expect(writer.locator(".cw-picked")).to_contain_text("reads:")
    expect(writer.get_by_label("The text")).to_have_value(re.compile("^The rate rose"))
    by_key(writer, "Put it in")
    expect(writer.get_by_label("The text")).to_have_value(re.compile(r"at \{\{value of employment-rate\}\}"))
    if javascript:
        expect(writer.locator(".cw-preview data")).to_be_visible()
        look(writer)
    stale = writer.context.new_page()
    stale.goto(desk + "chapters/decent-work/")
    writer.get_by_role("button", name=re.compile(r"^Take it up\W+Employment rate$")).focus()
    writer.keyboard.press("Enter")
    expect(writer.get_by_text("The paragraph stands at the end of the text.")).to_be_visible()
    expect(writer.locator("main")).to_contain_text("100% of its words stand")
    # The same chapter, open in another window since before: neither text is lost.
    by_key(stale, "Save")
    expect(stale.locator("h1")).to_contain_text("two wrote at once")
    look(stale)
    stale.get_by_role("link", name="Keep theirs and let mine go").click()
    stale.get_by_role("link", name=re.compile(r"^\d+ versions?$")).click()
    expect(stale.locator("h1")).to_have_text("Versions of Decent work")
    look(stale)
    stale.close()
    if not javascript:  # the pages that follow have no script of their own
        return

    # The editor: to review, stopped, mended by a waiver with its reason, published.
    editor.goto(desk)
    by_key(editor, "Put it to review")
    editor.get_by_role("link", name="Publish it").click()
    expect(editor.locator(".cw-lede")).to_have_text("1 thing stops it.")
    look(editor)
    editor.get_by_role("link", name="Waive it, with a reason").click()
    editor.get_by_label("Why it may stay").fill("It shows what the checks find.")
    editor.get_by_role("button", name="Waive it").click()
    expect(editor.locator("main")).to_contain_text("It shows what the checks find.")
    look(editor)
    editor.goto(desk + "publish/")
    by_key(editor, "Publish it")
    expect(editor.locator("h1")).to_have_text(title)
    editor.get_by_role("link", name="Correct it").click()
    expect(editor.get_by_label("Why, for readers")).to_be_visible()
    look(editor)
    editor.get_by_label("In which chapter").select_option("decent-work")
    editor.get_by_label("The words that are wrong").fill("a rise of 50%")
    editor.get_by_label("What stands there instead").fill("a rise of 100%")
    editor.get_by_label("Why, for readers").fill("It was divided by the new value.")
    editor.get_by_role("button", name="Correct it").click()
    expect(editor.locator("#corrections + ol")).to_contain_text("It was divided by the new value.")

    resident = page()
    resident.goto(served.home + "/editions/")
    resident.get_by_role("link", name=title, exact=True).click()
    expect(resident.locator("main")).to_contain_text("Correction 1")
    front = resident.url
    resident.goto(front + "compare/?other=west-midlands-example")
    expect(resident.locator("h1")).to_contain_text("beside")
    look(resident)
    resident.goto(front)
    resident.get_by_role("link", name="Decent work", exact=True).click()
    expect(resident.locator("main")).to_contain_text("a rise of 100%")
    look(resident)
    resident.locator("a.cw-figure-link").first.click()
    expect(resident.locator("h1")).to_contain_text("?")


def test_an_edition_in_welsh_from_its_desk_to_its_reader(
    served: Served, page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    [po] = messages.catalogues()
    said = {m.id: str(m.string) for m in messages.read(po)}
    editor = page()
    sign_in(editor, served, "editor@", then="/editions/")
    editor.get_by_role("link", name="Cymraeg", exact=True).click()
    editor.get_by_role("link", name=said["Set up an edition"]).click()
    expect(editor.get_by_label(said["Who edits it"])).to_be_visible()
    sound_at_both_widths(editor, axe)
    editor.get_by_label(said["Title"], exact=True).fill("Gwaith yn y Rhanbarth")
    editor.get_by_label(said["What period it is of"]).fill("2028")
    editor.get_by_label(said["In which language it is written"]).select_option("cy")
    editor.get_by_label(said["The framework that orders its chapters"]).select_option(
        "sustainable-development"
    )
    editor.get_by_label(said["What its figures are of where a chapter says nothing"]).select_option(
        "E47000007"
    )
    editor.get_by_label(said["Who edits it"]).fill("Golygydd")
    by_key(editor, said["Save"])
    expect(editor.locator("h1")).to_contain_text("Gwaith yn y Rhanbarth")
    desk = editor.url
    assert "/cy/editions/" in desk

    editor.get_by_role("link", name=said["Put a chapter in"]).click()
    editor.get_by_label(said["What kind of chapter it is"]).select_option("goal")
    editor.get_by_label(said["Title"], exact=True).fill("Gwaith boddhaol")
    editor.get_by_label(said["The goal that it is about"]).select_option("sustainable-development/goal-8")
    by_key(editor, said["Save"])
    held: list[Route] = []  # the script comes late, as on a slow line: what was typed by then is shown too
    editor.route("**/writing*.js", lambda route: held.append(route), times=1)
    with editor.expect_request("**/writing*.js"):
        editor.get_by_role("link", name="Gwaith boddhaol", exact=True).click()
    editor.get_by_label(said["The text"]).fill(
        "{{name of employment-rate}}: {{value of employment-rate}}. {{movement of employment-rate}}.\n"
    )
    held[0].continue_()
    expect(editor.locator(".cw-preview data")).to_have_count(3)
    expect(editor.locator(".cw-preview")).to_contain_text("Cyfradd cyflogaeth: ")
    sound_at_both_widths(editor, axe)
    by_key(editor, said["Save and go to the desk"])
    expect(editor).to_have_url(desk)
    sound_at_both_widths(editor, axe)
    by_key(editor, said["Put it to review"])
    expect(editor.get_by_role("button", name=said["Back to draft"])).to_be_visible()
    editor.goto(desk + "findings/")
    sound_at_both_widths(editor, axe)
    editor.goto(desk + "publish/")
    by_key(editor, said["Publish it"])
    expect(editor.locator("h1")).to_have_text("Gwaith yn y Rhanbarth")

    resident = page()
    resident.goto(editor.url)
    resident.get_by_role("link", name="Gwaith boddhaol", exact=True).first.click()
    expect(resident.locator(".cw-written")).to_contain_text("Cyfradd cyflogaeth: ")
    assert resident.locator("html").get_attribute("lang") == "cy"
    assert "/cy/editions/" in resident.url
    sound_at_both_widths(resident, axe)


def test_a_resident_reads_the_example(
    served: Served, page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    resident = page()
    for address in ("", "chapters/goal-1/", "chapters/summary/", "chapters/walsall/", "chapters/appendix/"):
        resident.goto(served.home + EXAMPLE + address)
        expect(resident.locator("h1")).to_be_visible()
        sound_at_both_widths(resident, axe)
    resident.goto(served.home + EXAMPLE)
    resident.get_by_role("link", name="Cymraeg", exact=True).click()
    expect(resident.get_by_role("heading", name="Cynnwys")).to_be_visible()
    sound_at_both_widths(resident, axe)
    resident.get_by_role("link", name="1. Dim Tlodi", exact=True).click()
    expect(resident.locator("h1")).to_have_text("1. Dim Tlodi")
    sound_at_both_widths(resident, axe)
    resident.get_by_role("link", name="English", exact=True).click()
    expect(resident.locator("h1")).to_have_text("1. No Poverty")
    resident.goto(served.home + EXAMPLE)
    with resident.expect_download() as got:
        resident.get_by_role("link", name="Figures as CSV").click()
    assert got.value.suggested_filename.endswith("figures.csv")
