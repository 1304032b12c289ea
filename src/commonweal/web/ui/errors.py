"""The pages shown when something is wrong: what happened, and what to do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from commonweal.web.ui import access, request_id
from commonweal.web.ui.access import public


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/400.html", status=400)


@public
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What would have opened the page, in words, and who can give it."""
    missing = access.in_words(getattr(exception, "permissions", ()))
    return render(request, "ui/errors/403.html", {"missing": missing}, status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=404)


@public
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit: most often a page left open over a sign-out."""
    return render(request, "ui/errors/form_expired.html", status=403)


@public
def failed(request: HttpRequest) -> HttpResponse:
    """Drawn without the database, the session or the visitor, which may be what failed."""
    page = render_to_string("ui/errors/500.html", {"request_id": request_id.current()})
    return HttpResponse(page, status=500)
