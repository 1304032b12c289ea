"""SVG made into PNG, each picture once: Word and the data package want the same."""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import Any

SCALE = 2.0  # pixels for each px of the drawing: sharp on paper at 16 cm


def png(svg: str, scale: float = SCALE) -> bytes:
    """PNG of an SVG, by vl-convert; nothing outside the SVG is read."""
    converter: Any = import_module("vl_convert")
    return bytes(converter.svg_to_png(svg, scale=scale))


class Pngs:
    """Keeps what it has made. ``kept`` may be handed in, to have what an earlier run has made."""

    def __init__(self, kept: dict[str, bytes] | None = None) -> None:
        self.kept = {} if kept is None else kept

    def __call__(self, svg: str) -> bytes:
        key = hashlib.sha256(svg.encode()).hexdigest()
        if key not in self.kept:
            self.kept[key] = png(svg)
        return self.kept[key]
