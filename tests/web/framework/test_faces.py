"""No number stands on a page without its period and whose it is."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

FACE = re.compile(r"\d{4}.* · .+, released \d{4}")


@pytest.mark.parametrize("address", ["/", "/frameworks/inclusive-growth/", "/places/E08000025/"])
def test_the_telling_sentence_and_the_widest_gaps_have_a_face(client: Client, address: str) -> None:
    page = client.get(address).context["page"]
    framework = getattr(page, "framework", page)
    shown = framework if hasattr(framework, "strips") else page
    telling = [strip.telling for strip in shown.strips if strip.telling]
    assert telling
    assert shown.gaps
    drawn = telling if "frameworks" in address else [*telling, *shown.gaps]
    for view in drawn:
        assert FACE.search(view.face), view
        assert view.face in client.get(address).content.decode().replace("&#x27;", "'").replace("&amp;", "&")


def test_what_differs_most_and_what_is_compared_have_a_face(client: Client) -> None:
    place = client.get("/places/E08000025/")
    assert place.context["page"].differences
    for difference in place.context["page"].differences:
        assert FACE.search(difference.face), difference
    compared = client.get("/compare/?places=E08000025&places=E08000026").context["page"]
    assert compared.rows
    for row in compared.rows:
        assert ", released " in row.source, row
        assert all(cell.period for cell in row.cells if cell.text != "no data")


def test_a_column_of_intervals_stands_only_where_there_is_one(client: Client) -> None:
    seen = set()
    for indicator in ("gdhi-per-head", "healthy-life-expectancy"):
        answer = client.get(f"/indicators/{indicator}/")
        page = answer.context["page"]
        any_known = any(r.interval for r in page.place_rows)
        assert page.places_have_interval is any_known
        table = answer.content.decode().count(">95% interval</th>")
        assert table == page.places_have_interval + page.groups_have_interval + page.has_interval
        seen.add(any_known)
    assert seen == {True, False}


@pytest.mark.parametrize(
    "places", ["E08000025&places=E08000031&places=E92000001", "E08000031&places=E08000025"]
)
def test_places_are_compared_by_one_group_and_it_is_named(client: Client, places: str) -> None:
    """Each place is marked by its own worst group, which may be another one."""
    answer = client.get(f"/compare/?places={places}")
    page, codes = answer.context["page"], re.findall(r"[EK]\d{8}", places)
    grouped = [row for row in page.rows if row.group]
    assert len(grouped) > 3
    assert page.of_groups
    for row in grouped:
        assert f" · {row.group} · " in answer.content.decode(), row
        address, _, query = row.href.partition("?")
        asked = dict(parse_qsl(query))
        assert asked["breakdown"]
        for code, cell in zip(codes, row.cells, strict=True):
            if cell.text == "no data":
                continue
            own = client.get(address, {"place": code, "breakdown": asked["breakdown"]}).context["page"]
            assert cell.text.split()[0] in own.answer, (row, code)
    survival = next(row for row in grouped if "surviv" in row.href)
    assert len({cell.period for cell in survival.cells if cell.period}) == 1
