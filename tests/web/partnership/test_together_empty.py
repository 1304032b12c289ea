"""A site into which nothing was loaded yet: the pages stand, and nothing is published."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.example import NOW
from tests.web.partnership.promising import entered, owner

from commonweal.web.accounts.roles import Publisher
from commonweal.web.evidence.models import Import
from commonweal.web.partnership.actions import counting, organisations

pytestmark = pytest.mark.django_db


def test_nothing_is_loaded_yet(client: Client, signed_in: Callable[..., Client]) -> None:
    page = client.get("/working-together/")
    assert page.status_code == 200
    assert "once their pack is loaded" in page.content.decode()
    assert client.get("/working-together/partners-active/").status_code == 404
    archive = zipfile.ZipFile(io.BytesIO(client.get("/working-together/record.zip").content))
    assert archive.read("record/organisations.csv").count(b"\n") == 1
    answer = signed_in(Publisher).post("/working-together/count/", follow=True)
    assert "There is nothing to count yet." in answer.content.decode()


def test_what_nobody_says_the_place_of_is_not_published() -> None:
    by = owner()
    fields = {"name": "A board", "kind": "board", "purpose": "To meet."}
    board = organisations.save_partnership(partnership=None, fields=fields, revision=0, by=by, now=NOW)
    seat = {"organisation_id": entered(by).pk, "kind": "member"}
    organisations.save_seat(partnership=board, seat=None, fields=seat, revision=0, by=by, now=NOW)
    assert counting.publish_record(by=counting.RECORD, now=NOW) is None
    assert not Import.objects.exists()
