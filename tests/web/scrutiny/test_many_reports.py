"""20,000 reports: the list and its search ask the database the same few questions as of 200."""

from __future__ import annotations

import time
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


def asked(reader: Client) -> tuple[dict[str, int], float]:
    """How many queries each address takes, and the seconds of all."""
    reader.get("/reports/")
    begun, queries = time.perf_counter(), {}
    for address in ADDRESSES:
        with CaptureQueriesContext(connection) as caught:
            assert reader.get(address).status_code == 200, address
        queries[address] = len([q for q in caught if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])
    return queries, time.perf_counter() - begun


def test_few_questions_however_many_reports(
    client: Client, signed_in: Callable[..., Client], capsys: pytest.CaptureFixture[str]
) -> None:
    from commonweal.web.scrutiny.roles import ScrutinyMember

    member = signed_in(ScrutinyMember)
    many(200)
    few = {name: asked(reader) for name, reader in (("public", client), ("member", member))}
    many(19_800, after=200)
    lots = {name: asked(reader) for name, reader in (("public", client), ("member", member))}
    for name in few:
        assert lots[name][0] == few[name][0]
        more = 2 if name == "member" else 0  # whoever is signed in: the session and the person
        assert max(lots[name][0].values()) <= MOST_QUERIES + more, lots[name][0]
    ratio = lots["public"][1] / few["public"][1]
    with capsys.disabled():
        print(
            f"\nlist, search, committees: {lots['public'][1]:.2f} s of 20,000 reports, "
            f"{ratio:.1f} times as long as of 200"
        )
    assert ratio < 30
    assert "18,000 reports are public, 0 of them decided." in body(client.get("/reports/"))
    assert "20,000 reports are in the register" in body(member.get("/reports/"))


def test_a_place_twice_is_one_report(client: Client, signed_in: Callable[..., Client]) -> None:
    report = entered(signed_in().person, public=True)
    ReportPlace.objects.create(report=report, area=SOLIHULL)
    ReportPlace.objects.create(report=report, area="E08000025")
    assert "1 report fits" in body(client.get(f"/reports/?place={SOLIHULL}"))
