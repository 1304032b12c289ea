"""Periods: the shapes that real files write them in, one canonical text, and words for a reader.

The canonical text is ISO 8601: a start and a duration ("2019-01-01/P1Y"), or a date alone for a point in
time. What can be read in two ways is refused with both ways named, never guessed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from commonweal.words import N_, _, ngettext

from . import period_refusals
from .recode import codes

YearKind = Literal["fiscal", "academic"]
Kind = Literal["calendar", "fiscal", "academic", "quarter", "month", "pooled", "point", "other"]

#: No figure that we read is older than the first census of Great Britain.
EARLIEST_YEAR = 1801
LATEST_YEAR = 2100

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
#: Whole messages, as languages with mutations or genders change the number, the noun or both.
_POOLED_YEARS = {
    2: N_("{range} (two years pooled)"),
    3: N_("{range} (three years pooled)"),
    4: N_("{range} (four years pooled)"),
    5: N_("{range} (five years pooled)"),
    6: N_("{range} (six years pooled)"),
    7: N_("{range} (seven years pooled)"),
    8: N_("{range} (eight years pooled)"),
    9: N_("{range} (nine years pooled)"),
    10: N_("{range} (ten years pooled)"),
}
_MONTH_WORDS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"),
    N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_TO_MONTH = (
    N_("{first} to January {year}"), N_("{first} to February {year}"), N_("{first} to March {year}"),
    N_("{first} to April {year}"), N_("{first} to May {year}"), N_("{first} to June {year}"),
    N_("{first} to July {year}"), N_("{first} to August {year}"), N_("{first} to September {year}"),
    N_("{first} to October {year}"), N_("{first} to November {year}"), N_("{first} to December {year}"),
)  # fmt: skip
_FIRST_MONTH: dict[YearKind, int] = {"fiscal": 4, "academic": 9}
_KIND_OF_YEAR: dict[int, Kind] = {1: "calendar", 4: "fiscal", 8: "academic", 9: "academic"}
_NOTE = re.compile(
    r"\s*(?:\[(?P<square>[^\]]*)\]|\((?P<round>[^)]*)\)|(?<=\d{4})(?P<letter>[a-z]))$", re.IGNORECASE
)
_COLUMNS = {"period": pl.String, "period_start": pl.Date, "period_end": pl.Date, "period_note": pl.String}
_POOLED = re.compile(r"\s*\((?:[a-z]+|\d+) years pooled\)$", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """``start`` and ``end`` are its first and last day. ``note`` is the marker that stood beside it."""

    text: str
    start: dt.date
    end: dt.date
    kind: Kind
    note: str = field(default="", compare=False)


def parse(text: str, *, year_kind: YearKind = "fiscal", latest: int = LATEST_YEAR) -> Period:
    """Read one period.

    ``year_kind`` says what a label of two years ("2018/19") is: a financial year from April, or an
    academic one from September. ``latest`` is the last year believed. Raises ``ValueError``, in words for
    an analyst, for what cannot be read and for what can be read in two ways.
    """
    whole = " ".join(text.replace("–", "-").split())
    if not whole:
        raise period_refusals.empty()
    bare, note = _without_note(whole)
    for pattern, read in _SHAPES:
        match = pattern.fullmatch(bare)
        if match:
            start, end = read(match, year_kind)
            _believable(start, end, latest)
            return _period(start, end, note)
    raise period_refusals.no_shape()


def label(period: Period | str) -> str:
    """The period in words: "2019", "April 2018 to March 2019", "2011 to 2013 (three years pooled)"."""
    p = parse(period) if isinstance(period, str) else period
    if p.kind == "point":
        return _day(p.start)
    if p.kind == "calendar":
        return str(p.start.year)
    if p.kind == "month":
        return _month(p.start)
    if p.kind == "pooled":
        return _pooled(p)
    return range_in_words(p)


def range_in_words(p: Period) -> str:
    """From when to when: "2011 to 2013", "April 2018 to March 2019", "3 to 12 May 2023"."""
    same_year = p.start.year == p.end.year
    if not _whole_months(p.start, p.end):
        first = f"{p.start.day} {month_name(p.start.month)}" if same_year else _day(p.start)
        return _("{first} to {last}").format(first=first, last=_day(p.end))
    if p.kind == "pooled" and p.start.month == 1:
        return _("{first} to {last}").format(first=p.start.year, last=p.end.year)
    first = month_name(p.start.month) if same_year else _month(p.start)
    return _(_TO_MONTH[p.end.month - 1]).format(first=first, year=p.end.year)


def years_pooled(p: Period) -> int:
    """How many years a pooled period puts together."""
    return round((p.end - p.start).days / 365.25)


def month_name(month: int) -> str:
    return _(_MONTH_WORDS[month - 1])


def month_short(month: int) -> str:
    """ "Jan", for axes."""
    return _(_SHORT_MONTHS[month - 1])


def overlaps(a: Period, b: Period) -> bool:
    """Whether a day belongs to both."""
    return a.start <= b.end and b.start <= a.end


def parse_all(texts: list[str], *, year_kind: YearKind = "fiscal", latest: int = LATEST_YEAR) -> pl.DataFrame:
    """Read each text of a list: what a column's different texts become, once each.

    Returns a frame of the same height: ``period`` (canonical, or the text as it stood where it cannot be
    read), ``period_start`` and ``period_end`` (null there), ``period_note``.
    """
    return pl.DataFrame([_row(text, year_kind, latest) for text in texts], schema=_COLUMNS, orient="row")


def parse_column(
    texts: pl.Series, *, year_kind: YearKind = "fiscal", latest: int = LATEST_YEAR
) -> pl.DataFrame:
    """Read a column, each different text once: as :func:`parse_all`, of the column's height."""
    different, positions = codes(texts)
    return parse_all(different, year_kind=year_kind, latest=latest).select(pl.all().gather(positions))


