"""Which language is in use, and its catalogue: GNU gettext, domain "commonweal", beside this file.

Texts of packs (the name of an indicator, a place, a goal) are translated by whoever keeps the packs:
``using`` takes the lookup, and ``defined`` asks it.

The language is that of whoever is being answered, so it is kept by context: two threads or two requests may
write in two languages at once. ``language`` is a BCP 47 tag ("en-GB", "cy"). Where a catalogue lacks a
message, its English is shown rather than nothing.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

ENGLISH = "en-GB"
_DOMAIN = "commonweal"
_LOCALE = Path(__file__).resolve().parent / "locale"
#: None is English, which asks no catalogue.
_CATALOGUE: ContextVar[gettext.GNUTranslations | None] = ContextVar("catalogue", default=None)
_LANGUAGE: ContextVar[str] = ContextVar("language", default=ENGLISH)
#: (context, English text) to the text in the language; the English itself where it has none.
Definitions = Callable[[str, str], str]
_DEFINITIONS: ContextVar[Definitions | None] = ContextVar("definitions", default=None)


class UnknownLanguage(ValueError):
    """A language that has no catalogue; says which there are."""


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Every language that can be used, English first."""
    found = _LOCALE.glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")  # stays English
    return (ENGLISH, *sorted(p.parents[1].name for p in found))


def current() -> str:
    return _LANGUAGE.get()


def in_english() -> bool:
    return _CATALOGUE.get() is None


@contextmanager
def using(language: str, definitions: Definitions | None = None) -> Iterator[None]:
    """What is said inside is said in this language. Raises :class:`UnknownLanguage`.

    Without ``definitions`` those of the surrounding ``using`` stay, where it is of the same language.
    """
    catalogue = _catalogue(language)
    if definitions is None and language == _LANGUAGE.get():
        definitions = _DEFINITIONS.get()
    words, named = _CATALOGUE.set(catalogue), _LANGUAGE.set(language)
    defined_before = _DEFINITIONS.set(definitions)
    try:
        yield
    finally:
        _DEFINITIONS.reset(defined_before)
        _LANGUAGE.reset(named)
        _CATALOGUE.reset(words)


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.GNUTranslations | None:
    if language == ENGLISH:
        return None
    if language not in languages():
        known = ", ".join(languages())
        raise UnknownLanguage(f"There are no words in “{language}”; there are {known}.")  # stays English
    with (_LOCALE / language / "LC_MESSAGES" / f"{_DOMAIN}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def _(message: str) -> str:
    """The message in the language in use."""
    catalogue = _CATALOGUE.get()
    return message if catalogue is None else catalogue.gettext(message)


def defined(context: str, text: str) -> str:
    """A text of a pack; ``context`` is its kind and field ("indicator.name")."""
    lookup = _DEFINITIONS.get()
    return text if lookup is None or not text else lookup(context, text)


def N_(message: str) -> str:  # noqa: N802 – the name by which extractors know it
    """Marks a message of a table that is made once; whoever shows it says ``_`` of it."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """The form for ``n`` things."""
    catalogue = _CATALOGUE.get()
    if catalogue is None:
        return one if n == 1 else many
    return catalogue.ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """A message whose English says several things: ``context`` tells them apart."""
    catalogue = _CATALOGUE.get()
    return message if catalogue is None else catalogue.pgettext(context, message)


def npgettext(context: str, one: str, many: str, n: int) -> str:
    catalogue = _CATALOGUE.get()
    if catalogue is None:
        return one if n == 1 else many
    return catalogue.npgettext(context, one, many, n)
