"""One indicator in many places: each place's latest figure as a point with its interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.packs.models import Indicator
from commonweal.publish import numbers, placenames, wording
from commonweal.publish.charts import look
from commonweal.publish.charts.look import Box, Layer
from commonweal.publish.charts.plot import natural_zero
from commonweal.publish.charts.spoken import describe_comparison

Row = Mapping[str, Any]
_STEP = 28.0  # px from row to row, and a line more for a name that needs two


def compare_chart(
    rows: Sequence[Row],
    indicator: Indicator,
    places: Mapping[str, str],
    *,
    highlight: str = "",
    width: int = 720,
    title: str = "",
    source: str = "",
) -> dict[str, Any]:
    """A Vega-Lite specification: one row a place, the highest first, those without a figure last.

    ``rows`` are rows of ASSESSMENT, one an area; ``highlight`` is the code of the place that is looked at.
    The comparator of most rows stands as a line. A figure of another period than most says its period.
    """
    said = describe_comparison(rows, indicator, places)
    known = [r for r in rows if numbers.known(r["latest"])]
    if not known:
        return look.empty(said, width, 160)
    ranked = sorted(known, key=lambda r: -r["latest"]) + [r for r in rows if not numbers.known(r["latest"])]
    narrow = width < look.NARROW
    room = 112 if narrow else 270
    names = [look.wrapped(placenames.name(r["area"], places), room, bold=True) for r in ranked]
    figures = _figures(ranked, indicator)
    heading = look.wrapped(title, width - 8, 15, bold=True) if title else []
    foot = look.wrapped(source, width - 8, 11) if source else []
    unit = look.unit_lines(indicator, width)
    above = 18 * len(heading) + look.LINE * (len(unit) - 1)
    steps = [_STEP + look.LINE * (len(name) - 1) for name in names]
    box = Box(
        width,
        sum(steps) + 66 + above + 16 * len(foot),
        left=14 + max(look.text_width(line, bold=True) for name in names for line in name),
        right=14 + max(look.text_width(f, bold=True) for f in figures),
        top=46 + above,
        bottom=20 + 16 * len(foot),
    )
    centres = [sum(steps[:i]) + step / 2 for i, step in enumerate(steps)]
    across = _Across.of(known, indicator, box)
    layers = [*across.grid(indicator), *_comparator(known, indicator, places, across)]
    for row, name, figure, y in zip(ranked, names, figures, centres, strict=True):
        layers += _row(row, name, figure, y, across, chosen=row["area"] == highlight or not highlight)
    layers += _around(box, heading, unit, foot)
    return look.spec(layers, box, said)


class _Across:
    """Values from left to right."""

    def __init__(self, ticks: Sequence[float], low: float, high: float, box: Box) -> None:
        self.ticks, self.low, self.high, self.box = ticks, low, high, box

    @classmethod
    def of(cls, rows: Sequence[Row], indicator: Indicator, box: Box) -> _Across:
        columns = ("latest", "latest_lower", "latest_upper", "comparator_latest")
        values = [float(r[c]) for r in rows for c in columns if numbers.known(r[c])]
        low = 0.0 if natural_zero(indicator, values) else min(values)
        ticks = look.ticks(low, max(values), max(3, int(box.plot_width / 90)))
        return cls(ticks, min(*values, *ticks), max(*values, *ticks), box)

    def x(self, value: float) -> float:
        return self.box.plot_width * (value - self.low) / (self.high - self.low)

    def grid(self, indicator: Indicator) -> list[Layer]:
        parts = []
        for tick, text in zip(self.ticks, numbers.ticks(self.ticks, indicator), strict=True):
            x = self.x(tick)
            parts.append(look.rule(x, 0, x, self.box.plot_height, stroke=look.GRID))
            label = look.words(
                text, x, self.box.plot_height + 11, align="center", color=look.QUIET, baseline="middle"
            )
            parts.append(label)
        return parts


def _figures(rows: Sequence[Row], indicator: Indicator) -> list[str]:
    periods = Counter(r["latest_period"] for r in rows if numbers.known(r["latest"]))
    usual = max(periods, key=lambda p: (periods[p], p or ""))
    found = []
    for row in rows:
        figure = numbers.compact(row["latest"], indicator)
        other = numbers.known(row["latest"]) and row["latest_period"] != usual
        found.append(f"{figure} ({wording.short_period(row['latest_period'])})" if other else figure)
    return found


def _row(
    row: Row, name: Sequence[str], figure: str, y: float, across: _Across, *, chosen: bool
) -> list[Layer]:
    box, colour = across.box, look.MAIN if chosen else look.QUIET
    weight = "bold" if chosen else "normal"
    top = y - (len(name) - 1) * look.LINE / 2
    parts = [
        look.words(list(name), -10, top, align="right", fontWeight=weight),
        look.words(figure, box.plot_width + 10, y, fontWeight=weight),
    ]
    if not numbers.known(row["latest"]):
        return parts
    if numbers.known(row["latest_lower"]) and numbers.known(row["latest_upper"]):
        x, x2 = across.x(row["latest_lower"]), across.x(row["latest_upper"])
        parts.append(look.rule(x, y, x2, y, stroke=look.BAND if chosen else "#c3cacd", strokeWidth=7))
    hollow = bool(row["provisional"])
    return [*parts, look.dot(across.x(row["latest"]), y, colour, 70, hollow=hollow)]


def _comparator(
    rows: Sequence[Row], indicator: Indicator, places: Mapping[str, str], across: _Across
) -> list[Layer]:
    """The comparator that most rows have, of the period that most have, as a named line."""
    held = Counter(
        (r["comparator"], r["comparator_latest"])
        for r in rows
        if r["comparator"] and numbers.known(r["comparator_latest"])
    )
    if not held:
        return []
    (code, value), _ = max(held.items(), key=lambda item: (item[1], item[0]))
    x = across.x(value)
    name = f"{placenames.name(code, places)} {numbers.compact(value, indicator)}"
    room = look.text_width(name) / 2
    at = min(max(x, room - across.box.left + 4), across.box.plot_width + across.box.right - room - 4)
    return [
        look.rule(x, -4, x, across.box.plot_height, stroke=look.QUIET, strokeWidth=1.5, strokeDash=[5, 3]),
        look.words(name, at, -12, align="center", color=look.QUIET),
    ]


def _around(box: Box, heading: Sequence[str], unit: Sequence[str], foot: Sequence[str]) -> list[Layer]:
    left = 2 - box.left
    top = -34 - look.LINE * (len(unit) - 1)
    parts = [look.words(list(unit), left, top, color=look.QUIET)]
    for index, line in enumerate(reversed(heading)):
        parts.append(look.words(line, left, top - 21 - 18 * index, fontSize=15, fontWeight="bold"))
    for index, line in enumerate(foot):
        y = box.plot_height + 28 + 16 * index
        parts.append(look.words(line, left, y, color=look.QUIET, fontSize=11))
    return parts
