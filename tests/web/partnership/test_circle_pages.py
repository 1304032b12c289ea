"""The pages of the virtuous circle, on the West Midlands, beside what plain code makes of them."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.circle.plain import all_loops
from tests.markup import tree_of
from tests.web.proposals.steps import body

from commonweal.circle import State, of_goal
from commonweal.progress.schema import Status
from commonweal.web.framework import selectors as framework
from commonweal.web.registry.models import Circle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
RULE = "state-of-the-region-2020"
BIRMINGHAM = "E08000025"


def text_of(answer: Any) -> str:
    """What a reader who hears the page is told: the picture's shapes left out."""
    tree = tree_of(body(answer))
    main = tree.find(".//main")
    for figure in main.iter("figure"):
        for picture in figure.iter("div"):
            picture.clear()
    return " ".join("".join(main.itertext()).split())


def data_of(client: Client, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(f"/circle/data.json{query}").content)
    return found


@pytest.mark.parametrize("area", ["E47000007", BIRMINGHAM, "WM-3LEP"])
def test_loops_and_where_they_break_are_those_of_plain_code(client: Client, area: str) -> None:
    data = data_of(client, f"?place={area}")
    found = {tuple(loop["nodes"]): loop for loop in data["loops"]["found"]}
    assert data["place"]["code"] == area
    assert data["loops"]["whole"]
    assert set(found) == all_loops((link["from"], link["to"]) for link in data["links"])
    status = {node["id"]: node["status"] for node in data["nodes"]}
    signs = {(link["from"], link["to"]): 1 if link["direction"] == "more" else -1 for link in data["links"]}
    for nodes, loop in found.items():
        away = [n for n in nodes if status[n] in ("away", "no-data", "no-indicator", "absent")]
        assert [b["node"] for b in loop["breaks"]] == away
        assert loop["turns"] == [n for n in nodes if status[n] == "turns"]
        sign = 1
        for ends in zip(nodes, (*nodes[1:], nodes[0]), strict=True):
            sign *= signs[ends]
        assert loop["sign"] == sign
        assert (loop["verdict"] == "breaks") == bool(away)


def test_each_node_stands_as_its_own_page_says(client: Client) -> None:
    states = {
        Status.IMPROVING: "turns", Status.SLOW: "slow", Status.AWAY: "away", Status.UNJUDGED: "unjudged",
        Status.NO_DATA: "no-data", Status.NO_INDICATOR: "no-indicator",
    }  # fmt: skip
    book = framework.book()
    assert book is not None
    for node in data_of(client, f"?place={BIRMINGHAM}")["nodes"]:
        kind, id_ = node["id"].split("/")
        if kind == "indicator":
            standing = framework.standing(book, id_, BIRMINGHAM, RULE)
            assert node["status"] == states[standing.status]
            assert (node["file"] is None) == (not book.snapshot.datasets_of.get(id_))
        else:
            found = book.goal("inclusive-growth", id_)
            assert found is not None
            held = framework.goal_standing(book, *found, BIRMINGHAM, RULE).standings
            assert node["status"] == of_goal(State(states[s.status]) for s in held)


def test_the_page_reads_whole_without_its_picture(client: Client) -> None:
    answer = client.get(f"/circle/?place={BIRMINGHAM}")
    text, data = text_of(answer), data_of(client, f"?place={BIRMINGHAM}")
    assert answer.status_code == 200
    assert "Does the circle turn? Birmingham" in text
    assert "association and argument, not proof" in text
    assert "Source: State of the Region 2020, full report: 17. Partnership for Goals." in text
    assert data["sentence"] in text
    for loop in data["loops"]["found"]:
        assert loop["sentence"] in text
    for node in data["nodes"]:
        assert node["name"] in text
        assert node["sentence"] in text
        for part in ("latest", "period", "source", "released"):
            assert (node[part] or "") in text
        assert not node["file"] or f"file {node['file']}" in text
    for link in data["links"]:
        for part in ("sentence", "mechanism", "source"):
            assert link[part] in text
        assert link["lag"]["words"] in text
    assert text.count("Reconstructed by Commonweal") == len(data["links"])


def test_the_picture_says_what_it_shows_and_stands_still(client: Client) -> None:
    def boxes(area: str) -> list[str]:
        page = body(client.get(f"/circle/?place={area}"))
        picture = page[page.index('<svg class="cw-circle"') :]
        assert 'role="img" aria-label="The links close 11 loops.' in picture
        return [part[: part.index("fill")] for part in picture.split("<rect ")[1:]]

    assert len(boxes(BIRMINGHAM)) == 13
    assert boxes(BIRMINGHAM) == boxes("E47000007")


def test_a_place_that_is_not_there_falls_to_the_region(client: Client) -> None:
    junk = client.get("/circle/?place=nowhere&framework=none&rule=luck")
    assert f"Does the circle turn? {data_of(client)['place']['name']}" in text_of(junk)


