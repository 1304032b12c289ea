"""The virtuous circle on pages of the rooms below: whether it turns, what feeds what a page is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.web.framework.forms import Asked, settle
from commonweal.web.framework.views.book import book_of
from commonweal.web.partnership.presenters import circle_briefly as present
from commonweal.web.partnership.presenters.circle import NodeRow
from commonweal.web.partnership.selectors import circle as selectors
from commonweal.web.partnership.selectors.circle import Turned
from commonweal.web.ui.panels import Panel


def whole(request: HttpRequest, *, framework: Any = None) -> Iterator[Panel]:
    """On the front page and on a framework's: how many loops there are, and what becomes of them here."""
    found, asked = _turned(request, framework.id if framework else "")
    if found is not None and found.nodes:
        page = present.whole_panel(found, asked)
        yield Panel(_("Does the circle turn?"), "partnership/panels/circle.html", {"page": page}, order=8)


def place(request: HttpRequest, *, code: str) -> Iterator[Panel]:
    found, asked = _turned(request, "", code)
    if found is not None and found.nodes and found.area == code:
        page = present.whole_panel(found, asked)
        title = _("Does the circle turn? %(place)s") % {"place": found.place}
        yield Panel(title, "partnership/panels/circle.html", {"page": page}, order=25)


def goal(request: HttpRequest, *, goal: Any) -> Iterator[Panel]:
    """On a goal's page: its own place on the circle, and those of its indicators."""
    match = request.resolver_match
    found, asked = _turned(request, str(match.kwargs.get("framework", "")) if match else "")
    keys = [f"goal/{goal.id}", *(f"indicator/{p.indicator}" for p in goal.indicators)]
    yield from _round(found, asked, keys)


def indicator(request: HttpRequest, *, indicator: Any) -> Iterator[Panel]:
    found, asked = _turned(request, "")
    yield from _round(found, asked, [f"indicator/{indicator.id}"])


def proposal(request: HttpRequest, *, number: int) -> Panel:
    """On a proposal's page: the way to the links that its claims travel along."""
    href = reverse("partnership:proposal-circle", args=[number])
    link = (href, _("Along which links do its claims travel?"))
    return Panel(_("The virtuous circle"), "partnership/panels/links.html", {"links": [link]}, order=30)


def _round(found: Turned | None, asked: Asked, keys: list[str]) -> Iterator[Panel]:
    rows = present.round_panel(found, asked, keys) if found else []
    if rows:
        context = {"rows": [(r, _round_words(r)) for r in rows]}
        yield Panel(_("On the virtuous circle"), "partnership/panels/round.html", context, order=20)


def _round_words(row: present.RoundRow) -> str:
    """The rest of a sentence that begins with the name of a thing."""
    said = {"fed_by": "; ".join(map(_stands, row.fed_by)), "feeds": "; ".join(map(_stands, row.feeds))}
    if row.fed_by and row.feeds:
        return _("argued to be fed by %(fed_by)s, and to feed %(feeds)s.") % said
    if row.fed_by:
        return _("argued to be fed by %(fed_by)s, and to lead on to nothing.") % said
    if row.feeds:
        return _("fed by nothing here, and to feed %(feeds)s.") % said
    return _("fed by nothing here, and to lead on to nothing.")


def _stands(node: NodeRow) -> str:
    period = f", {node.period}" if node.period else ""
    return f"{node.name} ({node.status.word}{period})"


def _turned(request: HttpRequest, framework_id: str, place: str = "") -> tuple[Turned | None, Asked]:
    asked = Asked.read(request.GET)
    book = book_of(request, asked)
    own = book.framework(framework_id or None) if book else None
    if book is None or own is None:
        return None, asked
    asked = settle(asked, book, own.id)
    return selectors.turned(book, own.id, place or asked.place, asked.rule), asked
