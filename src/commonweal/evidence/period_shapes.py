"""The shapes that real files write periods in → the first and the last day of each."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import Literal

from commonweal.words import N_, _

from . import period_refusals

#: No figure that we read is older than the first census of Great Britain.
EARLIEST_YEAR = 1801
LATEST_YEAR = 2100
#: What a label of two years is: a kind of year, or the number of the month in which it begins.
YearKind = Literal["fiscal", "academic"] | int
_FIRST_MONTH: dict[YearKind, int] = {"fiscal": 4, "academic": 9}

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH_WORDS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def _date(year: int, month: int, day: int) -> dt.date:
    if not 1 <= month <= 12:
        raise period_refusals.no_such_month(month)
    if year < 1:
        raise period_refusals.year_not_between(year, EARLIEST_YEAR, LATEST_YEAR)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise period_refusals.no_such_day(day, month_name(month), year)
    return dt.date(year, month, day)


def add_months(start: dt.date, months: int) -> dt.date:
    """The day before the same day so many months later; a month too short ends on its last day."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if year > 9998:
        raise period_refusals.too_long()
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return dt.date(year, month + 1, day) - dt.timedelta(days=1)


def month_name(month: int) -> str:
    return _(_MONTH_WORDS[month - 1])


Span = tuple[dt.date, dt.date]
Shape = Callable[[re.Match[str], YearKind | None], Span]


def span(text: str, year_kind: YearKind | None) -> Span:
    """The first and the last day of a period without a marker. Raises as :func:`periods.parse` does."""
    for pattern, read in _SHAPES:
        match = pattern.fullmatch(text)
        if match:
            return read(match, year_kind)
    raise period_refusals.no_shape()


def _iso_point(m: re.Match[str], _: YearKind | None) -> Span:
    date = _date(int(m["y"]), int(m["m"]), int(m["d"]))
    return date, date


def _iso_duration(m: re.Match[str], _: YearKind | None) -> Span:
    start, count = _date(int(m["y"]), int(m["m"]), int(m["d"])), int(m["n"])
    if not 1 <= count <= 5000:
        raise period_refusals.no_such_length(m["n"] + m["u"])
    if m["u"] in "DW":
        return start, start + dt.timedelta(days=count * (7 if m["u"] == "W" else 1) - 1)
    return start, add_months(start, count * (12 if m["u"] == "Y" else 1))


def _year(m: re.Match[str], _: YearKind | None) -> Span:
    return _years(int(m["y"]), int(m["y"]))


def _years(first: int, last: int) -> Span:
    return _date(first, 1, 1), _date(last, 12, 31)


def _two_years(first: str, second: str, kind: YearKind) -> Span:
    start = _date(int(first), _FIRST_MONTH.get(kind, kind if isinstance(kind, int) else 1), 1)
    if int(second) % 100 != (start.year + 1) % 100 or (len(second) == 4 and int(second) != start.year + 1):
        raise period_refusals.not_two_years(f"{first}/{second}")
    return start, add_months(start, 12)


def _slashed(m: re.Match[str], kind: YearKind | None) -> Span:
    financial = _two_years(m["y"], m["z"], "fiscal")
    if kind is None and EARLIEST_YEAR <= financial[0].year < LATEST_YEAR:
        raise period_refusals.kind_of_year(m[0], financial[0].year)
    if kind is None:  # no year that is believed, whichever it is
        return financial
    return _two_years(m["y"], m["z"], kind)


def _slashed_range(m: re.Match[str], kind: YearKind | None) -> Span:
    start, end = (_two_years(m[y], m[z], kind or "fiscal") for y, z in (("y", "z"), ("y2", "z2")))
    if kind is None:
        raise period_refusals.kind_of_years(m[0], start[0].year, end[1].year - start[0].year)
    return start[0], end[1]


def _year_range(m: re.Match[str], _: YearKind | None) -> Span:
    if int(m["z"]) <= int(m["y"]):
        raise period_refusals.backwards()
    return _years(int(m["y"]), int(m["z"]))


def _dashed_years(m: re.Match[str], kind: YearKind | None) -> Span:
    """ "2011-2013" is three years; "2019-2020" may be two, or the one year that lies in both."""
    if int(m["z"]) == int(m["y"]) + 1:
        raise period_refusals.years_or_year(m[0], int(m["y"]))
    return _year_range(m, kind)


def _dashed(m: re.Match[str], kind: YearKind | None) -> Span:
    """ "2019-05" is May; "2012-15" is four years; "2003-05" may be either and is refused.

    "2012-13" is a label of two years, as "2012/13" is; "2009-10" may be that or October.
    """
    year, second = int(m["y"]), int(m["z"])
    month, later = 1 <= second <= 12, second > year % 100
    if month and second == year % 100 + 1:
        raise period_refusals.month_or_year(m[0], month_name(second), year, f"{year}-{second:02}-01/P1M")
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
        return _slashed(m, kind)
    if not later:
        raise period_refusals.no_such_month(second)
    return _years(year, year // 100 * 100 + second)


def _quarter(m: re.Match[str], _: YearKind | None) -> Span:
    start = _date(int(m["y"]), int(m["q"]) * 3 - 2, 1)
    return start, add_months(start, 3)


def _month_of(year: int, month: int) -> Span:
    start = _date(year, month, 1)
    return start, add_months(start, 1)


def _numbered_month(m: re.Match[str], _: YearKind | None) -> Span:
    return _month_of(int(m["y"]), int(m["m"]))


def _month_number(name: str) -> int:
    number = _MONTHS.get(name.lower())
    if number is None:
        raise period_refusals.not_a_month(name)
    return number


def _named_month(m: re.Match[str], _: YearKind | None) -> Span:
    return _month_of(int(m["y"]), _month_number(m["name"]))


def _named_day(m: re.Match[str], _: YearKind | None) -> Span:
    date = _date(int(m["y"]), _month_number(m["name"]), int(m["d"]))
    return date, date


def _month_range(m: re.Match[str], _: YearKind | None) -> Span:
    start = _date(int(m["y"] or m["y2"]), _month_number(m["name"]), 1)
    return start, _month_of(int(m["y2"]), _month_number(m["name2"]))[1]


def _day_range(m: re.Match[str], _: YearKind | None) -> Span:
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
        (_Y + r"\s*to\s*(?P<z>\d{4})", _year_range),
        (_Y + r"\s*-\s*(?P<z>\d{4})", _dashed_years),
        (_Y + r"-(?P<z>\d{2})", _dashed),
        (_Y + r"[ -]?[Qq](?P<q>[1-4])", _quarter),
        (_Y + r" (?P<m>\d{2})", _numbered_month),
        (_NAME + r" (?P<y>\d{4})", _named_month),
        (r"(?P<d>\d{1,2}) " + _NAME + r" (?P<y>\d{4})", _named_day),
        (_NAME + r"(?: (?P<y>\d{4}))?" + _TO + _END, _month_range),
        (r"(?P<d>\d{1,2}) " + _NAME + r"(?: (?P<y>\d{4}))? to (?P<d2>\d{1,2}) " + _END, _day_range),
    )
)
