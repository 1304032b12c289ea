"""The public pages on the real example: each is fetched, inspected, and says what the figures say."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence import actions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

WMCA = "E47000007"
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
GOAL = "/frameworks/inclusive-growth/goals/inclusive-economy/"
PAGES = {
    "/": "Is growth here shared, fair and lasting?",
    "/frameworks/": "Frameworks of goals",
    "/frameworks/inclusive-growth/": "Inclusive Growth Framework",
    GOAL: "Inclusive economy",
    "/frameworks/sustainable-development/goals/goal-17/": "Partnership",
    "/indicators/": "Indicators",
    "/indicators/gdhi-per-head/": "How much",
    "/indicators/healthy-life-expectancy/?breakdown=sex%3Dfemale": "?",
    "/indicators/local-election-turnout/": "?",
    "/places/": "Places",
    f"/places/{WMCA}/": "West Midlands",
    "/places/WM-3LEP/": "",
    f"/compare/?places={WMCA}&places=E08000025": "Compare places",
    "/compare/": "Compare places",
    "/progress/": "All progress on one page",
    "/progress/?status=away&rule=eurostat&place=E08000025": "All progress on one page",
    "/methods/": "Methods",
    "/methods/eurostat/": "Eurostat",
    "/data/": "About the data",
    "/data/datasets/healthy-life-expectancy/": "",
    "/search/": "Search",
    "/search/?q=pay": "Search",
    "/search/?q=%00%3Cscript%3E": "Search",
}


@pytest.mark.parametrize("path", PAGES)
def test_each_page_stands_and_is_sound(client: Client, path: str) -> None:
    """The client inspects what it gets: valid HTML, one h1, ids, labels, nonces, no other address."""
    answer = client.get(path)
    assert answer.status_code == 200
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.S)
    assert heading is not None
    assert PAGES[path] in heading[1]


@pytest.mark.parametrize(
    "path",
    [
        "/frameworks/nothing/",
        "/frameworks/inclusive-growth/goals/nothing/",
        "/indicators/nothing/",
        "/places/E99999999/",
        "/methods/nothing/",
        "/data/datasets/nothing/",
        "/data/snapshots/00000000/",
        "/?snapshot=00000000ffff",
        "/indicators/nothing/data.csv",
        "/data/selection.csv?framework=nothing",
    ],
)
def test_what_is_not_there_is_said_to_be_missing(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "junk", ["?place=%27%3B--", "?rule=x", "?breakdown=%F0%9F%98%80", "?page=-1", "?places=&places=x"]
)
def test_junk_in_an_address_falls_to_the_default(client: Client, junk: str) -> None:
    usual = client.get("/indicators/gdhi-per-head/").context["page"]
    assert client.get("/indicators/gdhi-per-head/" + junk).context["page"].answer == usual.answer


def test_the_home_page_shows_eight_goals_and_counts_every_indicator_once(client: Client) -> None:
    page = client.get("/").context["page"].framework
    assert [s.title for s in page.strips] == [
        "Climate and environment",
        "Inclusive economy",
        "Power and participation",
        "Affordable and safe places",
        "Connected communities",
        "Education and learning",
        "Health and wellbeing",
        "Equality",
    ]
    marked = {m.href for s in page.strips for m in s.marks}
    assert sum(c.count for c in page.counts) == len(marked) > 60
    assert page.place_name == "West Midlands (combined authority)"


@pytest.mark.parametrize("path", ["/", GOAL, "/indicators/gdhi-per-head/", f"/places/{WMCA}/"])
def test_a_page_asks_the_database_at_most_eight_times(client: Client, path: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    assert 1 <= len(asked) <= 8


def test_goal_17_says_that_the_report_had_no_indicator_and_what_is_done(client: Client) -> None:
    page = client.get("/frameworks/sustainable-development/goals/goal-17/").context["page"]
    assert {r.status.word for r in page.rows} == {"no data"}  # nobody has counted the record yet
    assert "had no indicator" in page.gap.statement
    assert page.gap.why
    assert "Inclusive Growth Unit" in page.gap.being_done


def test_a_goal_opens_where_its_figures_are(client: Client) -> None:
    """Where nobody named a place: in the authority's own area, if the goal has figures there alone."""
    from commonweal.web.framework.forms import Asked, elsewhere, settle, settle_where_known
    from commonweal.web.framework.selectors import book

    held = book()
    assert held is not None
    sdg, live = "sustainable-development", ["gdhi-per-head"]  # no figure for the area of the report of 2020
    assert settle(Asked(), held, sdg).place == "WM-3LEP"
    assert settle_where_known(Asked(), held, sdg, live).place == WMCA
    assert settle_where_known(Asked(place="WM-3LEP"), held, sdg, live).place == "WM-3LEP"
    assert elsewhere(settle(Asked(), held, sdg), held, live) == WMCA
    assert (
        elsewhere(settle(Asked(), held, sdg), held, ["sotr2020-violence", "sotr2020-unemployment-rate"]) == ""
    )
    assert (
        settle_where_known(Asked(), held, sdg, ["local-election-turnout"]).place == WMCA
    )  # has none anywhere
    assert settle_where_known(Asked(), held, sdg, ["sotr2020-unemployment-rate"]).place == "WM-3LEP"
    assert settle_where_known(Asked(), held, sdg, []).place == "WM-3LEP"


