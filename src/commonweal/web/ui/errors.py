"""The pages shown when something is wrong: what happened, and what to do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commonweal.web.ui import access, languages, request_id
from commonweal.web.ui.access import public

_SECRET = {"code", "credential", "opened"}


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/400.html", status=400)


@public
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What would have opened the page, in words, and who can give it."""
    found = access.in_words(getattr(exception, "permissions", ()))
    missing = [(words, _any_of(roles)) for words, roles in found]
    return render(request, "ui/errors/403.html", {"missing": missing}, status=403)


def _any_of(roles: list[str]) -> SafeString:
    """The names of roles of which one is enough; nothing for none."""
    told = SafeString()
    for role in roles:
        named = format_html("<strong>{}</strong>", role)
        told = format_html(_("{these} or {another}"), these=told, another=named) if told else named
    return told


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=404)


@public
def wrong_way(request: HttpRequest, *, readable: bool) -> HttpResponse:
    """What was opened only takes what a form sends; or, where it is ``readable``, takes nothing.

    The link leads to the page itself or to the nearest above it, which in this site holds the form.
    """
    back = request.path if readable else _above(request.path)
    return render(request, "ui/errors/405.html", {"readable": readable, "back": back}, status=405)


def _above(path: str) -> str:
    """The nearest address above this one that there is: /proposals/1/ above /proposals/1/send/."""
    parts = path.strip("/").split("/")
    above = (f"/{'/'.join(parts[:n])}/" for n in range(len(parts) - 1, 0, -1))
    return next((address for address in above if is_valid_path(address)), "/")


@public
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit: most often a page left open over a sign-out.

    What was written is shown and can be sent again, but only where it came from a page of ours: another site
    must not be able to put words into a form here.
    """
    kept = _kept(request) if request.headers.get("Origin") == _own_origin(request) else []
    return render(request, "ui/errors/form_expired.html", {"kept": kept}, status=403)


@public
def signed_out(request: HttpRequest) -> HttpResponse:
    """Something was written and sent by somebody who is no longer signed in: it is not lost."""
    if request.headers.get("Accept", "") == "application/json":
        return JsonResponse({"problems": [_("You are signed out.")]}, status=401)
    return render(request, "ui/errors/signed_out.html", {"kept": _kept(request)}, status=401)


def _own_origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of all that was sent, but for tokens, passwords and files."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name and name not in _SECRET
        for value in values
    ]


@public
def failed(request: HttpRequest) -> HttpResponse:
    """Drawn without the database, the session or the visitor, which may be what failed."""
    context = {"request_id": request_id.current(), "language": languages.shown(get_language())}
    page = render_to_string("ui/errors/500.html", context)
    return HttpResponse(page, status=500)
