"""Days as public pages give them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.partnership.when import When, before, when

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2020", "2020-01-01", "2020-12-31", "2020"),
        ("2020-02", "2020-02-01", "2020-02-29", "February 2020"),
        ("2021-02", "2021-02-01", "2021-02-28", "February 2021"),
        (" 2020-07-03 ", "2020-07-03", "2020-07-03", "3 July 2020"),
    ],
)
def test_by_table(text: str, first: str, last: str, words: str) -> None:
    found = when(text)
    assert found == When(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert found.words == words


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "20", "1899", "2200", "2020-13", "2020-00", "2021-02-29", "2020-07-00", "2020-7",
        "2020/07", "2020-07-03T00", "٢٠٢٠",
    ],
)  # fmt: skip
def test_what_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no day, month or year|is not in the calendar"):
        when(text)


@given(DAYS)
def test_a_day_lies_in_its_month_and_its_year(day: dt.date) -> None:
    exact, month, year = when(day.isoformat()), when(f"{day:%Y-%m}"), when(f"{day:%Y}")
    assert year.first <= month.first <= exact.first == day == exact.last <= month.last <= year.last
    assert (month.last + dt.timedelta(days=1)).day == 1
    assert not before(exact, month)
    assert not before(month, exact)


@given(DAYS, DAYS)
def test_one_lies_before_another_only_where_every_day_of_it_does(a: dt.date, b: dt.date) -> None:
    one, other = when(f"{a:%Y-%m}"), when(f"{b:%Y-%m}")
    assert before(one, other) == ((a.year, a.month) < (b.year, b.month))
