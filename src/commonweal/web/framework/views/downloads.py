"""Figures, charts, the feed and the site map at stable addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from commonweal.web.framework import selectors
from commonweal.web.framework.forms import MOST_DRAWN, Asked, named_places, settle
from commonweal.web.framework.selectors import Book, Lies
from commonweal.web.framework.views.pages import open_book, site_address
from commonweal.web.ui import findable
from commonweal.web.ui.access import public

#: Seconds for which a file may be kept whose address names its snapshot: it changes with our drawing alone.
A_DAY = 86_400
#: A site map may hold no more (sitemaps.org).
MOST_MAPPED = 50_000
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",  # stays English
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
    "svg": "image/svg+xml",
    "png": "image/png",
}


def _answer(content: bytes, kind: str, name: str, asked: Asked, *, attach: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    if attach:
        response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'  # stays English
    if asked.snapshot:
        patch_cache_control(response, public=True, max_age=A_DAY)
    return response


@public
def indicator(request: HttpRequest, indicator: str, kind: str) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = _with_indicator(asked, indicator)
    places, where = _of_one(request, book, indicator)
    content = selectors.download(book, (indicator,), places, kind, where)
    return _answer(content, kind, indicator, asked, attach=True)


@public
def metadata(request: HttpRequest, indicator: str) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = _with_indicator(asked, indicator)
    places, where = _of_one(request, book, indicator)
    content = selectors.download_metadata(book, (indicator,), places, where)
    return _answer(content, "json", f"{indicator}-metadata", asked, attach=False)


@public
def selection(request: HttpRequest, kind: str) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked)
    chosen, places, where = _selection(request, book, asked)
    content = selectors.download(book, chosen, places, kind, where)
    return _answer(content, kind, "commonweal-selection", asked, attach=True)


@public
def selection_metadata(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked)
    chosen, places, where = _selection(request, book, asked)
    content = selectors.download_metadata(book, chosen, places, where)
    return _answer(content, "json", "commonweal-selection-metadata", asked, attach=False)


@public
def chart(request: HttpRequest, indicator: str, kind: str) -> HttpResponse:
    given, asked, book = _drawn(request, indicator)
    held = {r["breakdown"] for r in selectors.standing(book, indicator, asked.place, asked.rule).rows}
    if given.breakdown and given.breakdown not in held:
        raise Http404(_("No group has that name here."))
    content = selectors.indicator_chart(
        book, indicator, asked.place, asked.breakdown, asked.rule, kind, small=asked.size == "small"
    )
    return _answer(content, kind, f"{indicator}-{asked.place}", asked, attach=False)


@public
def comparison(request: HttpRequest, indicator: str, kind: str) -> HttpResponse:
    given, asked, book = _drawn(request, indicator)
    if given.places and not asked.places:
        raise Http404(_("No place has that code."))
    if given.breakdown and given.breakdown not in {
        r["breakdown"] for r in selectors.of_indicator(book, indicator, asked.rule)
    }:
        raise Http404(_("No group has that name here."))
    content = selectors.comparison_chart(
        book,
        indicator,
        asked.places[:MOST_DRAWN] or book.site_areas,
        asked.breakdown,
        asked.rule,
        kind,
        small=asked.size == "small",
    )
    return _answer(content, kind, f"{indicator}-places", asked, attach=False)


@public
def feed(request: HttpRequest) -> HttpResponse:
    book = open_book(Asked())
    home = site_address(request)
    content = selectors.feed(book, home, home + request.path, findable.entries(home))
    return HttpResponse(content, content_type="application/atom+xml")


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    book = open_book(Asked())
    home = site_address(request)
    paths = [*_public_paths(book), *findable.addresses()][:MOST_MAPPED]
    addresses = "".join(f"<url><loc>{escape(home + path)}</loc></url>" for path in paths)  # stays English
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{addresses}</urlset>'
    )  # stays English
    return HttpResponse(content, content_type="application/xml")


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Everything that is public may be read by a machine; what needs a login leads it to the door alone."""
    doors = "".join(f"Disallow: {reverse(name)}\n" for name in ("account_login", "accounts:mine"))
    home = site_address(request) + reverse("framework:sitemap")
    content = f"User-agent: *\n{doors}Sitemap: {home}\n"  # stays English
    return HttpResponse(content, content_type="text/plain; charset=utf-8")  # stays English