def test_the_table_to_take_away_has_a_row_for_each_link(client: Client) -> None:
    answer = client.get(f"/circle/data.csv?place={BIRMINGHAM}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    data = data_of(client, f"?place={BIRMINGHAM}")
    assert [r["link"] for r in rows] == [link["id"] for link in data["links"]]
    names = {node["id"]: node for node in data["nodes"]}
    for row in rows:
        for end in ("from", "to"):
            assert row[f"{end}_name"] == names[row[end]]["name"]
            assert row[f"{end}_status"] == names[row[end]]["status"]
        on = [
            loop
            for loop in data["loops"]["found"]
            if (row["from"], row["to"])
            in zip(loop["nodes"], (*loop["nodes"][1:], loop["nodes"][0]), strict=True)
        ]
        assert row["loops"] == str(len(on))
    assert client.get("/circle/data.parquet").status_code == 404


def test_what_feeds_an_indicator_and_a_goal(client: Client) -> None:
    text = text_of(client.get(f"/circle/indicators/gdhi-per-head/?place={BIRMINGHAM}"))
    assert "2 things are argued to feed “Gross disposable household income per head” directly" in text
    assert "it is argued to feed 4 others. 11 loops lead through it." in text
    assert "2 links away: Child poverty after housing costs → English and maths by age 19." in text
    text = text_of(client.get("/circle/goals/power-and-participation/"))
    assert "2 things are argued to feed “Power and participation” directly" in text
    assert client.get("/circle/indicators/anxiety/").status_code == 404
    assert client.get("/circle/goals/nothing/").status_code == 404


def test_other_pages_lead_there(client: Client) -> None:
    for path, href in (
        ("/", "/circle/?place="),
        ("/frameworks/inclusive-growth/", "/circle/?place="),
        (f"/places/{BIRMINGHAM}/", f"/circle/?place={BIRMINGHAM}"),
        (
            "/frameworks/inclusive-growth/goals/power-and-participation/",
            "/circle/goals/power-and-participation/",
        ),
        ("/indicators/gdhi-per-head/", "/circle/indicators/gdhi-per-head/"),
    ):
        assert f'href="{href}' in body(client.get(path)), path
    assert "/circle/indicators/" not in body(client.get("/indicators/anxiety/"))


def test_the_pages_ask_few_questions(client: Client, django_assert_max_num_queries: Any) -> None:
    for path in ("/circle/", "/circle/indicators/gdhi-per-head/", "/circle/data.csv", "/circle/data.json"):
        client.get(path)
        with django_assert_max_num_queries(4):
            client.get(path)


def links(*ends: tuple[str, str]) -> list[dict[str, Any]]:
    about = {
        "direction": "more", "mechanism": "Made up for a test.", "strength": "plausible",
        "lag": {"words": "a while"}, "provenance": "reconstructed", "source": "commonweal",
    }  # fmt: skip
    return [{"id": f"made-up-{n}", "from": a, "to": b, **about} for n, (a, b) in enumerate(ends)]


@pytest.fixture
def drawn() -> Callable[..., None]:
    """``drawn(*ends)``: the pack's circle has these links and no others."""

    def draw(*ends: tuple[str, str]) -> None:
        row = Circle.objects.get()
        row.definition = {**row.definition, "links": links(*ends)}
        row.save()

    return draw


def test_a_circle_with_a_hole_names_the_missing_link(client: Client, drawn: Callable[..., None]) -> None:
    drawn(
        ("indicator/employment-rate", "indicator/gdhi-per-head"),
        ("indicator/gdhi-per-head", "indicator/smoking"),
    )
    text = text_of(client.get("/circle/"))
    assert "No circle closes" in text
    data = data_of(client)
    names = {node["id"]: node["name"] for node in data["nodes"]}
    first, last = names["indicator/employment-rate"], names["indicator/smoking"]
    assert f"A link from “{last}” to “{first}” would close {first} → " in text
    assert data["loops"] == {"whole": True, "every_loop_up_to": 0, "found": []}


def test_an_indicator_that_the_figures_do_not_know_breaks_its_loop(
    client: Client, drawn: Callable[..., None]
) -> None:
    drawn(
        ("indicator/gdhi-per-head", "indicator/withdrawn"), ("indicator/withdrawn", "indicator/gdhi-per-head")
    )
    text = text_of(client.get("/circle/"))
    assert "at “withdrawn”, which is not in the figures in force" in text
    assert "A link names it, and the figures in force do not know it." in text
    assert client.get("/circle/indicators/withdrawn/").status_code == 200


@pytest.mark.walk
def test_five_hundred_nodes_have_a_page_in_seconds(drawn: Callable[..., None]) -> None:
    many = [f"indicator/n{n:03}" for n in range(500)]
    drawn(
        *((many[n], many[(n + 1) % 500]) for n in range(500)),
        *((many[n], many[n * 7 % 500]) for n in range(1, 500) if n * 7 % 500 not in (n, (n + 1) % 500)),
    )
    start = time.process_time()
    answer = Client().get("/circle/")
    assert time.process_time() - start < 10
    assert answer.status_code == 200
    assert "The links close more loops than can be listed; here are" in body(answer)


def test_a_site_without_a_circle_says_so_and_no_other_page_speaks_of_it(client: Client) -> None:
    Circle.objects.all().delete()
    assert "No pack here holds the links of a circle" in text_of(client.get("/circle/"))
    assert "Does the circle turn?" not in body(client.get("/"))
    assert data_of(client)["links"] == []
    other = text_of(client.get("/circle/?framework=sustainable-development"))
    assert "No pack here holds the links of a circle" in other


def test_it_is_found_by_the_search_and_stands_in_the_site_map(client: Client) -> None:
    text = text_of(client.get("/search/?q=wages+households"))
    assert "Links of the virtuous circle" in text
    assert "Median weekly pay → Gross disposable household income per head" in text
    mapped = body(client.get("/sitemap.xml"))
    for path in ("/circle/", "/circle/indicators/gdhi-per-head/", "/circle/goals/power-and-participation/"):
        assert f"{path}</loc>" in mapped
