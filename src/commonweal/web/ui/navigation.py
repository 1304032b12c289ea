"""The links that stand on every page. Each part brings its own when its app is ready.

``where`` is ``"service"`` (the bar under the word-mark), ``"work"`` (for people who are signed in, with the
permission that the page needs) or ``"footer"``. Search and the feed have one address each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.functional import Promise

from commonweal.web.ui import addresses

PLACES = ("service", "work", "footer")


@dataclass(frozen=True)
class Link:
    """``view`` is the name of a URL pattern; ``covers`` lists beginnings of addresses where it is current."""

    label: str | Promise  # a word in the language of whoever reads it
    view: str
    order: int = 100
    permission: str = ""
    covers: tuple[str, ...] = ()
    kwargs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownLink:
    """A link as the template draws it. ``current``: the page is this one. ``active``: it lies within."""

    label: str
    href: str
    current: bool
    active: bool


@dataclass(frozen=True)
class _Said:
    """A link in one language: what of it does not hang on who looks at which page."""

    label: str
    href: str
    beginnings: tuple[str, ...]
    permission: str


_LINKS: dict[str, list[Link]] = {where: [] for where in PLACES}
_SINGLE: dict[str, str] = {}
#: The links of a place in order, by all that their words and addresses hang on.
_ORDERED: dict[tuple[str | None, ...], list[_Said]] = {}


def add(where: str, link: Link) -> None:
    """Put a link on every page. Raises KeyError when ``where`` is none of :data:`PLACES`."""
    if link not in _LINKS[where]:
        _LINKS[where].append(link)
        _ORDERED.clear()


def withdraw(where: str, link: Link) -> None:
    """Take a link off every page. Raises ValueError when it was not on them."""
    _LINKS[where].remove(link)
    _ORDERED.clear()


def search_at(view: str) -> None:
    """The view that answers the search box, by GET, with the words in ``q``."""
    _SINGLE["search"] = view


def feed_at(view: str) -> None:
    """The view that serves the feed of what changed."""
    _SINGLE["feed"] = view


def links(where: str, request: HttpRequest) -> list[ShownLink]:
    """The links of one place that this visitor may follow, in order."""
    path = request.path
    return [
        ShownLink(link.label, link.href, current=path == link.href, active=path.startswith(link.beginnings))
        for link in _ordered(where)
        if _open_to(link.permission, request)
    ]


def address_of(single: str) -> str:
    """The address of ``"search"`` or ``"feed"``, or "" when no part serves it."""
    return addresses.of(_SINGLE[single]) if single in _SINGLE else ""


def _ordered(where: str) -> list[_Said]:
    """To sort lazy words asks for each again at every comparison: it is done once for each language."""
    key = (where, *addresses.hang_on())
    if key not in _ORDERED:
        ordered = sorted(_LINKS[where], key=lambda link: (link.order, link.label))
        _ORDERED[key] = [_said(link) for link in ordered]
    return _ORDERED[key]


def _said(link: Link) -> _Said:
    href = addresses.of(link.view, **link.kwargs)
    beginnings = link.covers or ((href,) if href != "/" else ())
    return _Said(str(link.label), href, beginnings, link.permission)


def _open_to(permission: str, request: HttpRequest) -> bool:
    if not permission:
        return True
    user = getattr(request, "user", None)  # a request that is refused early has nobody yet
    return bool(user and user.is_authenticated and user.may(permission))
