"""All proposals together: what is added up and what is not, filters, and the number of queries."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.proposals.many import PLACES, copies

from commonweal.appraisal.portfolio import Member, portfolio
from commonweal.web.proposals import selectors
from commonweal.web.proposals.forms import Asked
from commonweal.web.proposals.models import Proposal
from commonweal.web.proposals.roles import BoardMember

pytestmark = pytest.mark.django_db


@pytest.mark.walk
def test_two_thousand_proposals_take_as_few_queries_as_two(
    kingshurst: Proposal, signed_in: Callable[..., Client]
) -> None:
    member = signed_in(BoardMember, email="board@example.org")
    assessment = kingshurst.assessments.get(kind="revised")
    member.get("/proposals/")  # the snapshot is open from here on

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert member.get("/proposals/").status_code == 200
        return len(found)

    few = queries()
    copies(assessment, 2_000)
    assert queries() == few
    assert few < 10


def test_people_of_several_proposals_are_bounded_and_never_added(kingshurst: Proposal) -> None:
    copies(kingshurst.assessments.get(kind="revised"), 14)
    found = selectors.board(_member(), Asked(words="Proposal"))
    assert len(found.entries) == 14
    rows = {r["key"]: r for r in found.portfolio.groups.iter_rows(named=True)}
    assert (rows["deprived-areas"]["low"], rows["deprived-areas"]["high"]) == (180, 14 * 180)
    assert found.portfolio.money == sum(1_000 * n for n in range(14))
    assert sum(r["proposals"] for r in found.portfolio.places.iter_rows(named=True)) == 14


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (Asked(place=PLACES[1], words="Proposal"), 2),
        (Asked(goal="connected-communities"), 0),
        (Asked(goal="equality", words="Proposal"), 14),
        (Asked(group="neet", words="proposal 12"), 1),
        (Asked(group="low-skilled"), 0),
        (Asked(step="decided"), 0),
        (Asked(programme="example-regeneration-fund"), 1),
    ],
)
def test_filters(kingshurst: Proposal, asked: Asked, number: int) -> None:
    copies(kingshurst.assessments.get(kind="revised"), 14)
    assert len(selectors.board(_member(), asked).entries) == number


def test_junk_in_the_address_is_no_error(client: Client, kingshurst: Proposal) -> None:
    response = client.get("/proposals/?page=9999999999&place=<script>&goal=%00&step=..&words=" + "x" * 900)
    assert response.status_code == 200
    assert b"<script>&" not in response.content


def test_all_of_them_as_csv_and_no_formula_runs(client: Client, kingshurst: Proposal) -> None:
    Proposal.objects.filter(pk=kingshurst.pk).update(title="=HYPERLINK(1)")
    text = client.get("/proposals/all.csv").content.decode("utf-8-sig")
    [row] = list(csv.DictReader(io.StringIO(text)))
    assert row["title"] == "'=HYPERLINK(1)"
    assert (row["people_at_least"], row["people_at_most"], row["example"]) == ("190", "190", "example")


def test_the_front_page_and_a_goal_lead_to_the_example(client: Client, kingshurst: Proposal) -> None:
    pages = (
        "/frameworks/inclusive-growth/goals/equality/",
        "/indicators/claimant-count/",
        "/places/E08000029/",
    )
    for address in ("/", *pages):
        page = client.get(address).content.decode()
        assert f'href="/proposals/{kingshurst.pk}/"' in page, address
        assert "Kingshurst village centre regeneration" in page
    for address in ("/frameworks/inclusive-growth/goals/connected-communities/", "/indicators/neet/"):
        assert "Kingshurst" not in client.get(address).content.decode(), address
    Proposal.objects.filter(pk=kingshurst.pk).update(public=False)
    assert not selectors.public_for_goal("equality", 5)
    assert not selectors.public_citing("claimant-count", 5)
    assert not selectors.public_in_place("E08000029", 5)


def test_money_of_unknown_cost_is_counted_as_unknown() -> None:
    outcome = {"goals": {"a": {"claims": 0, "at_least": 0, "at_most": 0}}, "groups": {}, "none": False}
    found = portfolio([Member(1, None, (), outcome), Member(2, 5.0, (), outcome), Member(3, 2.0, (), {})])
    [row] = found.goals.iter_rows(named=True)
    assert (row["proposals"], row["money"], row["uncosted"], row["low"]) == (2, 5.0, 1, None)
    assert (found.money, found.uncosted, found.assessed) == (7.0, 1, 2)
    assert portfolio([]).goals.is_empty()


def _member() -> object:
    from commonweal.web.accounts.models import User

    return User.objects.get(email="board-member@example.org")
