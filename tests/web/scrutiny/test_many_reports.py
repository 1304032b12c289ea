"""3,000 reports: the list and its search ask the database the same few questions as of 100.

How long 20,000 take is in benchmarks/coverage.py.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.scrutiny.many import many
from tests.web.scrutiny.register import SOLIHULL, body, entered

from commonweal.web.scrutiny.models import ReportPlace

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
MOST_QUERIES = 8
ADDRESSES = (
    "/reports/",
    "/reports/?page=3",
    "/reports/?words=skills+adults&kind=project",
    "/reports/?committee=committee-3&quarter=2020-Q1",
    f"/reports/?place={SOLIHULL}",
    "/reports/?directorate=Land&account=given&timing=early&since=2020-Q1&until=2024-Q4",
    "/reports/coverage/",
    "/reports/coverage/?committee=committee-3&since=2021-Q1",
    "/committees/",
    "/committees/committee-3/",
)


def asked(reader: Client) -> dict[str, int]:
    """How many queries each address takes."""
    reader.get("/reports/")
    queries = {}
    for address in ADDRESSES:
        with CaptureQueriesContext(connection) as caught:
            assert reader.get(address).status_code == 200, address
        queries[address] = len([q for q in caught if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])
    return queries


@pytest.mark.walk
def test_few_questions_however_many_reports(client: Client, signed_in: Callable[..., Client]) -> None:
    from commonweal.web.scrutiny.roles import ScrutinyMember

    member = signed_in(ScrutinyMember)
    many(100)
    few = {name: asked(reader) for name, reader in (("public", client), ("member", member))}
    many(2_900, after=100)
    lots = {name: asked(reader) for name, reader in (("public", client), ("member", member))}
    for name in few:
        assert lots[name] == few[name]
        more = 2 if name == "member" else 0  # whoever is signed in: the session and the person
        assert max(lots[name].values()) <= MOST_QUERIES + more, lots[name]
    assert "2,700 reports are public, 0 of them decided." in body(client.get("/reports/"))
    assert "3,000 reports are in the register" in body(member.get("/reports/"))


def test_a_place_twice_is_one_report(client: Client, signed_in: Callable[..., Client]) -> None:
    report = entered(signed_in().person, public=True)
    ReportPlace.objects.create(report=report, area=SOLIHULL)
    ReportPlace.objects.create(report=report, area="E08000025")
    assert "1 report fits" in body(client.get(f"/reports/?place={SOLIHULL}"))
