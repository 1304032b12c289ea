"""One panel a place, all to one scale, so that places are compared by shape and by height."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from commonweal.packs.models import Indicator
from commonweal.publish import numbers, placenames, series, wording
from commonweal.publish.charts import look
from commonweal.publish.charts.look import Box, Layer
from commonweal.publish.charts.plot import natural_zero
from commonweal.publish.series import Point
from commonweal.words import _

_TOP, _FOOT, _BETWEEN = 12.0, 22.0, 18.0  # px above, without the names, below and between the panels
_SMALL = 10.0  # px, the type at a panel's foot
#: Channels of what is given in px from the plot's upper left corner.
_IN_PX = {c: {"field": c, "type": "quantitative", "scale": None, "axis": None} for c in ("x", "y")}


def small_multiples(
    observations: pl.DataFrame,
    indicator: Indicator,
    areas: Sequence[str],
    places: Mapping[str, str],
    *,
    comparator: str = "",
    width: int = 720,
) -> dict[str, Any]:
    """A Vega-Lite specification of panels in the order of ``areas``.

    ``observations`` are OBSERVATION rows of one breakdown, of the areas and of the ``comparator``, which is
    drawn as the thin grey line of every panel.
    """
    told = {
        a: series.points(observations.filter(pl.col("area") == a), indicator)
        for a in (*areas, *([comparator] if comparator else []))
    }
    held = {a: series.counted(told[a]) for a in areas}
    beside = series.counted(told.get(comparator, []))
    known = series.valued([p for points in held.values() for p in points])
    said = _said(held, indicator, places, comparator)
    if not known:
        return look.empty(said, width, 160)
    columns = max(1, min(len(areas), 2 if width < look.NARROW else 4))
    across = (width - 8 - _BETWEEN * (columns - 1)) / columns
    panel = _Panel(known + series.valued(beside), indicator, across, 84.0 if width < look.NARROW else 96.0)
    names = {a: look.wrapped(placenames.name(a, places), across, bold=True) for a in areas}
    feet = {a: panel.foot(series.valued(held[a])) for a in areas}
    above = _TOP + look.LINE * max(2, *(len(lines) for lines in names.values()))
    below = _FOOT + 12 * (max(len(lines) for lines in feet.values()) - 1)
    layers: list[Layer] = []
    for index, area in enumerate(areas):
        left = (index % columns) * (across + _BETWEEN)
        top = (index // columns) * (panel.tall + above + below)
        layers += panel.draw(names[area], held[area], beside, left, top + above)
        layers += panel.named(feet[area], series.valued(held[area]), left, top + above)
    rows = -(-len(areas) // columns)
    unit = numbers.unit_words(indicator)
    other = ""
    if beside:
        other = _("; grey line: {place}").format(place=placenames.in_sentence(comparator, places))
    if any(series.forecasts(points) for points in told.values()):
        other += "; " + _("forecasts are not drawn")
    heading = look.wrapped(f"{unit[0].upper()}{unit[1:]}{other}", width - 8)
    layers.append(look.words(heading, 0, 4 - look.LINE * len(heading), color=look.QUIET))
    top = 8 + look.LINE * len(heading)
    box = Box(width, rows * (panel.tall + above + below) + top + 4, 4, 4, top, 4)
    return look.spec(layers, box, said)


class _Panel:
    """One scale for all panels; days and values in px from a panel's upper left corner."""

    def __init__(self, points: Sequence[Point], indicator: Indicator, wide: float, tall: float) -> None:
        values = [p.value for p in points if p.value is not None]
        self.indicator, self.wide, self.tall = indicator, wide, tall
        low, high = 0.0 if natural_zero(indicator, values) else min(values), max(values)
        room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
        self.low, self.high = low - room * (low != 0), high + room
        days = [p.x for p in points]
        self.first, self.last = min(days), max(days) if max(days) > min(days) else min(days) + 1
        # Right of the lines, room for the longest of the figures at their ends.
        self.end = 10 + max(look.text_width(numbers.compact(v, indicator), 11) for v in values)

    def foot(self, known: Sequence[Point]) -> list[str]:
        """When it began, and with which figure."""
        if not known:
            return [""]
        first = known[0]
        words = f"{wording.short_period(first.period)}: {numbers.compact(first.value, self.indicator)}"
        return look.wrapped(words, self.wide, _SMALL)

    def named(self, foot: Sequence[str], known: Sequence[Point], x: float, y: float) -> list[Layer]:
        """What the ends of the line are: the first and, where it has room beside it, the last period."""
        if not known:
            return []
        at, small = y + self.tall + 11, {"color": look.QUIET, "fontSize": _SMALL}
        begins = min(self._x(known[0].x, x) - 4, x + self.wide - max(map(self._small, foot)))
        parts = [look.words(list(foot), begins, at, **{**small, "lineHeight": 12})]
        ended = wording.short_period(known[-1].period)
        ends = self._x(known[-1].x, x) + 4
        if len(known) > 1 and begins + self._small(foot[0]) + 12 < ends - self._small(ended):
            parts.append(look.words(ended, ends, at, align="right", **small))
        return parts

    @staticmethod
    def _small(words: str) -> float:
        return look.text_width(words, _SMALL)

    def draw(
        self, lines: Sequence[str], points: Sequence[Point], beside: Sequence[Point], x: float, y: float
    ) -> list[Layer]:
        parts = [look.words(list(lines), x, y - 12 - look.LINE * (len(lines) - 1), fontWeight="bold")]
        parts.append(self._base(x, y))
        known = series.valued(points)
        if not known:
            return [*parts, look.words(numbers.no_data(), x + 4, y + self.tall / 2, color=look.QUIET)]
        parts += self._line(beside, x, y, look.QUIET, 1.0)
        parts += self._line(points, x, y, look.MAIN, 2.0)
        return [*parts, *self._end(known, x, y)]

    def _x(self, day: float, left: float) -> float:
        return left + 4 + (self.wide - 8 - self.end) * (day - self.first) / (self.last - self.first)

    def _y(self, value: float, top: float) -> float:
        return top + self.tall * (1 - (value - self.low) / (self.high - self.low))

    def _base(self, x: float, y: float) -> Layer:
        foot = y + self.tall
        return look.rule(x, foot, x + self.wide - self.end, foot, stroke=look.QUIET)

    def _line(self, points: Sequence[Point], x: float, y: float, colour: str, weight: float) -> list[Layer]:
        parts = []
        for run in series.runs(points, series.break_dates(self.indicator, points)):
            rows = [{"x": self._x(p.x, x), "y": self._y(p.value or 0.0, y)} for p in run]
            if len(rows) == 1:
                parts.append(look.dot(rows[0]["x"], rows[0]["y"], colour, 16))
            else:
                style = {"stroke": colour, "strokeWidth": weight, "strokeJoin": "round"}
                parts.append(look.layer("line", rows, _IN_PX, **style))
        return parts

    def _end(self, known: Sequence[Point], x: float, y: float) -> list[Layer]:
        last = known[-1]
        at, height = self._x(last.x, x), self._y(last.value or 0.0, y)
        return [
            look.dot(at, height, look.MAIN, 34, hollow=last.provisional),
            look.words(numbers.compact(last.value, self.indicator), at + 7, height, fontSize=11),
        ]


def _said(
    held: Mapping[str, Sequence[Point]], indicator: Indicator, places: Mapping[str, str], comparator: str
) -> str:
    told = []
    for area, points in held.items():
        known = series.valued(points)
        name = placenames.name(area, places)
        if known:
            told.append(f"{name} {numbers.value(known[-1].value, indicator)}")
        else:
            told.append(f"{name} {numbers.no_data()}")
    what = wording.name(indicator)
    if not told:
        return wording.capital(_("{subject}: there is no place to draw").format(subject=what))
    latest = ", ".join(told)
    if not comparator:
        return wording.capital(_("{subject} over time; latest: {latest}").format(subject=what, latest=latest))
    return wording.capital(
        _("{subject} over time, beside {place}; latest: {latest}").format(
            subject=what, place=placenames.in_sentence(comparator, places), latest=latest
        )
    )
