"""A specification made into a picture, by vl-convert. The same specification gives the same bytes.

Nothing is fetched: data stand in the specification, and every other address is refused.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from html import escape
from importlib import import_module
from importlib.metadata import version
from typing import Any

#: The Vega-Lite that draws, of those that vl-convert carries.
VEGA_LITE = "6.4"


def spec_key(spec: Mapping[str, Any]) -> str:
    """SHA-256 of what decides the picture: the specification, and who draws it. The name in a cache."""
    drawn_by = f"vl-convert {version('vl-convert-python')}, Vega-Lite {VEGA_LITE}"  # stays English
    content = json.dumps(spec, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{drawn_by}\n{content}".encode()).hexdigest()


def render_svg(spec: Mapping[str, Any]) -> bytes:
    """SVG, its description spoken as the name of one picture; without script, style or outside reference."""
    drawn: str = _converter().vegalite_to_svg(
        dict(spec), vl_version=VEGA_LITE, allowed_base_urls=[], show_warnings=False
    )
    said = escape(str(spec.get("description", "")), quote=True)
    spoken = re.sub(r"<svg ", f'<svg role="img" aria-label="{_plain(said)}" ', drawn, count=1)
    return spoken.encode()


def render_png(spec: Mapping[str, Any], scale: float = 2.0) -> bytes:
    """PNG, ``scale`` pixels for each px of the drawing."""
    drawn: bytes = _converter().vegalite_to_png(
        dict(spec), vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[], show_warnings=False
    )
    return drawn


def _plain(replacement: str) -> str:
    r"""A backslash would be read as a group's number in a replacement."""
    return replacement.replace("\\", r"\\")


def _converter() -> Any:
    """Imported when first drawn: it starts an engine of its own."""
    return import_module("vl_convert")
