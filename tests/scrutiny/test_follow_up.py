"""Follow-up: days read from words, what is due, and what can be said of a claim beside the figures."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.scrutiny.day_words import day_read, months_on
from commonweal.scrutiny.follow_up import Answer, Beside, Claim, Due, Evidence, Figure, beside, better, due

SAID = dt.date(2026, 11, 23)
DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("March 2029", "2029-03-31"),
        ("by the end of March 2029", "2029-03-31"),
        ("2029", "2029-12-31"),
        ("2028/29", "2029-03-31"),
        ("financial year 2028–29", "2029-03-31"),
        ("2027-2030", "2030-12-31"),
        ("31 March 2029", "2029-03-31"),
        ("the 1st of May, 2030", "2030-05-01"),
        ("01/04/2029", "2029-04-01"),
        ("2029-02-03", "2029-02-03"),
        ("Q4 2028", "2028-12-31"),
        ("summer 2029", "2029-08-31"),
        ("mid-2029", "2029-06-30"),
        ("late 2029", "2029-12-31"),
        ("within two years", "2028-11-23"),
        ("in 18 months", "2028-05-23"),
        ("first in 2027, all by March 2031", "2031-03-31"),
        ("Feb 2028", "2028-02-29"),
        ("winter 2029", None),
        ("soon", None),
        ("31 June 2029", None),
        ("1066", None),
        ("", None),
        ("after 40 homes", None),
    ],
)
def test_by_when_is_read(words: str, day: str | None) -> None:
    assert day_read(words, SAID) == (dt.date.fromisoformat(day) if day else None)


@given(DAYS, st.sampled_from(["%-d %B %Y", "%Y-%m-%d", "%-d %b %Y", "%d/%m/%Y", "%-d.%-m.%Y"]))
def test_a_day_that_is_written_is_the_day_that_is_read(day: dt.date, form: str) -> None:
    assert day_read(f"It is done by {day.strftime(form)}.", SAID) == day


@given(DAYS)
def test_a_month_means_its_last_day(day: dt.date) -> None:
    last = calendar.monthrange(day.year, day.month)[1]
    assert day_read(day.strftime("from %B %Y on"), SAID) == day.replace(day=last)


@given(st.text(max_size=60))
def test_any_words_are_read_or_not_and_never_fail(words: str) -> None:
    found = day_read(words, SAID)
    assert found is None or 2000 <= found.year <= 2100


@given(DAYS, st.integers(0, 60))
def test_so_many_months_on(day: dt.date, months: int) -> None:
    found = months_on(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == min(day.day, calendar.monthrange(found.year, found.month)[1])


MAYBE = st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31))


@given(MAYBE, MAYBE, st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31)))
def test_what_is_due_told_another_way(look: dt.date | None, looked: dt.date | None, day: dt.date) -> None:
    found = due(Claim(dt.date(2026, 1, 1), look, looked_on=looked), day)
    if look is None:
        expected = Due.NO_DATE
    elif looked and looked >= look and looked <= day:
        expected = Due.LOOKED
    else:
        away = (look - day).days
        if away <= 0:
            expected = Due.DUE if day <= months_on(look, 3) else Due.OVERDUE
        else:
            expected = Due.SOON if look <= months_on(day, 3) else Due.AHEAD
    assert found is expected


def year(n: int, value: float, *, provisional: bool = False) -> Figure:
    return Figure(f"{n}-01-01/P1Y", dt.date(n, 1, 1), dt.date(n, 12, 31), value, provisional)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Claim, Evidence, dt.date]:
    years = sorted(draw(st.sets(st.integers(2018, 2032), max_size=8)))
    values = st.floats(-1e6, 1e6, allow_nan=False)
    figures = [year(n, draw(values), provisional=draw(st.booleans())) for n in years]
    other = [year(n, draw(values)) for n in sorted(draw(st.sets(st.integers(2018, 2032), max_size=8)))]
    then = draw(st.none() | st.builds(year, st.integers(2018, 2026), values))
    made = draw(st.dates(dt.date(2018, 1, 1), dt.date(2027, 1, 1)))
    look = draw(st.none() | st.dates(dt.date(2019, 1, 1), dt.date(2033, 1, 1)))
    breaks = [dt.date(n, 1, 1) for n in draw(st.sets(st.integers(2018, 2033), max_size=2))]
    claim = Claim(made, look, draw(st.booleans()) or draw(st.booleans()), then)
    evidence = Evidence(figures, other, breaks, draw(st.booleans()) or draw(st.booleans()))
    return claim, evidence, draw(st.dates(dt.date(2019, 1, 1), dt.date(2034, 1, 1)))


def plainly(claim: Claim, evidence: Evidence, day: dt.date) -> Beside:
    """The same in a few lines, by year: every period here is a calendar year."""
    if not claim.placed:
        return Beside(Answer.NO_PLACE)
    now = {f.start.year: f for f in evidence.figures}
    then, pinned = claim.then, claim.then is not None
    if then is None:
        earlier = [n for n in now if n < claim.made_on.year]
        then = now[max(earlier)] if earlier else None
    held = now.get(then.start.year) if then else None
    then_now = held.value if held else None
    if evidence.known and not now and claim.then is None:
        return Beside(Answer.NO_SERIES)
    if not evidence.known or not now:
        return Beside(Answer.WITHDRAWN, then, pinned)
    last = now[max(now)]

    def say(answer: Answer, broken: dt.date | None = None) -> Beside:
        return Beside(answer, then, pinned, then_now, last, broken_on=broken)

    if claim.look_on is None:
        return say(Answer.NO_DATE)
    if day < claim.look_on:
        return say(Answer.NOT_YET)
    if dt.date(last.start.year, 12, 31) < claim.look_on or (then and last.start.year <= then.start.year):
        return say(Answer.NO_FIGURE_YET)
    if then is None:
        return say(Answer.NO_FIGURE_THEN)
    broken = [b for b in evidence.breaks if then.start.year < b.year <= last.start.year]
    if broken:
        return say(Answer.BREAK, max(broken))
    other = {f.start.year: f.value for f in evidence.comparator}
    ends = other.get(then.start.year), other.get(last.start.year)
    change = last.value - (held.value if held else then.value)
    moved = None if None in ends else ends[1] - ends[0]  # type: ignore[operator]
    return Beside(Answer.COMPARED, then, pinned, then_now, last, change, moved)


@given(cases())
def test_what_is_said_told_another_way(case: tuple[Claim, Evidence, dt.date]) -> None:
    assert beside(*case) == plainly(*case)


@given(cases())
def test_a_change_is_said_only_where_the_day_has_come_and_nothing_breaks(
    case: tuple[Claim, Evidence, dt.date],
) -> None:
    claim, evidence, day = case
    found = beside(claim, evidence, day)
    assert (found.change is not None) == (found.answer is Answer.COMPARED)
    if found.change is None:
        assert found.comparator_change is None
    else:
        assert claim.look_on is not None
        assert claim.look_on <= day
        assert found.latest is not None
        assert found.latest.end >= claim.look_on


LOOKED = Claim(dt.date(2026, 11, 1), dt.date(2028, 12, 31), then=year(2025, 5.0))
DAY = dt.date(2030, 1, 1)


def test_each_case_has_its_own_answer() -> None:
    whole = Evidence([year(2025, 5.0), year(2028, 4.0)], [year(2025, 7.0), year(2028, 6.5)])
    found = beside(LOOKED, whole, DAY)
    assert (found.answer, found.change, found.comparator_change) == (Answer.COMPARED, -1.0, -0.5)
    assert not found.revised
    assert not found.provisional
    revised = beside(LOOKED, Evidence([year(2025, 5.5), year(2028, 4.0, provisional=True)]), DAY)
    assert revised.revised
    assert revised.provisional
    assert revised.change == -1.5
    assert revised.comparator_change is None
    assert beside(LOOKED, Evidence([year(2025, 5.0)]), DAY).answer is Answer.NO_FIGURE_YET
    assert beside(LOOKED, Evidence(known=False), DAY).answer is Answer.WITHDRAWN
    assert beside(LOOKED, Evidence([]), DAY).answer is Answer.WITHDRAWN
    never = Claim(LOOKED.made_on, LOOKED.look_on)
    assert beside(never, Evidence([]), DAY).answer is Answer.NO_SERIES
    same = beside(
        Claim(LOOKED.made_on, dt.date(2024, 1, 1), then=year(2025, 5.0)), Evidence([year(2025, 5)]), DAY
    )
    assert same.answer is Answer.NO_FIGURE_YET
    broken = beside(LOOKED, Evidence(whole.figures, breaks=[dt.date(2027, 1, 1)]), DAY)
    assert (broken.answer, broken.broken_on) == (Answer.BREAK, dt.date(2027, 1, 1))
    pooled = Figure("2026-01-01/P3Y", dt.date(2026, 1, 1), dt.date(2028, 12, 31), 4.0)
    assert beside(LOOKED, Evidence([year(2025, 5.0), pooled]), DAY).answer is Answer.UNLIKE
    assert beside(LOOKED, whole, dt.date(2028, 12, 30)).answer is Answer.NOT_YET
    assert beside(LOOKED, whole, dt.date(2028, 12, 31)).answer is Answer.COMPARED
    late = Claim(dt.date(2020, 1, 1), dt.date(2028, 1, 1))
    assert beside(late, Evidence([year(2028, 4.0)]), DAY).answer is Answer.NO_FIGURE_THEN


@pytest.mark.parametrize(
    ("change", "polarity", "found"),
    [(1, 1, True), (1, -1, False), (-1, -1, True), (0, 1, None), (1, 0, None)],
)
def test_which_way_is_better(change: float, polarity: int, found: bool | None) -> None:
    assert better(change, polarity) is found
