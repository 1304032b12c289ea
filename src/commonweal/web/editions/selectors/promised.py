"""What partners promised, as an edition keeps it: how each promise stood on the day it was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.partnership.commitments import Standing, Stands
from commonweal.web.editions.models import Edition
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.models import Commitment, Organisation
from commonweal.web.partnership.selectors import commitments
from commonweal.web.partnership.selectors.commitments import Held

#: What a list of promises says of one, beside whose it is and how it stands.
_FIELDS = ("title", "framework", "goal", "indicator", "area", "group_words", "example")


@dataclass(frozen=True)
class Promised:
    """``frozen``: as kept when the later edition was published; else as the record has that day now."""

    held: tuple[Held, ...]
    frozen: bool


def on(day: dt.date, frameworks: Iterable[str]) -> list[dict[str, Any]]:
    """To freeze: the promises on goals of these frameworks that were made by a day, as they stood then."""
    rows = commitments.commitments().filter(framework__in=list(frameworks), made_on__lte=day)
    return [_frozen(Held(c, commitments.stands_on(c, day))) for c in rows]


def between(first: Edition, last: Edition) -> Promised:
    """Commitments to goals of the later edition's frameworks that were made by its day and not due before the
    earlier one's; how each stood on the later one's day. Raises ValueError for an edition that is a draft."""
    if first.published_at is None or last.published_at is None:
        raise ValueError("Only published editions have a time between them.")  # stays English
    start, end = commitments.day_of(first.published_at), commitments.day_of(last.published_at)
    kept = last.frozen.order_by("-number").values_list("promised", flat=True).first()
    rows = on(end, last.frameworks) if kept is None else kept
    found = (_thawed(r) for r in rows)
    return Promised(
        tuple(commitments.in_order(h for h in found if h.stands.promised >= start)), kept is not None
    )


def book(last: Edition) -> Book | None:
    """The evidence that the later edition pins, for the names of goals and places."""
    return framework.book_of(last.snapshot)


def _frozen(held: Held) -> dict[str, Any]:
    c, stands = held.commitment, vars(held.stands)
    days = {k: v.isoformat() for k, v in stands.items() if isinstance(v, dt.date)}
    return {
        "number": c.pk,
        "made_on": c.made_on.isoformat(),
        "organisation": {"slug": c.organisation.slug, "name": c.organisation.name},
        "stands": stands | days | {"standing": held.stands.standing.value},
    } | {name: getattr(c, name) for name in _FIELDS}


def _thawed(row: Mapping[str, Any]) -> Held:
    """A commitment that is read and never saved: only what was kept of it is in it."""
    days = {n: dt.date.fromisoformat(v) for n in ("until", "promised", "done_on") if (v := row["stands"][n])}
    stands = Stands(**{**row["stands"], **days, "standing": Standing(row["stands"]["standing"])})
    made = Commitment(
        pk=row["number"],
        made_on=dt.date.fromisoformat(row["made_on"]),
        due=stands.promised,
        organisation=Organisation(**row["organisation"]),
        **{name: row[name] for name in _FIELDS},
    )
    return Held(made, stands)
