"""About the data: what stands behind the pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonweal.web.evidence import selectors as evidence
from commonweal.web.framework.forms import Asked
from commonweal.web.framework.presenters import data
from commonweal.web.framework.selectors import Book
from commonweal.web.framework.views.kept import kept
from commonweal.web.framework.views.pages import open_book
from commonweal.web.registry import selectors as register
from commonweal.web.ui.access import public


@public
@kept
def about(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = open_book(asked)
    if asked.snapshot:
        return _as_it_was(request, book)
    page = data.data_page(book, evidence.snapshot_records(), register.all_packs())
    return render(request, "framework/data.html", {"page": page})


@public
@kept
def dataset(request: HttpRequest, key: str) -> HttpResponse:
    book, found = open_book(Asked()), evidence.dataset(key)
    vintages = evidence.published_vintages(key)
    if found is None or not vintages:  # one that was brought and never published is nobody's to read yet
        raise Http404(_("No dataset has that name."))
    page = data.dataset_page(book, found, vintages, evidence.waivers([v.sha256 for v in vintages]))
    return render(request, "framework/dataset.html", {"page": page})


@public
@kept
def changes(request: HttpRequest, key: str) -> HttpResponse:
    """What differs between two releases of a dataset."""
    book, found = open_book(Asked()), evidence.dataset(key)
    asked = Asked.read(request.GET)
    older, newer = evidence.named_vintage(key, asked.old), evidence.named_vintage(key, asked.new)
    if found is None or older is None or newer is None:
        raise Http404(_("No such pair of releases."))
    page = data.changes_page(book, found, evidence.changes_between(older.sha256, newer.sha256))
    return render(request, "framework/changes.html", {"page": page})


@public
@kept
def snapshot(request: HttpRequest, snapshot: str) -> HttpResponse:
    record = evidence.named_snapshot(snapshot)
    if record is None:
        raise Http404(_("No snapshot has that name."))
    return _as_it_was(request, open_book(Asked(snapshot=record.id)))


def _as_it_was(request: HttpRequest, book: Book) -> HttpResponse:
    """What stood behind the pages of one snapshot, and whether it is still in force."""
    record = book.record()
    page = data.data_page(book, [record], register.all_packs())
    told = data.snapshot_row(record, evidence.snapshot_in_force())
    return render(request, "framework/snapshot.html", {"page": page, "record": told})
