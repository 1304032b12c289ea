"""Two pages that differ have two titles: a tab, a bookmark and a screen reader tell them apart by it."""

from __future__ import annotations

import re
from collections import defaultdict
from html import unescape

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
GOAL = "/frameworks/inclusive-growth/goals/inclusive-economy/"


def title(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    found = re.search(r"<title>(.*?)</title>", answer.content.decode(), re.S)
    assert found is not None
    return " ".join(unescape(found[1]).split()).removesuffix(" – Commonweal · West Midlands")


@pytest.mark.walk
def test_no_two_pages_of_the_site_map_have_one_title() -> None:
    client = Client()  # one that does not inspect each page: there are hundreds
    addresses = re.findall(r"<loc>http://testserver(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert len(addresses) > 200
    titles = defaultdict(list)
    for path in addresses:
        titles[title(client, path)].append(path)
    assert {name: paths for name, paths in titles.items() if len(paths) > 1} == {}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/?place=E08000026", "Is growth here shared, fair and lasting? Coventry"),
        ("/search/?q=pay", "Search: “pay”"),
        ("/reports/?words=library", "Reports: “library”"),
        ("/statements/?words=library", "Statements on inclusive growth: “library”"),
        (f"{GOAL}?place=E08000026", "Inclusive economy, Coventry"),
        ("/frameworks/inclusive-growth/?place=E08000026", "Inclusive Growth Framework, Coventry"),
        (
            "/progress/?place=E08000026&status=away",
            "All progress on one page, Inclusive Growth Framework, Coventry: no change or moving away",
        ),
        ("/compare/?places=E08000026&places=E08000025", "Compare places: Coventry, Birmingham"),
        (
            "/indicators/healthy-life-expectancy/?place=E08000026&breakdown=sex%3Dmale",
            "How many years can people expect to live in good health? "
            "Healthy life expectancy, Coventry, men and boys",
        ),
        (
            "/places/E08000026/?framework=sustainable-development",
            "Coventry, Sustainable Development Goals, as the State of the Region 2020 used them",
        ),
    ],
)
def test_a_title_names_the_place_the_group_and_the_words_sought(
    client: Client, path: str, wanted: str
) -> None:
    assert title(client, path) == wanted
