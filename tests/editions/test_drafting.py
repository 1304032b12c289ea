"""Drafted paragraphs: of every kind of indicator, and of every indicator of our own packs in every place."""

from __future__ import annotations

import pytest

from commonweal.editions import drafting, resolve, tree
from commonweal.editions.drafted import compare

from . import examples as ex

EVIDENCE = ex.evidence()


def words(text: str) -> str:
    made = resolve.resolved(text, EVIDENCE, ex.SCOPE)
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


def test_what_was_drafted_and_what_was_written_are_told_word_by_word() -> None:
    draft = "It {{movement of x was rose}} on {{earlier-period of x}}. The UK stood still.\n\nEnd."
    final = "Work {{movement of x was rose}} on {{earlier-period of x}}, we think.\n\nEnd."
    made = compare(draft, final)
    assert (made.before, made.after) == (draft, final)
    assert (made.kept, made.dropped, made.added) == (4, 6, 4)
    assert made.share_kept == pytest.approx(4 / 10)
    assert compare("", "new").share_kept is None
    assert [p.kind for p in compare("same words", "same words").pieces] == ["kept"]
