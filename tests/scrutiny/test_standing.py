"""How a recommendation stands: by table, by properties, and against a plain walk through the days."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.scrutiny.standing import (
    OPEN,
    STANDINGS,
    Progress,
    Recommended,
    Response,
    Standing,
    Stands,
    due_soon,
    late_by,
    stands,
)

MADE, DUE = dt.date(2027, 1, 21), dt.date(2027, 3, 21)


def day(month: int, day_: int, year: int = 2027) -> dt.date:
    return dt.date(year, month, day_)


ACCEPTED = Response(day(3, 1), "accepted", day(9, 1))
MADE_ONLY = Recommended(MADE, DUE)


@pytest.mark.parametrize(
    ("made", "on", "expected"),
    [
        (MADE_ONLY, day(3, 21), Stands(Standing.WAITING, 0, DUE)),
        (MADE_ONLY, day(3, 22), Stands(Standing.LATE, 1, DUE, response_late=1)),
        (replace(MADE_ONLY, responses=(ACCEPTED,)), day(2, 28), Stands(Standing.WAITING, 0, DUE)),
        (
            replace(MADE_ONLY, responses=(ACCEPTED,)),
            day(9, 1),
            Stands(Standing.ON_COURSE, 0, day(9, 1), day(9, 1)),
        ),
        (
            replace(MADE_ONLY, responses=(ACCEPTED,)),
            day(9, 3),
            Stands(Standing.OVERDUE, 2, day(9, 1), day(9, 1)),
        ),
        (
            replace(MADE_ONLY, responses=(Response(day(4, 1), "not"),)),
            day(9, 3),
            Stands(Standing.NOT_ACCEPTED, response_late=11),
        ),
        (
            replace(
                MADE_ONLY, responses=(ACCEPTED,), updates=(Progress(day(5, 1)), Progress(day(9, 4), True))
            ),
            day(12, 1),
            Stands(Standing.DONE, 3, day(9, 1), day(9, 1), day(9, 4)),
        ),
        (  # called done, and opened again: the last update counts
            replace(
                MADE_ONLY, responses=(ACCEPTED,), updates=(Progress(day(5, 1), True), Progress(day(6, 1)))
            ),
            day(12, 1),
            Stands(Standing.OVERDUE, 91, day(9, 1), day(9, 1)),
        ),
        (  # a promise that was moved keeps its first day
            replace(MADE_ONLY, responses=(ACCEPTED, Response(day(8, 1), "partly", day(11, 1)))),
            day(10, 1),
            Stands(Standing.ON_COURSE, 0, day(11, 1), day(9, 1)),
        ),
        (replace(MADE_ONLY, withdrawn=day(2, 1)), day(6, 1), Stands(Standing.WITHDRAWN)),
        (replace(MADE_ONLY, withdrawn=day(2, 1)), day(1, 31), Stands(Standing.WAITING, 0, DUE)),
    ],
)
def test_by_table(made: Recommended, on: dt.date, expected: Stands) -> None:
    assert stands(made, on) == expected


def test_a_promise_that_was_moved_says_so() -> None:
    once = stands(replace(MADE_ONLY, responses=(ACCEPTED,)), day(4, 1))
    twice = stands(
        replace(MADE_ONLY, responses=(ACCEPTED, Response(day(4, 1), "accepted", day(10, 1)))), day(4, 1)
    )
    assert (once.moved, twice.moved) == (False, True)


DAYS = st.integers(0, 120).map(lambda n: MADE + dt.timedelta(days=n))


@st.composite
def recommendations(draw: st.DrawFn) -> Recommended:
    responses = []
    for _ in range(draw(st.integers(0, 3))):
        on, answer = draw(DAYS), draw(st.sampled_from(["accepted", "partly", "not"]))
        by = None if answer == "not" else on + dt.timedelta(days=draw(st.integers(0, 60)))
        responses.append(Response(on, answer, by))
    updates = tuple(Progress(draw(DAYS), draw(st.booleans())) for _ in range(draw(st.integers(0, 3))))
    return Recommended(
        MADE,
        draw(DAYS),
        tuple(responses),
        updates,
        draw(st.none() | DAYS),
    )


def walked(made: Recommended, until: dt.date) -> tuple[str, int, dt.date | None, int]:
    """The plain way: begin on the day it is made, and go on day by day with what was said on each."""
    word, answer, promised, done, first_late = "waiting", "", None, None, 0
    today = made.on
    while today <= until:
        for said in (r for r in made.responses if r.day == today):
            if not answer:
                first_late = max((said.day - made.due).days, 0)
            answer, promised = said.answer, said.by
        for said_ in (u for u in made.updates if u.day == today):
            done = today if said_.done else None
        if made.withdrawn == today:
            return "withdrawn", 0, None, 0
        if not answer:
            word = "waiting" if today <= made.due else "late"
        elif answer == "not":
            word = "not-accepted"
        elif done:
            word = "done"
        else:
            assert promised is not None
            word = "on-course" if today <= promised else "overdue"
        today += dt.timedelta(days=1)
    late = {
        "late": (until - made.due).days,
        "overdue": (until - promised).days if promised else 0,
        "done": max((done - promised).days, 0) if done and promised else 0,
    }.get(word, 0)
    if word == "late":
        first_late = late
    return word, late, done if word == "done" else None, first_late


@given(recommendations(), st.integers(0, 150))
def test_it_agrees_with_a_plain_walk_through_the_days(made: Recommended, after: int) -> None:
    on = MADE + dt.timedelta(days=after)
    found = stands(made, on)
    assert (found.standing.value, found.late, found.done_on, found.response_late) == walked(made, on)


@given(recommendations(), st.integers(0, 150))
def test_what_is_said_later_changes_nothing_of_an_earlier_day(made: Recommended, after: int) -> None:
    on = MADE + dt.timedelta(days=after)
    known = Recommended(
        made.on,
        made.due,
        tuple(r for r in made.responses if r.day <= on),
        tuple(u for u in made.updates if u.day <= on),
        made.withdrawn if made.withdrawn and made.withdrawn <= on else None,
    )
    assert stands(made, on) == stands(known, on)


@given(recommendations(), st.integers(0, 150))
def test_lateness_and_standing_say_the_same(made: Recommended, after: int) -> None:
    found = stands(made, MADE + dt.timedelta(days=after))
    if found.standing in (Standing.LATE, Standing.OVERDUE):
        assert found.late > 0
    if found.standing in (Standing.WAITING, Standing.ON_COURSE):
        assert found.late == 0
        assert found.until is not None
    if found.standing is Standing.DONE:
        assert found.done_on is not None
    assert found.late >= 0
    assert found.response_late >= 0


@given(recommendations())
def test_what_waits_gets_late_by_waiting_and_by_nothing_else(made: Recommended) -> None:
    last = max([made.due, *(r.by or r.day for r in made.responses), *(u.day for u in made.updates)])
    quiet = stands(made, last + dt.timedelta(days=200))
    assert quiet.standing not in (Standing.WAITING, Standing.ON_COURSE)
    later = stands(made, last + dt.timedelta(days=210))
    assert later.standing == quiet.standing
    assert later.late - quiet.late == (10 if quiet.standing in (Standing.LATE, Standing.OVERDUE) else 0)


def test_each_standing_is_listed_once() -> None:
    assert sorted(STANDINGS) == sorted(Standing)
    assert set(STANDINGS) > OPEN


@pytest.mark.parametrize(
    ("until", "soon"),
    [(None, False), (day(3, 13), False), (day(3, 14), True), (day(3, 21), True), (day(3, 22), False)],
)
def test_due_soon_is_today_and_the_next_seven_days(until: dt.date | None, soon: bool) -> None:
    assert due_soon(until, day(3, 14)) is soon


def test_late_by() -> None:
    assert (late_by(None, DUE), late_by(DUE, DUE), late_by(DUE, DUE + dt.timedelta(days=3))) == (0, 0, 3)
