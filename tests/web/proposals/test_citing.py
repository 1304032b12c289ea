"""A figure is cited by those whose assessment it is, beside a question that is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.example import NOW
from tests.web.proposals.steps import SOLIHULL, begun

from commonweal.web.accounts.roles import Contributor
from commonweal.web.proposals.models import Assessment
from commonweal.web.proposals.roles import SecondAssessor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

FIGURE = {"figure": f"claimant-count|{SOLIHULL}|"}
KEYS = {"none": {}, "empty": {"key": ""}, "a line break": {"key": "\n"}, "another": {"key": "fit/nothing"}}


def completed(found: Assessment) -> Assessment:
    Assessment.objects.filter(pk=found.pk).update(completed_at=NOW, completed_by="An officer")
    return found


@pytest.mark.parametrize("act", ["cite", "uncite"])
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("complete", [False, True])
def test_a_question_that_is_not_asked_is_not_there(
    officer: Client, act: str, key: str, complete: bool
) -> None:
    found = begun(officer.person)
    if complete:
        completed(found)
    assert officer.post(f"/assessments/{found.pk}/{act}/", FIGURE | KEYS[key]).status_code == 404


@pytest.mark.parametrize("act", ["cite", "uncite", "claim", "unclaim", "answer/fit/equity"])
@pytest.mark.parametrize("role", [Contributor, SecondAssessor])
def test_who_may_not_write_here_may_not_once_it_is_complete(
    officer: Client, signed_in: Callable[..., Client], act: str, role: type
) -> None:
    found = completed(begun(officer.person))
    found.proposal.public = True
    found.proposal.save()
    reader = signed_in(role)
    answer = reader.post(f"/assessments/{found.pk}/{act}/", FIGURE)
    assert answer.status_code == 403
    assert not found.citations.exists()


def test_whose_assessment_it_is_is_told_that_it_is_complete(officer: Client) -> None:
    found = begun(officer.person)
    key = next(iter(selected(found)))
    completed(found)
    answer = officer.post(f"/assessments/{found.pk}/cite/", FIGURE | {"key": key}, follow=True)
    assert answer.status_code == 200
    assert "This assessment is complete." in answer.content.decode()
    assert not found.citations.exists()


def selected(found: Assessment) -> list[str]:
    from commonweal.web.proposals import selectors

    return [q.key for q in selectors.sheet(found).questions]
