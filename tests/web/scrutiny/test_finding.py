"""What is public of the register is found by search, site map and feed; what is not, by nobody."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.people import somebody
from tests.web.proposals.steps import made
from tests.web.scrutiny.accounts import begun, said
from tests.web.scrutiny.register import body, entered, meeting

from commonweal.web.proposals.models import Proposal
from commonweal.web.proposals.roles import Officer
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.roles import ReportAuthor, ScrutinyMember

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def register(signed_in: Callable[..., Client]) -> dict[str, Report]:
    """A public report with a statement, one that is not public, and one that is exempt."""
    by = signed_in(ReportAuthor).person
    open_day, shut_day = (
        meeting(by, name="Quay Board", slug="quay"),
        meeting(by, name="Quay panel", slug="shut"),
    )
    found = {
        "public": begun(by, title="Quay & harbour <homes>", public=True, meeting=open_day),
        "private": begun(by, title="Quay private", meeting=open_day),
        "exempt": entered(by, "EX", title="Quay exempt", exempt="commercial", meeting_id=shut_day.pk),
    }
    for name in ("public", "private"):
        said(found[name], "which-goals", by, mechanism="A quay for everybody.")
    return found


def groups(reader: Client, words: str) -> dict[str, list[Any]]:
    return {g.title: g.links for g in reader.get("/search/", {"q": words}).context["page"].groups}


def test_the_search_finds_what_is_public_whoever_asks(
    client: Client, signed_in: Callable[..., Client], register: dict[str, Report]
) -> None:
    for reader in (client, signed_in(ScrutinyMember)):
        found = groups(reader, "quay")
        assert [link.title for link in found["Reports"]] == ["Quay & harbour <homes>"]
        assert [link.title for link in found["Committees"]] == ["Quay Board"]
        assert [link.title for link in found["Meetings"]] == ["Quay Board, 3 December 2026"]
        assert [link.href for link in found["Statements on inclusive growth"]] == [
            f"/statements/{register['public'].pk}/"
        ]
        assert "4 results" in body(reader.get("/search/?q=quay"))
    assert "Meetings" in groups(client, "december quay 2026")
    assert groups(client, "") == groups(client, "quay nowhere") == {}


def test_public_proposals_are_found_and_others_are_not(
    client: Client, signed_in: Callable[..., Client]
) -> None:
    by = somebody(Officer, email="planner@example.org")
    for title, public in (("Molybdenum works", True), ("Molybdenum in private", False)):
        proposal = made(by, title=title)
        Proposal.objects.filter(pk=proposal.pk).update(public=public)
    for reader in (client, signed_in(Officer)):
        found = groups(reader, "molybdenum")["Proposals"]
        assert [link.title for link in found] == ["Molybdenum works"]
        assert found[0].href in body(reader.get("/sitemap.xml"))
    assert body(client.get("/sitemap.xml")).count("/proposals/") == 2  # their list, and the public one


def test_more_than_are_shown_lead_to_the_list(client: Client, signed_in: Callable[..., Client]) -> None:
    by = signed_in().person
    for n in range(12):
        entered(by, f"Z{n}", title=f"Zinc {n}", public=True)
    found = groups(client, "zinc")["Reports"]
    assert len(found) == 11
    assert found[-1].title == "All 12 of them"
    assert "12 reports fit" in body(client.get(found[-1].href))
    assert "12 results" in body(client.get("/search/?q=zinc"))


def test_the_site_map_has_the_public_pages_and_each_answers(
    client: Client, register: dict[str, Report]
) -> None:
    paths = set(re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", body(client.get("/sitemap.xml"))))
    public = register["public"]
    assert {
        f"/reports/{public.pk}/", f"/meetings/{public.meeting_id}/", "/committees/quay/",
        f"/statements/{public.pk}/", "/reports/coverage/", "/statements/", "/tests/",
    } <= paths  # fmt: skip
    hidden = [register["private"].pk, register["exempt"].pk]
    assert not {f"/{kind}/{n}/" for kind in ("reports", "statements") for n in hidden} & paths
    assert "/committees/shut/" not in paths
    for path in paths:
        if path.startswith(("/reports", "/meetings", "/committees", "/statements", "/tests")):
            assert client.get(path).status_code == 200, path


def test_feeds_tell_of_public_reports_meetings_and_statements(
    client: Client, signed_in: Callable[..., Client], register: dict[str, Report]
) -> None:
    titles = [t.text for t in ET.fromstring(client.get("/feed.xml").content).iter(f"{ATOM}title")]
    assert {"Report: Quay & harbour <homes>", "Statement: Quay & harbour <homes>"} <= set(titles)
    assert "Meeting: Quay Board, 3 December 2026" in titles
    for reader in (client, signed_in(ScrutinyMember)):
        for address, count in (("", 1), ("?committee=quay", 1), ("?committee=shut", 0), ("?state=exempt", 1)):
            answer = reader.get(f"/reports/feed/{address}")
            assert answer["Content-Type"] == "application/atom+xml"
            feed = ET.fromstring(answer.content)
            entries = feed.findall(f"{ATOM}entry")
            assert [e.findtext(f"{ATOM}title") for e in entries] == ["Report: Quay & harbour <homes>"] * count
    assert b"/reports/feed/?committee=quay" in client.get("/reports/?committee=quay").content
