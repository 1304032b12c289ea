"""What partners promised between two editions, and how it stood when the later one was published."""

from __future__ import annotations

from commonweal.web.editions.models import Edition
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.selectors import commitments
from commonweal.web.partnership.selectors.commitments import Held


def between(first: Edition, last: Edition) -> list[Held]:
    """Commitments to goals of the later edition's frameworks that were made by its day and not due before the
    earlier one's; how each stood on the later one's day. Raises ValueError for an edition that is a draft."""
    if first.published_at is None or last.published_at is None:
        raise ValueError("Only published editions have a time between them.")
    start, end = commitments.day_of(first.published_at), commitments.day_of(last.published_at)
    rows = commitments.commitments().filter(
        framework__in=list(last.frameworks), made_on__lte=end, due__gte=start
    )
    return commitments.in_order(commitments.Held(c, commitments.stands_on(c, end)) for c in rows)


def book() -> Book | None:
    """The evidence in force, for the names of goals and places."""
    return framework.book()
