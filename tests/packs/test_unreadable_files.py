"""A file of a pack that cannot be read, is none, or has a name that is none: told, never a traceback."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from commonweal.packs import PackRefused, files_digest, read, read_library

from .folders import FIGURES, PACK, WHOLE, lay, minimal, what_is_wrong

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.mark.parametrize("file", ["targets.yaml", "places.csv", "area_sets.yaml", "pack.yaml", "site.yaml"])
def test_a_folder_where_a_file_should_be(file: str, tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours")
    (folder / file).unlink()
    (folder / file).mkdir()
    assert what_is_wrong(folder) == [f"{file}: This is a folder. Put the file itself here."]


def test_a_folder_where_figures_should_be(tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours")
    (folder / "figures/deaths.csv").unlink()
    (folder / "figures/deaths.csv").mkdir()
    assert "figures/deaths.csv: This is a folder. Put the file itself here." in what_is_wrong(folder)


@pytest.mark.parametrize("file", ["targets.yaml", "places.csv", "figures/deaths.csv"])
def test_a_file_that_is_closed_to_us(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = lay(tmp_path / "ours")
    open_ = Path.open

    def open_or_not(path: Path, *given: Any, **more: Any) -> Any:
        if path == folder / file:  # who runs the tests may be root, to whom nothing is closed
            raise PermissionError(13, "Permission denied", str(path))
        return open_(path, *given, **more)

    monkeypatch.setattr(Path, "open", open_or_not)
    assert what_is_wrong(folder) == [
        f"{file}: This cannot be read: Permission denied. Let whoever checks the pack read it (chmod a+rX), "
        "or put it here anew."
    ]
    assert len(files_digest(folder)) == 64


def test_a_folder_that_is_closed_to_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = lay(tmp_path / "ours")
    monkeypatch.setattr(os, "access", lambda path, _mode: path != folder / "circles")
    (folder / "circles").mkdir()
    [said] = what_is_wrong(folder)
    assert said.startswith("circles: This cannot be read: Permission denied.")


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours")
    Path(os.fsdecode(os.fsencode(folder) + b"/indicators/\xff.yaml")).write_bytes(b"")
    assert what_is_wrong(folder) == [
        "indicators/?.yaml: The name of this file is not UTF-8. Give it a name of letters, digits and '-'."
    ]
    assert len(files_digest(folder)) == 64
    with pytest.raises(PackRefused, match="is not UTF-8"):
        read(folder)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            'msgctxt "goal.title"\nmsgid "Good health"\nmsgstr "I\x01d"\n',
            "6: There is a control character in the msgstr of this message. Take it out.",
        ),
        (
            'msgctxt " "\nmsgid "Good health"\nmsgstr "Id"\n',
            "6: The msgctxt of this message is blank. Write it, or take the message out.",
        ),
    ],
)
def test_a_translation_that_cannot_stand_in_a_pack(message: str, said: str, tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours", {**WHOLE, "locale/cy.po": HEAD + message})
    assert what_is_wrong(folder) == [f"locale/cy.po:{said}"]


def test_a_catalogue_named_by_no_language_of_ours(tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours", {**WHOLE, "locale/en-gb.po": HEAD})
    assert what_is_wrong(folder) == [
        "locale/en-gb.po: “en-gb” is no language that is known. "
        "Call the file cy.po or en-GB.po, by its language."
    ]


@pytest.mark.parametrize("need", ["/", "../elsewhere", "."])
def test_what_is_required_is_looked_for_beside_and_nowhere_else(need: str, tmp_path: Path) -> None:
    lay(tmp_path / "elsewhere", {"pack.yaml": minimal("elsewhere"), "nobody.txt": "never looked at"})
    folder = lay(tmp_path / "packs" / "ours", {**WHOLE, "pack.yaml": PACK + f'requires: ["{need}"]\n'})
    [said] = what_is_wrong(folder)
    assert said.startswith(f"pack.yaml:12: pack ours › requires › no. 1: “{need}” is not an id")


def test_what_is_required_is_found_from_inside_the_folder_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path / "base", {"pack.yaml": minimal("base")})
    monkeypatch.chdir(lay(tmp_path / "ours", {**WHOLE, "pack.yaml": PACK + "requires: [base]\n"}))
    assert [pack.id for pack in read_library([Path()]).packs] == ["base", "ours"]


def test_a_header_whose_quote_is_never_closed(tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours", {**WHOLE, "figures/deaths.csv": f'"{FIGURES}'})
    assert what_is_wrong(folder) == [
        "figures/deaths.csv:1: A quote is opened here and never closed. Close it."
    ]
