"""A map of equal tiles: which places are meant, readable without colour."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape

SIDE, GAP = 108, 6
_FULL, _INK = "#0b5d5e", "#0b0c0c"


def tile_map(
    tiles: Mapping[str, tuple[int, int]], names: Mapping[str, str], chosen: Collection[str], said: str
) -> str:
    """SVG of the tiles at (column, row); the chosen ones are filled and ticked. ``said``: it in words."""
    if not tiles:
        return ""
    columns, rows = (max(at[n] for at in tiles.values()) + 1 for n in (0, 1))
    width, height = columns * (SIDE + GAP) - GAP, rows * (SIDE // 2 + GAP) - GAP
    parts = []
    for code, (column, row) in tiles.items():
        x, y = column * (SIDE + GAP), row * (SIDE // 2 + GAP)
        full = code in chosen
        fill, ink = (_FULL, "#ffffff") if full else ("#ffffff", _INK)
        name = names.get(code, code)
        parts.append(
            f'<rect x="{x + 1}" y="{y + 1}" width="{SIDE - 2}" height="{SIDE // 2 - 2}" fill="{fill}" '
            f'stroke="{_INK}" stroke-width="1.5"/><text x="{x + SIDE / 2}" y="{y + SIDE / 4 + 4}" '
            f'text-anchor="middle" font-size="12" fill="{ink}">{"✓ " if full else ""}{escape(name)}</text>'
        )
    return (
        f'<svg class="cw-tiles" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{escape(said, quote=True)}" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="sans-serif" focusable="false">{"".join(parts)}</svg>'
    )
