"""What a page costs, on the whole example: panels of all rooms are on it, and nothing was kept before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.whole_site import whole_site as whole_site

from commonweal.web.accounts.models import User
from commonweal.web.editions.selectors import published
from commonweal.web.framework import selectors
from commonweal.web.framework.views import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]

HERE = "?place=E47000007"
MOST = 8
#: The session, the person and the roles: what it takes to know who looks.
WHO = 3


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept._PAGES.clear()
    monkeypatch.setattr(published, "_TOLD", {})
    yield
    kept._PAGES.clear()


def pages() -> list[str]:
    book = selectors.book()
    assert book is not None
    known = book.snapshot.definitions
    goals = [f"/frameworks/{f.id}/goals/{g.id}/" for f in known.frameworks for g in f.goals]
    return [address + HERE for address in (*goals, *(f"/indicators/{i.id}/" for i in known.indicators))]


def costs(client: Client, addresses: list[str]) -> dict[str, int]:
    found = {}
    for address in addresses:
        published._TOLD.clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        found[address] = len(asked)
    return found


def test_every_page_of_a_goal_and_of_an_indicator_asks_at_most_eight_times() -> None:
    found = costs(Client(), pages())
    assert len(found) > 150
    assert {address: n for address, n in found.items() if n > MOST} == {}


def test_so_does_the_same_page_for_somebody_who_is_signed_in_and_looked_up() -> None:
    client = Client()
    client.force_login(User.objects.get(email="analyst@example.org"))
    found = costs(client, [p for n, p in enumerate(pages()) if "/goals/" in p or n % 7 == 0 or "seat" in p])
    assert len(found) > 40
    assert {address: n for address, n in found.items() if n > MOST + WHO} == {}


def test_a_question_is_asked_once_a_page() -> None:
    with CaptureQueriesContext(connection) as asked:
        Client().get("/frameworks/sustainable-development/goals/goal-17/" + HERE)
    told = [query["sql"] for query in asked.captured_queries]
    assert sum("evidence_inforce" in sql for sql in told) == 1
    assert len({*told}) == len(told)
