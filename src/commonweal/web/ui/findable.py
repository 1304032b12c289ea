"""What other parts of the house have to be found by: the search, the site map and the feed.

The pages themselves stand in the lowest rooms. A part that holds more that the public may find registers when
its app is ready::

    findable.register(search=found, addresses=mapped, entries=fed)

    def found(words: str) -> Iterable[Group]: …            # what holds every word
    def mapped() -> Iterable[str]: …                       # addresses of pages, without the host
    def fed(home: str) -> Iterable[Any]: …                 # entries of a feed (commonweal.publish.feed.Entry)

None of them is told who asks: they give what everybody may know, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Found:
    title: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Things of one kind. ``total``: how many there are where not all are shown; ``rest``: where they are."""

    title: str
    found: list[Found] = field(default_factory=list)
    total: int = 0
    rest: str = ""


@dataclass(frozen=True)
class _Part:
    search: Callable[[str], Iterable[Group]]
    addresses: Callable[[], Iterable[str]]
    entries: Callable[[str], Iterable[Any]]


_PARTS: list[_Part] = []


def register(
    *,
    search: Callable[[str], Iterable[Group]],
    addresses: Callable[[], Iterable[str]],
    entries: Callable[[str], Iterable[Any]],
) -> None:
    """Ask these whenever somebody searches, or the site map or the feed is read; the same ones only once."""
    part = _Part(search, addresses, entries)
    if part not in _PARTS:
        _PARTS.append(part)


def search(words: str) -> list[Group]:
    """What holds every word; nothing for no words."""
    if not words.split():
        return []
    return [group for part in _PARTS for group in part.search(words) if group.found]


def addresses() -> list[str]:
    return [path for part in _PARTS for path in part.addresses()]


def entries(home: str) -> list[Any]:
    """``home``: the site's address, without a slash at its end."""
    return [entry for part in _PARTS for entry in part.entries(home)]