def test_the_page_the_table_and_the_download_show_the_same_figure(client: Client) -> None:
    page = client.get(f"/indicators/gdhi-per-head/?place={WMCA}").context["page"]
    content = client.get("/indicators/gdhi-per-head/data.csv").content.decode()
    rows = [r for r in csv.DictReader(io.StringIO(content)) if r["area"] == WMCA]
    latest = max(rows, key=lambda r: r["period"])
    assert page.table[0].value == f"{float(latest['value']):,.0f}"
    assert f"£{float(latest['value']):,.0f}" in page.answer
    assert len(page.table) == len(rows)


def test_provisional_figures_are_marked(client: Client) -> None:
    page = client.get(f"/indicators/gdhi-per-head/?place={WMCA}").context["page"]
    assert page.provisional
    assert "provisional" in page.answer
    assert "provisional" in page.table[0].note.lower()


def test_an_indicator_with_groups_only_is_shown_by_group_and_the_gap_between_them(client: Client) -> None:
    page = client.get(f"/indicators/healthy-life-expectancy/?place={WMCA}").context["page"]
    assert {b.value for b in page.breakdowns} == {"sex=female", "sex=male"}
    assert "apart" in page.between
    assert page.has_interval


def test_the_method_is_worked_through_with_the_indicators_own_numbers(client: Client) -> None:
    page = client.get(f"/indicators/claimant-count/?place={WMCA}").context["page"]
    said = " ".join(s.numbers for s in page.steps)
    latest = page.table[0].value
    assert latest in said
    assert len(page.rules) >= 2
    assert [r.chosen for r in page.rules].count(True) == 1


@pytest.mark.parametrize("kind", ["csv", "json", "parquet", "zip"])
def test_a_selection_comes_in_every_format_at_a_stable_address(client: Client, kind: str) -> None:
    path = f"/data/selection.{kind}?framework=inclusive-growth&goal=inclusive-economy&place={WMCA}"
    answer = client.get(path)
    assert answer.status_code == 200
    assert client.get(path).content == answer.content
    if kind == "parquet":
        frame = pl.read_parquet(io.BytesIO(answer.content))
        assert frame["area"].unique().to_list() == [WMCA]
        assert frame["vintage"].null_count() == 0
    if kind == "json":
        told = json.loads(answer.content)
        assert told["metadata"]
        assert told["rows"]


def test_metadata_stands_beside_the_figures(client: Client) -> None:
    told = json.loads(client.get("/indicators/gdhi-per-head/metadata.json").content)
    text = json.dumps(told)
    assert "Open Government Licence" in text
    assert "Office for National Statistics" in text


