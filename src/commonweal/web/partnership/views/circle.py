"""The virtuous circle: whole, round one goal or indicator, and from a proposal."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.web.framework.forms import Asked, settle
from commonweal.web.framework.presenters import unknown
from commonweal.web.framework.views.kept import kept
from commonweal.web.framework.views.pages import open_book, rule_title, site_address
from commonweal.web.partnership.presenters import circle as present
from commonweal.web.partnership.presenters import circle_data
from commonweal.web.partnership.presenters.proposal_circle import proposal_page
from commonweal.web.partnership.selectors import circle as selectors
from commonweal.web.partnership.selectors.circle import Turned
from commonweal.web.proposals.views.find import the_proposal
from commonweal.web.proposals.views.results import attached, table
from commonweal.web.ui.access import public


def _turned(asked: Asked) -> tuple[Turned, Asked]:
    """The circle that is asked for, and what is asked with its defaults filled."""
    book = open_book(asked)
    framework = book.framework(asked.framework) or book.framework()
    if framework is None:
        raise Http404(_("No framework has been loaded yet."))
    asked = settle(asked, book, framework.id)
    found = selectors.turned(book, framework.id, asked.place, asked.rule)
    if found is None:
        raise Http404(_("No framework has that name."))
    return found, asked


def _unknown(given: Asked, shown: Asked) -> list[str]:
    book = open_book(given)
    framework = book.framework(given.framework) or book.framework()
    return unknown.said(given, shown, book, framework)


@public
@require_safe
@kept
def circle(request: HttpRequest) -> HttpResponse:
    given = Asked.read(request.GET)
    found, asked = _turned(given)
    page = present.circle_page(found, asked, rule_title(asked.rule))
    context = {"page": page, "asked": asked, "unknown": _unknown(given, asked)}
    return render(request, "partnership/circle.html", context)


@public
@require_safe
def data(request: HttpRequest, kind: str) -> HttpResponse:
    """The same as CSV, one row a link, or as JSON."""
    given = Asked.read(request.GET)
    found, asked = _turned(given)
    if told := _unknown(given, asked):
        raise Http404(told[0])
    if kind == "csv":
        content = table(circle_data.COLUMNS, list(circle_data.csv_rows(found, asked)))
        return attached(content, "text/csv; charset=utf-8", "virtuous-circle.csv")  # stays English
    if kind != "json":
        raise Http404(_("It can be taken away as csv or json."))
    address = site_address(request) + present.circle_address(found, asked)
    content = json.dumps(circle_data.data(found, asked, address), indent=1, ensure_ascii=False).encode()
    return attached(content, "application/json", "virtuous-circle.json")


@public
@require_safe
@kept
def indicator(request: HttpRequest, indicator: str) -> HttpResponse:
    return _around(request, f"indicator/{indicator}")


@public
@require_safe
@kept
def goal(request: HttpRequest, goal: str) -> HttpResponse:
    return _around(request, f"goal/{goal}")


def _around(request: HttpRequest, key: str) -> HttpResponse:
    given = Asked.read(request.GET)
    found, asked = _turned(given)
    around = selectors.around(found, key)
    if around is None:
        raise Http404(_("No link of the circle names that."))
    page = present.around_page(found, around, asked, rule_title(asked.rule))
    context = {"page": page, "asked": asked, "unknown": _unknown(given, asked)}
    return render(request, "partnership/around.html", context)


@public
@require_safe
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    given = the_proposal(request, number)
    asked = Asked.read(request.GET)
    book = open_book(asked)
    settled = settle(asked, book)
    place = asked.place if asked.place in book.places else ""
    held = selectors.travelled(book, given, request.user, place, settled.rule)
    if held is None:
        raise Http404(_("The framework of this proposal’s toolkit has no figures in force."))
    page = proposal_page(given, held, settled)
    return render(request, "partnership/proposal_circle.html", {"page": page, "asked": settled})
