"""The front door: is growth here shared, fair and lasting?"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonweal.web.framework.forms import Asked
from commonweal.web.framework.views.book import book_of
from commonweal.web.framework.views.kept import kept
from commonweal.web.home import presenters
from commonweal.web.ui.access import public


@public
@kept
def home(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    book = book_of(request, asked)
    if book is None and asked.snapshot:
        raise Http404(_("No snapshot has that name."))
    page = presenters.assemble(book, asked) if book else None
    return render(request, "home/home.html" if page else "home/empty.html", {"page": page})
