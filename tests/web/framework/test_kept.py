"""A kept page is the page: for everybody alike, until anything on the site changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonweal.web.accounts.roles import Analyst
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence.actions import judge_again
from commonweal.web.framework.views import kept
from commonweal.web.registry.actions import place_indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
GOAL = "/frameworks/inclusive-growth/goals/equality/"


@pytest.fixture(autouse=True)
def pages_are_kept(settings: Any) -> Iterator[None]:
    settings.PAGES_KEPT = 3
    kept._PAGES.clear()
    yield
    kept._PAGES.clear()


def without_nonce(content: bytes) -> bytes:
    return re.sub(rb'nonce="[^"]+"', b"", content)


def test_the_second_visitor_gets_the_same_page_with_a_nonce_of_their_own(client: Client) -> None:
    first = client.get(GOAL)
    with CaptureQueriesContext(connection) as asked:
        second = client.get(GOAL)
    assert len(asked) == 1
    assert without_nonce(first.content) == without_nonce(second.content)
    nonces = [re.findall(rb'nonce="([^"]+)"', r.content) for r in (first, second)]
    assert nonces[0]
    assert len({*nonces[0]}) == len({*nonces[1]}) == 1
    assert nonces[0][0] != nonces[1][0]
    assert nonces[1][0].decode() in second["Content-Security-Policy"]


def test_a_change_is_seen_at_once(client: Client) -> None:
    before = client.get(GOAL).content
    place_indicator(
        framework="inclusive-growth",
        goal="equality",
        indicator="claimant-count",
        note="by age",
        by=COMMAND_LINE,
        now=NOW,
    )
    judge_again(reason="placed", by=COMMAND_LINE, now=NOW)
    after = client.get(GOAL).content
    assert b"Claimant count" not in before
    assert b"Claimant count" in after


def test_who_is_signed_in_gets_their_own(client: Client, signed_in: Callable[..., Client]) -> None:
    client.get("/")
    assert b"Your account" in signed_in(Analyst).get("/").content
    assert b"Your account" not in client.get("/").content


def test_what_is_missing_is_not_kept_and_the_oldest_falls_off(client: Client) -> None:
    assert client.get("/indicators/nothing/").status_code == 404
    assert not kept._PAGES
    for path in ("/", GOAL, "/methods/", "/data/", "/places/"):
        client.get(path)
    assert len(kept._PAGES) == 3


def test_another_host_or_query_is_another_page(client: Client) -> None:
    path = "/indicators/gdhi-per-head/"
    one = client.get(path, headers={"host": "testserver"}).content
    other = client.get(path, headers={"host": "localhost"}).content
    assert b"http://testserver/" in one
    assert b"http://localhost/" in other
    assert client.get(path + "?place=E08000025").content != one
