"""Pages that people read."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonweal.web.accounts.roles import PLACE_INDICATORS
from commonweal.web.framework import selectors
from commonweal.web.framework.forms import (
    LONGEST_WORDS,
    MOST_COMPARED,
    Asked,
    elsewhere,
    settle,
    settle_where_known,
)
from commonweal.web.framework.presenters import indicator as indicator_presenter
from commonweal.web.framework.presenters import lists, overview, unknown
from commonweal.web.framework.presenters import places as place_presenter
from commonweal.web.framework.selectors import Book
from commonweal.web.framework.views.book import book_of
from commonweal.web.framework.views.kept import kept
from commonweal.web.ui import findable
from commonweal.web.ui.access import public


def open_book(asked: Asked, request: HttpRequest | None = None) -> Book:
    """The book a page reads, once for the request that is given.

    404 where the address names a snapshot that was never published.
    """
    book = book_of(request, asked) if request else selectors.book(asked.snapshot)
    if book is None:
        raise Http404(_("No figures have been published yet, or no snapshot has that name."))
    return book


def site_address(request: HttpRequest) -> str:
    return settings.SITE_ADDRESS or f"{request.scheme}://{request.get_host()}"


def rule_title(rule: str | None) -> str:
    found = selectors.rules().get(rule or "")
    return found.TITLE if found else ""


@public
@kept
def frameworks(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked, request)
    return render(request, "framework/frameworks.html", {"page": lists.frameworks_page(book)})


@public
@kept
def framework(request: HttpRequest, framework: str) -> HttpResponse:
    return _framework(request, framework, "framework/framework.html")


@public
@kept
def progress(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked, request)
    found = book.framework(asked.framework) or book.framework()
    if found is None:
        raise Http404(_("No framework has been loaded yet."))
    given, asked = asked, settle(asked, book, found.id)
    goals = selectors.framework_standing(book, found, asked.place, asked.rule)
    page = lists.progress_page(book, found, goals, selectors.counts(goals), asked, rule_title(asked.rule))
    told = [*unknown.said(given, asked, book, found), *unknown.status(given)]
    return render(request, "framework/progress.html", {"page": page, "asked": asked, "unknown": told})


@public
@kept
def goal(request: HttpRequest, framework: str, goal: str) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked, request)
    found = book.goal(framework, goal)
    if found is None:
        raise Http404(_("No goal has that name."))
    placed = book.snapshot.placed(*found)
    given, asked = asked, settle_where_known(asked, book, framework, placed)
    standing = selectors.goal_standing(book, *found, asked.place, asked.rule)
    other = elsewhere(asked, book, placed)
    page = overview.goal_page(book, standing, asked, rule_title(asked.rule), other)
    context = {"page": page, "asked": asked, "goal": found[1], "unknown": unknown.said(given, asked, book)}
    return render(request, "framework/goal.html", context)


@public
@kept
def indicators(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked, request)
    given, asked = asked, settle(asked, book)
    page = lists.indicators_page(book, selectors.indicators(book), asked)
    context = {"page": page, "unknown": unknown.said(given, asked, book)}
    return render(request, "framework/indicators.html", context)


@public
@kept
def indicator(request: HttpRequest, indicator: str) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked, request)
    definition = book.snapshot.indicators.get(indicator)
    if definition is None:
        raise Http404(_("No indicator has that name."))
    given, asked = asked, settle_where_known(asked, book, _framework_of(book, indicator), [indicator])
    page = indicator_presenter.assemble(book, definition, asked, site_address(request))
    may_place = request.user.is_authenticated and request.user.may(PLACE_INDICATORS)
    told = [*unknown.said(given, asked, book), *unknown.group(given, page.breakdown, page.place_name)]
    context = {"page": page, "indicator": definition, "may_place": may_place, "unknown": told}
    return render(request, "framework/indicator.html", context)


@public
@kept
def places(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked, request)
    return render(request, "framework/places.html", {"page": lists.places_page(book, asked)})


@public
@kept
def place(request: HttpRequest, code: str) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked, request)
    found = book.framework(asked.framework) or book.framework()
    if code not in book.places or found is None:
        raise Http404(_("No place has that code."))
    given = replace(asked, place="")  # the place is in the path
    asked = settle(given, book, found.id)
    page = place_presenter.assemble(book, code, found, asked)
    context = {"page": page, "asked": asked, "unknown": unknown.said(given, asked, book, found)}
    return render(request, "framework/place.html", context)


@public
@kept
def compare(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked, request)
    found = book.framework(asked.framework) or book.framework()
    if found is None:
        raise Http404(_("No framework has been loaded yet."))
    given, asked = asked, settle(asked, book, found.id)
    told = [*unknown.said(given, asked, book, found), *unknown.compared(given, book, MOST_COMPARED)]
    asked = replace(asked, places=asked.places[:MOST_COMPARED])
    page = place_presenter.assemble_comparison(book, found, asked)
    context = {"page": page, "asked": asked, "unknown": told, "most": MOST_COMPARED}
    return render(request, "framework/compare.html", context)


@public
@kept
def methods(request: HttpRequest) -> HttpResponse:
    return render(request, "framework/methods.html", {"page": lists.methods_page(selectors.rules())})


@public
@kept
def method(request: HttpRequest, rule: str) -> HttpResponse:
    found = selectors.rules().get(rule)
    if found is None:
        raise Http404(_("No rule has that name."))
    asked = settle(Asked(), open_book(Asked()))
    page = lists.method_page(found, open_book(Asked()), asked)
    return render(request, "framework/method.html", {"page": page})


@public
@kept
def search(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked, request)
    found = selectors.search(book, asked.q)
    page = lists.search_page(
        found,
        asked,
        findable.search(selectors.typed(asked.q)),
        meant=selectors.meant(book, asked.q) if found.nothing else "",
        is_cut=len(request.GET.get("q", "").strip()) > LONGEST_WORDS,
    )
    return render(request, "framework/search.html", {"page": page})


def _framework(request: HttpRequest, name: str | None, template: str) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked, request)
    found = book.framework(name)
    if found is None:
        raise Http404(_("No framework has that name."))
    given = asked
    page, asked = overview.assemble(book, found, asked, rule_title)
    context = {"page": page, "asked": asked, "framework": found, "unknown": unknown.said(given, asked, book)}
    return render(request, template, context)


def _framework_of(book: Book, indicator: str) -> str | None:
    """An indicator is shown for the default place of the site's framework, or of the only one it is in."""
    homes = [f.id for f, _goal in book.snapshot.goals_of(indicator)]
    own = book.framework()
    return own.id if own and (own.id in homes or not homes) else homes[0]
