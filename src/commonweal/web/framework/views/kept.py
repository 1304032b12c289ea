"""Public pages are drawn once for each state of the site, and kept in this process.

Every act that changes anything is in the record of acts, so the numbers of its last entries name the state of
the whole site: a page drawn at that state, on that day, is the page. Nothing is ever taken out because it is
old; what is not asked for falls off the end. Whoever is signed in gets a page drawn for them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from commonweal.web.evidence import selectors as evidence

View = Callable[..., HttpResponse]
Key = tuple[object, ...]

#: Stands in a kept page where each visitor's own nonce goes.
_NONCE = b"kept-page-nonce-0b5d5e"
_PAGES: OrderedDict[Key, tuple[str, bytes]] = OrderedDict()
_LOCK = Lock()


def kept(view: View) -> View:
    """Keep what the view draws for visitors who are not signed in."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.PAGES_KEPT or not _anybody(request):
            return view(request, *args, **kwargs)
        key = _key(request)
        nonce = str(request.csp_nonce).encode()  # type: ignore[attr-defined]
        with _LOCK:
            found = _PAGES.get(key)
            if found is not None:
                _PAGES.move_to_end(key)
        if found is not None:
            return HttpResponse(found[1].replace(_NONCE, nonce), content_type=found[0])
        drawn = view(request, *args, **kwargs)
        if drawn.status_code == 200 and _NONCE not in drawn.content:
            _keep(key, (drawn["Content-Type"], drawn.content.replace(nonce, _NONCE)))
        return drawn

    return answer


def _anybody(request: HttpRequest) -> bool:
    personal = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    return request.method in ("GET", "HEAD") and not personal & request.COOKIES.keys()


def _key(request: HttpRequest) -> Key:
    state = (evidence.state(), timezone.localdate(), get_language())
    return (*state, request.scheme, request.get_host(), request.get_full_path())


def _keep(key: Key, page: tuple[str, bytes]) -> None:
    with _LOCK:
        _PAGES[key] = page
        while len(_PAGES) > settings.PAGES_KEPT:
            _PAGES.popitem(last=False)
