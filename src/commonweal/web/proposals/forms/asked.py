"""What the list of proposals is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.web.ui import asked


@dataclass(frozen=True)
class Asked(asked.Asked):
    """Filters of the board's view; junk falls to "all"."""

    programme: str = asked.text(longest=80, pattern=r"[\w-]*")
    step: str = asked.text(longest=16, pattern=r"[a-z]*")
    place: str = asked.text(longest=32, pattern=r"[\w-]*")
    goal: str = asked.text(longest=120, pattern=r"[\w-]*")
    group: str = asked.text(longest=120, pattern=r"[\w-]*")
    words: str = asked.text(longest=200, cut=True)
    page: int = asked.number(1, least=1, most=10_000)
