"""Goal 17, measured: all measures, the rows behind each, the record to take away, and counting anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonweal.web.accounts.roles import BRING_DATA, PUBLISH_DATA
from commonweal.web.framework.views.kept import kept
from commonweal.web.partnership.actions import counting
from commonweal.web.partnership.forms.together import Looked, Together
from commonweal.web.partnership.presenters import together as present
from commonweal.web.partnership.selectors import evidence
from commonweal.web.partnership.selectors import together as selectors
from commonweal.web.partnership.selectors.together import Summary
from commonweal.web.proposals.views.results import attached
from commonweal.web.ui.access import needs, public

PER_PAGE = 100
_Asked = TypeVar("_Asked", bound=Together)


@public
@require_safe
@kept
def together(request: HttpRequest) -> HttpResponse:
    """Every measure of one year and place, with what it is made of."""
    both, book = selectors.both(), evidence.book()
    found = both.summary
    places = selectors.places(found, book)
    asked = settled(Together.read(request.GET), found, places)
    page = present.together_page(
        selectors.measures(found, book, asked.year, asked.place) if book else [], asked,
        years=selectors.years(found), places=places, in_force=selectors.how_in_force(both),
        goal_href=selectors.goal_address(book),
    )  # fmt: skip
    may = request.user.is_authenticated and (request.user.may(PUBLISH_DATA) or request.user.may(BRING_DATA))
    return render(request, "partnership/together.html", {"page": page, "may_count": may})


@public
@require_safe
@kept
def counted(request: HttpRequest, measure: str) -> HttpResponse:
    """The rows behind one number."""
    book = evidence.book()
    indicator = selectors.defined(measure, book)
    if indicator is None:  # before anything is counted for it
        raise Http404(_("Nothing is counted under that name."))
    found = selectors.both()
    places = selectors.places(found.summary, book)
    asked = settled(Looked.read(request.GET), found.summary, places)
    held = found.shown if asked.examples else found.real
    rows = selectors.looked_at(held, measure, asked.year, asked.place, asked.series)
    page = present.looked_page(
        indicator, selectors.figure(held, measure, asked.year, asked.place, asked.series),
        Paginator(rows, PER_PAGE).get_page(asked.page), asked,
        places.get(asked.place, asked.place), used=selectors.is_used(held, measure),
    )  # fmt: skip
    return render(request, "partnership/counted.html", {"page": page, "asked": asked})


@public
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """The public record as a ZIP of CSV tables."""
    return attached(selectors.export(timezone.localdate()), "application/zip", "working-together.zip")


@require_POST
@needs(BRING_DATA, PUBLISH_DATA)
def count(request: HttpRequest) -> HttpResponse:
    """Count the record anew, and show what would change: it is published from there, as all figures are."""
    brought = counting.count(now=timezone.now())
    if brought is None:
        messages.success(request, selectors.why_nothing_new())
        return redirect("partnership:together")
    return redirect("evidence:review", brought.id)


def settled(asked: _Asked, found: Summary, places: Mapping[str, str]) -> _Asked:
    """With this year and the authority's own area where nothing, or nothing that is known, was asked for."""
    year = asked.year if asked.year in selectors.years(found) else found.day.year
    place = asked.place if asked.place in places else next(iter(places), "")
    return replace(asked, year=year, place=place)