def why_unreadable(text: str, *, year_kind: YearKind = "fiscal", latest: int = LATEST_YEAR) -> str:
    """The message of :func:`parse` for a text that it refuses; empty for one that it reads."""
    try:
        parse(text, year_kind=year_kind, latest=latest)
    except ValueError as error:
        return str(error)
    return ""


def _row(
    text: str, year_kind: YearKind, latest: int
) -> tuple[str | None, dt.date | None, dt.date | None, str]:
    try:
        p = parse(text, year_kind=year_kind, latest=latest)
    except ValueError:
        return " ".join(text.split()) or None, None, None, ""
    return p.text, p.start, p.end, p.note


def _without_note(text: str) -> tuple[str, str]:
    """Take "[Note 5]", "(baseline)" or the letter of "1974a" off the end."""
    text = _POOLED.sub("", text)
    match = _NOTE.search(text)
    if not match:
        return text, ""
    return text[: match.start()], next(part for part in match.groups() if part is not None).strip()


def _period(start: dt.date, end: dt.date, note: str) -> Period:
    if start == end:
        return Period(start.isoformat(), start, end, "point", note)
    months = _whole_months_between(start, end)
    if not months:
        return Period(f"{start}/P{(end - start).days + 1}D", start, end, "other", note)
    length = f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    return Period(f"{start}/{length}", start, end, _kind(start, months), note)


def _kind(start: dt.date, months: int) -> Kind:
    if months > 12 and months % 12 == 0:
        return "pooled"
    if start.day != 1:
        return "other"
    if months == 12:
        return _KIND_OF_YEAR.get(start.month, "other")
    if months == 3 and start.month % 3 == 1:
        return "quarter"
    return "month" if months == 1 else "other"


def _believable(start: dt.date, end: dt.date, latest: int) -> None:
    for date in (start, end):
        if not EARLIEST_YEAR <= date.year <= latest:
            raise period_refusals.year_not_between(date.year, EARLIEST_YEAR, latest)
    if end < start:
        raise period_refusals.backwards()


def _date(year: int, month: int, day: int) -> dt.date:
    if not 1 <= month <= 12:
        raise period_refusals.no_such_month(month)
    if year < 1:
        raise period_refusals.year_not_between(year, EARLIEST_YEAR, LATEST_YEAR)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise period_refusals.no_such_day(day, month_name(month), year)
    return dt.date(year, month, day)