def test_a_chart_is_a_picture_at_an_address_and_draws_the_same_twice(client: Client) -> None:
    path = f"/indicators/gdhi-per-head/chart.svg?place={WMCA}"
    drawn = client.get(path)
    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn.content.startswith(b"<svg")
    assert client.get(path).content == drawn.content
    png = client.get(path.replace(".svg", ".png"))
    assert png.content[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_places_of_one_indicator_as_a_chart(client: Client) -> None:
    drawn = client.get("/compare/gdhi-per-head/chart.svg")
    assert b"Birmingham" in drawn.content


def test_the_region_and_the_combined_authority_are_told_apart(client: Client) -> None:
    region = client.get("/places/E12000005/").context["page"]
    authority = client.get(f"/places/{WMCA}/").context["page"]
    assert region.name != authority.name
    assert region.lede != authority.lede


def test_search_finds_goals_indicators_and_places(client: Client) -> None:
    groups = {g.title: g.links for g in client.get("/search/?q=health").context["page"].groups}
    assert "Health and wellbeing" in [link.title for link in groups["Goals"]]
    assert groups["Indicators"]
    places = {g.title: g.links for g in client.get("/search/?q=birmingham").context["page"].groups}
    assert "Birmingham" in [link.title for link in places["Places"]]


def test_an_older_snapshot_keeps_its_address(client: Client, west_midlands: Any) -> None:
    pinned = client.get(f"/indicators/gdhi-per-head/?snapshot={west_midlands.id[:12]}")
    assert pinned.status_code == 200
    assert pinned.context["page"].snapshot == west_midlands.id


def test_the_site_map_holds_public_pages_that_answer(client: Client) -> None:
    content = client.get("/sitemap.xml").content.decode()
    paths = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", content)
    assert len(paths) > 100
    for path in paths[:: max(1, len(paths) // 25)]:
        assert client.get(path).status_code == 200


def test_the_feed_says_what_changed(client: Client) -> None:
    answer = client.get("/feed.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert b"<entry>" in answer.content


def test_places_side_by_side_show_each_ones_own_figure(client: Client) -> None:
    page = client.get(f"/compare/?places={WMCA}&places=E08000029").context["page"]
    row = next(r for r in page.rows if r.href.startswith("/indicators/claimant-count/"))
    own = client.get("/indicators/claimant-count/?place=E08000029").context["page"]
    assert row.cells[1].text.startswith(own.table[0].value)
    assert len(page.rows) > 30


def test_a_place_shows_its_widest_gaps_and_what_differs_from_places_like_it(client: Client) -> None:
    page = client.get("/places/E08000025/").context["page"]
    assert 1 <= len(page.gaps) <= 5
    assert page.differences
    assert page.multiples


def test_an_indicator_shows_its_releases_and_what_each_changed(client: Client, tmp_path: Path) -> None:
    header = "indicator,area,period,value\n"
    old = header + "local-election-turnout,E08000025,2022-05-05,31.0\n"
    new = old.replace("31.0", "31.4") + "local-election-turnout,E08000025,2023-05-04,30.1\n"
    for content in (old, new):
        (tmp_path / "turnout.csv").write_text(content)
        brought = actions.bring(paths=[tmp_path], title="turnout", by=COMMAND_LINE, now=NOW)
        actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    page = client.get("/indicators/local-election-turnout/?place=E08000025").context["page"]
    assert [v.changed for v in page.vintages] == ["1 new, 1 revised", "the first here"]
    assert [v.in_force for v in page.vintages] == [True, False]
    changes = client.get(page.vintages[0].href).context["page"]
    assert ("revised", "31.0%", "31.4%") in {(r.change, r.old, r.new) for r in changes.rows}


@pytest.mark.parametrize(
    "address",
    [
        GOAL,
        "/frameworks/inclusive-growth/",
        f"/places/{WMCA}/",
        f"/compare/?places={WMCA}&places=E08000025",
        "/progress/",
        "/indicators/gdhi-per-head/",
        "/methods/eurostat/",
        "/circle/",
    ],
)
def test_by_eurostats_rule_no_page_says_that_a_gap_closes(client: Client, address: str) -> None:
    """Income per head rose by 57% in Birmingham and by more in the UK: it improves, and falls behind."""
    asked = "&" if "?" in address else "?"
    for place in (WMCA, "E08000025"):
        page = client.get(f"{address}{asked}rule=eurostat&place={place}", follow=True)
        assert page.status_code == 200
        for words in ("improving and closing", "close the gap", "closes the gap", "is nearer to the target"):
            assert words not in page.content.decode(), (place, words)


def test_a_worked_line_says_that_it_is_worked_from_figures_before_rounding(client: Client) -> None:
    page = client.get("/indicators/gdhi-per-head/").content.decode()
    assert "from the figures as they were published, before they are rounded to be shown" in page
