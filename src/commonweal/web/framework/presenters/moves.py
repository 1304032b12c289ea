"""Which marks differ between two snapshots, goal by goal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

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
        return MovesPage(_("The figures of this import are no longer in the store."), [], 0)
    if not base:
        return MovesPage(_("These would be the first figures, so every goal gains its first marks."), [], 0)
    site = set(book.site_areas)
    rule = selectors.default_rule()
    found = [m for m in selectors.moves(base, candidate) if m["rule"] == rule]
    here = [m for m in found if m["area"] in site and m["indicator"] in book.snapshot.indicators]
    none = _("no goal")
    moves = [
        Move(
            indicator=book.snapshot.indicators[m["indicator"]].name,
            place=book.places.get(m["area"], m["area"]),
            goals=", ".join(g.title for _f, g in book.snapshot.goals_of(m["indicator"])) or none,
            before=status_view(Status(m["old_status"] or Status.NO_DATA), rule),
            after=status_view(Status(m["new_status"] or Status.NO_DATA), rule),
        )
        for m in here
    ]
    goals = {g for m in moves for g in m.goals.split(", ") if g != none}
    if not found:
        lede = _("No mark would change.")
    else:
        lede = _("%(marks)s would change, under %(goals)s; %(elsewhere)d in other places.") % {
            "marks": ngettext("%(number)d mark of %(place)s", "%(number)d marks of %(place)s", len(here))
            % {"number": len(here), "place": book.site_name},
            "goals": npgettext("marks would change under", "%(number)d goal", "%(number)d goals", len(goals))
            % {"number": len(goals)},
            "elsewhere": len(found) - len(here),
        }
    return MovesPage(lede, moves[:limit], max(0, len(moves) - limit))
