"""How an address may be asked: what can be read can be asked for by HEAD; what cannot says where to go."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.ui.test_private_by_default import ALL, OPENED

from commonweal.web.accounts import roles

pytestmark = pytest.mark.django_db


@pytest.mark.walk
@pytest.mark.parametrize("route", [route for route, _ in OPENED])
def test_head_answers_as_get_does(client: Client, route: str) -> None:
    answer = client.head(route)
    assert answer.status_code == client.get(route).status_code
    assert answer.content == b""


@pytest.mark.walk
def test_an_address_that_only_takes_a_form_leads_to_one_that_can_be_read(
    signed_in: Callable[..., Client],
) -> None:
    """Behind the door too HEAD is refused where GET is. The page is drawn for each of those; what it leads to
    is never another of them.
    """
    everybody = signed_in(*roles.all_roles())
    found = 0
    for route, _ in ALL:
        head = everybody.head(f"/{route}")
        if head.status_code != 405:
            continue
        found += 1
        assert "GET" not in head["Allow"], route
        answer = everybody.get(f"/{route}")
        assert answer.status_code == 405, route
        page = answer.content.decode()
        assert "There is nothing to read at this address" in page, route
        assert "POST" in answer["Allow"]
        assert everybody.get(answer.context["back"]).status_code != 405, route
        assert f'href="{answer.context["back"]}"' in page
    assert found > 20


def test_what_is_sent_to_a_page_that_is_only_read(client: Client) -> None:
    answer = client.post("/reports/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "This page can only be read" in answer.content.decode()
    assert answer.context["back"] == "/reports/"


def test_a_script_gets_the_bare_answer(client: Client) -> None:
    answer = client.post("/reports/", headers={"Accept": "application/json"})
    assert answer.status_code == 405
    assert answer.content == b""