def _public_paths(book: Book) -> list[str]:
    paths = [
        reverse("home:home"),
        *(
            reverse(f"framework:{n}")
            for n in ("frameworks", "indicators", "places", "progress", "methods", "data")
        ),
    ]
    for f in book.snapshot.definitions.frameworks:
        paths.append(reverse("framework:framework", args=[f.id]))
        paths += [reverse("framework:goal", args=[f.id, g.id]) for g in f.goals]
    paths += [reverse("framework:indicator", args=[i]) for i in book.snapshot.indicators]
    paths += [reverse("framework:place", args=[c]) for c in book.site_areas]
    paths += [reverse("framework:method", args=[r]) for r in selectors.rules()]
    paths += [reverse("framework:dataset", args=[v.dataset]) for v in book.snapshot.manifest.vintages]
    return paths


def _with_indicator(asked: Asked, indicator: str) -> Book:
    book = open_book(asked)
    if indicator not in book.snapshot.indicators:
        raise Http404(_("No indicator has that name."))
    return book


def _of_one(request: HttpRequest, book: Book, indicator: str) -> tuple[Sequence[str], Lies]:
    """The places asked for, all when none, and where the figures of one indicator in them lie."""
    places = _places(request, book)
    page = reverse("framework:indicator", args=[indicator])
    query = Asked(places=tuple(places), snapshot=book.id[:12]).address()
    return places, Lies(_page(request, book, page), f"data.csv{query}")  # stays English


def _page(request: HttpRequest, book: Book, path: str) -> str:
    """The whole address of a page as these figures have it: it says the same whatever is published later."""
    return site_address(request) + path + Asked(snapshot=book.id[:12]).address()


def _places(request: HttpRequest, book: Book) -> Sequence[str]:
    """The known ones of the places that are named. Raises Http404 where some are named and none is known: a
    file of nothing, or of all, would not say so.
    """
    named = named_places(request.GET)
    known = [code for code in named if code in book.places]
    if named and not known:
        raise Http404(_("No place has that code."))
    return known


def _drawn(request: HttpRequest, indicator: str) -> tuple[Asked, Asked, Book]:
    """What a picture is asked, as given and with its defaults filled. Raises Http404 for what is not here:
    whoever shows the picture elsewhere would take another's figures for those that they asked for.
    """
    given = Asked.read(request.GET)
    book = _with_indicator(given, indicator)
    if given.rule and given.rule not in selectors.rules():
        raise Http404(_("No rule has that name."))
    if given.place and given.place not in book.places:
        raise Http404(_("No place has that code."))
    return given, settle(given, book), book


def _selection(request: HttpRequest, book: Book, asked: Asked) -> tuple[Sequence[str], Sequence[str], Lies]:
    """The indicators of a framework or goal, or those named one by one; the places, all when none; and where
    these figures lie: their page is the goal's or the framework's, or else that of the data.
    """
    page = reverse("framework:data")
    named = [i for i in asked.indicator if i in book.snapshot.indicators]
    if asked.indicator and not named:
        raise Http404(_("No indicator has that name."))
    found = book.framework(asked.framework) if asked.framework or not named else None
    if not named and found is not None:
        goals = [g for g in found.goals if asked.goal in ("", g.id)]
        named = list(dict.fromkeys(i for g in goals for i in book.snapshot.placed(found, g)))
        named = [i for i in named if i in book.snapshot.indicators]
        page = reverse("framework:framework", args=[found.id])
        if len(goals) == 1:
            page = reverse("framework:goal", args=[found.id, goals[0].id])
    if not named:
        raise Http404(_("Name a framework, a goal or an indicator to choose what to download."))
    places = _places(request, book)
    query = replace(asked, place="", places=tuple(places), snapshot=book.id[:12]).address()
    return named, places, Lies(_page(request, book, page), f"selection.csv{query}")  # stays English