def _add_months(start: dt.date, months: int) -> dt.date:
    """The day before the same day so many months later; a month too short ends on its last day."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if year > 9998:
        raise period_refusals.too_long()
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return dt.date(year, month + 1, day) - dt.timedelta(days=1)


def _whole_months_between(start: dt.date, end: dt.date) -> int:
    """How many months the period lasts, 0 where it is no whole number of them."""
    after = end + dt.timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return months if months > 0 and _add_months(start, months) == end else 0


def _whole_months(start: dt.date, end: dt.date) -> bool:
    return start.day == 1 and (end + dt.timedelta(days=1)).day == 1


def _day(date: dt.date) -> str:
    return f"{date.day} {_month(date)}"


def _month(date: dt.date) -> str:
    return f"{month_name(date.month)} {date.year}"


def _pooled(p: Period) -> str:
    years, told = years_pooled(p), range_in_words(p)
    if years in _POOLED_YEARS:
        return _(_POOLED_YEARS[years]).format(range=told)
    return ngettext("{range} ({n} year pooled)", "{range} ({n} years pooled)", years).format(
        range=told, n=years
    )


Span = tuple[dt.date, dt.date]
Shape = Callable[[re.Match[str], YearKind], Span]


def _iso_point(m: re.Match[str], _: YearKind) -> Span:
    date = _date(int(m["y"]), int(m["m"]), int(m["d"]))
    return date, date


def _iso_duration(m: re.Match[str], _: YearKind) -> Span:
    start, count = _date(int(m["y"]), int(m["m"]), int(m["d"])), int(m["n"])
    if not 1 <= count <= 5000:
        raise period_refusals.no_such_length(m["n"] + m["u"])
    if m["u"] in "DW":
        return start, start + dt.timedelta(days=count * (7 if m["u"] == "W" else 1) - 1)
    return start, _add_months(start, count * (12 if m["u"] == "Y" else 1))


def _year(m: re.Match[str], _: YearKind) -> Span:
    return _years(int(m["y"]), int(m["y"]))


def _years(first: int, last: int) -> Span:
    return _date(first, 1, 1), _date(last, 12, 31)


def _two_year_label(first: str, second: str, kind: YearKind) -> Span:
    start = _date(int(first), _FIRST_MONTH[kind], 1)
    if int(second) % 100 != (start.year + 1) % 100 or (len(second) == 4 and int(second) != start.year + 1):
        raise period_refusals.not_two_years(f"{first}/{second}")
    return start, _add_months(start, 12)


def _slashed(m: re.Match[str], kind: YearKind) -> Span:
    return _two_year_label(m["y"], m["z"], kind)


def _slashed_range(m: re.Match[str], kind: YearKind) -> Span:
    first = _two_year_label(m["y"], m["z"], kind)
    return first[0], _two_year_label(m["y2"], m["z2"], kind)[1]


def _year_range(m: re.Match[str], _: YearKind) -> Span:
    if int(m["z"]) <= int(m["y"]):
        raise period_refusals.backwards()
    return _years(int(m["y"]), int(m["z"]))


def _dashed(m: re.Match[str], kind: YearKind) -> Span:
    """ "2019-05" is May; "2012-15" is four years; "2003-05" may be either and is refused."""
    year, second = int(m["y"]), int(m["z"])
    month, later = 1 <= second <= 12, second > year % 100
    if month and later:
        raise period_refusals.month_or_years(
            m[0],
            month_name(second),
            year,
            year // 100 * 100 + second,
            as_month=f"{year}-{second:02}-01/P1M",
            as_years=f"{year}-01-01/P{second - year % 100 + 1}Y",
        )
    if month:
        return _month_of(year, second)
    if second == (year + 1) % 100:
        return _two_year_label(m["y"], m["z"], kind)
    if not later:
        raise period_refusals.no_such_month(second)
    return _years(year, year // 100 * 100 + second)


def _quarter(m: re.Match[str], _: YearKind) -> Span:
    start = _date(int(m["y"]), int(m["q"]) * 3 - 2, 1)
    return start, _add_months(start, 3)


def _month_of(year: int, month: int) -> Span:
    start = _date(year, month, 1)
    return start, _add_months(start, 1)


def _numbered_month(m: re.Match[str], _: YearKind) -> Span:
    return _month_of(int(m["y"]), int(m["m"]))


def _month_number(name: str) -> int:
    number = _MONTHS.get(name.lower())
    if number is None:
        raise period_refusals.not_a_month(name)
    return number


def _named_month(m: re.Match[str], _: YearKind) -> Span:
    return _month_of(int(m["y"]), _month_number(m["name"]))


def _named_day(m: re.Match[str], _: YearKind) -> Span:
    date = _date(int(m["y"]), _month_number(m["name"]), int(m["d"]))
    return date, date


def _month_range(m: re.Match[str], _: YearKind) -> Span:
    start = _date(int(m["y"] or m["y2"]), _month_number(m["name"]), 1)
    return start, _month_of(int(m["y2"]), _month_number(m["name2"]))[1]


def _day_range(m: re.Match[str], _: YearKind) -> Span:
    start = _date(int(m["y"] or m["y2"]), _month_number(m["name"]), int(m["d"]))
    return start, _date(int(m["y2"]), _month_number(m["name2"]), int(m["d2"]))


_Y, _NAME, _DATE = r"(?P<y>\d{4})", r"(?P<name>[A-Za-z]{3,9})", r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
_TO = r"\s*(?:to|-)\s*"
_END = r"(?P<name2>[A-Za-z]{3,9}) (?P<y2>\d{4})"
_SHAPES: tuple[tuple[re.Pattern[str], Shape], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (_DATE + r"(?:[T ]00:00(?::00)?)?", _iso_point),
        (_DATE + r"/P(?P<n>\d{1,4})(?P<u>[YMWD])", _iso_duration),
        (_Y + r"(?:\.0)?", _year),
        (_Y + r"/(?P<z>\d{4}|\d{2})", _slashed),
        (_Y + r"/(?P<z>\d{2})" + _TO + r"(?P<y2>\d{4})/(?P<z2>\d{2})", _slashed_range),
        (_Y + _TO + r"(?P<z>\d{4})", _year_range),
        (_Y + r"-(?P<z>\d{2})", _dashed),
        (_Y + r"[ -]?[Qq](?P<q>[1-4])", _quarter),
        (_Y + r" (?P<m>\d{2})", _numbered_month),
        (_NAME + r" (?P<y>\d{4})", _named_month),
        (r"(?P<d>\d{1,2}) " + _NAME + r" (?P<y>\d{4})", _named_day),
        (_NAME + r"(?: (?P<y>\d{4}))?" + _TO + _END, _month_range),
        (r"(?P<d>\d{1,2}) " + _NAME + r"(?: (?P<y>\d{4}))? to (?P<d2>\d{1,2}) " + _END, _day_range),
    )
)
