"""What a visitor asked for, read once from the query string into a frozen dataclass.

::

    @dataclass(frozen=True)
    class Asked(asked.Asked):
        place: str = asked.text("E47000007", pattern=r"[A-Z]\\d{8}")
        order: str = asked.choice("gap", "name", "latest")      # the first is the default
        page: int = asked.number(1, least=1)

    asked = Asked.read(request.GET)
    asked.address(page=2)       # "?place=E08000025&page=2": only what differs from the defaults

Junk falls to the default, so that a page never fails because of its address. A name that is too long is no
junk: it is one that nothing has. ``address`` gives the canonical query string of the same page with
changes, for links, canonical addresses and cache keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

# Reads the values that a query string gives one name, last one last. None means: take the default.
Reader = Callable[[list[str]], Any]


def _asked(default: Any, read: Reader) -> Any:
    return field(default=default, metadata={"read": read})


#: Stands for the rest of a name that is too long. No name that is known ends so.
_REST = "…"


def text(
    default: str = "", *, longest: int = 200, pattern: str = "", cut: bool = False, lower: bool = False
) -> Any:
    """A word or a phrase, stripped; one that does not match the whole pattern is junk.

    One that is too long is shortened with an ellipsis: whoever looks for it finds nothing of that name, and
    can say so. Where it is ``cut`` there is no ellipsis: what people type to search with is theirs.
    ``lower``: capitals make no difference.
    """

    def read(values: list[str]) -> str | None:
        value = values[-1].strip().replace("\x00", "")
        value = value.lower() if lower else value
        return _fitting(value[:longest].strip() if cut else value, longest, pattern)

    return _asked(default, read)


def _fitting(value: str, longest: int, pattern: str) -> str | None:
    """The value, shortened where it is too long; None where it does not match the pattern."""
    kept = value[:longest]
    if pattern and not re.fullmatch(pattern, kept):
        return None
    return kept if kept == value else kept + _REST


def choice(default: str, *others: str) -> Any:
    """One of a few words."""
    known = {default, *others}
    return _asked(default, lambda values: values[-1] if values[-1] in known else None)


def number(default: int, *, least: int | None = None, most: int | None = None) -> Any:
    """A whole number within its limits (both included)."""

    def read(values: list[str]) -> int | None:
        # Eighteen digits fit into any database's integer.
        if not re.fullmatch(r"-?[0-9]{1,18}", values[-1]):
            return None
        value = int(values[-1])
        too_small = least is not None and value < least
        too_large = most is not None and value > most
        return None if too_small or too_large else value

    return _asked(default, read)


def switch(default: bool = False) -> Any:
    """Yes (1, true, yes, on) or no (0, false, no, off)."""
    known = dict.fromkeys(("1", "true", "yes", "on"), True) | dict.fromkeys(
        ("0", "false", "no", "off"), False
    )
    return _asked(default, lambda values: known.get(values[-1].lower()))


def day(default: date | None = None) -> Any:
    """A date as 2026-11-23."""

    def read(values: list[str]) -> date | None:
        try:
            return date.fromisoformat(values[-1])
        except ValueError:
            return None

    return _asked(default, read)


def many(
    *default: str,
    most: int = 50,
    longest: int = 200,
    pattern: str = "",
    known: frozenset[str] = frozenset(),
) -> Any:
    """Several words (``place=A&place=B``), each once, in the order asked; the junk among them is left out.

    One that is too long is shortened as :func:`text` does it.
    """

    def read(values: list[str]) -> tuple[str, ...] | None:
        read = dict.fromkeys(_fitting(value, longest, pattern) for value in values if value)
        fits = [value for value in read if value and (not known or value in known)]
        return tuple(fits[:most]) or None

    return _asked(tuple(default), read)


@dataclass(frozen=True)
class Asked:
    """The base of what a page can be asked."""

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Parse a query string. Never raises."""
        given = {}
        for each in fields(cls):
            values = query.getlist(each.name)
            value = each.metadata["read"](values) if values else None
            if value is not None:
                given[each.name] = value
        return cls(**given)

    def address(self, **changes: Any) -> str:
        """The query string of this page with changes: "?a=b", or "?" when all is as by default.

        Raises TypeError for a name that the page cannot be asked.
        """
        asked = replace(self, **changes)
        pairs = [
            (each.name, written)
            for each in fields(asked)
            if (value := getattr(asked, each.name)) != _default(each)
            for written in _written(value)
        ]
        return "?" + urlencode(pairs)

    def as_pairs(self, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        """Name and value of all that differs from the defaults: hidden inputs of a form that keeps them."""
        query = QueryDict(self.address()[1:])
        return [(name, value) for name in query if name not in without for value in query.getlist(name)]


def _default(each: Field[Any]) -> Any:
    return each.default


def _written(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, bool):
        return ["1" if value else "0"]
    if value is None:
        return [""]
    return [value.isoformat() if isinstance(value, date) else str(value)]


__all__ = ["Asked", "choice", "day", "many", "number", "switch", "text"]
