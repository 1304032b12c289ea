"""What the list of reports is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.web.scrutiny.models import Report
from commonweal.web.ui import asked

#: Asks for what has none: no committee yet, no directorate named, no meeting.
NONE = "-"
_QUARTER = r"\d{4}-Q[1-4]"


@dataclass(frozen=True)
class Reports(asked.Asked):
    """Filters of the list; junk falls to "all".

    ``since`` and ``until``: quarters of meetings, both included. ``account``: how whole the account is, or
    "given". ``timing``: when it was given.
    """

    words: str = asked.text(longest=200, cut=True)
    committee: str = asked.text(longest=80, pattern=r"[\w-]*")
    quarter: str = asked.text(longest=7, pattern=rf"{_QUARTER}|{NONE}")
    kind: str = asked.choice("", *Report.Kind.values)
    place: str = asked.text(longest=32, pattern=r"[\w-]*")
    state: str = asked.choice("", "public", "private", "exempt")
    page: int = asked.number(1, least=1, most=10_000)
    directorate: str = asked.text(longest=200)
    key: str = asked.choice("", "yes", "no")
    since: str = asked.text(longest=7, pattern=_QUARTER)
    until: str = asked.text(longest=7, pattern=_QUARTER)
    account: str = asked.choice("", "given", "whole", "partial", "none")
    timing: str = asked.choice("", "early", "late", "after", "unknown")


@dataclass(frozen=True)
class Coverage(asked.Asked):
    """Which reports are counted; each name asks for the same as in the list. ``size``: of the picture."""

    committee: str = asked.text(longest=80, pattern=r"[\w-]*")
    directorate: str = asked.text(longest=200)
    kind: str = asked.choice("", *Report.Kind.values)
    key: str = asked.choice("", "yes", "no")
    since: str = asked.text(longest=7, pattern=_QUARTER)
    until: str = asked.text(longest=7, pattern=_QUARTER)
    state: str = asked.choice("", "public", "private", "exempt")
    size: str = asked.choice("", "small")


@dataclass(frozen=True)
class Paged(asked.Asked):
    page: int = asked.number(1, least=1, most=10_000)


@dataclass(frozen=True)
class Cumulative(asked.Asked):
    """A place, a group, a goal, or several; ``by``: the rows of the grid, "" for the first that can be.

    ``years``: how far back. ``year``: of the decisions that are listed, "-" for those without a day.
    """

    place: str = asked.text(longest=32, pattern=r"[\w-]*")
    group: str = asked.text(longest=120, pattern=r"[\w-]*")
    goal: str = asked.text(longest=120, pattern=r"[\w-]*")
    by: str = asked.choice("", "place", "group", "goal")
    years: str = asked.choice("5", "10", "all")
    year: str = asked.text(longest=4, pattern=rf"\d{{4}}|{NONE}")
    page: int = asked.number(1, least=1, most=10_000)
