"""Who may see a page. Every view is private unless it says otherwise here.

A view that declares nothing needs a login (:class:`~commonweal.web.ui.middleware.LoginRequired`). ``public``
opens it to everybody; ``needs`` asks for a permission on top of the login.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]

_PUBLIC: set[str] = set()
_IN_WORDS: list[Callable[[str], tuple[str, list[str]]]] = []


class NotAllowed(PermissionDenied):
    """Somebody who is signed in lacks every one of ``permissions``."""

    def __init__(self, permissions: tuple[str, ...]) -> None:
        super().__init__(" or ".join(permissions))
        self.permissions = permissions


def explain_with(words: Callable[[str], tuple[str, list[str]]]) -> None:
    """``words(permission)``: what it lets you do, and which roles give it. The accounts' part has them."""
    if words not in _IN_WORDS:
        _IN_WORDS.append(words)


def in_words(permissions: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """For each permission, what it lets you do and the roles that give it; empty where nobody can say."""
    return [_IN_WORDS[0](permission) for permission in permissions] if _IN_WORDS else []


def public(view: View) -> View:
    """Open a view to anybody, signed in or not, and remember that it is open."""
    _PUBLIC.add(name_of(view))
    view.commonweal_public = True  # type: ignore[attr-defined]
    return login_not_required(view)


def is_public(view: View) -> bool:
    """Whether the view was declared with ``public``."""
    return bool(getattr(view, "commonweal_public", False))


def public_views() -> frozenset[str]:
    """The dotted names of all views declared public so far."""
    return frozenset(_PUBLIC)


def needs(*permissions: str) -> Callable[[View], View]:
    """Let in only signed-in people for whom ``request.user.may(…)`` holds for one of the permissions.

    Anybody else who is signed in gets the 403 page. Raises ValueError when no permission is named.
    """
    if not permissions:
        raise ValueError("name a permission; a view that needs only a login needs no decorator")

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(request.user.may(permission) for permission in permissions):  # type: ignore[union-attr]
                raise NotAllowed(permissions)
            return view(request, *args, **kwargs)

        checked.commonweal_needs = permissions  # type: ignore[attr-defined]
        return checked

    return decorate


def permissions_needed(view: View) -> tuple[str, ...]:
    """The permissions of which ``needs`` asks for one; empty where a login is enough."""
    return getattr(view, "commonweal_needs", ())


def name_of(view: View) -> str:
    """The dotted name of a view, whether a function or a class."""
    view = getattr(view, "view_class", view)
    return f"{view.__module__}.{view.__qualname__}"
