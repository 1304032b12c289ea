"""The address of a page, as Django's ``reverse`` gives it, looked up once a process.

A page of five hundred links asks for the same few hundred addresses each time it is drawn, and they took half
of its time. What an address hangs on is in its key: the patterns, the prefix of the site and the language.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

#: Of how many pages it is kept: more than an example has, and no more than a few megabytes.
KEPT = 20_000


def of(view: str, /, *args: str, **kwargs: str) -> str:
    """The address of a view; NoReverseMatch where none fits, as ``reverse`` has it.

    Its parts are strings: of two that are equal, such as 1 and True, one would be given the other's.
    """
    return _looked_up(view, args, tuple(kwargs.items()), *hang_on())


def hang_on() -> tuple[str, str, str | None]:
    """What every address hangs on now: the patterns, the prefix of the site and the language."""
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), get_language()


@lru_cache(maxsize=KEPT)
def _looked_up(
    view: str,
    args: tuple[str, ...],
    kwargs: tuple[tuple[str, str], ...],
    patterns: str,
    prefix: str,
    language: str | None,
) -> str:
    return reverse(view, urlconf=patterns, args=args or None, kwargs=dict(kwargs) or None)
