"""Charts and figures at their addresses: of the page that names them, and never older than they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from commonweal.web.accounts.roles import Analyst
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence.actions import judge_again
from commonweal.web.evidence.selectors import snapshot_in_force
from commonweal.web.registry.actions import place_indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
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
    asked = ["", "?size=small", "?breakdown=age%3D16-24", "?place=E08000026"]
    tags = {client.get(f"/indicators/claimant-count/chart.svg{q}")["ETag"] for q in asked}
    assert len(tags) == len({client.get(f"/indicators/claimant-count/chart.svg{q}").content for q in asked})
    assert len(tags) > 2


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


def test_nobody_keeps_what_was_made_for_somebody(client: Client, signed_in: Callable[..., Client]) -> None:
    somebody = signed_in(Analyst)
    for path in ("/", "/account/", "/indicators/claimant-count/", *STABLE, "/no-such-page/"):
        assert somebody.get(path)["Cache-Control"] == "private, no-store", path
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
