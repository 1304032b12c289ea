"""Stages and adoption: by table, by properties, and against a plain count day by day."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.partnership.rollouts import Reach, Stage, Use, adoption, in_use, reach
from commonweal.partnership.when import When, when


@pytest.mark.parametrize(
    ("planned", "reached", "day", "expected"),
    [
        ("2020-07", "", "2020-06-30", Reach.AHEAD),
        ("2020-07", "", "2020-07-31", Reach.AHEAD),
        ("2020-07", "", "2020-08-01", Reach.LATE),
        ("2020-07", "2020-09", "2020-08-31", Reach.LATE),
        ("2020-07", "2020-09", "2020-09-01", Reach.REACHED),
        ("", "2021", "2020-12-31", Reach.UNDATED),
        ("", "2021", "2021-01-01", Reach.REACHED),
        ("", "", "2030-01-01", Reach.UNDATED),
        ("2020", "", "2020-12-31", Reach.AHEAD),
    ],
)
def test_a_stage_by_table(planned: str, reached: str, day: str, expected: Reach) -> None:
    stage = Stage(when(planned) if planned else None, when(reached) if reached else None)
    assert reach(stage, dt.date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("by", "until", "expected"),
    [
        ("2020-07", "", {2020, 2021, 2022}),
        ("2020", "2021-01-01", {2020, 2021}),
        ("2020-12-31", "2020", {2020}),
        ("2023", "", set()),
        ("", "2021", set()),
    ],
)
def test_in_use_by_table(by: str, until: str, expected: set[int]) -> None:
    use = Use("toolkit", "Walsall", when(by) if by else None, when(until) if until else None)
    assert {y for y in range(2018, 2023) if in_use(use, y)} == expected


def test_two_roll_outs_of_one_thing_to_one_place_count_once() -> None:
    one, other = Use("tests", "Walsall", when("2020")), Use("tests", "Walsall", when("2021-03"))
    undated = Use("toolkit", "Walsall")
    found = adoption([one, other, undated], (2019, 2020, 2021))
    assert found.years == {2019: {}, 2020: {"Walsall": ("tests",)}, 2021: {"Walsall": ("tests",)}}
    assert found.undated == (undated,)


WHENS = st.one_of(
    st.none(),
    st.dates(dt.date(2015, 1, 1), dt.date(2025, 12, 31)).flatmap(
        lambda d: st.sampled_from([f"{d:%Y}", f"{d:%Y-%m}", d.isoformat()]).map(when)
    ),
)
USES = st.lists(
    st.builds(Use, st.sampled_from("abc"), st.sampled_from(["x", "y"]), WHENS, WHENS), max_size=12
)


def plain(uses: list[Use], year: int) -> set[tuple[str, str]]:
    """The plain way: on which days of the year a thing was there, day by day, from the day by which it is
    sure to be there to the last on which it may be.
    """
    found = set()
    for use in uses:
        day = dt.date(year, 1, 1)
        sure = False
        while day.year == year:
            begun = use.by is not None and use.by.last <= day
            ended = use.until is not None and use.until.last < dt.date(year, 1, 1)
            sure = sure or (begun and not ended)
            day += dt.timedelta(days=1)
        if sure:
            found.add((use.where, use.what))
    return found


@given(USES)
def test_adoption_agrees_with_a_plain_count(uses: list[Use]) -> None:
    years = range(2014, 2027)
    found = adoption(uses, years)
    assert list(found.years) == list(years)
    for year, places in found.years.items():
        pairs = [(where, what) for where, whats in places.items() for what in whats]
        assert len(pairs) == len(set(pairs))
        assert set(pairs) == plain(uses, year)
        assert all(places.values())
    assert set(found.undated) == {u for u in uses if u.by is None}


@given(USES)
def test_where_nothing_ended_it_only_grows(uses: list[Use]) -> None:
    years = list(adoption([Use(u.what, u.where, u.by) for u in uses], range(2014, 2027)).years.values())
    for before, after in itertools.pairwise(years):
        for where, whats in before.items():
            assert set(whats) <= set(after[where])


@given(WHENS, WHENS, st.dates(dt.date(2014, 1, 1), dt.date(2026, 12, 31)))
def test_a_stage_that_was_reached_stays_reached(
    planned: When | None, reached: When | None, day: dt.date
) -> None:
    stage = Stage(planned, reached)
    found, later = reach(stage, day), reach(stage, day + dt.timedelta(days=40))
    assert later is Reach.REACHED or found is not Reach.REACHED
    assert (found is Reach.UNDATED) <= (planned is None)
    assert reach(Stage(planned), day) is not Reach.REACHED
