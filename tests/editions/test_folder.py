"""An edition read from files: what is right comes in whole; what is wrong is said at once, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.editions.edition import PartKind, State
from commonweal.editions.folder import EditionRefused, read

from . import examples as ex
from .small import FRAMEWORK

GOOD = """\
title: A small edition
period: '2026'
place: E47000007
places: [E08000025, E08000029]
comparators: [K02000001]
frameworks: [goals]
editor: {role: Editor, organisation: Commonweal}
state: corrected
snapshot: abc
licence: CC-BY-4.0
example: true
parts:
  - kind: goal
    slug: work
    title: Work
    goal: {framework: goals, goal: goal-1}
    indicators: [employment-rate]
    contributors: [{role: Writer}]
  - {kind: place profile, slug: birmingham, title: Birmingham, place: E08000025}
corrections:
  - {number: 1, day: 2026-03-05, part: work, was: "1", now: "2", reason: A slip.}
"""


def laid(folder: Path, text: str = GOOD, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "edition.yaml").write_text(text)
    for slug, words in {"work": "In work: {{value of employment-rate}}.", **files}.items():
        (folder / f"{slug}.md").write_text(words)
    return folder


def refused(folder: Path) -> list[str]:
    with pytest.raises(EditionRefused) as told:
        read(folder, [FRAMEWORK], ex.PLACES)
    return [str(p).removeprefix(f"{folder}/") for p in told.value.problems]


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    found = read(laid(tmp_path / "small"), [FRAMEWORK], ex.PLACES)
    assert (found.slug, found.title, found.state, found.example) == (
        "small", "A small edition", State.CORRECTED, True,
    )  # fmt: skip
    work, place = found.parts
    assert work.text == "In work: {{value of employment-rate}}."
    assert work.goal is not None
    assert (work.goal.framework, work.goal.goal) == ("goals", "goal-1")
    assert [str(c) for c in work.contributors] == ["Writer"]
    assert (place.kind, place.place, place.text) == (PartKind.PLACE, "E08000025", "")
    assert str(found.editor) == "Editor, Commonweal"
    assert found.corrections[0].day.isoformat() == "2026-03-05"


def test_everything_wrong_is_said_at_once_with_its_line(tmp_path: Path) -> None:
    text = (
        GOOD.replace("state: corrected", "state: printed")
        .replace("kind: goal\n", "kind: gaol\n")
        .replace("licence:", "licens:")
    )
    folder = laid(tmp_path / "small", text, work="one\n{{valu of x}}\n{{value}}", wrok="lost")
    assert refused(folder) == [
        "edition.yaml:8: state: “printed” is not one of the words for this. "
        "Write draft, in review, published or corrected.",
        "edition.yaml:10: licens: There is no field 'licens'. Did you mean 'licence'?",
        "edition.yaml:13: parts › work › kind: “gaol” is not one of the words for this. Write goal (the "
        "words are foreword, summary, 100 people, strengths, weaknesses, opportunities and threats, goal, "
        "place profile, case study, not measured or appendix).",
        "work.md:2: {{valu of x}}: “valu” is nothing a token can show (did you mean “value”?).",
        "work.md:3: {{value}}: The token does not say of what: write {{value of …}} with an indicator's id.",
        "wrok.md: No part of the edition has this text. Is it meant for the part “work”?",
    ]


def test_goals_and_places_that_are_not_there_are_named(tmp_path: Path) -> None:
    text = GOOD.replace("goal: goal-1", "goal: goal-9").replace("K02000001", "K02000009")
    folder = laid(tmp_path / "small", text.replace("frameworks: [goals]", "frameworks: [goals, golas]"))
    assert refused(folder) == [
        "edition.yaml:5: comparators › no. 1: There is no place with the code “K02000009”.",
        "edition.yaml:6: frameworks › no. 2: There is no framework “golas”: there are goals.",
        "edition.yaml:16: parts › work › goal: goals has no goal “goal-9”.",
    ]


def test_a_text_that_is_missing_and_an_edition_that_cannot_be_are_said(tmp_path: Path) -> None:
    folder = laid(
        tmp_path / "small", GOOD.replace("snapshot: abc\n", "").replace("slug: birmingham", "slug: work")
    )
    (folder / "work.md").unlink()
    said = refused(folder)
    assert (
        "edition.yaml:13: parts › work › slug: The text of this part is not there: work.md. "
        "Write it, or take the part out."
    ) in said
    assert any("A published edition names the snapshot" in s for s in said)
    assert any("2 parts have the address “work”." in s for s in said)


def test_what_is_no_edition_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == ["edition.yaml: There is no such file. An edition's folder begins with it."]
    empty = laid(tmp_path / "empty", "")
    assert any("The file is empty." in s for s in refused(empty))
    (tmp_path / "empty" / "edition.yaml").write_bytes(b"title: \xff")
    assert any("is not UTF-8" in s for s in refused(empty))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("edition")
    (folder / "edition.yaml").write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(EditionRefused):
        read(folder)
