"""What the lists of partners and commitments are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.web.partnership.models import Organisation
from commonweal.web.ui import asked

_SLUG = r"[\w-]*"


@dataclass(frozen=True)
class Partners(asked.Asked):
    """Filters of the list of organisations; junk falls to "all"."""

    words: str = asked.text(longest=200, cut=True)
    kind: str = asked.choice("", *Organisation.Kind.values)


@dataclass(frozen=True)
class Commitments(asked.Asked):
    """Filters of the list of commitments; junk falls to "all". ``goal``: "framework:goal"."""

    words: str = asked.text(longest=200, cut=True)
    organisation: str = asked.text(longest=80, pattern=_SLUG)
    partnership: str = asked.text(longest=80, pattern=_SLUG)
    goal: str = asked.text(longest=241, pattern=r"[\w-]*:[\w-]*")
    indicator: str = asked.text(longest=120, pattern=_SLUG)
    place: str = asked.text(longest=32, pattern=_SLUG)
    group: str = asked.text(longest=120, pattern=_SLUG)
    standing: str = asked.choice("", "late", "on-course", "changed", "met", "missed", "withdrawn")
    page: int = asked.number(1, least=1, most=10_000)


@dataclass(frozen=True)
class Keeping(asked.Asked):
    """Which commitment the one form of a partner opens with."""

    commitment: int = asked.number(0, least=0)


@dataclass(frozen=True)
class RollOuts(asked.Asked):
    """Filters of the list of roll-outs, and the year of its map; 0 for this year. ``what``: "kind:id"."""

    words: str = asked.text(longest=200, cut=True)
    what: str = asked.text(longest=140, pattern=r"[a-z]*:[\w-]*")
    place: str = asked.text(longest=32, pattern=_SLUG)
    year: int = asked.number(0, least=1900, most=2199)


@dataclass(frozen=True)
class Strategies(asked.Asked):
    """Filters of the list of strategies. ``goal``: "framework:goal"."""

    words: str = asked.text(longest=200, cut=True)
    goal: str = asked.text(longest=241, pattern=r"[\w-]*:[\w-]*")


@dataclass(frozen=True)
class Covering(asked.Asked):
    """Against which framework a strategy is held, and for which place its indicators are shown."""

    framework: str = asked.text(longest=120, pattern=_SLUG)
    place: str = asked.text(longest=32, pattern=_SLUG)


@dataclass(frozen=True)
class Compared(asked.Asked):
    """Two strategies side by side, by the goals of a framework."""

    a: str = asked.text(longest=80, pattern=_SLUG)
    b: str = asked.text(longest=80, pattern=_SLUG)
    framework: str = asked.text(longest=120, pattern=_SLUG)
