"""One indicator in one place over time: the line with its interval, comparator, target and breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from commonweal.packs.models import Indicator
from commonweal.publish import numbers, placenames, sentences, series
from commonweal.publish.charts import look, strokes
from commonweal.publish.charts.look import Box, Layer
from commonweal.publish.charts.plot import Plot, left_room, plot
from commonweal.publish.charts.spoken import describe
from commonweal.publish.series import Point
from commonweal.words import _


def indicator_chart(
    observations: pl.DataFrame,
    indicator: Indicator,
    row: Mapping[str, Any] | None,
    places: Mapping[str, str],
    comparator: pl.DataFrame | None = None,
    *,
    width: int = 720,
    height: int | None = None,
    title: str = "",
    source: str = "",
) -> dict[str, Any]:
    """A Vega-Lite specification of one series.

    ``observations`` and ``comparator`` are OBSERVATION rows of one area and one breakdown each. The target is
    the row's, where its yardstick is a value. ``title`` and ``source`` are for a picture that leaves its
    page. A series without a figure gives a picture that says so. A forecast is no figure and is not drawn.
    """
    told = series.points(observations, indicator)
    points = series.counted(told)
    known = series.valued(points)
    tall = height or (286 if width < look.NARROW else 344)
    said = describe(observations, indicator, places, area=str(row["area"]) if row else "")
    if not known:
        return look.empty(said, width, tall)
    beside = [] if comparator is None else series.points(comparator, indicator)
    beside = [p for p in beside if p.start >= min(k.start for k in known)]
    others = series.counted(beside)
    target = target_value(row)
    values = _values([*known, *others], target)
    ends = [(_name(observations, places), known[-1], look.MAIN)]
    if series.valued(others):
        ends.append((_name(comparator, places), series.valued(others)[-1], look.QUIET))
    foot = [
        line
        for said in (_notes([*told, *beside], points), source)
        if said
        for line in look.wrapped(said, width - 8, 11)
    ]
    heading = look.wrapped(title, width - 8, 15, bold=True) if title else []
    unit = look.unit_lines(indicator, width)
    above = 18 * len(heading) + look.LINE * (len(unit) - 1)
    box = Box(
        width,
        tall + above + 16 * len(foot),
        left=0,
        right=_right_room(ends, indicator, width),
        top=32 + above,
        bottom=30 + 16 * len(foot),
    )
    box = replace(box, left=left_room(values, indicator, box))
    drawn = plot(points, values, [p.x for p in (*known, *others)], indicator, box)
    breaks, other_breaks = (series.break_dates(indicator, line) for line in (points, others))
    only_other = [b for b in other_breaks if b not in breaks]
    layers = [
        *strokes.band(points, breaks, drawn),
        *strokes.breaks_noted(points, breaks, drawn),
        *strokes.breaks_noted(others, only_other, drawn, of=_name(comparator, places)),
        *strokes.lines(others, other_breaks, drawn, look.QUIET, 1.5),
        *strokes.lines(points, breaks, drawn, look.MAIN, 2.5),
        *strokes.dots(points, drawn),
        *strokes.missing(points, drawn),
        *(
            []
            if target is None or row is None
            else strokes.level(target, drawn, _target_words(row, indicator))
        ),
        *_names(ends, drawn),
        *_around(drawn, heading, unit, foot),
    ]
    return look.spec(layers, box, said)


def target_value(row: Mapping[str, Any] | None) -> float | None:
    """The row's target, where its yardstick is a value rather than another place's figure."""
    if row is None or row["yardstick_kind"] != "value" or not numbers.known(row["yardstick"]):
        return None
    return float(row["yardstick"])


def _target_words(row: Mapping[str, Any], indicator: Indicator) -> str:
    return _("Target {figure}").format(figure=sentences.target_figure(row, indicator))


def _name(frame: pl.DataFrame | None, places: Mapping[str, str]) -> str:
    return placenames.name(frame["area"][0], places) if frame is not None and frame.height else ""


def _values(points: Sequence[Point], target: float | None) -> list[float]:
    found = [v for p in points for v in (p.value, p.lower, p.upper) if v is not None]
    return found if target is None else [*found, target]


Ends = Sequence[tuple[str, Point, str]]


def _right_room(ends: Ends, indicator: Indicator, width: float) -> float:
    """Px for the names at the ends of the lines, in bold type; long names are wrapped."""
    most = 84.0 if width < look.NARROW else 140.0
    lines = [line for name, p, _colour in ends for line in _end(name, p, indicator, most)]
    return 14 + max(look.text_width(line, bold=True) for line in lines)


def _end(name: str, point: Point, indicator: Indicator, room: float) -> list[str]:
    """What stands at the end of a line: the name, in as many lines as it needs, and the latest figure."""
    return [*look.wrapped(name, room, bold=True), numbers.compact(point.value, indicator)]


def _names(ends: Ends, drawn: Plot) -> list[Layer]:
    """Each line's name and latest value at its end, moved apart where they would meet."""
    room = drawn.box.right - 13
    blocks = [_end(name, p, drawn.indicator, room) for name, p, _colour in ends]
    heights = [len(block) * look.LINE + 5 for block in blocks]
    centres = look.spread([drawn.y(p.value or 0.0) for _name, p, _colour in ends], heights, drawn.height)
    parts = []
    for block, centre, (_name, _point, colour) in zip(blocks, centres, ends, strict=True):
        top = centre - (len(block) - 1) * look.LINE / 2
        weight = "bold" if colour == look.MAIN else "normal"
        parts.append(look.words(block, drawn.width + 9, top, color=colour, fontWeight=weight))
    return parts


def _around(drawn: Plot, heading: Sequence[str], unit: Sequence[str], foot: Sequence[str]) -> list[Layer]:
    """Title and unit above; below, what a reader of the picture alone must know, and its source."""
    left = 2 - drawn.box.left
    top = -19 - look.LINE * (len(unit) - 1)
    parts = [look.words(list(unit), left, top, color=look.QUIET)]
    for index, line in enumerate(reversed(heading)):
        parts.append(look.words(line, left, top - 21 - 18 * index, fontSize=15, fontWeight="bold"))
    for index, line in enumerate(foot):
        parts.append(look.words(line, left, drawn.height + 38 + 16 * index, color=look.QUIET, fontSize=11))
    return parts


def _notes(told: Sequence[Point], points: Sequence[Point]) -> str:
    """``told``: all that there is of both lines; ``points``: what is drawn of the place's own."""
    known = series.valued(points)
    said = []
    if any(p.provisional for p in known):
        said.append(_("hollow: provisional"))
    if any(p.lower is not None and p.upper is not None for p in known):
        said.append(_("band: the figures' interval"))
    if any(p.value is None for p in points):
        said.append(_("×: no figure"))
    if series.forecasts(told):
        said.append(_("forecasts are not drawn"))
    text = " · ".join(said)
    return f"{text[:1].upper()}{text[1:]}"
