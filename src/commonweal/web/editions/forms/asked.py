"""What pages of editions are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.web.ui import asked


@dataclass(frozen=True)
class Versions(asked.Asked):
    """Two versions of a chapter to hold side by side; 0: the latest, and the one before it."""

    old: int = asked.number(0, least=0)
    new: int = asked.number(0, least=0)


@dataclass(frozen=True)
class Reading(asked.Asked):
    """``state``: the number of a frozen state; 0: the latest."""

    state: int = asked.number(0, least=0)


@dataclass(frozen=True)
class Compared(asked.Asked):
    """``with_``: the slug of the edition that another is compared with."""

    other: str = asked.text(longest=80, pattern=r"[\w-]*")
