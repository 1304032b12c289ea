"""Periods: the shapes that real files write them in, one canonical text, and words for a reader.

The canonical text is ISO 8601: a start and a duration ("2019-01-01/P1Y"), or a date alone for a point in
time. What can be read in two ways is refused with both ways named, never guessed.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from commonweal.words import N_, _, ngettext

from . import period_refusals
from .period_shapes import EARLIEST_YEAR, LATEST_YEAR, YearKind, add_months, month_name, span
from .recode import codes

__all__ = [
    "EARLIEST_YEAR",
    "LATEST_YEAR",
    "Period",
    "YearKind",
    "label",
    "month_name",
    "month_short",
    "overlaps",
    "parse",
    "parse_all",
    "parse_column",
    "range_in_words",
    "why_unreadable",
    "years_pooled",
]

Kind = Literal["calendar", "fiscal", "academic", "quarter", "month", "pooled", "point", "other"]

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
_KIND_OF_YEAR: dict[int, Kind] = {1: "calendar", 4: "fiscal", 8: "academic", 9: "academic"}
_LENGTHS: dict[Kind, str] = {
    "calendar": N_("calendar years"),
    "fiscal": N_("financial years"),
    "quarter": N_("quarters"),
    "month": N_("months"),
    "point": N_("days"),
}
_NOTE = re.compile(
    r"\s*(?:\[(?P<square>[^\]]*)\]|\((?P<round>[^)]*)\)|(?<=\d{4})(?P<letter>[a-z]))$", re.IGNORECASE
)
#: What may stand behind a period and leave it what it is. Anything else ("Q1", "first half", "average") may
#: make it another one.
_ONE_MARKER = (  # stays English
    r"(?:(?:foot)?notes? ?\w+|[a-z]|provisional|preliminary|revised|final|estimate[ds]?|forecasts?|baseline"
    r"|projected|projections?|(?:series )?break|break in (?:the )?series|(?:new|old) (?:series|method|basis))"
)
_MARKER = re.compile(rf"{_ONE_MARKER}(?:(?: ?[,;&] ?| and ){_ONE_MARKER})*", re.IGNORECASE)
_COLUMNS = {"period": pl.String, "period_start": pl.Date, "period_end": pl.Date, "period_note": pl.String}
_YEARS_DASHED = re.compile(r"(\d{4}) ?- ?(\d{4})")
_POOLED = re.compile(r"\s*\((?:[a-z]+|\d+) years pooled\)$", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """``start`` and ``end`` are its first and last day. ``note`` is the marker that stood beside it."""

    text: str
    start: dt.date
    end: dt.date
    kind: Kind
    note: str = field(default="", compare=False)


def parse(text: str, *, year_kind: YearKind | None = None, latest: int = LATEST_YEAR) -> Period:
    """Read one period.

    ``year_kind`` says what a label of two years ("2018/19") is: a financial year from April, an academic one
    from September, or the number of the month in which it begins; without it such a label is refused.
    ``latest`` is the last year believed. Raises ``ValueError``, in words for an analyst, for what cannot be
    read and for what can be read in two ways.
    """
    whole = " ".join(text.replace("–", "-").split())
    if not whole:
        raise period_refusals.empty()
    bare, note = _without_note(whole)
    start, end = span(bare, year_kind)
    _believable(start, end, latest)
    return _period(start, end, note)


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


def month_short(month: int) -> str:
    """ "Jan", for axes."""
    return _(_SHORT_MONTHS[month - 1])


def length_in_words(p: Period) -> str:
    """What is alike in all periods that may stand in one series: "calendar years", "quarters"."""
    if p.kind in _LENGTHS:
        return _(_LENGTHS[p.kind])
    if p.kind == "pooled":
        return _("{n} years pooled").format(n=years_pooled(p))
    # A month more or less of days, such as a leap year has, makes no other length.
    months = round(((p.end - p.start).days + 1) / 30.44)
    if months == 12:
        return _("years from {month}").format(month=month_name(p.start.month))
    return ngettext("{n} month", "{n} months", months).format(n=months) if months else _("days")


def overlaps(a: Period, b: Period) -> bool:
    """Whether a day belongs to both."""
    return a.start <= b.end and b.start <= a.end


def parse_all(
    texts: list[str], *, year_kind: YearKind | None = None, latest: int = LATEST_YEAR
) -> pl.DataFrame:
    """Read each text of a list: what a column's different texts become, once each.

    Returns a frame of the same height: ``period`` (canonical, or the text as it stood where it cannot be
    read), ``period_start`` and ``period_end`` (null there), ``period_note``.
    """
    return pl.DataFrame([_row(text, year_kind, latest) for text in texts], schema=_COLUMNS, orient="row")


def parse_column(
    texts: pl.Series, *, year_kind: YearKind | None = None, latest: int = LATEST_YEAR
) -> pl.DataFrame:
    """Read a column, each different text once: as :func:`parse_all`, of the column's height."""
    different, positions = codes(texts)
    return parse_all(different, year_kind=year_kind, latest=latest).select(pl.all().gather(positions))


def why_unreadable(text: str, *, year_kind: YearKind | None = None, latest: int = LATEST_YEAR) -> str:
    """The message of :func:`parse` for a text that it refuses; empty for one that it reads."""
    try:
        parse(text, year_kind=year_kind, latest=latest)
    except ValueError as error:
        return str(error)
    return ""


def _row(
    text: str, year_kind: YearKind | None, latest: int
) -> tuple[str | None, dt.date | None, dt.date | None, str]:
    try:
        p = parse(text, year_kind=year_kind, latest=latest)
    except ValueError:
        return " ".join(text.split()) or None, None, None, ""
    return p.text, p.start, p.end, p.note


def _without_note(text: str) -> tuple[str, str]:
    """Take "[Note 5]", "(baseline)" or the letter of "1974a" off the end.

    Raises ``ValueError`` for a marker that may make another period of what it stands behind.
    """
    pooled = _POOLED.sub("", text)
    if pooled != text and (years := _YEARS_DASHED.fullmatch(pooled)):
        return f"{years[1]} to {years[2]}", ""
    match = _NOTE.search(pooled)
    if not match:
        return pooled, ""
    bare = pooled[: match.start()]
    note = next(part for part in match.groups() if part is not None).strip()
    if _MARKER.fullmatch(note) or not note or (match["square"] and note.isdecimal()):
        return bare, note
    raise period_refusals.marker(text, bare, note, _part_of(bare, note))


def _part_of(bare: str, note: str) -> str:
    """The quarter or month of "2019 (Q1)" or "2019 (Jan)"; empty where it is none of these."""
    for text in (f"{bare} {note}", f"{note} {bare}"):
        with contextlib.suppress(ValueError):
            return _period(*span(text, None), "").text
    return ""


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


def _whole_months_between(start: dt.date, end: dt.date) -> int:
    """How many months the period lasts, 0 where it is no whole number of them."""
    after = end + dt.timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return months if months > 0 and add_months(start, months) == end else 0


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
