"""What the lists of partners and commitments are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.web.partnership.models import Organisation
from commonweal.web.ui import asked

_SLUG = r"[\w-]*"


@dataclass(frozen=True)
class Partners(asked.Asked):
    """Filters of the list of organisations; junk falls to "all"."""

    words: str = asked.text(longest=200)
    kind: str = asked.choice("", *Organisation.Kind.values)


@dataclass(frozen=True)
class Commitments(asked.Asked):
    """Filters of the list of commitments; junk falls to "all". ``goal``: "framework:goal"."""

    words: str = asked.text(longest=200)
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
