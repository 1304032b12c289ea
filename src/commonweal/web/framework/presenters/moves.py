"""Which marks differ between two snapshots, goal by goal."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.progress.schema import Status
from commonweal.web.framework import selectors
from commonweal.web.framework.presenters.marks import StatusView, status_view


@dataclass(frozen=True)
class Move:
    indicator: str
    place: str
    goals: str
    before: StatusView
    after: StatusView


@dataclass(frozen=True)
class MovesPage:
    lede: str
    moves: list[Move]
    more: int


def would_move(base: str, candidate: str, limit: int = 60) -> MovesPage:
    """The series of the site's own places whose mark would differ; the others are counted."""
    book = selectors.book_of(candidate)
    if book is None:
        return MovesPage("The figures of this import are no longer in the store.", [], 0)
    if not base:
        return MovesPage("These would be the first figures, so every goal gains its first marks.", [], 0)
    site = set(book.site_areas)
    rule = selectors.default_rule()
    found = [m for m in selectors.moves(base, candidate) if m["rule"] == rule]
    here = [m for m in found if m["area"] in site and m["indicator"] in book.snapshot.indicators]
    moves = [
        Move(
            indicator=book.snapshot.indicators[m["indicator"]].name,
            place=book.places.get(m["area"], m["area"]),
            goals=", ".join(g.title for _, g in book.snapshot.goals_of(m["indicator"])) or "no goal",
            before=status_view(Status(m["old_status"] or Status.NO_DATA)),
            after=status_view(Status(m["new_status"] or Status.NO_DATA)),
        )
        for m in here
    ]
    goals = {g for m in moves for g in m.goals.split(", ") if g != "no goal"}
    if not found:
        lede = "No mark would change."
    else:
        lede = (
            f"{len(here)} {'mark' if len(here) == 1 else 'marks'} of {book.site_name} would change, "
            f"under {len(goals)} {'goal' if len(goals) == 1 else 'goals'}; "
            f"{len(found) - len(here)} in other places."
        )
    return MovesPage(lede, moves[:limit], max(0, len(moves) - limit))
