"""Lines of a record in words: what pages of roll-outs and of strategies share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.partnership.selectors import days

from .organisations import Source

NOT_RECORDED = gettext_lazy("not recorded")


@dataclass(frozen=True)
class Line:
    """``labelled``: column and words; ``links``: text and address, "" for text alone."""

    head: str
    href: str
    words: str
    tag: tuple[str, str] | None
    labelled: list[tuple[str, str]]
    links: list[tuple[str, str]]
    source: Source
    edit_href: str = ""
    drop_href: str = ""


@dataclass(frozen=True)
class Lines:
    """A part of a record as a table. ``empty``: what is said where nothing is recorded."""

    title: str
    first: str
    columns: list[str]
    rows: list[Line]
    empty: str
    add: str
    add_href: str
    note: str = ""


def when_words(text: str, none: str | None = None) -> str:
    return days.words(text) or (str(NOT_RECORDED) if none is None else none)


def span_words(begins: str, ends: str) -> str:
    """ "From 2020 to July 2021", "To 2020", "Not recorded"."""
    first, last = days.words(begins), days.words(ends)
    if begins and ends:
        return _("From %(first)s to %(last)s") % {"first": first, "last": last}
    if begins:
        return _("From %(day)s") % {"day": first}
    return _("To %(day)s") % {"day": last} if ends else _("Not recorded")


def places_words(held: Any, names: Mapping[str, str]) -> str:
    """The places of a roll-out, a strategy or a part, in words."""
    named = ", ".join(names.get(a, a) for a in held.areas)
    words = getattr(held, "place_words", "")
    return f"{words} ({named})" if words and named else words or named


def source_of(held: Any) -> Source:
    return Source(held.source, held.source_address)
