"""`commonweal edition export`: what a site published, written out as it was frozen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from tests.web.editions.made import chapter, edition, goal, published
from typer.testing import CliRunner

from commonweal.cli_edition import edition_app
from commonweal.web.editions.roles import Editor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(edition_app, [str(w) for w in words])
    return result.exit_code, result.output


def test_what_was_published_is_written_out_and_a_draft_is_not(
    signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    by = signed_in(Editor, name="Edda Editor").person  # type: ignore[attr-defined]
    held = edition(by)
    goal(held, by)
    chapter(held, by, "Appendix", kind="appendix")
    refused = run("export", held.slug, "--to", tmp_path / "out")
    assert refused[0] == 1
    assert f"This site has published no edition with the address “{held.slug}”." in refused[1]
    assert not (tmp_path / "out").exists()
    published(held, by)
    code, said = run(
        "export", held.slug, "--to", tmp_path / "out", "--only", "pdf", "--only", "data", "--no-parts"
    )
    assert code == 0, said
    assert f"{held.slug}.pdf" in said.replace("\n", "")
    opened = pypdfium2.PdfDocument(tmp_path / "out" / f"{held.slug}.pdf")
    assert held.title.split()[0] in opened[0].get_textpage().get_text_range()
    opened.close()
    assert (tmp_path / "out" / "package" / "datapackage.json").exists()
