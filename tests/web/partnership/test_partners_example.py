"""The West Midlands example: six real partners from public pages, two made up, and what was promised."""

from __future__ import annotations

from html import unescape

import pytest
import yaml
from django.test import Client
from tests.web.example import NOW
from tests.web.partnership.conftest import EXAMPLE
from tests.web.scrutiny.register import body

from commonweal.web.partnership.actions.example import load_example
from commonweal.web.partnership.models import Commitment, Organisation, Partnership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
NAMED = {
    "Joseph Rowntree Foundation", "Barrow Cadbury Trust", "TUC West Midlands", "Public Health England",
    "WMREDI",
}  # fmt: skip


def test_real_partners_have_sources_and_promise_nothing(loaded: int) -> None:
    assert loaded == Organisation.objects.count() == 11
    assert load_example(path=EXAMPLE, now=NOW) == 0
    real = Organisation.objects.filter(example="")
    assert set(real.values_list("name", flat=True)) > NAMED
    for o in real:
        assert o.source, o.name
        assert o.source_address.startswith("https://"), o.name
        assert not o.commitments.exists()
        assert not o.partners.exists()
    assert Commitment.objects.count() == len(yaml.safe_load(EXAMPLE.read_text())["commitments"]) == 5
    assert not Commitment.objects.filter(example="").exists()
    unit = Partnership.objects.get(slug="inclusive-growth-unit")
    assert {s.organisation.name for s in unit.seats.all() if s.organisation} > NAMED
    assert all(s.source_address for p in Partnership.objects.filter(example="") for s in p.seats.all())


def test_every_page_of_it_opens_and_an_example_says_so(loaded: int, client: Client) -> None:
    for o in Organisation.objects.all():
        page = unescape(body(client.get(f"/partners/{o.slug}/")))
        assert ("This is an example." in page) == bool(o.example)
    for c in Commitment.objects.all():
        assert "This is an example." in body(client.get(f"/commitments/{c.pk}/"))
    listed = unescape(body(client.get("/commitments/")))
    assert "Some of these are examples." in listed
    assert listed.count(">Example</strong>") == 5
    for address in ("/partners/", "/frameworks/sustainable-development/goals/goal-17/", "/places/E08000030/"):
        assert client.get(address).status_code == 200
    assert "answers for its promises" in body(
        client.get("/frameworks/sustainable-development/goals/goal-17/")
    )
    assert "Evening courses in Walsall" in body(client.get("/places/E08000030/"))


def test_missing_seats_are_shown_with_what_was_said_of_them(loaded: int, client: Client) -> None:
    board = unescape(body(client.get("/partnerships/east-birmingham-board/")))
    assert "No seat for residents is recorded" in board
    assert "No seat for workers or their unions is recorded" in board
    assert "no resident or trade-union representation" in board
    assert "Birmingham Against the Cuts, 21 April 2021" in board
    unit = unescape(body(client.get("/partnerships/inclusive-growth-unit/")))
    assert "No seat for residents is recorded" in unit
    assert "No seat for workers" not in unit
