"""Where days and values stand in a plot of time, and the axes that name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from commonweal.packs.models import Indicator
from commonweal.publish import numbers, wording
from commonweal.publish.charts import look
from commonweal.publish.charts.look import Box, Layer
from commonweal.publish.series import Point


@dataclass(frozen=True)
class Plot:
    """``low`` and ``high`` bound the values, ``first`` and ``last`` the days; ``shown`` are named below."""

    box: Box
    indicator: Indicator
    ticks: Sequence[float]
    low: float
    high: float
    first: float
    last: float
    shown: Sequence[Point] = ()

    @property
    def width(self) -> float:
        return self.box.plot_width

    @property
    def height(self) -> float:
        return self.box.plot_height

    def x(self, day: float) -> float:
        """Px from the left."""
        return self.width * (day - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        """Px from the top."""
        return self.height * (1 - (value - self.low) / (self.high - self.low))

    def layer(self, mark: str, rows: Sequence[Mapping[str, Any]], **style: Any) -> Layer:
        """Rows of ``x`` (a day) and ``y`` (a value), with ``y2`` for an area or a rule."""
        both = {"y2": {"field": "y2"}} if mark in {"area", "rule"} else {}
        return look.layer(mark, rows, {**self._channels(), **both}, **style)

    def _channels(self) -> dict[str, Any]:
        """The same two channels for every layer: layers whose axes differ would lose them."""

        def channel(field: str, domain: tuple[float, float], axis: dict[str, Any]) -> dict[str, Any]:
            scale = {"domain": list(domain), "nice": False, "zero": False}
            return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

        return {
            "x": channel("x", (self.first, self.last), self._days()),
            "y": channel("y", (self.low, self.high), self._values()),
        }

    def _values(self) -> dict[str, Any]:
        return {
            "values": list(self.ticks),
            "labelExpr": look.labels(self.ticks, numbers.ticks(self.ticks, self.indicator)),
            "labelOverlap": False,
            "grid": True,
            "gridColor": look.GRID,
            "domain": False,
            "ticks": False,
        }

    def _days(self) -> dict[str, Any]:
        days = [p.x for p in self.shown]
        return {
            "values": days,
            "labelExpr": look.labels(days, [wording.short_period(p.period) for p in self.shown]),
            "labelOverlap": False,
            "labelFlush": False,
            "labelBound": False,
            "grid": False,
            "domainColor": look.QUIET,
            "tickColor": look.QUIET,
            "tickSize": 5,
        }


def natural_zero(indicator: Indicator, values: Sequence[float]) -> bool:
    """Whether the axis begins at zero: where nothing can be below it and the figures come near it.

    A line is not forced to zero: a rate that moves between 66% and 69% would be flat. Where the lowest figure
    is under two fifths of the highest, zero costs little and says much.
    """
    return indicator.limits.lower == 0 and bool(values) and 0 <= min(values) <= 0.4 * max(values)


def value_ticks(values: Sequence[float], indicator: Indicator, count: int) -> list[float]:
    """Round values for the axis, inside the natural limits."""
    low = 0.0 if natural_zero(indicator, values) else min(values)
    found = look.ticks(low, max(values), count)
    lower, upper = indicator.limits.lower, indicator.limits.upper
    return [t for t in found if (lower is None or t >= lower) and (upper is None or t <= upper)] or found


def plot(
    points: Sequence[Point], values: Sequence[float], days: Sequence[float], indicator: Indicator, box: Box
) -> Plot:
    """A plot that holds ``values`` and ``days``; ``points`` are the periods that its axis may name."""
    ticks = _ticks(values, indicator, box)
    first, last = min(days), max(days)
    room = (last - first) * 0.015 or 200.0
    bare = Plot(
        box=box,
        indicator=indicator,
        ticks=ticks,
        low=min(*values, *ticks),
        high=max(*values, *ticks),
        first=first - room,
        last=last + room,
    )
    return Plot(**{**vars(bare), "shown": _shown(points, bare)})


def left_room(values: Sequence[float], indicator: Indicator, box: Box) -> float:
    """Px that the labels of the values need: of those that a plot as high as that of ``box`` has."""
    ticks = _ticks(values, indicator, box)
    return 12 + max(look.text_width(t) for t in numbers.ticks(ticks, indicator))


def _ticks(values: Sequence[float], indicator: Indicator, box: Box) -> list[float]:
    return value_ticks(values, indicator, max(3, round(box.plot_height / 55)))


def _shown(points: Sequence[Point], bare: Plot) -> list[Point]:
    """The latest period, and back from it, at even steps, as many as have room in the picture."""
    by_day = sorted(points, key=lambda p: p.x, reverse=True)
    newest_first = [p for p in by_day if bare.first <= p.x <= bare.last and _stays(p, bare)]
    widest = max((look.text_width(wording.short_period(p.period)) for p in newest_first), default=0.0)
    for step in range(1, len(newest_first) + 1):
        chosen = newest_first[::step]
        if all(bare.x(later.x) - bare.x(earlier.x) >= widest + 12 for later, earlier in pairwise(chosen)):
            return chosen[::-1]
    return []


def _stays(point: Point, bare: Plot) -> bool:
    """Whether the name of a period, which stands centred below it, ends before the edge of the picture."""
    half, x = look.text_width(wording.short_period(point.period)) / 2, bare.x(point.x)
    return half - bare.box.left < x < bare.width + bare.box.right - half
