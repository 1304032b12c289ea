"""A short name for each request, to find its log lines and its audit events by."""

from __future__ import annotations

import logging
import secrets
from contextvars import ContextVar

_CURRENT: ContextVar[str] = ContextVar("request_id", default="")


def begin() -> str:
    """Name the request that starts now in this thread or task; 16 hexadecimal digits."""
    name = secrets.token_hex(8)
    _CURRENT.set(name)
    return name


def current() -> str:
    """The name of the request being answered, or "" outside one."""
    return _CURRENT.get()


def end() -> None:
    """Forget it."""
    _CURRENT.set("")


class Filter(logging.Filter):
    """Gives every log record a ``request_id``: "-" outside a request.

    A page that was refused or not found is no failure of the site: it is told in a line, without a traceback.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current() or "-"
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = None
        return True
