"""The worked example: every page of it, for everybody who may see it, whole and marked as an example."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client

from commonweal.web.accounts.models import User
from commonweal.web.proposals import selectors
from commonweal.web.proposals.models import Assessment, Proposal
from commonweal.web.proposals.presenters.claims import matrix

pytestmark = pytest.mark.django_db


def signed_in_as(client: Client, name: str) -> Client:
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def test_it_went_through_all_four_stages_and_lacks_nothing(kingshurst: Proposal) -> None:
    done = list(kingshurst.assessments.all())
    assert [(a.kind, a.second, bool(a.completed_at)) for a in done] == [
        ("first", False, True),
        ("revised", False, True),
        ("first", True, True),
    ]
    for a in done:
        sheet = selectors.sheet(a)
        assert json.loads(json.dumps(sheet.results)) == a.outcome
        assert a.outcome["missing"] == 0
        assert all(stage["asked"] for stage in a.outcome["stages"].values())
    assert Proposal.objects.get(pk=kingshurst.pk).step == "application"


def test_it_is_made_once(kingshurst: Proposal) -> None:
    from tests.web.example import NOW, ROOT

    from commonweal.web.proposals.actions import load_example

    assert load_example(path=ROOT / "examples" / "kingshurst.yaml", now=NOW) is None


@pytest.mark.parametrize("who", ["", "officer", "board-member", "second-assessor"])
def test_every_page_of_it_is_whole_and_says_that_it_is_an_example(
    client: Client, kingshurst: Proposal, who: str
) -> None:
    if who:
        signed_in_as(client, who)
    addresses = ["", "changes/", "agreement/"]
    pages = [f"/proposals/{kingshurst.pk}/{a}" for a in addresses]
    for a in kingshurst.assessments.all():
        pages += [f"/assessments/{a.pk}/", f"/assessments/{a.pk}/results/"]
    for address in pages:
        response = client.get(address)
        assert response.status_code == 200, address
        assert "This is an example." in text(response), address
    assert "Example</strong>" in text(client.get("/proposals/"))


@pytest.mark.walk
def test_every_question_of_it_can_be_read(client: Client, kingshurst: Proposal) -> None:
    for a in kingshurst.assessments.all():
        sheet = selectors.sheet(a)
        for q in sheet.questions:
            response = client.get(f"/assessments/{a.pk}/answer/{q.key}/")
            assert response.status_code == 200, q.key
            assert "The evidence here" in text(response)
        for pair in sheet.pairs:
            assert client.get(f"/assessments/{a.pk}/claims/{pair.key}/").status_code == 200


def test_the_same_results_as_csv_and_json(client: Client, kingshurst: Proposal) -> None:
    revised = kingshurst.assessments.get(kind="revised")
    data = json.loads(client.get(f"/assessments/{revised.pk}/results.json").content)
    assert data["results"] == json.loads(json.dumps(revised.outcome))
    assert data["proposal"]["example"]
    content = client.get(f"/assessments/{revised.pk}/results.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert {r["key"] for r in rows} == {a["key"] for a in data["answers"]}
    [rating] = [r for r in rows if r["key"] == "rating/housing" and r["part"] == "Rating"]
    assert rating["answer"] == "Good"
    assert client.get(f"/assessments/{revised.pk}/results.exe").status_code == 404


def test_what_changed_says_ratings_numbers_and_design(client: Client, kingshurst: Proposal) -> None:
    page = text(client.get(f"/proposals/{kingshurst.pk}/changes/"))
    assert "▲ up" in page
    assert "Every tenant has a written right to come back at the same rent." in page
    assert "3 changes of design noted" in page


def test_agreement_by_stage_with_both_originals_and_what_was_settled(
    client: Client, kingshurst: Proposal
) -> None:
    page = text(client.get(f"/proposals/{kingshurst.pk}/agreement/"))
    assert "Krippendorff’s alpha" in page
    assert "items are few" in page
    assert "Requires improvement" in page
    assert "Both are right about the terms of return" in page


def test_the_pilot_says_how_small_it_is(client: Client, kingshurst: Proposal) -> None:
    signed_in_as(client, "pilot-lead")
    page = text(client.get("/pilots/example-pilot/"))
    assert "Only 2 assessments: every number here is a hint" in page
    assert "4.4 hours" in page  # the median of 310 and 220 minutes
    assert "not clear: 2.0 of 5 (n = 2)" in page
    assert client.get("/pilots/").status_code == 200
    assert client.get("/pilots/example-pilot/edit/").status_code == 200
    assert b"not clear: 2.0 of 5" in client.get("/pilots/example-pilot/findings.csv").content


def test_a_citation_pins_its_figure(kingshurst: Proposal) -> None:
    first = Assessment.objects.get(proposal=kingshurst, kind="first", second=False)
    cited = list(first.citations.all())
    assert [c.indicator for c in cited] == [
        "housing-affordability",
        "healthy-life-expectancy",
        "claimant-count",
    ]
    for now in selectors.cited_now(selectors.book_now(), cited):
        assert now.citation.snapshot == first.snapshot
        assert now.value_now == now.citation.value
        assert not now.revised


def test_claims_stand_in_one_table_by_group_and_priority(client: Client, kingshurst: Proposal) -> None:
    revised = kingshurst.assessments.get(kind="revised")
    page = text(client.get(f"/assessments/{revised.pk}/"))
    assert "3 claims; 3 pairs may be on the same people, and each is settled." in page
    found = matrix(selectors.sheet(revised))
    assert found is not None
    assert found.priorities == ["Employment", "Housing"]
    table = {r.group: [[c.words for c in own] for _, own in r.cells] for r in found.rows}
    assert table["Residents of areas of high deprivation"] == [[], ["180, directly"]]
    assert table["Young people not in education, employment or training"] == [["10, directly"], []]
