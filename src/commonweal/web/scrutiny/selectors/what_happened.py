"""What the evidence in force says of the indicator and the place of a claim, beside its comparator's."""

from __future__ import annotations

import datetime as dt

from commonweal.evidence.periods import parse
from commonweal.packs.models import Indicator
from commonweal.scrutiny.follow_up import Evidence, Figure
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book


def evidence(book: Book | None, named: str, area: str, breakdown: str) -> Evidence:
    """The series of an indicator in an area, its comparator's and its breaks; unknown without a book."""
    indicator = book.snapshot.indicators.get(named) if book else None
    if book is None or indicator is None:
        return Evidence(known=False)
    own = _series(book, indicator, area, breakdown)
    if not own and not breakdown and area:
        # An indicator that is published for groups only: the group that the pages show, there and here.
        row = framework.standing(book, indicator.id, area, framework.default_rule()).row
        if row:
            breakdown = row["breakdown"]
            own = _series(book, indicator, area, breakdown)
    other = indicator.comparator
    return Evidence(
        own,
        _series(book, indicator, other, breakdown) if other and other != area else (),
        [dt.date.fromisoformat(str(b.period)) for b in indicator.breaks],
    )


def figure(period: str, value: float, provisional: bool) -> Figure:
    """A figure as it was pinned. ``period``: as it is written in a file of observations."""
    of = parse(period)
    return Figure(period, of.start, of.end, value, provisional)


def _series(book: Book, indicator: Indicator, area: str, breakdown: str) -> list[Figure]:
    rows = framework.series(book, indicator.id, area, breakdown)
    if rows.is_empty():
        return []
    since = indicator.provisional_from
    found = []
    for r in rows.select("period", "period_start", "period_end", "value", "status").iter_rows(named=True):
        if r["value"] is not None:
            late = since is not None and r["period_start"] >= dt.date.fromisoformat(str(since))
            provisional = late or r["status"] == "P"
            found.append(Figure(r["period"], r["period_start"], r["period_end"], r["value"], provisional))
    return found
