"""Days read from words such as "March 2029" or "within two years": the last day that they leave open.

And a day in words.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from commonweal.evidence.periods import month_name
from commonweal.words import _

FIRST_YEAR, LAST_YEAR = 2000, 2100
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "twelve": 12, "eighteen": 18}  # fmt: skip
#: The last month of what English calls a season; winter lies in two years and is not read.
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "mid": 6, "early": 4, "end": 12, "late": 12}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(20\d\d)"


@lru_cache(maxsize=20_000)
def day_read(words: str, said_on: dt.date) -> dt.date | None:
    """The day by which something is to be so, as its author's words say it; None where none can be read.

    A month or a year means its last day, a year written as two ("2028/29") the end of that financial year,
    "within two years" two years from ``said_on``. Of several days the last counts, so that nothing is looked
    for too early. Years before 2000 and after 2100 are not read.
    """
    found = list(_days(" ".join(words.casefold().replace("–", "-").split()), said_on))
    return max(found) if found else None


def day_in_words(day: dt.date) -> str:
    """ "3 December 2026", in the language in use."""
    return _("{day} {month} {year}").format(day=day.day, month=month_name(day.month), year=day.year)


def months_on(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of that month. Raises ValueError past year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _days(text: str, said_on: dt.date) -> Iterator[dt.date]:
    for pattern, read in _SHAPES:
        while match := pattern.search(text):
            day = read(match, said_on)
            if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR:
                yield day
            # What was read as one thing is not read again as a part of it: "March 2029" is no "2029".
            text = f"{text[: match.start()]} ¦ {text[match.end() :]}"


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> dt.date | None:
    return dt.date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _financial(m: re.Match[str], _: dt.date) -> dt.date | None:
    first, second = int(m[1]), m[2]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last == first + 1:
        return dt.date(last, 3, 31)
    return dt.date(last, 12, 31) if last > first else None


def _after(m: re.Match[str], said_on: dt.date) -> dt.date | None:
    number = int(m[1]) if m[1].isdigit() else _NUMBERS[m[1]]
    unit = m[2]
    if unit == "week":
        return said_on + dt.timedelta(days=7 * number)
    return months_on(said_on, number * (12 if unit == "year" else 1))


_Read = Callable[[re.Match[str], dt.date], dt.date | None]
_SHAPES: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (re.compile(rf"\b{_YEAR}-(\d\d)-(\d\d)\b"), lambda m, _: _day(int(m[1]), int(m[2]), int(m[3]))),
    (
        re.compile(rf"\b(\d\d?)[./](\d\d?)[./]{_YEAR}\b"),
        lambda m, _: _day(int(m[3]), int(m[2]), int(m[1])),
    ),
    (
        re.compile(rf"\b(\d\d?)(?:st|nd|rd|th)? (?:of )?({_MONTH})\.?,? {_YEAR}\b"),
        lambda m, _: _day(int(m[3]), _MONTHS[m[2]], int(m[1])),
    ),
    (
        re.compile(rf"\b(?:q|quarter )([1-4]) (?:of )?{_YEAR}\b(?! ?/)"),
        lambda m, _: _month_end(int(m[2]), 3 * int(m[1])),
    ),
    (re.compile(rf"\b({_MONTH})\.?,? {_YEAR}\b"), lambda m, _: _month_end(int(m[2]), _MONTHS[m[1]])),
    (re.compile(rf"\b{_YEAR} ?[/-] ?(20\d\d|\d\d)\b"), _financial),
    (
        re.compile(rf"\b({'|'.join(_SEASONS)})[ -](?:of )?(?:the )?(?:year )?{_YEAR}\b"),
        lambda m, _: _month_end(int(m[2]), _SEASONS[m[1]]),
    ),
    (re.compile(rf"\bwinter (?:of )?{_YEAR}\b"), lambda m, _: None),
    (re.compile(rf"\b{_YEAR}\b"), lambda m, _: dt.date(int(m[1]), 12, 31)),
    (
        re.compile(
            rf"\b(?:within|in|after) (?:the (?:first|next) )?({'|'.join(_NUMBERS)}|\d\d?)"
            r" (week|month|year)s?\b"
        ),
        _after,
    ),
)
