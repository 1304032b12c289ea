"""A document of 200 MB is brought to a proposal: told in words how large it may be, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served
from tests.journeys.test_publishing import sign_in


def test_a_document_of_200_megabytes_is_refused_in_words(
    served: Served, page: Callable[..., Page], tmp_path: Path
) -> None:
    large = tmp_path / "plan.pdf"
    with large.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(200_000_000)  # a hole: it takes no room on the disc
    officer = page()
    sign_in(officer, served, "officer")
    officer.goto(served.home + "/proposals/1/documents/")
    officer.get_by_label("Document").set_input_files(str(large))
    officer.get_by_role("button", name="Save").click(timeout=60_000)
    expect(officer.get_by_role("alert")).to_contain_text(
        "The file has 200 MB. It may have 100 MB at most.", timeout=60_000
    )
    officer.goto(served.home + "/proposals/1/")
    expect(officer.get_by_role("main")).to_contain_text("Kingshurst village centre regeneration")
