"""Follow-up: a claim on an indicator, the day on which to look, and what the evidence says by then.

A figure beside a claim says what happened, never that the claim brought it about: other things happened too.
What each word means: docs/methods/follow-up.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonweal.scrutiny.day_words import months_on
from commonweal.words import _

#: What is due within so many months is shown before it is.
SOON = 3


def caution() -> str:
    """What is to be read with every claim, in the language in use."""
    return _(
        "What happened is not what the decision did: other things happened too, here and elsewhere. Where "
        "the same figure is known for the place it is compared with, its change stands beside."
    )


class Due(StrEnum):
    """Whether a claim is to be looked at on a day."""

    OVERDUE = "overdue"  # its day came more than a quarter ago, and nobody has written what is known
    DUE = "due"  # its day has come
    SOON = "soon"  # its day comes within the next quarter
    AHEAD = "ahead"
    NO_DATE = "no-date"
    LOOKED = "looked"  # somebody wrote, on its day or later, what else is known


class Answer(StrEnum):
    """What can be said of a claim beside the figures."""

    COMPARED = "compared"
    NOT_YET = "not-yet"  # the day to look is ahead
    NO_DATE = "no-date"
    NO_PLACE = "no-place"
    WITHDRAWN = "withdrawn"  # the indicator is no longer in the evidence, or has no figure there any more
    NO_SERIES = "no-series"  # there is no figure for the place, and none was pinned
    NO_FIGURE_THEN = "no-figure-then"
    NO_FIGURE_YET = (
        "no-figure-yet"  # the day has come, and no newer figure of a period that ends on it or later
    )
    BREAK = "break"  # measured in another way since
    UNLIKE = "unlike"  # the two periods are not of the same length


@dataclass(frozen=True)
class Figure:
    """``start`` and ``end``: first and last day of the period. ``provisional``: may still be revised."""

    period: str
    start: dt.date
    end: dt.date
    value: float
    provisional: bool = False


@dataclass(frozen=True)
class Claim:
    """``then``: the figure that was pinned when the claim was made on ``made_on``; None: none was."""

    made_on: dt.date
    look_on: dt.date | None
    placed: bool = True
    then: Figure | None = None
    looked_on: dt.date | None = None


@dataclass(frozen=True)
class Evidence:
    """The series of the claim as the evidence has it now, and that of its comparator.

    ``known``: the indicator is still defined. ``breaks``: first days of periods measured in a new way.
    """

    figures: Sequence[Figure] = ()
    comparator: Sequence[Figure] = ()
    breaks: Sequence[dt.date] = ()
    known: bool = True


@dataclass(frozen=True)
class Beside:
    """The claim beside what happened.

    ``then``: the figure at the time of the claim, as it was pinned; where none was (``pinned`` is no), that
    of the last period that ended before the claim. ``then_now``: the same period's value in the evidence as
    it is; ``revised``: it is another than was pinned. ``latest``: the latest figure of a period that ends on
    or after the day to look; for NO_FIGURE_YET and NOT_YET the latest there is. ``change`` and
    ``comparator_change``: latest minus then (as it is now, where it is there), in the indicator's unit, both
    over the same two periods; None where they cannot be known.
    """

    answer: Answer
    then: Figure | None = None
    pinned: bool = False
    then_now: float | None = None
    latest: Figure | None = None
    change: float | None = None
    comparator_change: float | None = None
    broken_on: dt.date | None = None

    @property
    def revised(self) -> bool:
        return bool(
            self.pinned and self.then and self.then_now is not None and self.then_now != self.then.value
        )

    @property
    def provisional(self) -> bool:
        return any(f is not None and f.provisional for f in (self.then, self.latest))


def due(claim: Claim, day: dt.date) -> Due:
    """Whether a claim is to be looked at on ``day``; the day to look counts as come."""
    look = claim.look_on
    if look is None:
        return Due.NO_DATE
    if claim.looked_on is not None and look <= claim.looked_on <= day:
        return Due.LOOKED
    if look > day:
        return Due.SOON if look <= months_on(day, SOON) else Due.AHEAD
    return Due.OVERDUE if months_on(look, SOON) < day else Due.DUE


def beside(claim: Claim, evidence: Evidence, day: dt.date) -> Beside:
    """What can be said of a claim on ``day`` from the evidence as it is."""
    if not claim.placed:
        return Beside(Answer.NO_PLACE)
    figures = sorted(evidence.figures, key=lambda f: (f.end, f.start))
    then, pinned = claim.then or _before(figures, claim.made_on), claim.then is not None
    now = _of(figures, then.period) if then else None
    then_now = now.value if now else None
    if not evidence.known or not figures:
        gone = not evidence.known or pinned
        return Beside(Answer.WITHDRAWN if gone else Answer.NO_SERIES, then, pinned)
    known = Beside(Answer.COMPARED, then, pinned, then_now)
    latest = figures[-1]
    if claim.look_on is None or claim.look_on > day:
        early = Answer.NO_DATE if claim.look_on is None else Answer.NOT_YET
        return _with(known, early, latest)
    if latest.end < claim.look_on or (then is not None and latest.end <= then.end):
        return _with(known, Answer.NO_FIGURE_YET, latest)
    if then is None:
        return _with(known, Answer.NO_FIGURE_THEN, latest)
    between = [b for b in evidence.breaks if then.start < b <= latest.start]
    if between:
        return _with(known, Answer.BREAK, latest, broken_on=max(between))
    if not _alike(then, latest):
        return _with(known, Answer.UNLIKE, latest)
    one, other = _of(evidence.comparator, then.period), _of(evidence.comparator, latest.period)
    return Beside(
        Answer.COMPARED, then, pinned, then_now, latest,
        change=latest.value - (then.value if then_now is None else then_now),
        comparator_change=other.value - one.value if one and other else None,
    )  # fmt: skip


def better(change: float | None, polarity: int) -> bool | None:
    """Whether a change is the way that counts as better; None where it is none, or neither way is better."""
    return None if not change or not polarity else change * polarity > 0


def _with(known: Beside, answer: Answer, latest: Figure, broken_on: dt.date | None = None) -> Beside:
    return Beside(answer, known.then, known.pinned, known.then_now, latest, broken_on=broken_on)


def _before(figures: Sequence[Figure], day: dt.date) -> Figure | None:
    return next((f for f in reversed(figures) if f.end < day), None)


def _of(figures: Sequence[Figure], period: str) -> Figure | None:
    return next((f for f in figures if f.period == period), None)


def _alike(one: Figure, other: Figure) -> bool:
    """Of the same length, but for the few days by which months and years differ."""
    first, second = (one.end - one.start).days, (other.end - other.start).days
    return abs(first - second) <= max(3, first // 90)
