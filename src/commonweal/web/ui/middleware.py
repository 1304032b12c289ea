"""What happens around every request."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

from commonweal.web.ui import errors, once, request_id

GetResponse = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)


class RequestId:
    """Names the request, for the log, the audit trail and the ``X-Request-ID`` header."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = request_id.begin()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = name
            return response
        finally:
            request_id.end()


class LoginRequired(LoginRequiredMiddleware):
    """Everything not declared public needs a login; what was written meanwhile is not thrown away."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:
        if request.method == "POST" and request.POST:
            return errors.signed_out(request)
        return super().handle_no_permission(request, view_func)  # type: ignore[no-any-return]


class WrongWay:
    """An address that was asked in a way that it does not take (405) says so in a page, not with nothing.

    A form that is sent back is drawn at the address that it was sent to: Enter in the address bar opens that.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content or not request.accepts("text/html"):
            return response
        page = errors.wrong_way(request, readable="GET" in response["Allow"])
        page["Allow"] = response["Allow"]
        return page


class Keeping:
    """Says of each answer who may keep it.

    What is made for somebody who is signed in is for nobody else: no cache between keeps it, and a browser
    asks each time. It may hold a page for its Back button alone, or what was half typed there would be lost;
    a file it does not keep. A file for everybody is asked for each time, and sent only where it is not as it
    was; one whose address names its figures says itself how long it keeps.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # What failed may be what knows the visitors: then nobody asks who it was.
        if response.status_code >= 500 or _signed_in(request):
            page = response.get("Content-Type", "").startswith("text/html")
            response["Cache-Control"] = "private, no-cache" if page else "private, no-store"
            return response
        if not _is_file(request, response):
            return response
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = tag
        return get_conditional_response(request, etag=tag, response=response) or response


def _signed_in(request: HttpRequest) -> bool:
    """Whoever brings no session is nobody: a page that is kept for visitors is given without asking who."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _is_file(request: HttpRequest, response: HttpResponse) -> bool:
    read = request.method in ("GET", "HEAD") and response.status_code == 200 and not response.streaming
    return read and not response.headers.get("Content-Type", "").startswith("text/html")


class WriteInGetError(RuntimeError):
    """A page that was only looked at tried to change the database."""


# The first word of a statement that changes rows or tables. SAVEPOINT and BEGIN change nothing by themselves.
_WRITES = re.compile(
    r"""^[\s(]*(?:
        (?:INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|CREATE|ALTER|DROP|GRANT|REVOKE|COPY|LOCK|CALL|DO)\b
        |WITH\b.*?\b(?:INSERT\s+INTO|UPDATE\s+[\w"]+\s+SET|DELETE\s+FROM|MERGE\s+INTO)\b
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_COMMENTS = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
_TABLE = re.compile(r'\b(?:INTO|UPDATE|FROM|TABLE)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?"?(\w+)"?', re.IGNORECASE)

# The session is Django's to keep on any request. allauth's views, which are not ours, tidy its own tables.
_ALWAYS = frozenset({"django_session"})
_ALLAUTH_TABLES = ("account_", "mfa_")


def is_write(sql: str) -> bool:
    """Whether a statement changes rows or tables."""
    return bool(_WRITES.match(_COMMENTS.sub(" ", sql)))


def table_of(sql: str) -> str:
    """The table that a writing statement names first, or ""."""
    found = _TABLE.search(_COMMENTS.sub(" ", sql))
    return found.group(1) if found else ""


class GetCannotWrite:
    """During a GET or a HEAD every statement that writes raises :class:`WriteInGetError`, and is logged.

    So what is read can be read once: see :mod:`commonweal.web.ui.once`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        guard = _Guard(request.path)
        request.commonweal_guard = guard  # type: ignore[attr-defined]
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(guard))
            once.begin()
            stack.callback(once.end)
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        guard = getattr(request, "commonweal_guard", None)
        if guard is not None:
            guard.module = getattr(view, "__module__", "")


class _Guard:
    def __init__(self, path: str) -> None:
        self.path = path
        self.module = ""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if is_write(sql) and not self.allows(table_of(sql)):
            statement = " ".join(sql.split()[:6])
            log.error("a GET of %s tried to write: %s …", self.path, statement)
            raise WriteInGetError(f"a GET of {self.path} tried to write: {statement} …")
        return execute(sql, params, many, context)

    def allows(self, table: str) -> bool:
        if table in _ALWAYS:
            return True
        return self.module.startswith("allauth.") and table.startswith(_ALLAUTH_TABLES)
