"""How far a roll-out is on a day, and what was in use where by which year, counting only what is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .when import When


class Reach(StrEnum):
    """Of a stage on a day. UNDATED: neither a day that was planned nor one when it was reached is known."""

    REACHED = "reached"
    LATE = "late"
    AHEAD = "ahead"
    UNDATED = "undated"


@dataclass(frozen=True)
class Stage:
    planned: When | None = None
    reached: When | None = None


def reach(stage: Stage, day: dt.date) -> Reach:
    """How a stage stands at the end of a day.

    A month counts as passed when its last day has, and as reached when its first day has come: what a
    source dates to a month is not held against anybody before the month is over.
    """
    if stage.reached is not None and stage.reached.first <= day:
        return Reach.REACHED
    if stage.planned is None:
        return Reach.UNDATED
    return Reach.LATE if stage.planned.last < day else Reach.AHEAD


@dataclass(frozen=True)
class Use:
    """``what`` was brought to ``where``. ``by``: the first day by which a record shows it in use there;
    ``until``: the last; None where neither is recorded.
    """

    what: str
    where: str
    by: When | None = None
    until: When | None = None


@dataclass(frozen=True)
class Adoption:
    """``years``: of each, what is in use by its end, by place. ``undated``: what no year can be said of."""

    years: Mapping[int, Mapping[str, tuple[str, ...]]]
    undated: tuple[Use, ...]


def in_use(use: Use, year: int) -> bool:
    """Whether a record shows it in use by the end of a year, and none that it ended before the year.

    What is dated to a year or a month counts by the last day that it may be.
    """
    if use.by is None or use.by.last > dt.date(year, 12, 31):
        return False
    return use.until is None or use.until.last >= dt.date(year, 1, 1)


def adoption(uses: Iterable[Use], years: Iterable[int]) -> Adoption:
    """What was in use where by which year. What two roll-outs brought to the same place counts once."""
    held = tuple(dict.fromkeys(uses))
    found = {}
    for year in years:
        of_year: dict[str, tuple[str, ...]] = {}
        for use in held:
            so_far = of_year.get(use.where, ())
            if in_use(use, year) and use.what not in so_far:
                of_year[use.where] = (*so_far, use.what)
        found[year] = of_year
    return Adoption(found, tuple(u for u in held if u.by is None))
