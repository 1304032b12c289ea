"""Flags by hand, on the method's page and for any text; figures; duplicates against comparing all pairs."""

from __future__ import annotations

import random
import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scrutiny.scoring import ROOT, figures, vocabulary

from commonweal.scrutiny.advice import Vocabulary
from commonweal.scrutiny.duplicates import ALIKE, FEWEST_WORDS, copied, near_duplicates, shared
from commonweal.scrutiny.figures import Figure, disagreeing, period_keys, periods_in
from commonweal.scrutiny.flags import account_of, flags_of, is_judged
from commonweal.scrutiny.report import Block, Report

PAGE = (ROOT / "docs" / "methods" / "reading-reports.md").read_text(encoding="utf-8")
CASES = re.findall(r"^```section\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
NAMES = Vocabulary(
    places={"b": ("Birmingham",), "s": ("Solihull",), "r1": ("West Midlands",), "r2": ("West Midlands",)},
    indicators={
        "claims": ("Claimant count", "claimant rate"),
        "pay": ("Median weekly pay",),
        "years": ("Life expectancy",),
    },
)
STORE = [
    Figure("claims", "b", "2022-01-01/P1Y", 8.4, "% of people"),
    Figure("claims", "b", "2023-01-01/P1Y", 8.2, "% of people"),
    Figure("claims", "s", "2023-01-01/P1Y", 3.1, "% of people"),
    Figure("claims", "r1", "2023-01-01/P1Y", 6.5, "% of people"),
    Figure("claims", "r2", "2023-01-01/P1Y", 5.1, "% of people"),
    Figure("pay", "b", "2024-04-17", 565.4, "£ a week"),
    Figure("years", "b", "2020-01-01/P3Y", 61.32, "years"),
]


@pytest.mark.parametrize("case", CASES)
def test_the_page_says_what_is_flagged(case: str) -> None:
    text, _, said = case.partition("\nflags:")
    kinds, _, lacks = said.partition("lacks:")
    found = flags_of(text, vocabulary=vocabulary(), figures=figures())
    assert [f.kind for f in found] == kinds.replace(",", " ").split()
    if lacks:
        assert list(found[0].lacks) == [part.strip() for part in lacks.split(",")]
    for flag in found:
        assert flag.sentence in text
        assert flag.why.endswith(".")
        assert flag.helps.endswith(".")


def test_the_page_works_at_least_nine_cases() -> None:
    assert len(CASES) >= 9


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The claimant count in Birmingham was 8.2% in 2023.", 0),
        ("The claimant count in Birmingham was 8% in 2023.", 0),
        ("The claimant count in Birmingham was 8.3% in 2023.", 1),
        ("The claimant count was 8.2 per cent in 2023.", 0),  # the report's own place
        ("The claimant count was 3.1 per cent in 2023.", 1),
        ("In 2023 the claimant rate was 8.2% in Birmingham and 3.1% in Solihull.", 0),
        ("In 2023 the claimant rate was 3.1% in Birmingham and 8.2% in Solihull.", 2),
        ("The claimant count fell from 8.4% in 2022 to 8.2% in 2023.", 0),
        ("The claimant count fell from 8.2% in 2022 to 8.4% in 2023.", 2),
        ("Between 2022 and 2023 the claimant count fell from 8.4% to 8.2%.", 0),
        ("The claimant count fell by 0.2% in 2023.", 0),
        ("The target is a claimant count of 5% in 2023.", 0),
        ("The claimant count in Birmingham was 12% in 2019.", 0),  # no such figure
        ("The claimant count in Leeds was 12%.", 0),  # no period
        ("Turnout in Birmingham was 12% in 2023.", 0),  # no such indicator
        ("Over 8% were in the claimant count in Birmingham in 2023.", 0),
        ("Over 9% were in the claimant count in Birmingham in 2023.", 1),
        ("Median weekly pay in Birmingham was £565 in April 2024.", 0),
        ("Median weekly pay in Birmingham was £590 in April 2024.", 1),
        ("Life expectancy in Birmingham was 61.3 in 2020-2022.", 0),
        (
            "The claimant count of the West Midlands was 5.1% in 2023.",
            0,
        ),  # a name of two places: either will do
        ("The claimant count of the West Midlands was 4% in 2023.", 1),
    ],
)
def test_a_figure_is_compared_only_where_all_is_known(sentence: str, wrong: int) -> None:
    found = disagreeing(sentence, NAMES, STORE, place="b")
    assert len(found) == wrong, [f.why for f in found]


def test_both_numbers_are_said() -> None:
    [flag] = disagreeing("The claimant count in Birmingham was 9.9% in 2023.", NAMES, STORE)
    assert "9.9%" in flag.why
    assert "8.2% (Claimant count, Birmingham, 2023)" in flag.why


@pytest.mark.parametrize(
    ("period", "keys"),
    [
        ("2023-01-01/P1Y", {"2023"}),
        ("2023-04-01/P1Y", {"2023/24"}),
        ("2024-03-01/P1M", {"2024-03"}),
        ("2020-01-01/P3Y", {"2020-2022"}),
        ("2024-04-17", {"2024", "2024-04"}),
    ],
)
def test_periods_as_people_write_them(period: str, keys: set[str]) -> None:
    assert period_keys(period) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("in April 2016 to March 2017", ["2016/17"]),
        ("15 May 2015 to 14 May 2016", ["2015/16"]),
        ("January 2019 to December 2019", ["2019"]),
        ("April 2016 – March 2019", ["2016-2019"]),
        ("April 2020 to June 2020", ["2020-04", "2020-06"]),
        ("from April 2016 to March 2017", ["2016-04", "2017-03"]),
        ("between April 2016 to March 2017 and April 2017 to March 2018", ["2016/17", "2017/18"]),
        ("from 2018 to 2019", ["2018", "2019"]),
        ("2018 to 2019", ["2018/19"]),
        ("from 2016-18 to 2017-19", ["2016-2018", "2017-2019"]),
    ],
)
def test_periods_are_read_as_people_write_them(text: str, keys: list[str]) -> None:
    assert [m.key for m in periods_in(text)] == keys


