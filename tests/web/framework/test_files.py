"""Charts and figures at their addresses: of the page that names them, and never older than they are."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from commonweal.web.accounts.roles import Analyst
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence.actions import judge_again
from commonweal.web.evidence.selectors import snapshot_in_force
from commonweal.web.framework import selectors
from commonweal.web.registry.actions import place_indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
PICTURE = re.compile(r'<img[^>]+src="([^"]+)"')
STABLE = [
    "/indicators/claimant-count/data.csv",
    "/indicators/claimant-count/data.json",
    "/indicators/claimant-count/data.parquet",
    "/indicators/claimant-count/metadata.json",
    "/indicators/claimant-count/chart.svg",
    "/indicators/claimant-count/chart.png",
    "/compare/claimant-count/chart.svg",
    "/data/selection.csv?indicator=claimant-count",
    "/strategies/data.csv",
    "/reports/coverage/trend.svg",
    "/reports/coverage.csv",
    "/feed.xml",
    "/reports/feed/",
    "/statements/feed/",
    "/sitemap.xml",
]


def publish_again() -> None:
    place_indicator(
        framework="inclusive-growth", goal="equality", indicator="claimant-count", note="by age",
        by=COMMAND_LINE, now=NOW,
    )  # fmt: skip
    judge_again(reason="placed", by=COMMAND_LINE, now=NOW)


@pytest.mark.parametrize("path", ["/indicators/claimant-count/", "/places/E08000026/"])
def test_each_picture_of_a_page_is_of_the_figures_of_the_page(client: Client, path: str) -> None:
    before = snapshot_in_force() or ""
    pictures = PICTURE.findall(client.get(path).content.decode())
    assert pictures
    assert all(f"snapshot={before[:12]}" in p for p in pictures), pictures
    publish_again()
    assert snapshot_in_force() != before
    after = PICTURE.findall(client.get(path).content.decode())
    assert not set(after) & set(pictures)
    # Whoever still has the page of before gets the picture of before.
    assert client.get(pictures[0].replace("&amp;", "&")).status_code == 200


def test_what_stands_on_another_site_follows_the_figures(client: Client) -> None:
    page = client.get("/indicators/claimant-count/").content.decode()
    embedded = re.search(r"&lt;img src=&quot;([^&]+)", page)
    assert embedded is not None
    assert "snapshot=" not in embedded[1]


@pytest.mark.parametrize("path", STABLE)
def test_a_file_at_a_stable_address_is_asked_for_again_and_sent_only_where_it_changed(
    client: Client, path: str
) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert "no-cache" in first["Cache-Control"]
    assert "max-age" not in first["Cache-Control"]
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    other = client.get(path, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


def test_files_that_differ_have_other_tags(client: Client) -> None:
    """A tag that named the indicator alone would give the small picture for the large one."""
    asked = ["", "?size=small", "?breakdown=sex%3Dmale", "?place=E08000026"]
    answers = [client.get(f"/indicators/healthy-life-expectancy/chart.svg{q}") for q in asked]
    assert len({a["ETag"] for a in answers}) == len({a.content for a in answers}) == 4


def test_a_file_changes_at_once_and_one_with_a_snapshot_may_be_kept(client: Client) -> None:
    held = snapshot_in_force() or ""
    path = "/indicators/claimant-count/metadata.json"
    first = client.get(path)
    frozen = client.get(f"{path}?snapshot={held[:12]}")
    assert "max-age=86400" in frozen["Cache-Control"]
    assert (
        client.get(f"{path}?snapshot={held[:12]}", headers={"If-None-Match": frozen["ETag"]}).status_code
        == 304
    )
    publish_again()
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_nobody_else_keeps_what_was_made_for_somebody(
    client: Client, signed_in: Callable[..., Client]
) -> None:
    """A page may stand behind the Back button, with what was typed in it; a file is not kept at all."""
    somebody = signed_in(Analyst)
    for path in ("/", "/account/", "/indicators/claimant-count/", "/no-such-page/"):
        assert somebody.get(path)["Cache-Control"] == "private, no-cache", path
    for path in STABLE:
        assert somebody.get(path)["Cache-Control"] == "private, no-store", path
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/indicators/net-additional-homes/metadata.json", "/indicators/net-additional-homes/"),
        (
            "/indicators/net-additional-homes/metadata.json?place=E08000026",
            "/indicators/net-additional-homes/",
        ),
        (
            "/data/selection-metadata.json?framework=inclusive-growth&goal=equality&places=E08000026"
            "&place=E08000025",
            "/frameworks/inclusive-growth/goals/equality/",
        ),
        ("/data/selection-metadata.json?framework=inclusive-growth", "/frameworks/inclusive-growth/"),
        ("/data/selection-metadata.json?indicator=claimant-count&indicator=museums", "/data/"),
    ],
)
def test_metadata_describe_the_very_file_beside_them(client: Client, path: str, page: str) -> None:
    """Its address resolves to the CSV with the same rows; the citation leads to the page of the figures."""
    told = client.get(path).json()
    beside = urljoin(path, told["url"])
    table = client.get(beside)
    assert table.status_code == 200
    assert table["Content-Type"].startswith("text/csv")
    assert len(table.content.decode().splitlines()) - 1 == told["schema:size"] > 0
    assert told["schema:version"][:12] in told["url"]
    assert urlsplit(told["schema:url"]).path == page
    assert told["schema:citation"].endswith(told["schema:url"])
    assert client.get(told["schema:url"]).status_code == 200
    # The same in the file that holds both.
    whole = client.get(path.replace("-metadata.json", ".json").replace("metadata.json", "data.json")).json()
    assert whole["metadata"] == told


def test_an_archive_holds_what_its_metadata_name(client: Client) -> None:
    answer = client.get("/indicators/net-additional-homes/data.zip?place=E08000026")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        told = json.loads(archive.read("figures.csv-metadata.json"))
        rows = archive.read(told["url"]).decode().splitlines()[1:]
    assert {row.split(",")[0] for row in rows} == {"E08000026"}
    assert [p["dc:identifier"] for p in told["dc:spatial"]] == ["E08000026"]


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/feed.xml", ""),
        ("/reports/feed/", "/reports/"),
        ("/reports/feed/?kind=policy", "/reports/?kind=policy"),
        ("/statements/feed/", "/statements/"),
    ],
)
def test_a_feed_says_where_it_lies_and_which_page_it_follows(client: Client, path: str, page: str) -> None:
    root = ET.fromstring(client.get(path).content)
    links = {n.get("rel"): n.get("href") for n in root.findall(f"{ATOM}link")}
    assert links == {"self": f"http://testserver{path}", "alternate": f"http://testserver{page}"}
    assert root.findtext(f"{ATOM}id") == f"http://testserver{page}"


def areas(client: Client, query: str) -> set[str]:
    content = client.get(f"/data/selection.csv?indicator=claimant-count&{query}").content.decode()
    return {line.split(",")[0] for line in content.splitlines()[1:]}


def test_a_selection_loses_no_place(client: Client) -> None:
    every = areas(client, "")
    first = [c for c in selectors.book("").places if c not in every][:100]  # known, and without a figure
    assert len(first) > 12
    assert areas(client, "&".join(f"places={c}" for c in [*first, *every])) == every
    assert areas(client, "place=E08000025&place=E08000026") == {"E08000025", "E08000026"}
    assert areas(client, "place=E08000025&places=E08000026") == {"E08000025", "E08000026"}
    unknown = "&".join(f"places=E9999{n:04}" for n in range(300))
    assert areas(client, f"{unknown}&places=E08000031") == {"E08000031"}


@pytest.mark.parametrize(
    "path",
    [
        "/indicators/claimant-count/data.csv?place=E99999999",
        "/indicators/claimant-count/data.json?places=E99999999",
        "/indicators/claimant-count/metadata.json?place=E99999999",
        "/indicators/claimant-count/chart.svg?place=E99999999",
        "/indicators/claimant-count/chart.png?rule=nothing",
        "/indicators/claimant-count/chart.svg?breakdown=nothing",
        "/compare/claimant-count/chart.svg?places=E99999999",
        "/compare/claimant-count/chart.svg?breakdown=nothing",
        "/data/selection.csv?indicator=claimant-count&place=E99999999",
        "/data/selection.csv?indicator=nothing",
        "/circle/data.json?place=E99999999",
        "/circle/data.csv?rule=nothing",
    ],
)
def test_there_is_no_file_of_what_is_not_here(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_file_of_a_known_place_without_figures_has_its_header_alone(client: Client) -> None:
    answer = client.get("/indicators/claimant-count/data.csv?place=WM-3LEP")
    assert answer.status_code == 200
    assert len(answer.content.decode().splitlines()) == 1


def test_a_machine_is_led_to_the_site_map(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /accounts/login/" in lines
    [found] = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert client.get(found).content.startswith(b"<?xml")
