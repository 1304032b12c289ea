"""The book that a page reads: opened once a request, for the page and the panels of higher rooms on it."""

from __future__ import annotations

from django.http import HttpRequest

from commonweal.web.framework import selectors
from commonweal.web.framework.forms import Asked
from commonweal.web.framework.selectors import Book


def book_of(request: HttpRequest, asked: Asked) -> Book | None:
    """The snapshot in force, or the one that the address names; None where it is not there."""
    opened: dict[str, Book | None] = request.__dict__.setdefault("books_opened", {})
    name = asked.snapshot or ""
    if name not in opened:
        opened[name] = selectors.book(asked.snapshot)
    return opened[name]
