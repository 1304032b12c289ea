"""Editions as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from commonweal.web.editions.selectors import published, taking
from commonweal.web.ui.access import public

from .reading import number_of, the_published


@public
@require_GET
def edition(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    return _file(request, slug, kind)


@public
@require_GET
def chapter(request: HttpRequest, slug: str, chapter: str, kind: str) -> HttpResponse:
    if kind not in taking.OF_A_CHAPTER:
        raise Http404("A chapter is not to be had as that.")
    return _file(request, slug, kind, chapter)


@public
@require_GET
def one(request: HttpRequest, slug: str, name: str, kind: str) -> HttpResponse:
    """One figure or table of an edition."""
    held = the_published(request, slug)
    about = published.about(held, number_of(request, held))
    if about is None:
        raise Http404("The edition has no such state.")
    try:
        content = taking.one(held, about, name, kind)
    except KeyError:
        raise Http404("The edition has no such figure.") from None
    return _sent(content, kind, f"{slug}-{about.number}-{name}")


def _file(request: HttpRequest, slug: str, kind: str, chapter: str = "") -> HttpResponse:
    held = the_published(request, slug)
    about = published.about(held, number_of(request, held))
    if about is None:
        raise Http404("The edition has no such state.")
    try:
        content = taking.file(held, about, kind, chapter)
    except KeyError:
        raise Http404("The edition has no such chapter.") from None
    return _sent(content, kind, "-".join(filter(None, (slug, chapter, str(about.number)))))


def _sent(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=taking.MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    patch_cache_control(response, public=True, max_age=300)
    return response
