"""What stands above and below every page, drawn once for all pages where it is the same.

It is some thirty links, which take twice as long to draw as a page of words. All that they hang on is in one
value: the links with those of them that are current, whether somebody is signed in, and what the site is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from commonweal.web.ui import addresses, navigation

#: How many are kept of each: a few kilobytes for each page at which another link is current, language and set
#: of permissions.
KEPT = 1_000


@dataclass(frozen=True)
class Facts:
    """All that is shown, and all that it hangs on but the addresses (:func:`addresses.hang_on`)."""

    name: str
    example: bool
    search: str
    feed: str
    signed_in: bool
    service: tuple[navigation.ShownLink, ...]
    work: tuple[navigation.ShownLink, ...]
    footer: tuple[navigation.ShownLink, ...]


@dataclass(frozen=True)
class Around:
    """HTML, above a page and below it."""

    header: SafeString
    footer: SafeString


def of(request: HttpRequest, *, name: str, example: bool, search: str, feed: str) -> Around:
    """For whoever looks at this page. ``search`` and ``feed``: their addresses, or ""."""
    user = getattr(request, "user", None)  # a request that is refused early has nobody yet
    signed_in = bool(user and user.is_authenticated)
    facts = Facts(
        name,
        example,
        search,
        feed,
        signed_in,
        service=tuple(navigation.links("service", request)),
        work=tuple(navigation.links("work", request)) if signed_in else (),
        footer=tuple(navigation.links("footer", request)),
    )
    return _drawn(facts, *addresses.hang_on())


@lru_cache(maxsize=KEPT)
def _drawn(facts: Facts, patterns: str, prefix: str, language: str | None) -> Around:
    def draw(part: str) -> SafeString:
        return mark_safe(render_to_string(f"ui/{part}.html", {"around": facts}))

    return Around(header=draw("masthead") + draw("navigation"), footer=draw("footer"))
