"""How a query and a recommendation stand on a day: computed from dates and what was said, never typed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

ACCEPTED = frozenset({"accepted", "partly"})
SOON = dt.timedelta(days=7)


class Standing(StrEnum):
    """Of a recommendation."""

    WAITING = "waiting"
    LATE = "late"
    NOT_ACCEPTED = "not-accepted"
    ON_COURSE = "on-course"
    OVERDUE = "overdue"
    DONE = "done"
    WITHDRAWN = "withdrawn"


#: The order in which they are listed: first what has to be looked at.
STANDINGS = (
    Standing.LATE,
    Standing.OVERDUE,
    Standing.WAITING,
    Standing.ON_COURSE,
    Standing.DONE,
    Standing.NOT_ACCEPTED,
    Standing.WITHDRAWN,
)
OPEN = frozenset({Standing.WAITING, Standing.LATE, Standing.ON_COURSE, Standing.OVERDUE})


@dataclass(frozen=True)
class Response:
    """A response given on ``day``. ``by``: when what is accepted will be done; None where nothing is."""

    day: dt.date
    answer: str
    by: dt.date | None = None


@dataclass(frozen=True)
class Progress:
    """An update on ``day``. ``done``: all that was accepted is done."""

    day: dt.date
    done: bool = False


_Said = TypeVar("_Said", Response, Progress)


@dataclass(frozen=True)
class Recommended:
    """A recommendation made on ``on``, to be responded to by ``due``; what followed, in order of writing."""

    on: dt.date
    due: dt.date
    responses: tuple[Response, ...] = ()
    updates: tuple[Progress, ...] = ()
    withdrawn: dt.date | None = None


@dataclass(frozen=True)
class Stands:
    """``late``: days by which the response, or the doing, is or was late; 0 where it is not.

    ``until``: the day that counts next (the response is due, the doing is); None where nothing is awaited.
    ``promised``: the first day that was promised for the doing; where ``until`` is another, it was moved.
    """

    standing: Standing
    late: int = 0
    until: dt.date | None = None
    promised: dt.date | None = None
    done_on: dt.date | None = None
    response_late: int = 0

    @property
    def moved(self) -> bool:
        return None not in (self.promised, self.until) and self.promised != self.until


def stands(made: Recommended, day: dt.date) -> Stands:
    """How a recommendation stands at the end of ``day``; what was said later than that counts for nothing.

    Of several responses the last counts, so does the last update: what was called done can be opened again. A
    response to the day is not late; neither is a thing done on the day that was promised for it.
    """
    if made.withdrawn is not None and made.withdrawn <= day:
        return Stands(Standing.WITHDRAWN)
    responses = _until(made.responses, day)
    if not responses:
        late = _days(made.due, day)
        return Stands(Standing.LATE if late else Standing.WAITING, late, made.due, response_late=late)
    response_late = _days(made.due, min(r.day for r in responses))
    last = responses[-1]
    if last.answer not in ACCEPTED or last.by is None:
        return Stands(Standing.NOT_ACCEPTED, response_late=response_late)
    promised = next((r.by for r in responses if r.by is not None), last.by)
    updates = _until(made.updates, day)
    if updates and updates[-1].done:
        done_on = updates[-1].day
        return Stands(
            Standing.DONE, _days(last.by, done_on), last.by, promised, done_on, response_late=response_late
        )
    late = _days(last.by, day)
    standing = Standing.OVERDUE if late else Standing.ON_COURSE
    return Stands(standing, late, last.by, promised, response_late=response_late)


def due_soon(until: dt.date | None, day: dt.date) -> bool:
    """Whether a day comes within the next seven, today included."""
    return until is not None and day <= until <= day + SOON


def late_by(wanted: dt.date | None, day: dt.date) -> int:
    """By how many days something that was wanted by a day is late on another; 0 where no day was named."""
    return _days(wanted, day) if wanted else 0


def _until(said: Sequence[_Said], day: dt.date) -> list[_Said]:
    """What was said up to a day, in its order; of one day the later written stands last."""
    return sorted((s for s in said if s.day <= day), key=lambda s: s.day)


def _days(wanted: dt.date, day: dt.date) -> int:
    return max((day - wanted).days, 0)
