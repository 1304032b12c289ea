"""What the list of reports is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.web.scrutiny.models import Report
from commonweal.web.ui import asked


@dataclass(frozen=True)
class Reports(asked.Asked):
    """Filters of the list; junk falls to "all"."""

    words: str = asked.text(longest=200)
    committee: str = asked.text(longest=80, pattern=r"[\w-]*")
    quarter: str = asked.text(longest=7, pattern=r"\d{4}-Q[1-4]")
    kind: str = asked.choice("", *Report.Kind.values)
    place: str = asked.text(longest=32, pattern=r"[\w-]*")
    state: str = asked.choice("", "public", "private", "exempt")
    page: int = asked.number(1, least=1, most=10_000)


@dataclass(frozen=True)
class Paged(asked.Asked):
    page: int = asked.number(1, least=1, most=10_000)
