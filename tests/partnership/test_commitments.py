"""How a commitment stands: by table, by properties, and against a plain walk through the days."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.partnership.commitments import (
    GRACE,
    OPEN,
    QUIET,
    STANDINGS,
    Kind,
    Promise,
    Standing,
    Stands,
    Update,
    agrees,
    stands,
)

MADE, DUE = dt.date(2027, 1, 21), dt.date(2027, 6, 30)
MOVED = dt.date(2027, 9, 30)
PLAIN = Promise(MADE, DUE)
DONE = Update(dt.date(2027, 6, 30), Kind.DONE)
CHANGE = Update(dt.date(2027, 5, 1), Kind.CHANGED, MOVED)


def day(month: int, day_: int, year: int = 2027) -> dt.date:
    return dt.date(year, month, day_)


@pytest.mark.parametrize(
    ("made", "on", "expected"),
    [
        (PLAIN, DUE, Stands(Standing.ON_COURSE, DUE, DUE)),
        (PLAIN, day(7, 1), Stands(Standing.LATE, DUE, DUE, 1)),
        (PLAIN, day(9, 28), Stands(Standing.LATE, DUE, DUE, 90, quiet=250)),
        (PLAIN, day(9, 29), Stands(Standing.MISSED, DUE, DUE, 91)),
        (replace(PLAIN, updates=(DONE,)), day(12, 1), Stands(Standing.MET, DUE, DUE, done_on=DUE)),
        (replace(PLAIN, updates=(DONE,)), day(6, 29), Stands(Standing.ON_COURSE, DUE, DUE)),
        (
            replace(PLAIN, updates=(Update(day(11, 1), Kind.DONE),)),
            day(12, 1),
            Stands(Standing.MET, DUE, DUE, 124, done_on=day(11, 1)),
        ),
        (replace(PLAIN, updates=(CHANGE,)), MOVED, Stands(Standing.CHANGED, MOVED, DUE)),
        (replace(PLAIN, updates=(CHANGE,)), day(10, 1), Stands(Standing.LATE, MOVED, DUE, 1)),
        (replace(PLAIN, updates=(CHANGE,)), day(4, 30), Stands(Standing.ON_COURSE, DUE, DUE)),
        (  # moved only when the day had passed
            replace(PLAIN, updates=(Update(day(7, 1), Kind.CHANGED, MOVED),)),
            day(7, 2),
            Stands(Standing.CHANGED, MOVED, DUE, overran=True),
        ),
        (
            replace(PLAIN, updates=(Update(day(3, 1), Kind.STOPPED),)),
            day(3, 1),
            Stands(Standing.MISSED, DUE, DUE),
        ),
        (  # given up, and taken up again
            replace(PLAIN, updates=(Update(day(3, 1), Kind.STOPPED), Update(day(4, 1)))),
            day(4, 1),
            Stands(Standing.ON_COURSE, DUE, DUE),
        ),
        (  # called done, and opened again
            replace(PLAIN, updates=(Update(day(3, 1), Kind.DONE), Update(day(4, 1)))),
            day(7, 2),
            Stands(Standing.LATE, DUE, DUE, 2),
        ),
        (replace(PLAIN, withdrawn=day(3, 1)), day(3, 1), Stands(Standing.WITHDRAWN, DUE, DUE)),
        (replace(PLAIN, withdrawn=day(3, 1)), day(2, 28), Stands(Standing.ON_COURSE, DUE, DUE)),
    ],
)
def test_by_table(made: Promise, on: dt.date, expected: Stands) -> None:
    assert stands(made, on) == expected


DAYS = st.integers(0, 400).map(lambda n: MADE + dt.timedelta(days=n))


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    updates = []
    for on in sorted(draw(st.lists(DAYS, max_size=4))):
        kind = draw(st.sampled_from(Kind))
        later = on + dt.timedelta(days=draw(st.integers(0, 200)))
        updates.append(Update(on, kind, later if kind is Kind.CHANGED else None))
    return Promise(MADE, draw(DAYS), tuple(updates), draw(st.none() | DAYS))


def walked(made: Promise, until: dt.date) -> tuple[str, dt.date, int, dt.date | None]:
    """The plain way: begin on the day it is made, and go on day by day with what was said on each."""
    due, last, done, moved, today = made.until, "", None, False, made.on
    word, late = "on-course", 0
    while today <= until:
        for u in made.updates:
            if u.day == today:
                last = u.kind.value
                done = today if last == "done" else None
                if last == "changed":
                    assert u.until is not None
                    due, moved = u.until, True
        over = (today - due).days
        late = max(over, 0)
        if made.withdrawn is not None and made.withdrawn <= today:
            word, late, done_ = "withdrawn", 0, None
        elif done is not None:
            word, late, done_ = "met", max((done - due).days, 0), done
        else:
            done_ = None
            if last == "stopped" or over > 90:
                word = "missed"
            elif over > 0:
                word = "late"
            else:
                word = "changed" if moved else "on-course"
        today += dt.timedelta(days=1)
    return word, due, late, done_


@given(promises(), st.integers(0, 700))
def test_it_agrees_with_a_plain_walk_through_the_days(made: Promise, after: int) -> None:
    on = MADE + dt.timedelta(days=after)
    found = stands(made, on)
    assert (found.standing.value, found.until, found.late, found.done_on) == walked(made, on)


@given(promises(), st.integers(0, 700))
def test_what_is_said_later_changes_nothing_of_an_earlier_day(made: Promise, after: int) -> None:
    on = MADE + dt.timedelta(days=after)
    known = Promise(
        made.on,
        made.until,
        tuple(u for u in made.updates if u.day <= on),
        made.withdrawn if made.withdrawn and made.withdrawn <= on else None,
    )
    assert stands(made, on) == stands(known, on)


@given(promises(), st.integers(0, 700))
def test_its_parts_say_the_same(made: Promise, after: int) -> None:
    on = MADE + dt.timedelta(days=after)
    found = stands(made, on)
    assert (found.standing is Standing.MET) == (found.done_on is not None)
    assert found.promised == made.until
    if found.standing is Standing.LATE:
        assert 0 < found.late <= GRACE.days
    if found.standing in (Standing.ON_COURSE, Standing.CHANGED):
        assert found.late == 0
        assert on <= found.until
    if found.standing not in OPEN:
        assert found.quiet == 0
    if found.on_time:
        assert found.done_on is not None
        assert found.done_on <= made.until
    assert found.quiet == 0 or found.quiet > QUIET.days


@given(promises())
def test_what_is_left_alone_ends(made: Promise) -> None:
    last = max([made.until, *(u.until or u.day for u in made.updates), *(u.day for u in made.updates)])
    quiet = stands(made, last + GRACE + dt.timedelta(days=400))
    assert quiet.standing not in OPEN


def test_each_standing_is_listed_once() -> None:
    assert sorted(STANDINGS) == sorted(Standing)
    assert set(STANDINGS) > OPEN


@pytest.mark.parametrize(
    ("stated", "published", "same"),
    [
        ("7", 7.0, True),
        ("7", 7.4, True),
        ("7", 6.5, True),
        ("6", 6.5, True),
        ("7.0", 7.4, False),
        ("7.4", 7.4, True),
        ("7.40", 7.4, True),
        ("7.41", 7.4, False),
        ("-0.1", 0.1, False),
        ("0.3", 0.1 + 0.2, True),
        ("621", 621.0, True),
        ("0", 0.4, True),
    ],
)
def test_a_figure_agrees_as_exactly_as_it_was_written(stated: str, published: float, same: bool) -> None:
    assert agrees(Decimal(stated), published) is same


@given(st.decimals(-(10**9), 10**9, places=3), st.integers(0, 3))
def test_a_figure_written_shorter_agrees_with_itself(number: Decimal, places: int) -> None:
    assert agrees(Decimal(f"{number:.{places}f}"), float(number))
