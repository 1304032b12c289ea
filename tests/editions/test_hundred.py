"""100 people: the rule of largest remainders, its plain second implementation, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.svg import inspect_harmless, inspect_spoken, parsed

from commonweal.editions.hundred import Hundred, NotHundred, Share, hundred, largest_remainders, picture


def people(*percents: float, **more: object) -> list[int]:
    made = hundred("shares", [Share(f"g{n}", p) for n, p in enumerate(percents)], **more)  # type: ignore[arg-type]
    return [g.people for g in made.groups]


@pytest.mark.parametrize(
    ("percents", "expected"),
    [
        # Qualifications in the 3 LEP areas, 2019 (State of the Region 2020): NVQ4+ 33.5, none 11.3, the rest.
        ((33.5, 55.2, 11.3), [34, 55, 11]),
        # One left over after [33, 33, 33]: the fractions and the shares are alike, so the first listed.
        ((33.3, 33.3, 33.3), [34, 33, 33]),
        # .5 and .5: the larger share gets it.
        ((24.5, 75.5), [24, 76]),
        ((0.4, 99.6), [0, 100]),
        ((100.0,), [100]),
        ((12.5, 12.5, 12.5, 12.5, 12.5, 12.5, 12.5, 12.5), [13, 13, 13, 13, 12, 12, 12, 12]),
    ],
)
def test_shares_become_whole_people(percents: tuple[float, ...], expected: list[int]) -> None:
    assert people(*percents) == expected


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ([], "no shares"),
        ([Share("a", 40.0), Share("b", None)], "“b” has no figure"),
        ([Share("a", 40.0), Share("b", float("nan"))], "“b” has no figure"),
        ([Share("a", -1.0), Share("b", 101.0)], "below zero"),
        ([Share("a", 150.0)], "no more than 100"),
        ([Share("a", 50.0), Share("a", 50.0)], "stands twice"),
        ([Share("a", 50.0), Share("b", 30.0)], "leave out 20 of 100"),
        ([Share("a", 90.4), Share("b", 9.2)], "leave out 0.4 of 100"),
        ([Share("a", 70.0), Share("b", 70.0)], "count twice 40 of 100"),
    ],
)
def test_shares_that_cannot_be_people_are_refused_in_words(shares: list[Share], words: str) -> None:
    with pytest.raises(NotHundred) as caught:
        hundred("work", shares)
    assert words in str(caught.value)


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(NotHundred) as caught:
        hundred("work", [Share("a", None), Share("b", -2.0), Share("b", 120.0)])
    assert len(caught.value.problems) == 4


def test_those_whom_the_shares_leave_out_can_be_named() -> None:
    made = hundred("pay", [Share("earn the real living wage or more", 79.3)], rest="earn less")
    assert made.said("the West Midlands") == (
        "If the West Midlands was 100 people: 79 earn the real living wage or more and 21 earn less."
    )


def test_a_few_are_not_nobody() -> None:
    made = hundred("x", [Share("are very few", 0.2), Share("are the rest", 99.8)])
    assert made.said("Walsall").startswith("If Walsall was 100 people: fewer than 1 are very few and 100")
    assert made.rows[0] == ("are very few", "fewer than 1", "0.2%")


def test_the_picture_speaks_and_has_one_person_for_each() -> None:
    made = hundred("sex", [Share("are <women>", 50.6), Share("are men", 49.4)])
    svg = picture(made, "the West Midlands")
    assert svg.count("a4 4 0 1 1 0 8") == 100
    assert "&lt;women&gt;" in svg
    root = parsed(svg)
    inspect_harmless(root)
    assert inspect_spoken(root) == made.said("the West Midlands")


PERCENTS = st.lists(st.integers(0, 1000), min_size=1, max_size=9).filter(lambda parts: sum(parts) > 0)


def plainly(quotas: list[Fraction]) -> list[int]:
    """The rule again: hand out one person after another, each to whoever lacks most."""
    whole = [int(q) for q in quotas]
    while sum(whole) < 100:
        left = [(q - int(q)) if w == int(q) else Fraction(-1) for q, w in zip(quotas, whole, strict=True)]
        best = max(left)
        size = max(q for q, gap in zip(quotas, left, strict=True) if gap == best)
        whole[next(n for n, q in enumerate(quotas) if left[n] == best and q == size)] += 1
    return whole


@given(PERCENTS)
def test_they_always_sum_to_100_and_lie_within_one_of_their_share(parts: list[int]) -> None:
    quotas = [Fraction(100 * p, sum(parts)) for p in parts]
    made = largest_remainders(quotas)
    assert sum(made) == 100
    assert all(abs(k - q) < 1 for k, q in zip(made, quotas, strict=True))
    assert made == plainly(quotas)
    order = sorted(range(len(quotas)), key=lambda n: quotas[n])
    assert all(made[a] <= made[b] for a, b in pairwise(order) if quotas[a] < quotas[b])


def test_the_same_shares_make_the_same_people() -> None:
    shares = [Share("a", 33.3), Share("b", 33.3), Share("c", 33.4)]
    assert isinstance(hundred("t", shares), Hundred)
    assert hundred("t", shares) == hundred("t", shares)
