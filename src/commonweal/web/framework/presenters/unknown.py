"""What an address names that is not here, in sentences: nothing becomes something else without a word."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.packs.models import Framework
from commonweal.progress.schema import Status
from commonweal.publish import breakdowns
from commonweal.web.framework import selectors
from commonweal.web.framework.forms import Asked
from commonweal.web.framework.selectors import Book


def said(given: Asked, shown: Asked, book: Book, framework: Framework | None = None) -> list[str]:
    """One sentence for each thing that was asked for and is not known; ``shown`` is what the page shows."""
    found = [_place(given, shown, book), _rule(given, shown), _framework(given, framework)]
    return [sentence for sentence in found if sentence]


def group(given: Asked, shown: str, place: str) -> list[str]:
    """A group that has no figure in this place; ``shown`` is the group of the page."""
    if not given.breakdown or given.breakdown == shown:
        return []
    sentence = _("There are no figures for “%(group)s” in %(place)s: these are the figures for %(shown)s.")
    words = breakdowns.words(shown) if shown else _("everyone")
    return [sentence % {"group": breakdowns.words(given.breakdown), "place": place, "shown": words}]


def status(given: Asked) -> list[str]:
    if not given.status or given.status in set(Status):
        return []
    return [_("There is no progress called “%(status)s”: all of it is shown.") % {"status": given.status}]


def compared(given: Asked, book: Book, most: int) -> list[str]:
    """Places to compare that are not known, and how many are left out since they are too many."""
    known = [code for code in given.places if code in book.places]
    found = [
        _("There is no place “%(code)s” here: it is left out.") % {"code": code}
        for code in given.places
        if code not in book.places
    ]
    if len(found) > 3:
        found = [
            _("%(number)d of the places asked for are not here: they are left out.") % {"number": len(found)}
        ]
    more = len(known) - most
    if more > 0:
        left = ngettext(
            "At most %(most)d places stand side by side: %(number)d more that was asked for is left out.",
            "At most %(most)d places stand side by side: %(number)d more that were asked for are left out.",
            more,
        )
        found.append(left % {"most": most, "number": more})
    return found


def _place(given: Asked, shown: Asked, book: Book) -> str:
    if not given.place or given.place in book.places:
        return ""
    return _("There is no place “%(code)s” here: these are the figures for %(place)s.") % {
        "code": given.place,
        "place": book.places.get(shown.place, shown.place),
    }


def _rule(given: Asked, shown: Asked) -> str:
    if not given.rule or given.rule in selectors.rules():
        return ""
    return _("There is no rule “%(rule)s” here: progress is judged by %(title)s.") % {
        "rule": given.rule,
        "title": selectors.rules()[shown.rule].TITLE,
    }


def _framework(given: Asked, framework: Framework | None) -> str:
    if framework is None or not given.framework or given.framework == framework.id:
        return ""
    return _("There is no framework “%(name)s” here: this is %(title)s.") % {
        "name": given.framework,
        "title": framework.title,
    }
