"""Whose seat nobody has, by table and against a plain walk."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.partnership.seats import LOOKED_FOR, Period, Seat, covers, missing, overlapping, takes_part

DAY = dt.date(2026, 11, 25)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        ([], {"residents": "none", "workers": "none"}),
        ([Seat("residents"), Seat("workers")], {}),
        ([Seat("residents", held=False)], {"residents": "vacant", "workers": "none"}),
        ([Seat("residents", held=False), Seat("residents"), Seat("workers")], {}),
        ([Seat("workers", Period(until=BEFORE))], {"residents": "none", "workers": "none"}),
        ([Seat("workers", Period(since=AFTER))], {"residents": "none", "workers": "none"}),
        ([Seat("workers", Period(DAY, DAY)), Seat("residents", Period(DAY))], {}),
        ([Seat("member"), Seat("community")], {"residents": "none", "workers": "none"}),
    ],
)
def test_by_table(seats: list[Seat], expected: dict[str, str]) -> None:
    assert missing(seats, DAY) == expected


DAYS = st.none() | st.integers(-3, 3).map(lambda n: DAY + dt.timedelta(days=n))
SEATS = st.builds(
    Seat,
    st.sampled_from(["member", *LOOKED_FOR]),
    st.builds(Period, DAYS, DAYS),
    st.booleans(),
)


@given(st.lists(SEATS, max_size=6))
def test_it_agrees_with_a_plain_walk(seats: list[Seat]) -> None:
    expected = {}
    for kind in LOOKED_FOR:
        state = "none"
        for s in seats:
            begun = s.period.since is None or not s.period.since > DAY
            over = s.period.until is not None and s.period.until < DAY
            if s.kind == kind and begun and not over and state != "held":
                state = "held" if s.held else "vacant"
        if state != "held":
            expected[kind] = state
    assert missing(seats, DAY) == expected


def test_a_period_includes_its_first_and_last_day() -> None:
    assert covers(Period(DAY, DAY), DAY)
    assert not covers(Period(DAY, DAY), AFTER)
    assert not covers(Period(DAY, DAY), BEFORE)


ORDERED = st.tuples(DAYS, DAYS).map(
    lambda d: Period(*(d if None in d or d[0] <= d[1] else (d[1], d[0])))  # type: ignore[operator]
)


@given(st.lists(ORDERED, max_size=4))
def test_periods_overlap_where_a_day_lies_in_two(periods: list[Period]) -> None:
    days = [DAY + dt.timedelta(days=n) for n in range(-5, 6)]
    times = {day: sum(covers(p, day) for p in periods) for day in days}
    assert overlapping(periods) == any(n > 1 for n in times.values())
    assert [takes_part(periods, day) for day in days] == [n > 0 for n in times.values()]
