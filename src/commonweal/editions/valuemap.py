"""A map of equal tiles with a figure in each: where a place lies counts, not how large it is.

The tile says its figure in numbers; the shade (three of them, by thirds of the way from the lowest to the
highest) only helps the eye, and can be told apart in grey print.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from commonweal.publish import numbers
from commonweal.publish.tiles import GAP

_WIDE, _TALL, _TOP = 118, 66, 26
#: Fill and ink, from the lowest third to the highest: at least 4.5:1 each.
_SHADES = (("#ffffff", "#0b0c0c"), ("#b9d3d3", "#0b0c0c"), ("#0b5d5e", "#ffffff"))
_INK, _QUIET = "#0b0c0c", "#505a5f"


def value_map(
    tiles: Mapping[str, tuple[int, int]],
    names: Mapping[str, str],
    values: Mapping[str, float],
    texts: Mapping[str, str],
    said: str,
    unit: str,
) -> str:
    """SVG of the tiles at (column, row). A place without a figure says "no data" and has a dashed edge."""
    columns, rows = (max(at[n] for at in tiles.values()) + 1 for n in (0, 1))
    width, height = columns * (_WIDE + GAP) - GAP, rows * (_TALL + GAP) - GAP + _TOP
    low, high = min(values.values(), default=0.0), max(values.values(), default=0.0)
    parts = [
        f'<text x="1" y="15" font-size="12" fill="{_QUIET}">{escape(unit[:1].upper() + unit[1:])}</text>'
    ]
    for code, (column, row) in tiles.items():
        x, y = column * (_WIDE + GAP), row * (_TALL + GAP) + _TOP
        fill, ink = _SHADES[_third(values[code], low, high)] if code in values else ("#ffffff", _QUIET)
        edge = "" if code in values else ' stroke-dasharray="4 3"'  # stays English
        parts.append(
            f'<rect x="{x + 1}" y="{y + 1}" width="{_WIDE - 2}" height="{_TALL - 2}" fill="{fill}" '
            f'stroke="{_INK}" stroke-width="1.2"{edge}/>'
            f'<text x="{x + _WIDE / 2:g}" y="{y + 26}" text-anchor="middle" font-size="12" fill="{ink}">'
            f"{escape(names.get(code, code))}</text>"
            f'<text x="{x + _WIDE / 2:g}" y="{y + 50}" text-anchor="middle" font-size="17" '
            f'font-weight="bold" fill="{ink}">{escape(texts.get(code, numbers.no_data()))}</text>'
        )
    return (
        f'<svg class="cw-value-map" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{escape(said, quote=True)}" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="Helvetica, Arial, sans-serif" focusable="false">'
        f"{''.join(parts)}</svg>"
    )


def _third(value: float, low: float, high: float) -> int:
    return 1 if high == low else min(2, int(3 * (value - low) / (high - low)))
