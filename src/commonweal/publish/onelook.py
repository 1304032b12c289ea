"""An assessment in one look, as SVG: priorities by rating, groups reached, Good Work, and what is missing.

Shape and word say everything; colour only repeats it. There is no total.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, ROW, LABEL, MARKS, LEADING = 860, 26, 340, 110, 16
# Characters of a label, and of the words beside the boxes, that fit in a line of 13 pixels.
ACROSS, BESIDE = 46, 52
_INK, _QUIET, _FULL, _LINE = "#0b0c0c", "#505a5f", "#0b5d5e", "#c9d0d3"


@dataclass(frozen=True)
class Line:
    """One row: ``filled`` of ``of`` boxes; None: a question mark (not known); -1: missing."""

    label: str
    filled: int | None
    of: int
    words: str


@dataclass(frozen=True)
class Part:
    title: str
    lines: Sequence[Line]
    nothing: str = ""


def picture(parts: Sequence[Part], said: str) -> str:
    """The SVG. ``said``: the same in a sentence, for those who do not see it."""
    out: list[str] = []
    y = 22
    for part in parts:
        out.append(_text(0, y, part.title, weight="bold", size=15))
        y += 8
        for line in part.lines:
            y += ROW
            out.extend(_line(line, y))
            y += (_lines(line) - 1) * LEADING
        if not part.lines:
            y += ROW
            out.append(_text(0, y, part.nothing, colour=_QUIET))
        y += 34
    height = y - 14
    return (
        f'<svg class="cw-onelook" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{escape(said, quote=True)}" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="sans-serif" focusable="false">{"".join(out)}</svg>'
    )


def _lines(line: Line) -> int:
    return max(len(textwrap.wrap(line.label, ACROSS)), len(textwrap.wrap(line.words, BESIDE)), 1)


def _wrapped(x: float, y: int, words: str, most: int, colour: str = _INK) -> list[str]:
    """Nothing is cut off: what is too long for a line goes on in the next."""
    return [_text(x, y + n * LEADING, w, colour=colour) for n, w in enumerate(textwrap.wrap(words, most))]


def _line(line: Line, y: int) -> list[str]:
    out = _wrapped(0, y, line.label, ACROSS)
    size, gap = 16, 6
    for n in range(line.of):
        x = LABEL + n * (size + gap)
        if line.filled is None or line.filled < 0:
            box = (
                f'fill="#ffffff" stroke="{_QUIET}" stroke-width="1.5" stroke-dasharray="3 2"'  # stays English
            )
        elif n < line.filled:
            box = f'fill="{_FULL}" stroke="{_INK}" stroke-width="1.5"'  # stays English
        else:
            box = f'fill="#ffffff" stroke="{_INK}" stroke-width="1.5"'  # stays English
        out.append(f'<rect x="{x}" y="{y - 13}" width="{size}" height="{size}" {box}/>')
    if line.filled is None:
        out.append(_text(LABEL + line.of * (size + gap) + 2, y, "?", weight="bold"))
    missing = line.filled is not None and line.filled < 0
    out += _wrapped(LABEL + MARKS, y, line.words, BESIDE, _QUIET if missing else _INK)
    below = y + (_lines(line) - 1) * LEADING + 8
    out.append(f'<path d="M0,{below}H{WIDTH}" stroke="{_LINE}" stroke-width="1" fill="none"/>')
    return out


def _text(
    x: float, y: float, words: str, *, colour: str = _INK, weight: str = "normal", size: int = 13
) -> str:
    return (
        f'<text x="{x}" y="{y}" fill="{colour}" font-size="{size}" font-weight="{weight}">'
        f"{escape(words)}</text>"
    )
