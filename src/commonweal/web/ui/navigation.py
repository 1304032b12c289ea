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


_LINKS: dict[str, list[Link]] = {where: [] for where in PLACES}
_SINGLE: dict[str, str] = {}


def add(where: str, link: Link) -> None:
    """Put a link on every page. Raises KeyError when ``where`` is none of :data:`PLACES`."""
    if link not in _LINKS[where]:
        _LINKS[where].append(link)


def search_at(view: str) -> None:
    """The view that answers the search box, by GET, with the words in ``q``."""
    _SINGLE["search"] = view


def feed_at(view: str) -> None:
    """The view that serves the feed of what changed."""
    _SINGLE["feed"] = view


def links(where: str, request: HttpRequest) -> list[ShownLink]:
    """The links of one place that this visitor may follow, in order."""
    ordered = sorted(_LINKS[where], key=lambda link: (link.order, link.label))
    return [_shown(link, request) for link in ordered if _open_to(link, request)]


def address_of(single: str) -> str:
    """The address of ``"search"`` or ``"feed"``, or "" when no part serves it."""
    return addresses.of(_SINGLE[single]) if single in _SINGLE else ""


def _open_to(link: Link, request: HttpRequest) -> bool:
    if not link.permission:
        return True
    user = getattr(request, "user", None)  # a request that is refused early has nobody yet
    return bool(user and user.is_authenticated and user.may(link.permission))


def _shown(link: Link, request: HttpRequest) -> ShownLink:
    href = addresses.of(link.view, **link.kwargs)
    beginnings = link.covers or ((href,) if href != "/" else ())
    return ShownLink(
        str(link.label), href, current=request.path == href, active=request.path.startswith(beginnings)
    )
