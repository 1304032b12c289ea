"""What the list of threads and the form of a query are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.web.ui import asked


@dataclass(frozen=True)
class Threads(asked.Asked):
    """Filters of the list; junk falls to "all". ``mine``: only what waits for whoever looks."""

    words: str = asked.text(longest=200, cut=True)
    state: str = asked.choice("", "open", "late", "ended")
    committee: str = asked.text(longest=80, pattern=r"[\w-]*")
    mine: bool = asked.switch()
    page: int = asked.number(1, least=1, most=10_000)


@dataclass(frozen=True)
class Asking(asked.Asked):
    """What a link puts into the form of a query: "test:KEY", "statement:" or "flag:KEY"; its words."""

    about: str = asked.text("report:", longest=220)
    words: str = asked.text(longest=2_000, cut=True)
