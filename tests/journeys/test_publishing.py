"""An analyst brings figures, a publisher publishes them; each sees what is theirs to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.journeys import proposing
from tests.journeys.conftest import Served

HEADER = "indicator,area,period,value,lower,upper,status\n"


def sign_in(opened: Page, served: Served, who: str) -> None:
    proposing.sign_in(opened, served, who, then="/evidence/")


def test_bring_see_all_problems_mend_publish(
    served: Served, page: Callable[..., Page], axe: Callable[[Page], None], tmp_path: Path
) -> None:
    turnout = "local-election-turnout"
    path = tmp_path / "local-survey.csv"
    path.write_text(
        HEADER
        + f"{turnout},E08000025,2023-05-04,n/a,,,\n"
        + f"{turnout},E99999999,2023-05-04,30.1,,,\n"
        + f"{turnout},E08000026,2023-13-04,30.1,,,\n"
        + f"{turnout},E08000027,2023-05-04,130.1,,,\n"
    )
    analyst = page()
    sign_in(analyst, served, "analyst")
    analyst.locator("input[type=file]").set_input_files(path)
    analyst.get_by_role("button", name="Check these files").click()
    expect(analyst.locator(".cw-lede")).to_contain_text("problems stop")
    for said in ("n/a", "E99999999", "2023-13-04", "130.1"):
        expect(analyst.get_by_role("main")).to_contain_text(said)
    axe(analyst)
    expect(analyst.get_by_role("button", name="Publish")).to_have_count(0)

    # The mended file: nothing stops it, and a publisher decides.
    path.write_text(
        HEADER + f"{turnout},E08000025,2022-05-05,31.0,,,\n" + f"{turnout},E08000025,2023-05-04,30.1,,,\n"
    )
    analyst.goto(served.home + "/evidence/")
    analyst.locator("input[type=file]").set_input_files(path)
    analyst.get_by_role("button", name="Check these files").click()
    expect(analyst.locator(".cw-lede")).to_contain_text("Nothing stops")
    review = analyst.url

    publisher = page()
    sign_in(publisher, served, "publisher")
    publisher.goto(review)
    axe(publisher)
    publisher.get_by_role("button", name="Publish").click()
    expect(publisher.locator("body")).to_contain_text("is published")
    reader = page(javascript=False)
    reader.goto(served.home + f"/indicators/{turnout}/?place=E08000025")
    expect(reader.locator(".cw-lede")).to_contain_text("30.1")
