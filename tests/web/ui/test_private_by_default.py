"""Every address of the site: closed unless it was opened on purpose, and looking changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from commonweal.web.accounts import roles
from commonweal.web.ui.access import is_public, name_of, needs, permissions_needed, public, public_views
from commonweal.web.ui.middleware import LoginRequired

# What django-allauth opens to anybody, by the name of its address: the ways in, and those out of trouble.
ALLAUTH_OPENS = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_trust",
    "mfa_login_webauthn",
    "mfa_signup_webauthn",
}


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site with something in place of each variable."""
    for each in (resolver or get_resolver()).url_patterns:
        route = before + example_of(str(each.pattern))
        if isinstance(each, URLResolver):
            yield from patterns(each, route)
        else:
            yield route, each


def example_of(route: str) -> str:
    """A route with its variables filled in: any value will do, since the door comes before the room."""
    route = re.sub(r"<int:\w+>", "1", route)
    route = re.sub(r"<uuid:\w+>", "00000000-0000-4000-8000-000000000000", route)
    route = re.sub(r"<kind:\w+>", "csv", route)
    route = re.sub(r"<picture:\w+>", "svg", route)
    route = re.sub(r"<(?:\w+:)?\w+>", "x", route) if "(?P" not in route else route
    route = re.sub(r"\(\?P<\w+>[^()]*\)", "x", route)
    return route.lstrip("^").removesuffix("$").removesuffix(r"\Z")


ALL = list(patterns())
CLOSED = [(f"/{route}", each) for route, each in ALL if getattr(each.callback, "login_required", True)]
OPENED = [(f"/{route}", each) for route, each in ALL if not getattr(each.callback, "login_required", True)]


def test_the_walk_finds_the_site() -> None:
    assert len(CLOSED) > 15
    assert len(OPENED) > 10
    assert {"/account/", "/people/1/", "/audit/"} <= {route for route, _ in CLOSED}


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "pattern"), CLOSED, ids=[route for route, _ in CLOSED])
def test_a_stranger_is_sent_to_the_door(client: Client, route: str, pattern: URLPattern) -> None:
    answer = client.get(route)
    if answer.status_code == 302:
        assert answer["Location"].startswith("/accounts/login/")
    else:
        assert answer.status_code in (403, 405)


@pytest.mark.parametrize(("route", "pattern"), OPENED, ids=[route for route, _ in OPENED])
def test_what_is_open_was_opened_on_purpose(route: str, pattern: URLPattern) -> None:
    if pattern.callback.__module__.startswith("allauth."):
        assert pattern.name in ALLAUTH_OPENS
    else:
        assert is_public(pattern.callback)
        assert name_of(pattern.callback) in public_views()


def test_every_permission_that_a_page_asks_for_has_its_words() -> None:
    asked = {code for _, each in ALL for code in permissions_needed(each.callback)}
    assert asked
    assert all(roles.words_of(permission) for permission in asked)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route",
    sorted(
        {f"/{route}" for route, each in ALL if "<" not in str(each.pattern) and "x" not in route.split("/")}
    ),
)
def test_looking_with_every_role_changes_nothing_and_breaks_nothing(
    signed_in: Callable[..., Client], route: str
) -> None:
    """The middleware raises at the first statement that writes; the client, at the first broken page."""
    answer = signed_in(*roles.all_roles()).get(route)
    assert answer.status_code < 500


def test_needs_asks_and_names_what_it_asks() -> None:
    class Somebody:
        is_authenticated = True

        def __init__(self, *permissions: str) -> None:
            self.permissions = permissions

        def may(self, permission: str) -> bool:
            return permission in self.permissions

    @needs("evidence.bring", "evidence.publish")
    def bring(request: HttpRequest) -> HttpResponse:
        return HttpResponse("in")

    def look(user: Any) -> HttpResponse:
        request = RequestFactory().get("/")
        request.user = user
        return bring(request)

    assert permissions_needed(bring) == ("evidence.bring", "evidence.publish")
    assert look(Somebody("evidence.bring")).content == b"in"
    assert look(Somebody("evidence.publish", "audit.read")).content == b"in"
    with pytest.raises(PermissionDenied, match=r"evidence\.bring or evidence\.publish"):
        look(Somebody("audit.read"))
    with pytest.raises(ValueError, match="name a permission"):
        needs()


def test_a_view_that_says_nothing_is_private() -> None:
    def said_nothing(request: HttpRequest) -> HttpResponse:
        return HttpResponse("secret")

    @public
    def opened(request: HttpRequest) -> HttpResponse:
        return HttpResponse("open")

    class Stranger:
        is_authenticated = False

    request = RequestFactory().get("/somewhere/")
    request.user = Stranger()
    door = LoginRequired(lambda request: HttpResponse())
    assert door.process_view(request, said_nothing, (), {}).status_code == 302
    assert door.process_view(request, opened, (), {}) is None
