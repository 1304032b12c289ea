"""Periods: every shape met in real files, what is refused and why, and words that can be read back."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.evidence import overlaps
from commonweal.evidence.periods import YearKind, label, parse, parse_column, why_unreadable


@pytest.mark.parametrize(
    ("text", "canonical", "kind", "words"),
    [
        ("2019", "2019-01-01/P1Y", "calendar", "2019"),
        ("2021.0", "2021-01-01/P1Y", "calendar", "2021"),
        ("2014/15", "2014-04-01/P1Y", "fiscal", "April 2014 to March 2015"),
        ("1999/00", "1999-04-01/P1Y", "fiscal", "April 1999 to March 2000"),
        ("2001/2002", "2001-04-01/P1Y", "fiscal", "April 2001 to March 2002"),
        ("2012-13", "2012-04-01/P1Y", "fiscal", "April 2012 to March 2013"),
        ("2018-09-01/P1Y", "2018-09-01/P1Y", "academic", "September 2018 to August 2019"),
        ("2024-08-01/P1Y", "2024-08-01/P1Y", "academic", "August 2024 to July 2025"),
        ("2000 Q2", "2000-04-01/P3M", "quarter", "April to June 2000"),
        ("1993 02", "1993-02-01/P1M", "month", "February 1993"),
        ("2019-05", "2019-05-01/P1M", "month", "May 2019"),
        ("Sep 2019", "2019-09-01/P1M", "month", "September 2019"),
        ("May 2020", "2020-05-01/P1M", "month", "May 2020"),
        ("2023-07-01/P1M", "2023-07-01/P1M", "month", "July 2023"),
        ("1987-1991", "1987-01-01/P5Y", "pooled", "1987 to 1991 (five years pooled)"),
        ("2010 to 2011", "2010-01-01/P2Y", "pooled", "2010 to 2011 (two years pooled)"),
        ("2012-15", "2012-01-01/P4Y", "pooled", "2012 to 2015 (four years pooled)"),
        ("2011-01-01/P3Y", "2011-01-01/P3Y", "pooled", "2011 to 2013 (three years pooled)"),
        ("2014-04-01/P3Y", "2014-04-01/P3Y", "pooled", "April 2014 to March 2017 (three years pooled)"),
        ("2007/08 to 2008/09", "2007-04-01/P2Y", "pooled", "April 2007 to March 2009 (two years pooled)"),
        ("2024-05-15", "2024-05-15", "point", "15 May 2024"),
        ("2024-05-15 00:00:00", "2024-05-15", "point", "15 May 2024"),
        ("2015-11-16/P1Y", "2015-11-16/P1Y", "other", "16 November 2015 to 15 November 2016"),
        ("2012-02-01/P1Y", "2012-02-01/P1Y", "other", "February 2012 to January 2013"),
        ("2012-01-01/P6M", "2012-01-01/P6M", "other", "January to June 2012"),
        ("17 May to 11 June 2023", "2023-05-17/P26D", "other", "17 May to 11 June 2023"),
        ("2019-01-01/P12M", "2019-01-01/P1Y", "calendar", "2019"),
    ],
)
def test_shapes(text: str, canonical: str, kind: str, words: str) -> None:
    period = parse(text, year_kind="fiscal")
    assert (period.text, period.kind, label(period)) == (canonical, kind, words)
    assert label(canonical) == words


@pytest.mark.parametrize(
    ("text", "note"),
    [("2019/20 [Note 5]", "Note 5"), ("2001-2005 (baseline)", "baseline"), ("1974a", "a"), ("2019", "")],
)
def test_markers_become_notes(text: str, note: str) -> None:
    assert parse(text, year_kind="fiscal").note == note


@pytest.mark.parametrize("marker", ["(provisional)", "[r]", "(Revised)", "[3]", "(p, note 2)", "(estimate)"])
def test_known_markers_leave_the_period_what_it_is(marker: str) -> None:
    period = parse(f"2019 {marker}")
    assert (period.text, period.note) == ("2019-01-01/P1Y", marker[1:-1])


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2019 (Q1)", "2019-01-01/P3M"),
        ("2019 [Q4]", "2019-10-01/P3M"),
        ("2020 (Jan)", "2020-01-01/P1M"),
        ("2020 [September]", "2020-09-01/P1M"),
    ],
)
def test_a_marker_that_names_a_part_is_not_taken_off(text: str, part: str) -> None:
    year, marker = text[:4], text[6:-1]
    assert why_unreadable(text) == (
        f"“{text}” may be a part of {year}. Write {part} for the part; or write {year} alone, and “{marker}” "
        "in the column of notes."
    )


@pytest.mark.parametrize("marker", ["first half", "average", "year ending March", "3", "to date"])
def test_a_marker_that_is_not_known_is_not_taken_off(marker: str) -> None:
    assert why_unreadable(f"2019 ({marker})") == (
        f"“{marker}” may make another period of 2019. Write its start and length (2019-01-01/P6M); or write "
        f"2019 alone, and “{marker}” in the column of notes."
    )


def test_years_that_are_said_to_be_pooled_are() -> None:
    assert parse("2019-2020 (two years pooled)").text == "2019-01-01/P2Y"


def test_a_label_of_two_years_is_what_its_kind_of_year_says() -> None:
    assert parse("2018/19", year_kind="academic").text == "2018-09-01/P1Y"
    assert parse("2018/19", year_kind="fiscal").text == "2018-04-01/P1Y"
    assert parse("2018/19", year_kind=8).text == "2018-08-01/P1Y"
    assert parse("2016/17 to 2018/19", year_kind=8).text == "2016-08-01/P3Y"


BOTH = "the financial year from April {0}, or the academic year from September {0}. Write "
AS_YEARS = "{0}-04-01/P1Y for the financial year, {0}-09-01/P1Y for the academic year."


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("2018/19", BOTH.format(2018) + AS_YEARS.format(2018)),
        ("2018/2019", BOTH.format(2018) + AS_YEARS.format(2018)),
        ("2012-13", BOTH.format(2012) + AS_YEARS.format(2012)),
        ("1999-00", BOTH.format(1999) + AS_YEARS.format(1999)),
        (
            "2007/08 to 2008/09",
            "financial years from April 2007 on, or academic years from September 2007 on. Write "
            "2007-04-01/P2Y for the financial years, 2007-09-01/P2Y for the academic years.",
        ),
    ],
)
def test_a_label_of_two_years_alone_is_refused(text: str, readings: str) -> None:
    assert why_unreadable(text) == f"“{text}” may be {readings}"


@pytest.mark.parametrize("year_kind", [None, "fiscal", "academic"])
@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("2009-10", "October 2009, " + BOTH.format(2009) + "2009-10-01/P1M for the month, "),
        ("2000-01", "January 2000, " + BOTH.format(2000) + "2000-01-01/P1M for the month, "),
        (
            "2019-2020",
            "the two years 2019 and 2020 together, "
            + BOTH.format(2019)
            + "2019-01-01/P2Y for the two years, ",
        ),
    ],
)
def test_what_may_be_a_year_or_another_length_is_refused(
    text: str, readings: str, year_kind: YearKind | None
) -> None:
    said = why_unreadable(text, year_kind=year_kind)
    assert said == f"“{text}” may be {readings}{AS_YEARS.format(text[:4])}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "There is no data for this indicator yet",
        "This is a non-statistical indicator.",
        "2019-13-01",
        "2019-00-01",
        "2019-02-30",
        "2019-02-29",
        "0019-01-01",
        "0000",
        "1750",
        "2250",
        "2018/20",
        "2018/2020",
        "2015-2011",
        "2015-2015",
        "2003-05",
        "2010-00",
        "2000 Q5",
        "1993 13",
        "Smarch 2019",
        "31 June 2019",
        "2019-01-01/P0Y",
        "2019-01-01/P9000Y",
        "15/05/2024",
        "2019?",
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w.*\.$"):
        parse(text)
    assert why_unreadable(text)


def test_a_later_limit() -> None:
    assert parse("2150", latest=2200).text == "2150-01-01/P1Y"
    with pytest.raises(ValueError, match=r"The year 2025 is not between 1801 and 2020\."):
        parse("2025", latest=2020)


def test_overlap() -> None:
    first, second, third = parse("2011 to 2013"), parse("2013 to 2015"), parse("2014 to 2016")
    assert overlaps(first, second)
    assert overlaps(second, first)
    assert not overlaps(first, third)
    assert overlaps(first, parse("2013-12-31"))
    assert not overlaps(first, parse("2014-01-01"))


dates = st.dates(dt.date(1850, 1, 1), dt.date(2080, 12, 31))
units = st.sampled_from("YMWD")


@given(dates, st.integers(1, 12), units)
def test_canonical_text_is_read_back_and_so_are_the_words(start: dt.date, count: int, unit: str) -> None:
    period = parse(f"{start.isoformat()}/P{count}{unit}")
    assert period.end >= period.start == start
    assert parse(period.text) == period
    assert parse(label(period)) == period


@given(dates)
def test_a_point(day: dt.date) -> None:
    period = parse(day.isoformat())
    assert period.start == period.end == day
    assert parse(label(period)) == period


@given(dates, dates, st.integers(1, 60), st.integers(1, 60))
def test_overlap_is_a_shared_day(a: dt.date, b: dt.date, days: int, more: int) -> None:
    first, second = parse(f"{a}/P{days}D"), parse(f"{b}/P{more}D")
    shared = {a + dt.timedelta(d) for d in range(days)} & {b + dt.timedelta(d) for d in range(more)}
    assert overlaps(first, second) == bool(shared)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        period = parse(text)
    except ValueError as error:
        assert str(error).endswith(".")  # noqa: PT017  the message is what is tested
    else:
        assert period.start <= period.end


def test_a_column_is_read_as_each_of_its_texts() -> None:
    texts = pl.Series(["2019", None, "2014/15", "2019", "no", " 2019 ", "2019/20 [Note 5]"])
    found = parse_column(texts, year_kind="fiscal")
    assert found["period"].to_list() == [
        "2019-01-01/P1Y",
        None,
        "2014-04-01/P1Y",
        "2019-01-01/P1Y",
        "no",
        "2019-01-01/P1Y",
        "2019-04-01/P1Y",
    ]
    assert found["period_start"].null_count() == 2
    assert found["period_note"].to_list()[-1] == "Note 5"
