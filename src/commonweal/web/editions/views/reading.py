"""The pages of published editions."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.web.editions.forms.asked import Compared, Reading
from commonweal.web.editions.models import Edition
from commonweal.web.editions.presenters import compared, translated
from commonweal.web.editions.presenters import published as present
from commonweal.web.editions.selectors import drafts, evidence, promised, published
from commonweal.web.framework.views.kept import kept
from commonweal.web.ui.access import public
from commonweal.web.ui.context import site

from .find import spoken, the_edition


@public
@require_safe
@kept
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Its first page. Whoever may write is led from a draft to its desk; to all others there is no draft."""
    held = the_edition(request, slug)
    if not drafts.is_out(held):
        return redirect("editions:desk:desk", slug)
    number = number_of(request, held)
    about = published.about(held, number)
    if about is None:
        raise Http404(_("The edition has no such state."))
    page = present.front(
        held, published.book(held, number), about, drafts.corrections(held), drafts.frozen_numbers(held),
        site(request)["this_site"].address,
        [e for e in drafts.editions(drafts=False) if e.pk != held.pk], drafts.waivers(held),
    )  # fmt: skip
    page = translated.front(page, spoken())
    return render(request, "editions/edition.html", {"page": page, "may_edit": drafts.may_edit(request.user)})


@public
@require_safe
@kept
def chapter(request: HttpRequest, slug: str, chapter: str) -> HttpResponse:
    held = the_published(request, slug)
    number = number_of(request, held)
    book = published.book(held, number)
    section = next((s for s in book.sections if s.slug == chapter and s.kind != present.CREDITS), None)
    if section is None:
        raise Http404(_("The edition has no such chapter."))
    page = present.chapter(
        held, book, section, number, drafts.frozen_numbers(held), drafts.corrections(held),
        evidence.pack_texts(held),
    )  # fmt: skip
    page = translated.chapter(page, spoken())
    return render(request, "editions/chapter.html", {"page": page})


@public
@require_safe
def picture(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """A drawing as it was frozen: the same bytes for ever."""
    svg = published.picture(the_published(request, slug), digest)
    if svg is None:
        raise Http404(_("The edition has no such picture."))
    response = HttpResponse(svg, content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    return response


@public
@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Every figure of the edition as CSV."""
    held = the_published(request, slug)
    number = number_of(request, held)
    content = present.figures_csv(published.figures(published.book(held, number)))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")  # stays English
    response["Content-Disposition"] = f'attachment; filename="{slug}-{number}-figures.csv"'  # stays English
    return response


@public
@require_safe
@kept
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two editions: which figures moved, which were revised, and what was promised and done."""
    held = the_published(request, slug)
    other = the_published(request, Compared.read(request.GET).other or "-")
    first, last = sorted((held, other), key=lambda e: (e.published_at, e.pk))
    books = [published.book(e, published.number_of(e)) for e in (first, last)]
    page = compared.compared(first, last, *books, promised.between(first, last), promised.book(last))
    return render(request, "editions/compare.html", {"page": page})


def the_published(request: HttpRequest, slug: str) -> Edition:
    """Only what is published, whoever asks. Raises Http404."""
    held = the_edition(request, slug)
    if not drafts.is_out(held):
        raise Http404(_("This edition is not published."))
    return held


def number_of(request: HttpRequest, held: Edition) -> int:
    """Raises Http404 for a state that the edition never had."""
    found = published.number_of(held, Reading.read(request.GET).state)
    if not found:
        raise Http404(_("The edition has no such state."))
    return found
