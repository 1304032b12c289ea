"""What stands around a page is kept by all that it hangs on: it is what would be drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import get_script_prefix, set_script_prefix
from django.utils.translation import override

from commonweal.web.accounts.roles import Administrator, Analyst
from commonweal.web.ui import around, navigation
from commonweal.web.ui.context import Site

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def nothing_is_kept() -> Iterator[None]:
    around._drawn.cache_clear()
    yield
    around._drawn.cache_clear()


def drawn(path: str, user: Any = None, name: str = "", example: bool = False) -> around.Around:
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    return Site(name, example, signup=False, request=request).frame


@pytest.mark.django_db
def test_whoever_asks_first_the_others_get_their_own(signed_in: SignIn) -> None:
    people = [None, signed_in(Administrator).person, signed_in(Analyst, name="Somebody else").person]
    asked = [
        (path, person, language, prefix)
        for path in ("/", "/places/", "/places/E08000025/", "/about-this-site/")
        for person in people
        for language in ("en-gb", "cy")
        for prefix in ("/", "/growth/")
    ]

    def one(path: str, person: Any, language: str, prefix: str) -> around.Around:
        before = get_script_prefix()
        set_script_prefix(prefix)
        try:
            with override(language):
                return drawn(path, person)
        finally:
            set_script_prefix(before)

    kept = [one(*each) for each in asked + asked[::-1]]
    assert around._drawn.cache_info().hits >= len(asked)
    anew = []
    for each in asked:
        around._drawn.cache_clear()
        navigation._ORDERED.clear()
        anew.append(one(*each))
    assert kept == anew + anew[::-1]
    # At the root alone: two sections and what is none, in two languages.
    assert len({page.header for page in anew[::2]}) == 3 * len(people) * 2


@pytest.mark.django_db
def test_nothing_of_a_person_is_in_it(signed_in: SignIn) -> None:
    """One that is drawn for somebody is given to others with the same roles."""
    first = signed_in(Analyst, name="Ada Example", email="ada@example.org").person
    page = drawn("/places/", first)
    assert "Your account" in page.header
    assert "Ada" not in page.header + page.footer
    assert "ada@" not in page.header + page.footer
    second = signed_in(Analyst, email="bo@example.org").person
    assert drawn("/places/", second) is page


def test_the_name_of_the_place_and_that_it_is_an_example() -> None:
    assert "Black Country" not in drawn("/").header
    assert "Black Country" in drawn("/", name="Black Country").header
    assert "worked example" not in drawn("/").footer
    assert "worked example" in drawn("/", example=True).footer


def test_a_name_is_escaped() -> None:
    assert "<b>&" not in drawn("/", name="<b>&").header
    assert "&lt;b&gt;&amp;" in drawn("/", name="<b>&").header


def test_a_link_that_is_withdrawn_is_gone() -> None:
    link = navigation.Link("Only here", "ui:about")
    navigation.add("service", link)
    assert ">Only here</a>" in drawn("/").header
    navigation.withdraw("service", link)
    assert ">Only here</a>" not in drawn("/").header
    with pytest.raises(ValueError, match="not in list"):
        navigation.withdraw("service", link)


def test_the_current_page_and_the_section_that_it_lies_in_are_marked() -> None:
    assert 'href="/places/" aria-current="page"' in drawn("/places/").header
    assert 'href="/places/" aria-current="true"' in drawn("/places/E08000025/").header
    assert 'href="/places/">' in drawn("/").header
