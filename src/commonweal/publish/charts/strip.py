"""Marks in rows, one row a goal: the shapes of the status, drawn as on the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commonweal.progress.schema import Status
from commonweal.publish import status
from commonweal.publish.charts import look
from commonweal.publish.charts.look import Box, Layer
from commonweal.publish.charts.spoken import describe_strip

_MARK, _APART = 15.0, 22.0  # px across a mark, and from mark to mark


def marks_strip(
    strips: Sequence[tuple[str, Sequence[Status]]], *, width: int = 720, key: bool = True, rule: str = ""
) -> dict[str, Any]:
    """A Vega-Lite specification: a name and its marks a row; ``key`` says the words of the shapes below, as
    the ``rule`` has them.

    Marks stand in the order given, beside the name, or under it where the chart is narrow; more than the
    width holds go on in the next line.
    """
    said = describe_strip(strips)
    if not any(marks for _, marks in strips):
        return look.empty(said, width, 120)
    narrow = width < look.NARROW
    left = 0.0 if narrow else min(280.0, 16 + max(look.text_width(n) for n, _ in strips))
    layers: list[Layer] = []
    y = 12.0
    for name, marks in strips:
        lines = look.wrapped(name, width - 16 if narrow else left - 12)
        layers.append(look.words(lines, 0, y))
        y += look.LINE * len(lines) + 6 if narrow else 0.0
        across = max(1, int((width - 16 - left) // _APART))
        for index, one in enumerate(marks):
            layers.append(_mark(one, left + _APART * (index % across) + 8, y + _APART * (index // across)))
        marked = _APART * max(1, -(-len(marks) // across))
        named = look.LINE * len(lines)
        y += (marked if narrow else max(marked, named)) + 10
    if key:
        parts, y = _key(
            sorted({m for _, ms in strips for m in ms}, key=list(Status).index), rule, width - 16, y + 8
        )
        layers += parts
    return look.spec(layers, Box(width, y + 8, 8, 8, 0, 0), said)


def _mark(key: Status, x: float, y: float) -> Layer:
    m = status.mark(key)
    paint: dict[str, Any] = {"fill": m.colour, "strokeWidth": 0}
    if not m.filled:
        paint = {"fill": "#ffffff", "stroke": m.colour, "strokeWidth": 1.8}
    if m.dashes:
        paint["strokeDash"] = [float(d) for d in m.dashes.split()]
    place = {"x": {"value": x}, "y": {"value": y}}
    shape = status.unit_path(key)
    return look.layer("point", [{}], place, shape=shape, filled=True, size=_MARK * _MARK, opacity=1, **paint)


def _key(keys: Sequence[Status], rule: str, width: float, y: float) -> tuple[list[Layer], float]:
    """Shape and word of each mark that occurs; the lines of it, and where they end."""
    layers: list[Layer] = []
    x = 0.0
    for key in keys:
        word = status.mark(key, rule).word
        wide = 40 + look.text_width(word)
        if x and x + wide > width:
            x, y = 0.0, y + 22
        layers += [_mark(key, x + 8, y), look.words(word, x + 22, y, color=look.QUIET)]
        x += wide
    return layers, y + 14