def test_an_absent_section_shows_where_the_words_come_up() -> None:
    report = Report("a", "pdf", (Block("We care about inclusive growth. Truly.", 0),), 3, pictures=(2,))
    account = account_of(report)
    [flag] = account.flags
    assert (flag.kind, flag.sentence) == ("absent", "We care about inclusive growth.")
    assert "Page 2 is only a picture" in flag.why
    assert account.notes


ARABIC = "هذا المشروع يساعد الشباب في المدينة كثيرا جدا بكل تأكيد نعم"
WELSH = "Mae’r cynllun hwn yn cefnogi pobl ifanc yn y ddinas ac yn gwella bywydau pawb sydd yma"


@pytest.mark.parametrize("text", [ARABIC, WELSH], ids=["Arabic", "Welsh"])
def test_words_in_another_language_are_not_judged(text: str) -> None:
    assert not is_judged(text)
    assert flags_of(text) == []


@settings(max_examples=150)
@given(st.text(max_size=400))
def test_any_text_can_be_judged(text: str) -> None:
    for flag in flags_of(text, vocabulary=NAMES, figures=STORE, place="b"):
        assert "".join(flag.sentence.split()) in "".join(text.split())


WORDS = re.findall(
    r"\w+", "rent bus pay young school lift tram flat loan coach ward shop heat park road meal desk hall"
)


def _some(count: int) -> dict[str, str]:
    """Texts of which many are alike to every degree: each takes some of its sentences from an earlier one."""
    chance = random.Random(8)
    texts: dict[str, str] = {}
    for n in range(count):
        old = chance.choice(list(texts.values())).split(". ") if texts and chance.random() < 0.6 else []
        new = [" ".join(chance.choices(WORDS, k=9)).capitalize() for _ in range(6)]
        keep = chance.randint(0, 6)
        texts[f"r{n}"] = ". ".join([*old[:keep], *new[keep:]])
    return texts


def _plainly(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + 3]) for n in range(len(words) - 2)}


def test_duplicates_are_those_of_comparing_every_pair() -> None:
    """A second implementation: sets of words, every pair, no hashing."""
    texts = _some(400)
    sets = {key: _plainly(text) for key, text in texts.items()}
    wanted = {}
    for one, other in combinations(texts, 2):
        index = len(sets[one] & sets[other]) / max(len(sets[one] | sets[other]), 1)
        if index >= ALIKE and min(len(sets[one]), len(sets[other])) >= FEWEST_WORDS - 2:
            wanted[one, other] = index
    found = {(p.one, p.other): p.alike for p in near_duplicates(texts)}
    assert len(wanted) > 20
    assert found == pytest.approx(wanted)
    some = near_duplicates(texts, of={"r7", "r8"})
    assert {(p.one, p.other) for p in some} == {pair for pair in wanted if {"r7", "r8"} & set(pair)}


def test_a_copy_shows_both_texts_and_what_they_share() -> None:
    common = "The route is for people on low pay who work at night in the east of the city. It runs hourly."
    texts = {"one": f"{common} Fares are two pounds.", "two": f"{common.upper()} Fares are three pounds."}
    [pair] = near_duplicates(texts)
    assert pair.shared == tuple(re.split(r"(?<=\.) ", common))
    flag = copied(pair, key="two", texts=texts, title="Night bus")
    assert (flag.other, flag.other_text) == ("one", texts["one"])
    assert "Night bus" in flag.why
    assert shared(texts["two"], texts["one"])[0].startswith("THE ROUTE")


def test_a_copy_with_other_names_and_numbers_is_a_copy() -> None:
    """Names and numbers are what is changed first; other words changed are other words."""
    text = (
        "Buses from {0} to {1} run every {2} minutes. In {0} the driver lets {3} people from the hostel ride "
        "for nothing."
    )
    texts = {
        "one": text.format("Low Hill", "Bilston", 12, 40),
        "two": text.format("Tipton", "Great Barr", 15, "1,200"),
        "three": "Cycles from the depot are lent to each of the tenants of the hostel who rides to work.",
    }
    assert [(p.one, p.other) for p in near_duplicates(texts)] == [("one", "two")]


def test_short_texts_and_boilerplate_are_no_copies() -> None:
    assert near_duplicates({"a": "There are none.", "b": "There are none."}) == []
    printed = (
        "This report was written with regard to the duty of the council to think of all who live in its area."
    )
    own = {"a": f"{printed} Rents fall.", "b": f"{printed} Buses run later."}
    assert len(near_duplicates(own, alike=0.5)) == 1
    assert near_duplicates(own, alike=0.5, boilerplate=[printed]) == []


def test_the_same_text_many_times_does_not_explode() -> None:
    text = " ".join(chr(97 + n) * 3 for n in range(26))
    assert len(near_duplicates({f"r{n}": text for n in range(1_000)})) == 999
