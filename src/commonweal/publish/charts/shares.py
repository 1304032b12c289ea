"""Shares over quarters as a picture: a bar a quarter up to 100%, a cross where there is nothing to share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commonweal.publish.charts import look
from commonweal.publish.charts.look import Box, Layer
from commonweal.words import _

#: A quarter, how many of it count, and of how many.
Quarter = tuple[str, int, int]


def shares_chart(
    quarters: Sequence[Quarter], said: str, *, whole: str, part: str, width: int = 720, height: int = 300
) -> dict[str, Any]:
    """A Vega-Lite specification. ``said``: the picture in a sentence. ``part`` of ``whole``: what is drawn.

    A quarter that is (name, 0, 0) has no share: it is drawn as missing. Nothing at all is a picture that
    says so.
    """
    if not any(total for _name, _count, total in quarters):
        return look.empty(said, width, height)
    box = Box(width, height, left=52, right=12, top=40, bottom=52)
    step = box.plot_width / len(quarters)
    bar = max(2.0, min(44.0, step * 0.7))
    layers = _scale(box)
    named = _named(quarters, step)
    room = 12 + look.text_width(max((f"{c}/{t}" for _, c, t in quarters), key=len), 11)
    for n, (quarter, count, total) in enumerate(quarters):
        middle = step * (n + 0.5)
        if total:
            layers += _bar(middle, bar, count, total, box.plot_height, numbers=step >= room)
        else:
            layers.append(
                look.words("×", middle, box.plot_height - 9, align="center", color=look.QUIET, fontSize=14)
            )
        if n in named:
            layers.append(
                look.words(_short(quarter), middle, box.plot_height + 16, align="center", color=look.QUIET)
            )
    # "% of" in a message would be read as a place of Python's older formatting.
    axis = _("{part}, {percent} of {whole}").format(part=part, percent="%", whole=whole)
    layers.append(look.words(axis, 2 - box.left, -24, color=look.QUIET))
    if not all(total for _name, _count, total in quarters):
        layers.append(
            look.words(
                _("×: no {whole} in that quarter").format(whole=whole),
                2 - box.left,
                box.plot_height + 38,
                color=look.QUIET,
                fontSize=11,
            )
        )
    return look.spec(layers, box, said)


def _scale(box: Box) -> list[Layer]:
    parts = []
    for percent in (0, 25, 50, 75, 100):
        y = box.plot_height * (1 - percent / 100)
        parts.append(look.rule(0, y, box.plot_width, y, stroke=look.GRID if percent else look.QUIET))
        parts.append(look.words(f"{percent}%", -8, y, align="right", color=look.QUIET))
    return parts


def _bar(middle: float, wide: float, count: int, total: int, tall: float, *, numbers: bool) -> list[Layer]:
    """The whole as an empty frame, the part as its filled foot, and where there is room both numbers."""
    left, right = middle - wide / 2, middle + wide / 2
    top = tall * (1 - count / total)
    frame = [
        look.rule(*line, stroke=look.BAND)
        for line in ((left, 0, right, 0), (left, 0, left, tall), (right, 0, right, tall))
    ]
    filled = look.layer(
        "rect", [{}],
        {c: {"value": round(v, 2)} for c, v in (("x", left), ("x2", right), ("y", top), ("y2", tall))},
        fill=look.MAIN,
    ) if count else look.rule(left, tall, right, tall, stroke=look.MAIN, strokeWidth=3)  # fmt: skip
    said = [look.words(f"{count}/{total}", middle, -8, align="center", fontSize=11)] if numbers else []
    return [*frame, filled, *said]


def _named(quarters: Sequence[Quarter], step: float) -> set[int]:
    """The latest quarter, and back from it at even steps as many as have room."""
    every = next(n for n in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512) if n * step >= 58 or n == 512)
    return set(range(len(quarters) - 1, -1, -every))


def _short(quarter: str) -> str:
    """ "Q4 2026" of "2026-Q4"."""
    year, _, nth = quarter.partition("-")
    return f"{nth} {year}"
