"""Which links a proposal's claims travel along; nothing of it is shown to those who may not read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.circle.plain import distances
from tests.web.example import NOW
from tests.web.partnership.test_circle_pages import data_of, text_of
from tests.web.proposals.steps import begun, said

from commonweal.web.framework import selectors as framework
from commonweal.web.partnership.selectors import circle as selectors
from commonweal.web.proposals.models import Assessment
from commonweal.web.proposals.roles import Officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
SECRET = "Zanzibar"
RULE = "state-of-the-region-2020"


@pytest.fixture
def officer(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Officer)


def assessed(officer: Any, **more: Any) -> Assessment:
    found = begun(officer.person, **more)
    said(found, "fit", officer.person, priorities=["employment", "health", "land"])
    for priority, indicator in (
        ("employment", "employment-rate"), ("health", "smoking"), ("land", "none")
    ):  # fmt: skip
        said(
            found, f"chain/{priority}", officer.person, activity="A", output="B",
            outcome=f"{SECRET} {priority}", indicator=indicator, assumed="C",
        )  # fmt: skip
    return found


def test_the_links_are_those_that_can_be_reached(officer: Client) -> None:
    found = assessed(officer)
    book = framework.book()
    assert book is not None
    held = selectors.travelled(book, found.proposal, officer.person, "", RULE)
    assert held is not None
    assert held.found.area == "E08000029"
    data = data_of(officer)
    edges = [(link["from"], link["to"]) for link in data["links"]]
    starts = {start for claim in held.begun for start in claim.starts}
    far = distances(edges, starts)
    assert {(w.step.origin, w.step.to): w.number for w in held.ways} == {
        (a, b): far[a] + 1 for a, b in edges if a in far
    }
    by_priority = {claim.priority: claim for claim in held.begun}
    assert {claim.indicator: claim.by_goal for claim in by_priority.values()}["employment-rate"] is False


def test_the_page_says_what_is_missing(officer: Client) -> None:
    found = assessed(officer)
    text = text_of(officer.get(f"/proposals/{found.proposal_id}/circle/"))
    assert f"{SECRET} employment" in text
    assert "No link of the circle names “" in text
    assert "No indicator is named that would show it." in text
    assert "is cited" in text
    assert "The link is contested." in text
    assert "A way leads back to where it began, so a circle closes." in text
    assert "an argument, not a forecast" in text
    assert (
        f"/proposals/{found.proposal_id}/circle/"
        in officer.get(f"/proposals/{found.proposal_id}/").content.decode()
    )


def test_a_proposal_that_is_not_public_is_not_there_for_a_visitor(client: Client, officer: Client) -> None:
    found = assessed(officer, title=f"{SECRET} quay")
    answer = client.get(f"/proposals/{found.proposal_id}/circle/")
    assert answer.status_code == 404
    assert SECRET not in answer.content.decode()
    assert client.get("/proposals/999999/circle/").status_code == 404


def test_an_assessment_in_hand_of_a_public_proposal_stays_shut(
    client: Client, officer: Client, signed_in: Callable[..., Client]
) -> None:
    found = assessed(officer, public=True)
    for visitor in (client, signed_in(email="nobody@example.org")):
        text = text_of(visitor.get(f"/proposals/{found.proposal_id}/circle/"))
        assert "There is no assessment of this proposal that you may read" in text
        assert SECRET not in text
    Assessment.objects.filter(pk=found.pk).update(completed_at=NOW, completed_by="An officer")
    assert f"{SECRET} employment" in text_of(client.get(f"/proposals/{found.proposal_id}/circle/"))


def test_the_page_asks_few_questions(officer: Client, django_assert_max_num_queries: Any) -> None:
    found = assessed(officer)
    officer.get(f"/proposals/{found.proposal_id}/circle/")
    with django_assert_max_num_queries(16):
        officer.get(f"/proposals/{found.proposal_id}/circle/")
