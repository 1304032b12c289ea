"""What every test of the web may use: a client that inspects each page, people, and a sealed record."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, ClassVar

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.template.base import Template
from django.template.context import Context
from django.test import Client
from django.test.signals import template_rendered
from tests.web.inspect_page import inspect as inspect_page

NONCE = re.compile(r"'nonce-([^']+)'")
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')
#: What a page is made of does not hang on the database: the run on SQLite inspects each.
INSPECTED = os.environ.get("COMMONWEAL_TEST_DATABASE", "sqlite") == "sqlite"
TRANSACTIONAL = {"transactional_db", "live_server", "django_db_reset_sequences"}


class InspectingClient(Client):
    """Django's test client, which inspects every whole HTML page before it gives it to the test.

    A fragment for htmx (a request with ``HX-Request``) is not a page. A page that differs from one inspected
    before in its one-time keys alone is as sound as that one.
    """

    sound: ClassVar[set[int]] = set()

    def request(self, **request: Any) -> HttpResponseBase:
        response = super().request(**request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if (
            INSPECTED
            and is_page
            and not response.streaming
            and response.content
            and "HTTP_HX_REQUEST" not in request
        ):
            page = hash(without_one_time_keys(response))
            if page not in self.sound:
                inspect_page(response)
                self.sound.add(page)
        return response


def without_one_time_keys(response: HttpResponseBase) -> str:
    """A page and its policy without the nonce of that policy (any other stays) and the forms' tokens."""
    policy = response.headers.get("Content-Security-Policy", "")
    whole = policy + response.content.decode(response.charset)
    for nonce in NONCE.findall(policy):
        whole = whole.replace(nonce, "")
    return TOKEN.sub("", whole)


@pytest.fixture(scope="session", autouse=True)
def pages_alone_are_told_of(django_test_environment: None) -> Iterator[None]:
    """``response.context`` is that of the page. Django's tests keep that of each part of it too, which nobody
    here asks for: some forty copies a page.
    """

    def draw(template: Template, context: Context) -> str:
        if context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return str(template.nodelist.render(context))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Template, "_render", draw)
        yield


@pytest.fixture(scope="session", autouse=True)
def what_is_refused_is_not_logged(django_test_environment: None) -> None:
    """A line for each page that is refused or not there, of which walks meet thousands; faults still are."""
    logging.getLogger("django.request").setLevel(logging.ERROR)


@pytest.fixture
def inspect() -> Callable[[Any], None]:
    """``inspect(response)`` fails with everything wrong with a page."""
    return inspect_page


@pytest.fixture
def client() -> Client:
    """Not signed in."""
    return InspectingClient()


@pytest.fixture
def signed_in(db: None) -> Callable[..., Client]:
    """``signed_in(Analyst)`` is a client of somebody with that role; ``.person`` is who."""
    from tests.web.people import somebody

    def sign_in(*roles: Any, **about: str) -> Client:
        client = InspectingClient()
        client.person = somebody(*roles, **about)
        client.force_login(client.person)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def events_taken_out_before_the_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test without a transaction Django deletes all rows, which the record of acts does not allow.

    So its triggers are taken off, its rows deleted, and the triggers put back, before Django's turn.
    """
    marker = request.node.get_closest_marker("django_db")
    if not (TRANSACTIONAL & set(request.fixturenames) or (marker and marker.kwargs.get("transaction"))):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    fixed = import_module("commonweal.web.audit.migrations.0002_fixed")
    with connection.cursor() as cursor:
        for statement in (
            *fixed.LOOSEN[connection.vendor],
            "DELETE FROM audit_event",
            *fixed.FIX[connection.vendor],
        ):
            cursor.execute(statement)
