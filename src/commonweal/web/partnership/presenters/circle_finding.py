"""What the search and the site map hold of the virtuous circle."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.web.partnership.presenters.circle_words import STRENGTHS
from commonweal.web.partnership.selectors import circle as selectors
from commonweal.web.ui.findable import Found, Group

SHOWN = 10


def found(words: str) -> Iterator[Group]:
    """Links whose ends, mechanism or lag hold every word."""
    held = selectors.sought(words)
    if held is None:
        return
    book_names, links = held
    rows = [
        Found(
            f"{book_names.get(link.origin, link.origin)} → {book_names.get(link.to, link.to)}",
            reverse(f"partnership:circle-{kind}", args=[id_]),
            f"{link.mechanism} {str(STRENGTHS[link.strength]).capitalize()}.",
        )
        for link in links[:SHOWN]
        for kind, _sep, id_ in [link.to.partition("/")]
    ]
    yield Group(_("Links of the virtuous circle"), rows, len(links), reverse("partnership:circle") + "#links")


def addresses() -> list[str]:
    nodes = selectors.own_nodes()
    if not nodes:
        return []
    parts = [node.partition("/") for node in nodes]
    return [
        reverse("partnership:circle"),
        *(reverse(f"partnership:circle-{kind}", args=[id_]) for kind, _sep, id_ in parts),
    ]


def entries(home: str) -> list[object]:
    """Nothing: the circle has no news of its own."""
    return []
