"""Editions as files."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.web.editions.models import Edition, Frozen
from commonweal.web.editions.selectors import published, taking
from commonweal.web.ui.access import public

from .reading import number_of, the_published


@public
@require_safe
def edition(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    return _file(request, slug, kind)


@public
@require_safe
def chapter(request: HttpRequest, slug: str, chapter: str, kind: str) -> HttpResponse:
    if kind not in taking.OF_A_CHAPTER:
        raise Http404(_("A chapter is not to be had as that."))
    return _file(request, slug, kind, chapter)


@public
@require_safe
def one(request: HttpRequest, slug: str, name: str, kind: str) -> HttpResponse:
    """One figure or table of an edition."""
    held, about = _state(request, slug)
    return _sent(lambda: taking.one(held, about, name, kind), kind, slug, about.number, name)


def _file(request: HttpRequest, slug: str, kind: str, chapter: str = "") -> HttpResponse:
    held, about = _state(request, slug)
    return _sent(lambda: taking.file(held, about, kind, chapter), kind, slug, chapter, about.number)


def _state(request: HttpRequest, slug: str) -> tuple[Edition, Frozen]:
    """The edition and the state of it that is asked for. Raises Http404."""
    held = the_published(request, slug)
    about = published.about(held, number_of(request, held))
    if about is None:
        raise Http404(_("The edition has no such state."))
    return held, about


def _sent(make: Callable[[], bytes], kind: str, *name: object) -> HttpResponse:
    """What ``make`` gives, called by ``name``. Raises Http404 where it raises ``KeyError``."""
    try:
        content = make()
    except KeyError:
        raise Http404(_("The edition has nothing of that name.")) from None
    response = HttpResponse(content, content_type=taking.MEDIA_TYPES[kind])
    called = "-".join(str(part) for part in name if part)
    response["Content-Disposition"] = f'attachment; filename="{called}.{kind}"'  # stays English
    return response
