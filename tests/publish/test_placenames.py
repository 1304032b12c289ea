"""Places and groups inside a sentence."""

import pytest
from tests.publish.examples import PLACES

from commonweal.publish import breakdowns, placenames


@pytest.mark.parametrize(
    ("code", "name", "in_sentence"),
    [
        ("K02000001", "UK", "the UK"),
        ("E92000001", "England", "England"),
        ("E47000007", "West Midlands (combined authority)", "the West Midlands (combined authority)"),
        ("E12000005", "West Midlands (region)", "the West Midlands (region)"),
        ("E08000030", "Walsall", "Walsall"),
        ("E99999999", "E99999999", "E99999999"),
    ],
)
def test_a_place(code: str, name: str, in_sentence: str) -> None:
    assert placenames.name(code, PLACES) == name
    assert placenames.in_sentence(code, PLACES) == in_sentence


def test_a_name_that_one_place_has_says_no_kind() -> None:
    assert placenames.in_sentence("E47000007", {"E47000007": "West Midlands"}) == "the West Midlands"


def test_something_of_a_place() -> None:
    assert placenames.of_place("K02000001", PLACES, "rate") == "the UK's rate"
    assert placenames.of_place("E06000001", {"E06000001": "St Helens"}, "level") == "St Helens' level"
    assert (
        placenames.of_place("X", {"X": "UK less Extra-Regio"}, "level")
        == "the level of the UK less Extra-Regio"
    )
    assert placenames.of_place("E12000005", PLACES, "rate") == "the rate of the West Midlands (region)"


@pytest.mark.parametrize(
    ("name", "in_sentence"),
    [
        ("Black Country", "the Black Country"),
        ("Greater Birmingham and Solihull LEP", "the Greater Birmingham and Solihull LEP"),
        ("The three local enterprise partnership areas", "the three local enterprise partnership areas"),
        ("London", "London"),
        ("Northumberland", "Northumberland"),
        ("Yorkshire and The Humber", "Yorkshire and The Humber"),
        ("North East", "the North East"),
    ],
)
def test_the_article(name: str, in_sentence: str) -> None:
    assert placenames.in_sentence("X", {"X": name}) == in_sentence


@pytest.mark.parametrize(
    ("breakdown", "words"),
    [
        ("", "everyone"),
        ("sex=female", "women and girls"),
        ("age=16-24;sex=female", "women aged 16 to 24"),
        ("age=5-9;sex=male", "boys aged 5 to 9"),
        ("age=65+", "people aged 65 and over"),
        ("age=0-15", "children aged 0 to 15"),
        ("ethnic-group=pakistani-or-bangladeshi", "ethnic group: Pakistani or Bangladeshi"),
        ("age=16-and-over;sex=male", "men aged 16 and over"),
        ("age=under-16;sex=male", "boys aged under 16"),
        ("ethnic-group=mixed;sex=female", "women and girls, ethnic group: mixed"),
        ("not a breakdown", "not a breakdown"),
    ],
)
def test_a_group(breakdown: str, words: str) -> None:
    assert breakdowns.words(breakdown) == words
