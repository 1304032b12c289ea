"""The languages of the site: which a page is in, and where the same page is in another.

A page's language is a part of its address (`/cy/…`), never of a cookie or of what a browser prefers: whoever
sends an address to somebody sends the page that they read. Parts without words in other languages have one
address and are in English.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, to_locale

ENGLISH = "en-GB"


@dataclass(frozen=True)
class Language:
    """``code``: as HTML wants it ("en-GB"); ``href``: this page in it; ``current``: the page is in it."""

    code: str
    name: str
    href: str
    current: bool


def shown(code: str | None) -> str:
    """A language of Django's ("en-gb") as HTML writes it ("en-GB")."""
    return to_locale(code or settings.LANGUAGE_CODE).replace("_", "-")


def same(one: str | None, other: str | None) -> bool:
    """Whether both are one language, wherever it is spoken."""
    return shown(one).partition("-")[0] == shown(other).partition("-")[0]


def page() -> str:
    """The language of the page that is being drawn, as HTML writes it."""
    return shown(get_language())


def marked(words: object, code: str = "") -> object:
    """Words within a text of the page: in a ``span`` that says their language where it is not the page's.

    ``code``: that language; without one it is what the words say of themselves (``language``).
    """
    of = code or getattr(words, "language", "")
    if not of or not words or same(of, get_language()):
        return words
    return format_html('<span lang="{}">{}</span>', of, words)


def filled(sentence: str, **parts: object) -> SafeString:
    """A sentence of the page ("%(one)s beside %(other)s") with marked words put in, as HTML."""
    escaped = {name: conditional_escape(part) for name, part in parts.items()}
    return mark_safe(conditional_escape(sentence) % escaped)


class Titled(str):
    """The words of a title, and the same as HTML that says the language of names in it (``heading``)."""

    heading: SafeString


def titled(sentence: str, language: str, **names: object) -> Titled:
    """A title of the page ("Set-up of %(title)s") with names in ``language`` put in."""
    made = Titled(sentence % names)
    made.heading = filled(sentence, **{name: marked(said, language) for name, said in names.items()})
    return made


def leads_back(request: HttpRequest, address: str) -> None:
    """The page answers a form at an address that cannot be looked at: in another language it is this one."""
    request.page_address = address  # type: ignore[attr-defined]


def of_page(request: HttpRequest) -> list[Language]:
    """The languages that this page is to be had in; none where it has one only."""
    match = request.resolver_match
    if match is None or not set(match.namespaces) & set(settings.PARTS_IN_LANGUAGES):
        return []
    now = get_language() or settings.LANGUAGE_CODE
    address = getattr(request, "page_address", request.get_full_path()).removeprefix(_prefix(now))
    return [
        Language(shown(code), _own_name(code), _prefix(code) + address, same(code, now))
        for code, _ in settings.LANGUAGES
    ]


def _prefix(code: str) -> str:
    """What an address in a language begins with: nothing in English."""
    return "" if code == settings.LANGUAGE_CODE else f"/{code}"


def _own_name(code: str) -> str:
    return str(get_language_info(code.partition("-")[0])["name_local"])


def hreflang(href: str) -> SafeString:
    """The attribute that a link needs which leads out of the page's language."""
    prefix = f"/{get_language()}/"
    if same(get_language(), ENGLISH) or urlsplit(href).path.startswith(prefix):
        return mark_safe("")
    return format_html(' hreflang="{}"', ENGLISH)
