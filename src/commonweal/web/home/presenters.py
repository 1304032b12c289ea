"""What the front door shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonweal.web.framework.forms import Asked
from commonweal.web.framework.presenters import overview, unknown
from commonweal.web.framework.presenters.marks import address
from commonweal.web.framework.selectors import Book, rules


@dataclass(frozen=True)
class HomePage:
    question: str
    framework: overview.FrameworkPage
    framework_href: str
    place_href: str
    progress_href: str
    others: list[tuple[str, str, str]]
    snapshot: str
    snapshot_href: str
    made: Any
    unknown: list[str]
    #: The name of the place, where one was asked for.
    place_chosen: str


def assemble(book: Book, asked: Asked) -> HomePage | None:
    """The site's own framework at a glance; None where no framework has been loaded."""
    framework = book.framework()
    if framework is None:
        return None
    given = asked
    page, asked = overview.assemble(book, framework, asked, lambda key: rules()[key or ""].TITLE)
    record = book.record()
    return HomePage(
        question=book.site_question,
        framework=page,
        framework_href=address("framework:framework", framework.id, asked=asked),
        place_href=address("framework:place", asked.place or ""),
        progress_href=address("framework:progress", asked=asked),
        others=[
            (f.title, address("framework:framework", f.id), f.summary)
            for f in book.snapshot.definitions.frameworks
            if f.id != framework.id
        ],
        snapshot=book.id[:12],
        snapshot_href=address("framework:snapshot", book.id[:12]),
        made=record.made_at if record else None,
        unknown=unknown.said(given, asked, book),
        place_chosen=page.place_name if given.place == asked.place else "",
    )
