"""Horizontal bars with their label and their number in words; what has none is an empty frame, not a gap."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, ROW, LABEL, BAR = 760, 28, 270, 260
_FULL, _INK, _QUIET = "#0b5d5e", "#0b0c0c", "#505a5f"


def bars(rows: Sequence[tuple[str, float, str]], said: str) -> str:
    """SVG of (label, length, words) from nought to the longest. ``said``: the same in a sentence."""
    longest = max((length for _, length, _ in rows), default=0) or 1
    parts = []
    for n, (label, length, words) in enumerate(rows):
        y = n * ROW
        across = round(length / longest * BAR, 1)
        shape = (
            f'<rect x="{LABEL}" y="{y + 6}" width="{across}" height="16" fill="{_FULL}"/>'
            if length
            else f'<rect x="{LABEL}" y="{y + 6}" width="16" height="16" fill="#ffffff" stroke="{_QUIET}" '
            f'stroke-dasharray="3 2"/>'
        )
        end = LABEL + (across if length else 16) + 8
        parts.append(
            f'<text x="0" y="{y + 19}" font-size="13" fill="{_INK}">{escape(label[:42])}</text>{shape}'
            f'<text x="{end}" y="{y + 19}" font-size="13" fill="{_INK}">{escape(words)}</text>'
        )
    height = max(len(rows), 1) * ROW
    return (
        f'<svg class="cw-bars" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{escape(said, quote=True)}" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="sans-serif" focusable="false">{"".join(parts)}</svg>'
    )
