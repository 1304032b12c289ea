"""What all charts share: colours, type, layers of Vega-Lite, and the frame they stand in.

A chart has a fixed size: the room for labels is reckoned here, so that no machine's fonts move the drawing.
The main line is dark teal, the comparator a thinner grey, the target dashed: told apart in grey print and
without seeing colour, since width, dash and the name at the line differ too.

Layers are plain dictionaries. Altair would take half a second to import and two to assemble eight panels;
the tests hold every specification against Altair's schema instead.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonweal.packs import numbers
from commonweal.packs.models import Indicator
from commonweal.publish.charts import widths

MAIN, QUIET, INK, GRID, BAND = "#0b5d5e", "#505a5f", "#0b0c0c", "#dfe4e6", "#9dc3c3"
FONT = "Helvetica, Arial, sans-serif"  # stays English
SIZE = 12
LINE = 14.0  # px from baseline to baseline of 12 px type
NARROW = 480  # under this width a chart is read on a phone

Layer = dict[str, Any]


@dataclass(frozen=True)
class Box:
    """A chart of ``width`` by ``height`` px, of which the paddings are for words."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def plot_width(self) -> float:
        return max(40.0, self.width - self.left - self.right)

    @property
    def plot_height(self) -> float:
        return max(24.0, self.height - self.top - self.bottom)


def text_width(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Px that the words take at the most, whichever of the usual typefaces draws them."""
    return widths.drawn(words, size, bold=bold)


def wrapped(words: str, width: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """Lines of at most ``width`` px; a word is never cut, so one that is longer has a line of its own."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def unit_lines(indicator: Indicator, width: float) -> list[str]:
    """What the values are counted in, above the plot, as a sentence begins."""
    unit = numbers.unit_words(indicator)
    return wrapped(f"{unit[0].upper()}{unit[1:]}", width - 8)


def spec(layers: Sequence[Layer], box: Box, description: str) -> dict[str, Any]:
    """The layers as one Vega-Lite specification, the same bytes for the same figures."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description,
        "width": box.plot_width,
        "height": box.plot_height,
        "autosize": {"type": "none", "contains": "content"},
        "padding": {"left": box.left, "right": box.right, "top": box.top, "bottom": box.bottom},
        "background": "#ffffff",
        "layer": list(layers),
        "config": {
            "aria": False,
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": SIZE, "labelColor": QUIET, "title": None, "labelPadding": 6},
            "text": {"fontSize": SIZE, "color": INK},
        },
    }


def layer(mark: str, rows: Sequence[Mapping[str, Any]], encoding: Mapping[str, Any], **style: Any) -> Layer:
    """One layer: its own rows, one mark, its channels."""
    return {
        "data": {"values": [dict(r) for r in rows]},
        "mark": {"type": mark, **style},
        "encoding": dict(encoding),
    }


def rule(x: float, y: float, x2: float, y2: float, **style: Any) -> Layer:
    """A straight line between two places of the drawing, in px from the plot's upper left corner."""
    return layer("rule", [{}], _fixed(x=x, y=y, x2=x2, y2=y2), **style)


def dot(x: float, y: float, colour: str, size: float, *, hollow: bool = False) -> Layer:
    """A round point; a hollow one is provisional."""
    return layer("point", [{}], _fixed(x=x, y=y), size=size, **round_point(colour, hollow=hollow))


def round_point(colour: str, *, hollow: bool) -> dict[str, Any]:
    return {
        "shape": "circle",
        "filled": True,
        "fill": "#ffffff" if hollow else colour,
        "stroke": colour,
        "strokeWidth": 1.8,
        "opacity": 1,
    }


def words(text: Sequence[str] | str, x: float, y: float, **style: Any) -> Layer:
    """Words at a place of the drawing, their first line's middle ``y`` px under the plot's upper edge."""
    lines = [text] if isinstance(text, str) else list(text)
    encoding = {"text": {"value": lines}, **_fixed(x=x, y=y)}
    look = {"align": "left", "baseline": "middle", "lineHeight": LINE, **style}
    return layer("text", [{}], encoding, **look)


def _fixed(**places: float) -> dict[str, Any]:
    return {channel: {"value": round(value, 2)} for channel, value in places.items()}


def empty(said: str, width: float, height: float) -> dict[str, Any]:
    """A chart without a figure says so."""
    box = Box(width, height, 8, 8, 8, 8)
    lines = wrapped(said, box.plot_width - 24, 14)
    wide, tall = box.plot_width, box.plot_height
    corners = [(0, 0, wide, 0), (wide, 0, wide, tall), (wide, tall, 0, tall), (0, tall, 0, 0)]
    frame = [rule(*line, stroke=GRID) for line in corners]
    top = tall / 2 - 10 * (len(lines) - 1)
    text = words(lines, wide / 2, top, align="center", color=QUIET, fontSize=14, lineHeight=20)
    return spec([*frame, text], box, said)


def labels(values: Sequence[float], texts: Sequence[str]) -> str:
    """An expression that writes our own words at an axis's values."""
    written, at = json.dumps(list(texts), ensure_ascii=False), json.dumps(list(values))
    return f"{written}[indexof({at}, datum.value)]"  # stays English


def ticks(low: float, high: float, count: int) -> list[float]:
    """About ``count`` round values that hold both ends between them; for one value, a step either side."""
    if low == high:
        room = abs(low) * 0.1 or 1.0
        low, high = low - room, high + room
    raw = (high - low) / max(1, count - 1)
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(s * size for s in (1, 2, 2.5, 5, 10) if s * size >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def spread(centres: Sequence[float], heights: Sequence[float], limit: float) -> list[float]:
    """Move labels apart, as little as may be, so that none lies over another; in the order given.

    ``centres`` and ``heights`` in px; the answer lies between 0 and ``limit`` where that is possible.
    """
    order = sorted(range(len(centres)), key=lambda i: centres[i])
    placed = list(centres)
    floor = float("-inf")
    for i in order:
        placed[i] = max(placed[i], floor + heights[i] / 2)
        floor = placed[i] + heights[i] / 2
    ceiling = limit + 6
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling - heights[i] / 2)
        ceiling = placed[i] - heights[i] / 2
    return placed
