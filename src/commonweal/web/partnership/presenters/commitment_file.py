"""Commitments as a file: a row each, with how it stands today."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.urls import reverse

from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.selectors.commitments import Held

from .commitments import place_of

COLUMNS = (
    "number", "organisation", "kind", "commitment", "promised", "framework", "goal", "indicator", "place",
    "place code", "group", "made on", "first due", "due now", "standing", "days late", "met on",
    "how it will be known", "resources", "last update", "last update on", "a figure differs",
    "withdrawn because", "example",  # stays English
    "address",
)  # fmt: skip


def csv_rows(
    found: Sequence[Held], book: Book | None, home: str, differing: Collection[int] = ()
) -> list[dict[str, str]]:
    """``differing``: the commitments of which an update states another figure than the published one."""
    return [_csv_row(h, book, home, h.commitment.pk in differing) for h in found]


def _csv_row(held: Held, book: Book | None, home: str, differs: bool) -> dict[str, str]:
    c, s = held.commitment, held.stands
    last = next(iter(reversed(c.updates.all())), None)
    cells = (
        str(c.pk), c.organisation.name, c.organisation.get_kind_display(), c.title, c.words, c.framework,
        c.goal, c.indicator, place_of(c, book), c.area, c.group_words, c.made_on.isoformat(),
        s.promised.isoformat(), s.until.isoformat(), s.standing.value, str(s.late),
        s.done_on.isoformat() if s.done_on else "",
        c.measure, c.resources, last.words if last else "", last.day.isoformat() if last else "",
        "yes" if differs else "no", c.withdrawn_words, c.example,
        home + reverse("partnership:commitment", args=[c.pk]),
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))
