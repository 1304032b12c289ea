"""Suggested questions: each for its reason, the weightiest first, none that nothing asks for."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.scrutiny.advice import KINDS
from commonweal.scrutiny.asking import (
    MOST,
    MOST_OF_A_RULE,
    ClaimNow,
    FlagNow,
    GoalAway,
    Situation,
    TestNow,
    suggested,
)

DAY = dt.date(2026, 12, 1)
WHOLE = TestNow("who", "Who benefits", "Who benefits?", "whole", strength="data", people=True)
CLAIM = ClaimNow("who|claimant-count|A", "claimant count", "Solihull", True)
QUIET = Situation(DAY, True, [WHOLE], claims=[CLAIM], timing="early", places=1)


def rules(of: Situation) -> list[str]:
    return [q.rule for q in suggested(of)]


def test_of_an_account_without_gaps_nothing_is_asked() -> None:
    assert suggested(QUIET) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"begun": False, "tests": [], "claims": []}, "no-account"),
        ({"tests": [replace(WHOLE, state="open")]}, "no-account"),
        ({"tests": [WHOLE, TestNow("x", "Voice", "Who had a say?", "open")]}, "open"),
        (
            {"tests": [TestNow("x", "Voice", "Who had a say?", "not-known", until=dt.date(2026, 11, 30))]},
            "not-found-out",
        ),
        ({"tests": [TestNow("x", "Voice", "Who?", "partly", ("By when",))]}, "partly"),
        ({"tests": [replace(WHOLE, strength="assertion")]}, "assertion"),
        ({"timing": "after"}, "timing"),
        ({"timing": "late"}, "timing"),
        ({"places": 0}, "no-place"),
        ({"unfounded": ["4,000"]}, "unfounded"),
        ({"claims": [replace(CLAIM, dated=False)]}, "no-date"),
        ({"claims": []}, "no-indicator"),
        ({"overdue": [("A second intake", "Skills fund")]}, "promise"),
        ({"away": [GoalAway("Equality", "Solihull", "the pay gap", "2025: no change")]}, "away"),
        *(({"flags": [FlagNow("1-0", kind, "A sentence.", "Why.")]}, f"flag-{kind}") for kind in KINDS),
    ],
)
def test_each_gap_asks_its_own_question_with_its_reason(change: dict[str, object], rule: str) -> None:
    found = suggested(replace(QUIET, **change))
    assert [q.rule for q in found] == [rule]
    assert found[0].words.rstrip(".")
    assert found[0].reason


def test_the_page_of_the_method_has_the_weights_that_count() -> None:
    page = (Path(__file__).parents[2] / "docs" / "methods" / "suggested-questions.md").read_text("utf-8")
    told: dict[str, set[int]] = {}
    for weights, names in re.findall(r"^\| ([\d, ]+) \| ([a-z, -]+) \|", page, re.M):
        for name in names.split(", "):
            told.setdefault(name, set()).update(int(w) for w in weights.split(","))
    many = replace(
        QUIET,
        tests=[
            WHOLE,
            *(TestNow(f"o{p}", "A", "A?", "open", people=p) for p in (True, False)),
            *(TestNow(f"p{p}", "A", "A?", "partly", ("Who",), people=p) for p in (True, False)),
            TestNow("n", "A", "A?", "not-known", until=dt.date(2026, 1, 1)),
            replace(WHOLE, strength="assertion"),
        ],
        flags=[FlagNow(kind, kind, "A sentence.", "Why.") for kind in KINDS],
        claims=[replace(CLAIM, dated=False)],
        away=[GoalAway("Equality", "Solihull", "the pay gap", "2025")],
        overdue=[("A", "B")],
        unfounded=["4,000"],
        timing="after",
        places=0,
    )
    bare = replace(many, tests=[], claims=[], timing="late")
    without = replace(QUIET, claims=[])
    counted: dict[str, set[int]] = {}
    for q in (q for of in (many, bare, without) for q in suggested(of, most=100)):
        counted.setdefault(q.rule, set()).add(q.weight)
    for kind in ("absent", "empty", "none"):
        assert counted[f"flag-{kind}"] == {72, 50}  # as the page says in words
        counted[f"flag-{kind}"].remove(50)
    assert counted == told


def test_what_is_not_known_yet_is_not_asked_before_its_day() -> None:
    waits = TestNow("x", "Voice", "Who had a say?", "not-known", until=DAY)
    assert rules(replace(QUIET, tests=[WHOLE, waits])) == []


def test_the_weightiest_first_and_no_rule_hides_the_others() -> None:
    tests = [WHOLE, *(TestNow(f"t{n}", f"Test {n}", f"Question {n}?", "open") for n in range(9))]
    flags = [FlagNow(f"1-{n}", "figure", "5.1% in 2025.", "The evidence has 3.2%.") for n in range(9)]
    found = suggested(replace(QUIET, tests=tests, flags=flags, overdue=[("One", "Two")], timing="after"))
    assert [q.rule for q in found] == ["promise", *["open"] * 3, *["flag-figure"] * 3, "timing"]
    assert [q.key for q in found[1:4]] == ["t0", "t1", "t2"]


def test_who_gains_weighs_more_than_what_else_is_open() -> None:
    tests = [WHOLE, TestNow("a", "A", "A?", "open"), TestNow("b", "B", "B?", "open", people=True)]
    assert [q.key for q in suggested(replace(QUIET, tests=tests))] == ["b", "a"]


words = st.text(max_size=20) | st.just("A long sentence of many words. " * 12)
situations = st.builds(
    Situation,
    st.just(DAY),
    st.booleans(),
    st.lists(
        st.builds(
            TestNow, words, words, words, st.sampled_from(["whole", "partly", "not-known", "open"]),
            st.lists(words, max_size=3).map(tuple), st.sampled_from(["", "assertion", "data"]),
            st.none() | st.dates(), words, st.booleans(),
        ),
        max_size=12,
    ),
    st.lists(st.builds(FlagNow, words, st.sampled_from([*KINDS, "other"]), words, words), max_size=9),
    st.lists(st.builds(ClaimNow, words, words, words, st.booleans()), max_size=6),
    st.lists(st.builds(GoalAway, words, words, words, words), max_size=6),
    st.lists(st.tuples(words, words), max_size=5),
    st.lists(words, max_size=5),
    st.sampled_from(["", "early", "late", "after"]),
    st.booleans(),
    st.integers(0, 3),
)  # fmt: skip


@given(situations)
def test_of_any_situation(of: Situation) -> None:
    found = suggested(of)
    assert len(found) <= MOST
    assert [q.weight for q in found] == sorted((q.weight for q in found), reverse=True)
    assert all(q.reason for q in found)
    for rule in {q.rule for q in found}:
        assert sum(q.rule == rule for q in found) <= MOST_OF_A_RULE
    assert found == suggested(of)
    # What is cut off weighs no more than what is kept, of the rules that had room.
    every = suggested(of, most=10_000)
    assert every[: len(found)] == found


@given(situations, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_told_changes_no_rule_but_which_of_its_like_come_first(
    of: Situation, how: random.Random
) -> None:
    flags = list(of.flags)
    how.shuffle(flags)
    one, other = (suggested(s, most=10_000) for s in (of, replace(of, flags=flags)))
    assert sorted(q.rule for q in one) == sorted(q.rule for q in other)
