"""The frame of every page, the pages about the site, and those for when something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests.web.inspect_page import inspect

from commonweal.web.accounts.roles import Administrator, Analyst
from commonweal.web.ui import errors, navigation, request_id

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.mark.parametrize("address", ["/about-this-site/", "/accessibility/", "/privacy/"])
def test_the_pages_about_the_site_are_open(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Commonweal · West Midlands</title>" in page
    assert 'href="#main-content" class="govuk-skip-link"' in page


def test_the_site_is_alive(client: Client) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-cache" in answer["Cache-Control"]


def test_what_every_answer_says_to_the_browser(client: Client) -> None:
    answer = client.get("/about-this-site/")
    policy = answer["Content-Security-Policy"]
    for rule in (
        "default-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ):
        assert rule in policy
    assert "script-src 'self' 'nonce-" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


def test_a_nonce_is_new_each_time(client: Client) -> None:
    first, second = (client.get("/privacy/")["Content-Security-Policy"] for _ in range(2))
    assert first != second


def test_a_page_that_is_not_there(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "There is no page at this address." in answer.content.decode()


def test_a_page_that_a_role_does_not_open(signed_in: SignIn) -> None:
    answer = signed_in(Analyst).get("/people/")
    assert answer.status_code == 403
    assert "None" not in answer.content.decode()


def test_a_form_without_its_token() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    inspect(answer)
    assert "This form is too old to accept" in answer.content.decode()


def test_a_wrong_host_gets_a_page_and_not_another_failure(client: Client) -> None:
    answer = client.get("/privacy/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "We could not read that request" in answer.content.decode()


def test_the_page_for_our_own_failure_needs_nothing() -> None:
    name = request_id.begin()
    answer = errors.failed(RequestFactory().get("/"))
    request_id.end()
    assert answer.status_code == 500
    inspect(answer.content.decode())
    assert name in answer.content.decode()


@pytest.fixture
def link() -> Iterator[Callable[..., navigation.Link]]:
    added: list[tuple[str, navigation.Link]] = []

    def add(where: str, *args: Any, **kwargs: Any) -> navigation.Link:
        made = navigation.Link(*args, **kwargs)
        navigation.add(where, made)
        added.append((where, made))
        return made

    yield add
    for where, made in added:
        navigation.withdraw(where, made)


def test_links_of_parts_stand_on_every_page_in_order(client: Client, link: Callable) -> None:
    link("service", "Zeta", "ui:about", order=-2)
    link("service", "Alpha", "ui:privacy", order=-1)
    page = client.get("/privacy/").content.decode()
    assert page.index(">Zeta<") < page.index(">Alpha<")
    assert '<a href="/privacy/" aria-current="page">Alpha</a>' in page
    assert '<a href="/about-this-site/">Zeta</a>' in page


def test_work_is_shown_to_those_who_may_do_it(client: Client, signed_in: SignIn) -> None:
    assert ">People</a>" in signed_in(Administrator).get("/privacy/").content.decode()
    analyst = signed_in(Analyst).get("/privacy/").content.decode()
    assert ">People</a>" not in analyst
    assert ">Your account</a>" in analyst
    assert ">Sign in</a>" in client.get("/privacy/").content.decode()


def test_a_place_for_links_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        navigation.add("sidebar", navigation.Link("A", "ui:about"))


def test_a_public_page_asks_the_database_nothing_of_a_stranger(
    client: Client, django_assert_num_queries: Callable
) -> None:
    with django_assert_num_queries(0):
        assert isinstance(client.get("/about-this-site/"), HttpResponse)
