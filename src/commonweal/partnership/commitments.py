"""How a commitment stands on a day: computed from dates and updates, never typed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import StrEnum

#: A commitment whose day has passed is late for so long; after that it was missed.
GRACE = dt.timedelta(days=90)
#: A commitment that nobody said anything of for so long is quiet.
QUIET = dt.timedelta(days=183)


class Standing(StrEnum):
    ON_COURSE = "on-course"
    CHANGED = "changed"
    LATE = "late"
    MET = "met"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


#: The order in which they are listed: first what has to be looked at.
STANDINGS = (
    Standing.LATE,
    Standing.ON_COURSE,
    Standing.CHANGED,
    Standing.MET,
    Standing.MISSED,
    Standing.WITHDRAWN,
)
#: Something is still to be done and to be said.
OPEN = frozenset({Standing.LATE, Standing.ON_COURSE, Standing.CHANGED})


class Kind(StrEnum):
    """Of an update: how it goes, that it is done, that it will not be done, that its day is another."""

    PROGRESS = "progress"
    DONE = "done"
    STOPPED = "stopped"
    CHANGED = "changed"


@dataclass(frozen=True)
class Update:
    """Said of ``day``. ``until``: the new day, of a change."""

    day: dt.date
    kind: Kind = Kind.PROGRESS
    until: dt.date | None = None


@dataclass(frozen=True)
class Promise:
    """Made on ``on``, to be done by ``until``; its updates in order of writing."""

    on: dt.date
    until: dt.date
    updates: tuple[Update, ...] = ()
    withdrawn: dt.date | None = None


@dataclass(frozen=True)
class Stands:
    """``until``: the day that counts. ``promised``: the day that was promised first.

    ``late``: days by which it is late, or was done late, after ``until``; 0 where it is not. ``overran``: a
    day was moved only after it had passed. ``done_on``: of one that is met. ``quiet``: days since anything
    was said of it, where that is long and something is still to be done; else 0.
    """

    standing: Standing
    until: dt.date
    promised: dt.date
    late: int = 0
    overran: bool = False
    done_on: dt.date | None = None
    quiet: int = 0

    @property
    def moved(self) -> bool:
        return self.until != self.promised

    @property
    def on_time(self) -> bool:
        """Met by the day that was promised first."""
        return self.done_on is not None and self.done_on <= self.promised


def stands(made: Promise, day: dt.date) -> Stands:
    """How a commitment stands at the end of ``day``; what was said later than that counts for nothing.

    The last update counts: what was called done, or given up, can be opened again. Done on its day is not
    late. Past its day it is late, and missed once :data:`GRACE` is over. One whose day was moved is changed,
    until the new day has passed as well.
    """
    said = [u for u in made.updates if u.day <= day]
    until, overran = made.until, False
    for each in said:
        if each.kind is Kind.CHANGED and each.until is not None:
            overran = overran or each.day > until
            until = each.until
    if made.withdrawn is not None and made.withdrawn <= day:
        return Stands(Standing.WITHDRAWN, until, made.until, overran=overran)
    last = said[-1] if said else None
    if last is not None and last.kind is Kind.DONE:
        late = max((last.day - until).days, 0)
        return Stands(Standing.MET, until, made.until, late, overran, last.day)
    late = max((day - until).days, 0)
    if late > GRACE.days or (last is not None and last.kind is Kind.STOPPED):
        return Stands(Standing.MISSED, until, made.until, late, overran)
    silent = (day - (last.day if last else made.on)).days
    quiet = silent if silent > QUIET.days else 0
    changed = any(u.kind is Kind.CHANGED for u in said)
    standing = Standing.LATE if late else Standing.CHANGED if changed else Standing.ON_COURSE
    return Stands(standing, until, made.until, late, overran, quiet=quiet)


def agrees(stated: Decimal, published: float) -> bool:
    """Whether a number that somebody wrote is the published one, as exactly as they wrote it.

    7 and 7.0 differ: the first stands for all that round to 7, either way at a half.
    """
    exponent = stated.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    # Published numbers are floats; their shortest form is what a reader saw.
    number = Decimal(str(published))
    return stated in {number.quantize(step, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)}
