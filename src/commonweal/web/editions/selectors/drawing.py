"""Drawings by what they show, kept beside the charts of the framework's pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from commonweal import publish
from commonweal.progress.snapshot import rule_sources_digest, write_beside
from commonweal.publish import charts


@lru_cache(maxsize=1)
def _code() -> str:
    """Names the code that draws, so that no old drawing outlives it."""
    here = Path(publish.__file__).parent
    return rule_sources_digest([*here.glob("*.py"), *here.glob("charts/*.py")])


def draw(spec: Mapping[str, Any]) -> bytes:
    """SVG of a specification: drawn once, written whole."""
    key = hashlib.sha256(f"edition\n{_code()}\n{charts.spec_key(spec)}".encode()).hexdigest()
    path = Path(settings.CHARTS_CACHE) / key[:2] / f"{key}.svg"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        picture = charts.render_svg(spec)
        write_beside(path, picture)
        return picture
