"""A seat is entered, a publisher counts the record and publishes; a resident follows a number to its rows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import sign_in, sound_at_both_widths

PAGE = "/working-together/"


def test_a_publisher_counts_and_publishes_and_a_resident_follows_the_number(
    served: Served, page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    owner = page()
    sign_in(owner, served, "partnership-owner@", then="/partners/new/")
    owner.goto(served.home + "/partners/new/")
    owner.get_by_label("Name").fill("Carers’ Voice (entered by a test)")
    owner.get_by_label("Community group").check()
    owner.get_by_role("button", name="Save").click()
    owner.goto(served.home + "/partnerships/inclusive-growth-unit/seats/new/")
    owner.get_by_label("Who sits on it").select_option(label="Carers’ Voice (entered by a test)")
    owner.get_by_label("Community groups").check()
    owner.get_by_role("button", name="Save").click()
    expect(owner.get_by_role("main")).to_contain_text("Carers’ Voice (entered by a test)")

    publisher = page()
    sign_in(publisher, served, "publisher@", then=PAGE)
    publisher.goto(served.home + PAGE)
    expect(publisher.get_by_role("main")).to_contain_text("a publisher has not published these yet")
    # By keyboard alone: count, look at what would change, publish.
    publisher.get_by_role("button", name="Count again, and see what would change").focus()
    publisher.keyboard.press("Enter")
    expect(publisher.locator("h1")).to_have_text("Working together, counted from the record")
    expect(publisher.get_by_role("main")).to_contain_text("working-together")
    sound_at_both_widths(publisher, axe)
    publisher.get_by_role("button", name="Publish").focus()
    publisher.keyboard.press("Enter")
    expect(publisher.locator("body")).to_contain_text("is published")
    publisher.goto(served.home + PAGE)
    publisher.get_by_role("button", name="Count again, and see what would change").click()
    expect(publisher.locator("body")).to_contain_text(
        "Nothing has changed since these figures were published."
    )

    resident = page()
    resident.goto(served.home + "/frameworks/sustainable-development/goals/goal-17/")
    main = resident.get_by_role("main")
    expect(main).to_contain_text(
        "The State of the Region 2020 had no indicator that could measure this goal."
    )
    expect(main).to_contain_text("10 organisations")
    sound_at_both_widths(resident, axe)
    main.get_by_role("link", name="All measures, how they are counted").focus()
    resident.keyboard.press("Enter")
    expect(resident.locator("h1")).to_have_text("Working together, measured")
    sound_at_both_widths(resident, axe)
    main.get_by_role("link", name=re.compile("the rows behind Organisations with a seat$")).click()
    expect(resident.locator("h1")).to_have_text("Organisations with a seat: what was counted")
    expect(main).to_contain_text("Carers’ Voice (entered by a test)")
    sound_at_both_widths(resident, axe)
    main.get_by_role("link", name=re.compile("^The same with the examples counted in")).click()
    expect(main).to_contain_text("This number is published nowhere.")


def test_the_same_pages_without_scripts(served: Served, page: Callable[..., Page]) -> None:
    resident = page(javascript=False)
    resident.goto(served.home + PAGE)
    main = resident.get_by_role("main")
    main.get_by_label("Place").select_option(label="Walsall")
    main.get_by_role("button", name="Show").click()
    expect(main).to_contain_text("The other measures are of the whole authority.")
    sound_at_both_widths(resident, None)
    main.get_by_role(
        "link", name=re.compile("the rows behind Commitments met on time with the examples")
    ).click()
    main.get_by_role("link", name="Evening courses in Walsall").click()
    expect(main).to_contain_text("This is an example.")
    held = resident.request.get(served.home + PAGE + "record.zip")
    assert "record/commitments.csv" in zipfile.ZipFile(io.BytesIO(held.body())).namelist()
