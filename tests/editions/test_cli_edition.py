"""`commonweal edition`: what it writes, and that it writes nothing of an edition that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commonweal.cli_edition import edition_app

EDITION = """\
title: A small edition
period: '2026'
place: E47000007
frameworks: []
example: true
parts:
  - {kind: foreword, slug: foreword, title: Foreword}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "small"
    made.mkdir()
    (made / "edition.yaml").write_text(EDITION)
    (made / "foreword.md").write_text(
        "In work: {{value of employment-rate}}.\n\n{{map of employment-rate}}\n"
    )
    return made


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(edition_app, [str(w) for w in words])
    return result.exit_code, result.output


def test_an_edition_is_written_out(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, said = run("render", folder, "--to", out, "--only", "data", "--only", "pdf")
    assert code == 0, said
    assert "small.pdf" in said
    assert (out / "small.pdf").read_bytes().startswith(b"%PDF-1.7")
    described = json.loads((out / "package" / "datapackage.json").read_text())
    assert described["name"] == "small"
    assert not (out / "web").exists()
    figures = (out / "package" / "data" / "figures-in-the-text.csv").read_text().splitlines()
    assert len(figures) == 2
    assert "employment-rate" in figures[1]


def test_nothing_is_written_of_an_edition_that_is_wrong(folder: Path, tmp_path: Path) -> None:
    (folder / "edition.yaml").write_text(EDITION.replace("E47000007", "E99999999"))
    (folder / "stray.md").write_text("lost")
    code, said = run("render", folder, "--to", tmp_path / "out")
    assert code == 1
    assert "There is no place with the code “E99999999”." in said
    assert "2 problems. Nothing was written." in said
    assert not (tmp_path / "out").exists()


def test_a_frozen_edition_is_not_rendered_from_other_figures(folder: Path, tmp_path: Path) -> None:
    (folder / "edition.yaml").write_text(f"{EDITION}state: published\nsnapshot: {'0' * 64}\n")
    code, said = run("render", folder, "--to", tmp_path / "out")
    assert code == 1
    assert "This edition is frozen with snapshot 000000000000" in said


def test_the_check_names_a_token_without_a_figure(folder: Path) -> None:
    (folder / "foreword.md").write_text("In work: {{value of no-such-thing}}.\n")
    code, said = run("check", folder)
    assert code == 1
    assert "There is no indicator “no-such-thing”." in said


def test_the_check_tells_an_edition_in_welsh_in_welsh(folder: Path) -> None:
    (folder / "edition.yaml").write_text(f"{EDITION}language: cy\n")
    (folder / "foreword.md").write_text("Yn achos {{value of employment-rate at 1999}}.\n")
    code, said = run("check", folder)
    assert code == 1
    assert "Nid oes ffigur ar gyfer “1999” yn achos " in said
    assert "There is no figure" not in said
    assert "direction: not read: this check reads English" in said
