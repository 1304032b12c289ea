"""What every template knows without being told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from commonweal.web.ui import around, languages, navigation


@dataclass
class Site:
    """The site as a template may show it; the visitor is asked for only where a page is drawn."""

    name: str
    example: bool
    signup: bool
    request: HttpRequest

    @property
    def title(self) -> str:
        """The end of every page's title."""
        return f"Commonweal · {self.name}" if self.name else "Commonweal"

    @property
    def address(self) -> str:
        """Where people reach the site, without a slash at the end."""
        return settings.SITE_ADDRESS or f"{self.request.scheme}://{self.request.get_host()}"

    @property
    def language(self) -> str:
        """The language of the page, as HTML writes it."""
        return languages.shown(get_language())

    @cached_property
    def languages(self) -> list[languages.Language]:
        """Where this page is to be had in other languages; none where it has one only."""
        return languages.of_page(self.request)

    @property
    def drafted(self) -> bool:
        """Whether the words of the page's language wait for somebody to check them."""
        return (get_language() or "") in settings.LANGUAGES_DRAFTED

    @property
    def search(self) -> str:
        return navigation.address_of("search")

    @property
    def feed(self) -> str:
        return navigation.address_of("feed")

    @cached_property
    def frame(self) -> around.Around:
        """What stands above and below the page."""
        return around.of(
            self.request, name=self.name, example=self.example, search=self.search, feed=self.feed
        )


def site(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor: ``this_site``; django-allauth's pages have a ``site`` of their own."""
    return {"this_site": Site(settings.SITE_NAME, settings.EXAMPLE, settings.COMMONWEAL_SIGNUP, request)}
