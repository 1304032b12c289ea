"""The figures that follow from figures: changes, shares, gaps, and gaps in people.

Each formula is written once and takes numbers, Polars expressions or intervals alike. An interval is what a
rounded figure says: 5.5 stated to one decimal is anything from 5.45 to 5.55. A derived figure that a report
states agrees with the report's own inputs where the two intervals meet; where they do not, no unrounded
figures can explain it. Each formula uses each input once, so that its interval is as narrow as can be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import polars as pl


@dataclass(frozen=True)
class Interval:
    """All the numbers from ``low`` to ``high``. Raises ``ValueError`` where they are the wrong way round."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(  # stays English
                f"an interval runs from low to high, not from {self.low} to {self.high}"
            )

    @classmethod
    def rounded(cls, value: float, unit: float) -> Interval:
        """What ``value`` may have been before it was rounded to the nearest ``unit`` (0: it was not)."""
        return cls(value - unit / 2, value + unit / 2)

    def meets(self, other: Interval) -> bool:
        """Whether a number lies in both; limits belong, and a part in 10⁹ is forgiven to floating point."""
        slack = 1e-9 * max(abs(self.low), abs(self.high), abs(other.low), abs(other.high))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def __add__(self, other: Interval | float) -> Interval:
        o = _interval(other)
        return Interval(self.low + o.low, self.high + o.high)

    def __sub__(self, other: Interval | float) -> Interval:
        o = _interval(other)
        return Interval(self.low - o.high, self.high - o.low)

    def __mul__(self, other: Interval | float) -> Interval:
        o = _interval(other)
        corners = [a * b for a in (self.low, self.high) for b in (o.low, o.high)]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: Interval | float) -> Interval:
        o = _interval(other)
        if o.low <= 0 <= o.high:
            raise ZeroDivisionError("the divisor may be zero")  # stays English
        return self * Interval(1 / o.high, 1 / o.low)

    def __rtruediv__(self, other: float) -> Interval:
        return _interval(other) / self

    def __abs__(self) -> Interval:
        if self.low <= 0 <= self.high:
            return Interval(0.0, max(-self.low, self.high))
        return Interval(*sorted((abs(self.low), abs(self.high))))


def _interval(value: Interval | float) -> Interval:
    return value if isinstance(value, Interval) else Interval(value, value)


Q = TypeVar("Q", float, pl.Expr, Interval)


def change(latest: Q, previous: Q) -> Q:
    """Latest − previous, in the indicator's unit: points for a rate in per cent."""
    return latest - previous


def change_percent(latest: Q, previous: Q) -> Q:
    """The change in per cent of the previous figure, which must be above zero."""
    return (latest / previous - 1.0) * 100.0


def percent_of_change(latest: Q, change: Q) -> Q:
    """The change in per cent of the figure before it, where a report gives the latest and the change."""
    return 100.0 / (latest / change - 1.0)


def gap(yardstick: Q, latest: Q) -> Q:
    """Yardstick − latest, in the indicator's unit: positive where the latest figure is the lower."""
    return yardstick - latest


def gap_people(gap: Q, per: Q | float, denominator: Q) -> Q:
    """How many people a gap in a rate is: |gap| ÷ ``per`` × the people of whom the rate is."""
    return abs(gap) / per * denominator


def gap_people_of_count(yardstick: Q, latest: Q, count: Q) -> Q:
    """The same where the people of whom the rate is are not given, but the ``count`` behind it is.

    The denominator is count ÷ (latest ÷ per), so the gap is |yardstick ÷ latest − 1| × count.
    """
    return abs(yardstick / latest - 1.0) * count


def share(part: Q, whole: Q, per: float = 100.0) -> Q:
    """``part`` of ``whole``, per 100 or per ``per``."""
    return part / whole * per


def implied_denominator(count: Q, rate: Q, per: float) -> Q:
    """Of how many people a ``rate`` per ``per`` is, when ``count`` of them are counted."""
    return count / rate * per


def total(*parts: Q) -> Q:
    """The sum of one figure or more."""
    found = parts[0]
    for part in parts[1:]:
        found = found + part
    return found


def within_rounding(stated: Interval, formula: Callable[..., Interval], *inputs: Interval) -> bool:
    """Whether a stated figure agrees with ``formula`` of stated inputs, each known to its rounding only."""
    return stated.meets(formula(*inputs))
