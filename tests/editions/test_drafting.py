"""Drafted paragraphs: of every kind of indicator, and of every indicator of our own packs in every place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.wellmade import inspect_sentence

from commonweal import evidence as bringing
from commonweal import packs
from commonweal.editions import drafting, resolve, tree
from commonweal.editions.case import Scope
from commonweal.editions.drafted import compare
from commonweal.editions.evidence import FrameEvidence
from commonweal.scrutiny.sentences import sentences

from . import examples as ex

EVIDENCE = ex.evidence()


def words(text: str, evidence: FrameEvidence = EVIDENCE, scope: Scope = ex.SCOPE) -> str:
    made = resolve.resolved(text, evidence, scope)
    assert made.troubles == (), text
    return " ".join(tree.plain(run) for run in tree.runs(made.tree))


@pytest.mark.parametrize(
    ("indicator", "place", "says", "never"),
    [
        ("employment-rate", "", ["68.6%", "rose by 0.4", "about 110,000 more", "Solihull"], ["no figure"]),
        ("employment-rate", ex.BIRMINGHAM, ["66.1%", "provisional", "8.6 percentage points"], ["lowest"]),
        ("gdhi", "", ["£17,752", "£652 (3.8%)", "£3,357 per head below"], []),
        ("hle", "", ["unchanged within its interval", "1.2 years below"], ["better", "worse"]),
        ("fuel-poverty", "", ["way of measuring changed: another definition"], ["rose", "fell"]),
        ("fuel-poverty", ex.BIRMINGHAM, ["fell by 0.8"], ["14.2", "6.2"]),
        ("claimants", "", ["4.2%", "no earlier figure"], ["rose", "UK"]),
        ("density", "", ["below it"], ["better", "lower is better", "worse", "improve"]),
        ("gdhi", ex.BIRMINGHAM, ["No figure for gross disposable household income is held"], ["0"]),
    ],
)  # fmt: skip
def test_it_says_what_the_figures_hold_and_no_more(
    indicator: str, place: str, says: list[str], never: list[str]
) -> None:
    said = words(drafting.draft(indicator, EVIDENCE, ex.SCOPE, place=place))
    assert [w for w in says if w not in said] == [], said
    assert [w for w in never if w in said] == [], said


def test_a_draft_keeps_the_directions_of_its_day() -> None:
    text = drafting.draft("employment-rate", EVIDENCE, ex.SCOPE)
    assert resolve.stamped(text, EVIDENCE, ex.SCOPE) == text
    assert "was rose}}" in text


def test_an_unknown_indicator_is_no_draft() -> None:
    with pytest.raises(KeyError):
        drafting.draft("nothing", EVIDENCE, ex.SCOPE)


def test_every_indicator_of_our_packs_has_a_well_made_paragraph(root: Path) -> None:
    library = packs.read_library(sorted(p.parent for p in (root / "packs").glob("*/pack.yaml")))
    register = bringing.Register.from_definitions(
        library.indicators.values(), library.places.values(), library.area_sets.values()
    )
    rows = bringing.read(list(library.figures.values()), register=register).rows
    places = {c: p.name for c, p in library.places.items()} | {
        c: s.name for c, s in library.area_sets.items()
    }
    held = FrameEvidence(
        rows.select(bringing.OBSERVATION.names()),
        library.indicators.values(),
        places,
        targets=[entry for pack in library.packs for entry in pack.targets],
    )
    scope = Scope("WM-3LEP", ("E08000025", "E08000026", "E08000029", "E08000031"))
    openings = set()
    drafts = 0
    for id_ in library.indicators:
        for place in ("WM-3LEP", "WM-7MET", "E08000025"):
            text = drafting.draft(id_, held, scope, place=place)
            said = words(text, held, scope)
            for sentence in sentences(said):
                inspect_sentence(sentence)
            drafts += "{{" in text
            openings.add(said.split(maxsplit=1)[0])
    assert drafts > 60
    assert len(openings) > 5


def test_what_was_drafted_and_what_was_written_are_told_word_by_word() -> None:
    draft = "It {{movement of x was rose}} on {{earlier-period of x}}. The UK stood still.\n\nEnd."
    final = "Work {{movement of x was rose}} on {{earlier-period of x}}, we think.\n\nEnd."
    made = compare(draft, final)
    assert (made.before, made.after) == (draft, final)
    assert (made.kept, made.dropped, made.added) == (4, 6, 4)
    assert made.share_kept == pytest.approx(4 / 10)
    assert compare("", "new").share_kept is None
    assert [p.kind for p in compare("same words", "same words").pieces] == ["kept"]
