"""An indicator that came with a file stands outside any framework until somebody places it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from commonweal.web.accounts.roles import Analyst, Publisher
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence import actions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
HEADER = "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes\n"
BIRMINGHAM = "E08000025,Birmingham,Local Authority District,Homes with a cat"
ROWS = "".join(
    f"{BIRMINGHAM},{year}-01-01/P1Y,{share},Percentage,%,,,,\n"
    for year, share in ((2021, 24.1), (2022, 25.3))
)


@pytest.fixture
def brought_in(tmp_path: Path) -> str:
    folder = tmp_path / "homes-with-a-cat"
    folder.mkdir()
    (folder / "homes-with-a-cat.csv").write_text(HEADER + ROWS)
    brought = actions.bring(paths=[folder], title="cats", by=COMMAND_LINE, now=NOW)
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    return "homes-with-a-cat"


def test_it_comes_in_outside_any_framework_and_is_placed(
    brought_in: str, client: Client, signed_in: Callable[..., Client]
) -> None:
    page = client.get(f"/indicators/{brought_in}/?place=E08000025")
    assert page.status_code == 200
    assert page.context["page"].outside
    assert page.context["page"].goals == []
    assert "25.3" in page.context["page"].answer
    analyst = signed_in(Analyst)
    assert "Place this indicator under a goal" in analyst.get(f"/indicators/{brought_in}/").content.decode()
    data = {"goal": "inclusive-growth/health-and-wellbeing", "note": "Cats keep people company."}
    placed = analyst.post(f"/indicators/{brought_in}/place/", data, follow=True)
    assert brought_in in [r.id for r in placed.context["page"].rows]


def test_what_is_missing_is_said_and_nothing_is_lost(
    brought_in: str, signed_in: Callable[..., Client]
) -> None:
    answer = signed_in(Analyst).post(f"/indicators/{brought_in}/place/", {"note": "Kept words."})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Choose a goal." in text
    assert "Kept words." in text


def test_a_publisher_does_not_place(brought_in: str, signed_in: Callable[..., Client]) -> None:
    assert signed_in(Publisher).get(f"/indicators/{brought_in}/place/").status_code == 403
