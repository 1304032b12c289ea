"""Find what an address names, and refuse to change what is published."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.web.editions.models import Chapter, Edition
from commonweal.web.editions.presenters.spoken import Spoken
from commonweal.web.editions.selectors import drafts
from commonweal.web.registry import selectors as register
from commonweal.web.ui import languages


def the_edition(request: HttpRequest, slug: str) -> Edition:
    """A draft only for whoever may write. Raises Http404."""
    found = drafts.edition(slug, drafts=drafts.may_write(request.user))
    if found is None:
        raise Http404(_("No edition has that address."))
    return found


def the_chapter(held: Edition, slug: str) -> Chapter:
    """One that was taken out as well. Raises Http404."""
    found = drafts.chapter(held, slug)
    if found is None:
        raise Http404(_("The edition has no such chapter."))
    found.edition = held
    return found


def refused(request: HttpRequest, held: Edition, kept: str = "") -> HttpResponse:
    """A published edition that somebody tried to change: why not, what can be done, and what was sent."""
    if request.method == "POST":
        languages.leads_back(request, reverse("editions:desk:desk", args=[held.slug]))
    context = {"edition": held, "kept": kept, "may_edit": drafts.may_edit(request.user)}
    return render(request, "editions/refused.html", context, status=409)


def spoken() -> Spoken:
    """The page's language, and what the packs say in it; nothing is looked up for English."""
    language = languages.page()
    english = languages.same(language, languages.ENGLISH)
    return Spoken({} if english else register.translations(language), language)
