"""What the search of the whole site, the site map and the feed show of editions: published ones alone."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.editions.tree import plain, runs
from commonweal.publish.feed import Entry
from commonweal.web.editions.models import Edition
from commonweal.web.editions.selectors import drafts, published
from commonweal.web.ui.findable import Found, Group

from .published import CREDITS

SHOWN = 10


def found(words: str) -> Iterator[Group]:
    """Editions and chapters of the latest state that hold every word, in a title or in their text."""
    wanted = words.casefold().split()
    rows: list[Found] = []
    for held in drafts.editions(drafts=False):
        book = published.book(held, published.number_of(held))
        if all(w in held.title.casefold() for w in wanted):
            rows.append(Found(held.title, reverse("editions:edition", args=[held.slug]), held.period))
        for section in book.sections:
            said = (
                section.title
                + " "
                + " ".join(map(plain, runs(section.chapter.tree if section.chapter else ())))
            )
            if section.kind != CREDITS and all(w in said.casefold() for w in wanted):
                rows.append(Found(section.title, _chapter(held, section.slug), held.title))
    yield Group(_("Editions"), rows[:SHOWN], len(rows), reverse("editions:editions"))


def addresses() -> Iterator[str]:
    yield reverse("editions:editions")
    for held in drafts.editions(drafts=False):
        yield reverse("editions:edition", args=[held.slug])
        book = published.book(held, published.number_of(held))
        yield from (_chapter(held, s.slug) for s in book.sections if s.kind != CREDITS)


def entries(home: str) -> Iterator[Entry]:
    """Each publication and each correction. ``home``: without a slash at its end."""
    for held in drafts.editions(drafts=False):
        address = home + reverse("editions:edition", args=[held.slug])
        if held.published_at:
            yield Entry(
                _("Edition published: %(title)s") % {"title": held.title},
                address,
                held.published_at,
                held.period,
                bool(held.example),
            )
        for c in drafts.corrections(held):
            yield Entry(
                _("Correction %(number)s of %(title)s") % {"number": c.number, "title": held.title},
                f"{address}?state={c.frozen}",
                c.at,
                c.reason[:300],
                bool(held.example),
            )


def _chapter(held: Edition, slug: str) -> str:
    return reverse("editions:chapter", args=[held.slug, slug])
