"""What is found by the words that people type, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.publish.finding import Entry, Index, initials, meant, plain, root, typed, words

INDICATORS = Index(
    [
        Entry("gas", "Greenhouse gas taken up by nature", ("gas-taken-up",), ("How much do trees take up?",)),
        Entry("homes", "Housing affordability", (), ("The ratio of house prices to what people earn.",)),
        Entry("poverty", "Children in relative poverty", ("child-poverty",), ("Before housing costs.",)),
        Entry("gva", "Productivity", ("gva-per-hour",), ("Gross value added for each hour worked.",)),
        Entry("gdp", "Output per head", (), ("Gross domestic product, divided by residents.",)),
        Entry("life", "Healthy life expectancy", (), ("How long can a person expect to live well?",)),
        Entry("pay", "Median pay", ("median-pay",), ("Weekly, of all employees.",)),
        Entry("level", "Level 4 and above", (), ("Adults with a higher qualification.",)),
        Entry("claims", "Claimant count", ("claimant-count",), ("People who claim unemployment benefit.",)),
        Entry("age", "Age", (), ()),
    ]
)
PLACES = Index(
    [
        Entry("B", "Birmingham", ("E08000025",), first=0),
        Entry("S", "Solihull", ("E08000029",), first=0),
        Entry("W", "West Midlands", ("E47000007", "West Midlands combined authority", "wmca"), first=0),
        Entry("M", "Ynys Môn", (), first=1),
        Entry("BE", "Birmingham Edgbaston", (), first=1),
        Entry("N", "Newbirmingham", (), first=0),
    ]
)
GOALS = Index(
    [
        Entry("1", "No poverty", ("goal-1",)),
        Entry("17", "Partnership for the goals", ("goal-17",)),
        Entry("health", "Health and wellbeing", ("health",), ("Life expectancy differs by place.",)),
    ]
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("LIFE EXPECTANCY!!", ["life"]),
        ("pay, median", ["pay"]),
        ("level-4", ["level"]),
        ("claimant-count", ["claims"]),
        ("poverties", ["poverty"]),
        ("house prices", ["homes"]),
        ("GVA", ["gva"]),
        ("gdp", ["gdp"]),
        ("the pay of employees", ["pay"]),
        ("unemploy", ["claims"]),
        ("nothing of the kind", []),
        ("_", []),
        ("", []),
        ("   ", []),
        ("\x00", []),
    ],
)
def test_indicators(query: str, found: list[str]) -> None:
    assert INDICATORS.find(query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Solihull.", ["S"]),
        ("Birmingham, Solihull", ["B", "S", "BE"]),  # the best of each part first
        ("Edgbaston, Birmingham", ["BE", "B"]),  # every word in one is better than each in another
        ("WMCA", ["W"]),
        ("west midlands combined authority", ["W"]),
        ("E08000029", ["S"]),
        ("ynys mon", ["M"]),
        ("YNYS MÔN", ["M"]),
        ("birm", ["B", "BE"]),  # the site's own first, and nothing that has it in the middle
    ],
)
def test_places(query: str, found: list[str]) -> None:
    assert PLACES.find(query, several=True) == found


def test_a_list_is_one_where_that_is_said() -> None:
    assert PLACES.find("Birmingham, Solihull") == []
    assert INDICATORS.find("pay, median") == ["pay"]


def test_a_figure_is_looked_for_whole() -> None:
    assert GOALS.find("goal 17") == ["17"]
    assert GOALS.find("goal 1") == ["1"]


def test_a_name_comes_before_a_text_and_a_whole_word_before_a_beginning() -> None:
    index = Index(
        [
            Entry("text", "A", (), ("Earnings.",)),
            Entry("beginning", "Earningsgap", (), ()),
            Entry("name", "Earnings of all", (), ()),
            Entry("root", "Earning", (), ()),
            Entry("alias", "Pay", ("earnings",), ()),
        ]
    )
    assert index.find("earnings") == ["name", "root", "alias", "beginning", "text"]


def test_initials_are_looked_at_where_the_word_stands_nowhere() -> None:
    """ "Age" is a word here, so that no run of words whose initials it is comes with it."""
    index = Index([Entry("age", "Age", ()), Entry("run", "A good example of it", ())])
    assert index.find("age") == ["age"]
    assert index.find("goi") == []
    assert index.find("geo") == ["run"]
    assert initials("Gross value added, for each hour") == {"gva", "feh"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("birmingam", "birmingham"),
        ("unemploymnt", "unemployment"),
        ("helth", "health"),
        ("birmingam pay", "birmingham pay"),
        ("hleath", "health"),  # two letters changed places
        ("birmingham", ""),
        ("xyzzy", ""),
        ("birmingam xyzzy", ""),
        ("pya", ""),  # too short to be told from another word
        ("goal 18", ""),
    ],
)
def test_slips_of_the_pen(query: str, said: str) -> None:
    assert meant(query, [INDICATORS, PLACES, GOALS]) == said


@pytest.mark.parametrize(
    ("word", "left"),
    [("poverties", "poverty"), ("boxes", "box"), ("prices", "pric"), ("price", "pric"), ("classes", "class"),
     ("gas", "gas"), ("bus", "bus"), ("analysis", "analysis"), ("ties", "tie"), ("housing", "hous"),
     ("houses", "hous"), ("ring", "ring"), ("free", "free")],
)  # fmt: skip
def test_endings(word: str, left: str) -> None:
    assert root(word) == left


def test_what_is_left_of_a_text() -> None:
    assert plain("Môn, FIve") == "mon, five"
    assert words("Carers’ Voice: people's 2,5%") == ["carers", "voice", "peoples", "2", "5"]
    assert typed("  Ynys Môn, EX-12! ") == "Ynys Môn EX 12"


@given(st.text(max_size=60))
def test_nothing_that_is_typed_fails(query: str) -> None:
    found = PLACES.find(query)
    assert len(found) == len(set(found))
    assert not {*found} - {"B", "S", "W", "M", "BE", "N"}
    meant(query, [INDICATORS, PLACES, GOALS])


@given(st.sampled_from("BSWM"), st.sampled_from(["", "!", ",", " ", "_", "-"]))
def test_a_name_is_found_by_itself_however_it_is_written(key: str, mark: str) -> None:
    name = {"B": "Birmingham", "S": "Solihull", "W": "West Midlands", "M": "Ynys Môn"}[key]
    assert PLACES.find(f"{mark}{name.upper()}{mark}")[0] == key
