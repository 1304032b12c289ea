"""Goal 17 on pages of the rooms below: what the record gave, and what it would with the examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from commonweal.web.partnership.forms.together import Together
from commonweal.web.partnership.presenters import together as present
from commonweal.web.partnership.selectors import evidence
from commonweal.web.partnership.selectors import together as selectors
from commonweal.web.partnership.views.together import settled
from commonweal.web.ui.panels import Panel


def goal(request: HttpRequest, *, goal: Any) -> Iterator[Panel]:
    """On the page of the goal under which the measures stand."""
    yield from _panel(request, [p.indicator for p in goal.indicators])


def indicator(request: HttpRequest, *, indicator: Any) -> Iterator[Panel]:
    yield from _panel(request, [indicator.id])


def _panel(request: HttpRequest, indicators: list[str]) -> Iterator[Panel]:
    mine = set(indicators) & set(selectors.names())
    book = evidence.book() if mine else None
    if book is None:
        return
    title, template = _("Counted from this site’s record"), "partnership/panels/together.html"
    found = selectors.last_count()
    if found is None:
        yield Panel(title, template, {"page": present.panel_before_any_count()}, order=5)
        return
    places = selectors.places(found, book)
    asked = settled(Together.read(request.GET), found, places)
    shown = [m for m in selectors.measures(found, book, asked.year, asked.place) if m.indicator.id in mine]
    page = present.panel(shown, asked, places.get(asked.place, asked.place), found.day)
    yield Panel(title, template, {"page": page}, order=5)
