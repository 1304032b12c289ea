"""The marks of a series: its line, its interval, its points, and what is missing or cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from commonweal.publish import series
from commonweal.publish.charts import look
from commonweal.publish.charts.look import Layer
from commonweal.publish.charts.plot import Plot
from commonweal.publish.series import Point
from commonweal.words import _

Breaks = Sequence[dt.date]
_CROWDED = 12.0  # px between points under which a line is drawn without dots


def lines(points: Sequence[Point], breaks: Breaks, plot: Plot, colour: str, weight: float) -> list[Layer]:
    """One line a run; a run of one point is a dot."""
    parts = []
    for run in series.runs(points, breaks):
        rows = [{"x": p.x, "y": p.value} for p in run]
        if len(run) == 1:
            parts.append(plot.layer("point", rows, size=20, **look.round_point(colour, hollow=False)))
        else:
            style = {"stroke": colour, "strokeWidth": weight, "strokeJoin": "round", "strokeCap": "round"}
            parts.append(plot.layer("line", rows, **style))
    return parts


def band(points: Sequence[Point], breaks: Breaks, plot: Plot) -> list[Layer]:
    """The interval; of a lone point, a bar."""
    parts = []
    for run in series.runs(points, breaks):
        rows = [
            {"x": p.x, "y": p.lower, "y2": p.upper}
            for p in run
            if p.lower is not None and p.upper is not None
        ]
        if len(rows) == 1:
            parts.append(plot.layer("rule", rows, stroke=look.BAND, strokeWidth=6))
        elif rows:
            parts.append(plot.layer("area", rows, fill=look.BAND, opacity=0.45))
    return parts


def dots(points: Sequence[Point], plot: Plot) -> list[Layer]:
    """Every point where they have room, else the last and the provisional ones, which are hollow."""
    known = series.valued(points)
    crowded = plot.width / len(known) < _CROWDED
    parts = []
    for hollow in (False, True):
        rows = [
            {"x": p.x, "y": p.value}
            for p in known
            if p.provisional is hollow and (not crowded or hollow or p is known[-1])
        ]
        if rows:
            style = look.round_point(look.MAIN, hollow=hollow)
            parts.append(plot.layer("point", rows, size=52 if hollow else 30, **style))
    return parts


def missing(points: Sequence[Point], plot: Plot) -> list[Layer]:
    """A cross at the foot of the plot where a period is there and its figure is not."""
    return [
        look.words("×", plot.x(p.x), plot.height - 9, align="center", color=look.QUIET, fontSize=14)
        for p in points
        if p.value is None and plot.first <= p.x <= plot.last
    ]


def breaks_noted(points: Sequence[Point], breaks: Breaks, plot: Plot, *, of: str = "") -> list[Layer]:
    """A dotted line where the way of measuring changed, with a word at its foot.

    ``of``: whose line it is, where it is the comparator's only; its word stands one line higher, clear of the
    place's own.
    """
    known = series.valued(points)
    parts: list[Layer] = []
    for date in breaks:
        before = [p for p in known if p.start < date]
        after = [p for p in known if p.start >= date]
        if before and after:
            parts += _break(plot.x((before[-1].x + after[0].x) / 2), plot, of=of)
    return parts


def level(value: float, plot: Plot, words: str) -> list[Layer]:
    """A dashed line across the plot with its name on it: a target."""
    y = plot.y(value)
    return [
        look.rule(0, y, plot.width, y, stroke=look.INK, strokeWidth=1.5, strokeDash=[6, 4]),
        look.words(words, 3, y - 9 if y > 16 else y + 11),
    ]


def _break(x: float, plot: Plot, *, of: str) -> list[Layer]:
    on_right = x < plot.width * 0.55
    align, apart = ("left", 5) if on_right else ("right", -5)
    words = _("break in series: {place}").format(place=of) if of else _("break in series")
    y = plot.height - 9 - (look.LINE if of else 0)
    return [
        look.rule(x, 0, x, plot.height, stroke=look.QUIET, strokeDash=[1, 3]),
        look.words(words, x + apart, y, align=align, color=look.QUIET),
    ]
