"""A forecast on an indicator's page: in the table with its status, in no sentence and no picture."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client

from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence import actions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
PLACE = "E08000025"
FIGURES = (
    "indicator,area,period,value,status\n"
    f"local-election-turnout,{PLACE},2018-05-03,34.0,A\n"
    f"local-election-turnout,{PLACE},2022-05-05,30.0,P\n"
    f"local-election-turnout,{PLACE},2026-05-07,12.0,F\n"
)


def test_the_picture_and_its_words_tell_the_same_latest_figure_as_the_page(
    client: Client, tmp_path: Path
) -> None:
    file = tmp_path / "turnout.csv"
    file.write_text(FIGURES)
    brought = actions.bring(paths=[file], title="turnout", by=COMMAND_LINE, now=NOW)
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    page = client.get(f"/indicators/local-election-turnout/?place={PLACE}").context["page"]
    assert "30.0%" in page.answer
    assert "to 30.0%" in page.chart_words
    picture = client.get(page.chart).content.decode()
    for words in (page.answer, page.chart_words, picture):
        assert "12.0%" not in words
    assert "orecasts are not drawn" in picture
    assert (page.table[0].value, page.table[0].note) == ("12.0", "forecast")
