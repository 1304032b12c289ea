"""Days as public pages give them: a day, a month or a year, and nothing added to make them exact."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from commonweal.evidence.periods import month_name
from commonweal.words import _

_SHAPE = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?")
#: Years that are believed.
EARLIEST, LATEST = 1900, 2199


@dataclass(frozen=True)
class When:
    """``first`` and ``last``: the days that it may be, both included; the same where the day is known."""

    first: dt.date
    last: dt.date

    @property
    def words(self) -> str:
        """As it is said: "2020", "July 2020", "3 July 2020"."""
        month, year = month_name(self.first.month), self.first.year
        if self.first == self.last:
            return f"{self.first.day} {month} {year}"
        return f"{month} {year}" if self.first.month == self.last.month else f"{year}"


def when(text: str) -> When:
    """Read "2020", "2020-07" or "2020-07-03". Raises ValueError, in words, for what is none of these."""
    found = _SHAPE.fullmatch(text.strip())
    if found is None or not EARLIEST <= int(found["year"]) <= LATEST:
        raise ValueError(
            _("“{text}” is no day, month or year. Write 2020, 2020-07 or 2020-07-31.").format(text=text[:20])
        )
    year, month, day = int(found["year"]), int(found["month"] or 0), int(found["day"] or 0)
    try:
        first = dt.date(year, month if found["month"] else 1, day if found["day"] else 1)
    except ValueError:
        raise ValueError(_("“{text}” is not in the calendar.").format(text=text[:20])) from None
    if found["day"]:
        return When(first, first)
    if found["month"]:
        return When(first, first.replace(day=calendar.monthrange(year, month)[1]))
    return When(first, dt.date(year, 12, 31))


def before(one: When, other: When) -> bool:
    """Whether one surely lies before the other: March 2020 does not lie before 2020."""
    return one.last < other.first
