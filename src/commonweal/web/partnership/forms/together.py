"""What the pages of working together are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.web.ui import asked


@dataclass(frozen=True)
class Together(asked.Asked):
    """Which year and place; 0 and "" for this year and the authority's own area."""

    year: int = asked.number(0, least=1900, most=2199)
    place: str = asked.text(longest=32, pattern=r"[\w-]*")


@dataclass(frozen=True)
class Looked(Together):
    """Which rows of one measure. ``examples``: with those that were made up. ``series``: a breakdown."""

    examples: bool = asked.switch()
    series: str = asked.text(longest=140, pattern=r"[\w=-]*")
    page: int = asked.number(1, least=1, most=10_000)
