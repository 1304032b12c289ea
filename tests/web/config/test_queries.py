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

pytestmark = [pytest.mark.django_db, pytest.mark.walk, pytest.mark.usefixtures("whole_site")]

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


def pages(every: int) -> list[str]:
    """Every goal, one indicator of so many, and those that are counted from the record of other rooms."""
    book = selectors.book()
    assert book is not None
    known = book.snapshot.definitions
    goals = [(f.id, g) for f in known.frameworks for g in f.goals]
    counted = {placed.indicator for _, g in goals if g.id == "goal-17" for placed in g.indicators}
    assert len(counted) > 10
    chosen = [i.id for n, i in enumerate(known.indicators) if n % every == 0 or i.id in counted]
    addresses = [f"/frameworks/{f}/goals/{g.id}/" for f, g in goals]
    return [address + HERE for address in (*addresses, *(f"/indicators/{i}/" for i in chosen))]


def costs(client: Client, addresses: list[str]) -> dict[str, int]:
    found = {}
    for address in addresses:
        published._TOLD.clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        found[address] = len(asked)
    return found


def test_a_page_of_a_goal_or_of_an_indicator_asks_at_most_eight_times() -> None:
    found = costs(Client(), pages(every=8))
    assert len(found) > 50
    assert {address: n for address, n in found.items() if n > MOST} == {}


def test_so_does_the_same_page_for_somebody_who_is_signed_in_and_looked_up() -> None:
    client = Client()
    client.force_login(User.objects.get(email="analyst@example.org"))
    found = costs(client, pages(every=40))
    assert len(found) > 40
    assert {address: n for address, n in found.items() if n > MOST + WHO} == {}


def test_a_question_is_asked_once_a_page() -> None:
    with CaptureQueriesContext(connection) as asked:
        Client().get("/frameworks/sustainable-development/goals/goal-17/" + HERE)
    told = [query["sql"] for query in asked.captured_queries]
    assert sum("evidence_inforce" in sql for sql in told) == 1
    assert len({*told}) == len(told)
