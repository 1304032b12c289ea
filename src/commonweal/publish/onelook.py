"""An assessment in one look, as SVG: priorities by rating, groups reached, Good Work, and what is missing.

Shape and word say everything; colour only repeats it. There is no total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, ROW, LABEL, MARKS = 860, 26, 340, 110
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


def _line(line: Line, y: int) -> list[str]:
    out = [_text(0, y, _shortened(line.label, 46))]
    size, gap = 16, 6
    for n in range(line.of):
        x = LABEL + n * (size + gap)
        if line.filled is None or line.filled < 0:
            box = f'fill="#ffffff" stroke="{_QUIET}" stroke-width="1.5" stroke-dasharray="3 2"'
        elif n < line.filled:
            box = f'fill="{_FULL}" stroke="{_INK}" stroke-width="1.5"'
        else:
            box = f'fill="#ffffff" stroke="{_INK}" stroke-width="1.5"'
        out.append(f'<rect x="{x}" y="{y - 13}" width="{size}" height="{size}" {box}/>')
    if line.filled is None:
        out.append(_text(LABEL + line.of * (size + gap) + 2, y, "?", weight="bold"))
    missing = line.filled is not None and line.filled < 0
    words = _shortened(line.words, 52)
    out.append(_text(LABEL + MARKS, y, words, colour=_QUIET if missing else _INK))
    out.append(f'<path d="M0,{y + 8}H{WIDTH}" stroke="{_LINE}" stroke-width="1" fill="none"/>')
    return out


def _text(
    x: float, y: float, words: str, *, colour: str = _INK, weight: str = "normal", size: int = 13
) -> str:
    return (
        f'<text x="{x}" y="{y}" fill="{colour}" font-size="{size}" font-weight="{weight}">'
        f"{escape(words)}</text>"
    )


def _shortened(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
