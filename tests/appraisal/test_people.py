"""Numbers of people are never added across claims that may be on the same people."""

from __future__ import annotations

import re
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.appraisal.people import by_group, overlap_key, overlaps, reached, too_many
from commonweal.appraisal.worksheet import Answer, Claim

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods" / "people.md"
CASES = re.findall(r"^```claims\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
PARENT = {"solihull": "region", "birmingham": "region", "region": "england"}


def within(a: str, b: str) -> bool:
    while a != b and a in PARENT:
        a = PARENT[a]
    return a == b


def claim(
    n: int, group: str = "neet", people: int | None = 10, place: str = "solihull", **more: object
) -> Claim:
    return Claim(f"claim/{n}", group, str(more.get("priority", "skills")), str(more.get("way", "direct")),
                 people, (place,) if place else (), "m", "s", tuple(more.get("also", ())))  # type: ignore[arg-type]  # fmt: skip


def test_two_places_that_do_not_overlap_hold_different_people() -> None:
    made = [claim(1), claim(2, place="birmingham")]
    pairs = overlaps(made, {}, within)
    assert pairs == []
    assert (reached(made, pairs).at_least, reached(made, pairs).at_most) == (20, 20)


@pytest.mark.parametrize("place", ["solihull", "region", "england", ""])
def test_the_same_group_in_the_same_or_a_larger_place_is_flagged(place: str) -> None:
    made = [claim(1), claim(2, place=place, people=30, priority="employment")]
    [pair] = overlaps(made, {}, within)
    assert "under two priorities" in pair.why
    assert pair.settled == ""
    got = reached(made, [pair])
    assert (got.at_least, got.at_most, got.open) == (30, 40, 1)


@pytest.mark.parametrize(
    ("parts", "at_least", "at_most", "settled"),
    [
        ({"kind": "separate", "reason": "Other ages."}, 40, 40, "separate"),
        ({"kind": "same", "reason": "One course."}, 30, 30, "same"),
        ({"kind": "partly", "people": "4", "reason": "Four do both."}, 36, 36, "partly"),
        ({"kind": "separate", "reason": "  "}, 30, 40, ""),  # no reason, no resolution
        ({"kind": "partly", "people": "400", "reason": "More than there are."}, 30, 40, ""),
        ({"kind": "partly", "reason": "Some."}, 30, 40, ""),
    ],
)
def test_what_an_assessor_says_of_a_pair_counts_only_with_a_reason(
    parts: dict[str, str | list[str]], at_least: int, at_most: int, settled: str
) -> None:
    made = [claim(1), claim(2, people=30)]
    [pair] = overlaps(made, {overlap_key("claim/2", "claim/1"): Answer(parts)}, within)
    got = reached(made, [pair])
    assert (got.at_least, got.at_most, pair.settled) == (at_least, at_most, settled)


def test_what_contradicts_itself_is_said_and_not_counted() -> None:
    made = [claim(1), claim(2), claim(3)]
    said = {
        "overlap/1/2": Answer({"kind": "same", "reason": "r"}),
        "overlap/2/3": Answer({"kind": "same", "reason": "r"}),
        "overlap/1/3": Answer({"kind": "separate", "reason": "r"}),
    }
    got = reached(made, overlaps(made, said, within))
    assert got.contradicts
    assert (got.at_least, got.at_most) == (10, 30)


def test_an_uncounted_claim_is_counted_as_uncounted() -> None:
    made = [claim(1), claim(2, people=None)]
    got = reached(made, overlaps(made, {}, within))
    assert (got.at_least, got.at_most, got.uncounted) == (10, 10, 1)
    assert (reached([], []).at_least, reached([], []).at_most) == (0, 0)


def test_group_by_group_and_way_by_way() -> None:
    made = [claim(1), claim(2, group="low-skilled", people=7), claim(3, way="indirect", people=5)]
    pairs = overlaps(made, {}, within)
    assert by_group(made, pairs)["neet"].at_most == 15
    assert by_group(made, pairs, way="direct")["neet"].at_most == 10
    assert too_many(made, {"solihull": 8})[0][1] == 8


PEOPLE = 7


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sets(st.integers(0, PEOPLE)), min_size=1, max_size=6),
    st.lists(st.sampled_from(["", "said"]), min_size=15, max_size=15),
)
def test_the_bounds_hold_for_any_real_people(sets: list[set[int]], says: list[str]) -> None:
    """The oracle: people who exist. Whatever is truly said of pairs, the true number lies in between."""
    made = [claim(n + 1, people=len(s)) for n, s in enumerate(sets)]
    answers = {}
    pairs = [(a, b) for a, b in product(range(len(sets)), repeat=2) if a < b]
    for (a, b), say in zip(pairs, says, strict=False):
        both = len(sets[a] & sets[b])
        if say:
            kind = "separate" if not both else "partly"
            parts: dict[str, str | list[str]] = {"kind": kind, "people": str(both), "reason": "counted"}
            answers[overlap_key(f"claim/{a + 1}", f"claim/{b + 1}")] = Answer(parts)
    got = reached(made, overlaps(made, answers, within))
    assert not got.contradicts
    assert got.at_least <= len(set().union(*sets)) <= got.at_most


def test_many_claims_are_bounded_too() -> None:
    made = [claim(n, people=n) for n in range(1, 31)]
    got = reached(made, overlaps(made, {}, within))
    assert (got.at_least, got.at_most) == (30, sum(range(31)))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=6),
    st.lists(st.sampled_from(["", "separate", "same", "partly"]), min_size=15, max_size=15),
)
def test_at_least_is_the_best_of_all_sets_of_claims(counts: list[int], says: list[str]) -> None:
    """A second implementation: every set of claims of which all overlaps are known, one by one."""
    made = [claim(n + 1, people=count) for n, count in enumerate(counts)]
    answers = {
        overlap_key(a.key, b.key): Answer({"kind": say, "people": "0", "reason": "r"})
        for (a, b), say in zip(combinations(made, 2), says, strict=False)
        if say
    }
    pairs = overlaps(made, answers, within)
    shared = {(p.one.key, p.other.key): p.shared for p in pairs}
    best = 0
    for size in range(1, len(made) + 1):
        for some in combinations(made, size):
            both = [shared[a.key, b.key] for a, b in combinations(some, 2)]
            if None not in both:
                best = max(best, sum(c.people or 0 for c in some) - sum(b or 0 for b in both))
    got = reached(made, pairs)
    assert got.contradicts or got.at_least == best


@pytest.mark.parametrize("case", CASES)
def test_the_page_says_what_is_computed(case: str) -> None:
    lines = dict(line.split(": ", 1) for line in case.splitlines())
    made, answers = [], {}
    for key, text in lines.items():
        if key.isdecimal():
            group, place, people = text.split(", ")
            made.append(claim(int(key), group, int(people), place))
        elif "/" in key:
            kind, _, number = text.partition(" ")
            answers[f"overlap/{key}"] = Answer({"kind": kind, "people": number, "reason": "Worked."})
    got = reached(made, overlaps(made, answers, within))
    assert (got.at_least, got.at_most) == (int(lines["at least"]), int(lines["at most"]))
    assert got.contradicts == ("contradicts" in lines)


def test_the_page_works_at_least_six_cases() -> None:
    assert len(CASES) >= 6
