"""Who sits in a partnership on a day, and whose seat nobody has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

#: Those whom decisions concern and who are most often left out: their seats are shown when they are missing.
LOOKED_FOR = ("residents", "workers")


@dataclass(frozen=True)
class Period:
    """From ``since`` to ``until``, both included; None where the beginning or the end is not known."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class Seat:
    """``kind``: whose voice it is. ``held``: somebody sits on it; else it is kept, and vacant."""

    kind: str
    period: Period = Period()
    held: bool = True


def covers(period: Period, day: dt.date) -> bool:
    """Whether a day lies in a period; a beginning or end that is not known leaves it open."""
    begun = period.since is None or period.since <= day
    return begun and (period.until is None or day <= period.until)


def takes_part(periods: Iterable[Period], day: dt.date) -> bool:
    """Whether an organisation takes part on a day: any of its periods covers it."""
    return any(covers(p, day) for p in periods)


def overlapping(periods: Iterable[Period]) -> bool:
    """Whether two periods share a day."""
    held = list(periods)
    return any(
        (a.since is None or b.until is None or a.since <= b.until)
        and (b.since is None or a.until is None or b.since <= a.until)
        for n, a in enumerate(held)
        for b in held[n + 1 :]
    )


def missing(seats: Iterable[Seat], day: dt.date) -> dict[str, str]:
    """Of each kind in :data:`LOOKED_FOR` that nobody sits for on a day: "vacant" (one is kept) or "none"."""
    now = [s for s in seats if covers(s.period, day)]
    found = {}
    for kind in LOOKED_FOR:
        own = [s for s in now if s.kind == kind]
        if not any(s.held for s in own):
            found[kind] = "vacant" if own else "none"
    return found
