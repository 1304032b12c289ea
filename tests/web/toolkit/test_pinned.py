"""Another version in force, with another scale: what was assessed with the old one is as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.example import NOW
from tests.web.people import somebody
from tests.web.proposals.conftest import kingshurst as kingshurst
from tests.web.toolkit.desk import ID, V1, items, published, text_of

from commonweal.web.accounts.models import User
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.proposals import actions as assessing
from commonweal.web.proposals import selectors as sheets
from commonweal.web.proposals.actions.assessing import Incomplete
from commonweal.web.proposals.roles import Moderator, Officer, SecondAssessor
from commonweal.web.toolkit import actions, selectors
from commonweal.web.toolkit.models import Version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kingshurst")]

SCALE = [
    {"id": "", "name": word, "meaning": f"It is {word}."} for word in ("absent", "begun", "half way", "there")
]


def another_version() -> Version:
    """Four new words instead of three, without the first priority and the first group."""
    draft = actions.start_draft(toolkit=ID, by=COMMAND_LINE, now=NOW)
    for key, written in (
        ("ratings", SCALE),
        ("priorities", items(draft, "priorities")[1:]),
        ("groups", items(draft, "groups")[1:]),
    ):
        draft = actions.rewrite(
            draft=draft, key=key, items=written, revision=draft.revision, by=COMMAND_LINE, now=NOW
        )
    return published(draft)


def all_of(proposal: Any) -> list[Any]:
    """Everything that is computed from each assessment of the proposal."""
    found = [sheets.sheet(sheets.assessment(a.pk)) for a in proposal.assessments.order_by("id")]
    return [(s.assessment.toolkit_id, s.questions, s.missing, s.results, s.assessment.outcome) for s in found]


def test_assessments_and_the_old_version_stay_as_they_were(
    kingshurst: Any, client: Client, signed_in: Callable[..., Client]
) -> None:
    reader = signed_in(Officer, Moderator, email="reader@example.org")
    before = all_of(kingshurst)
    ways = [f"/proposals/{kingshurst.pk}/agreement/"] + [
        f"/assessments/{a.pk}/results/" for a in kingshurst.assessments.all()
    ]
    was = [answer.context["page"] for answer in map(reader.get, ways)]
    old = text_of(client.get("/toolkit/"))
    another_version()
    assert all_of(kingshurst) == before
    assert [answer.context["page"] for answer in map(reader.get, ways)] == was
    kept = client.get(f"/toolkit/{ID}/versions/{V1}/")
    assert kept.status_code == 200
    assert "requires improvement" in old.lower()
    assert "requires improvement" in text_of(kept).lower()
    assert "requires improvement" not in text_of(client.get("/toolkit/")).lower()
    said = text_of(client.get(f"/toolkit/{ID}/versions/{V1}/changes/"))
    for words in ("Added: The scale, “absent”", "Taken out: The scale", "Taken out: The priorities"):
        assert words in said
    assert client.get(f"/toolkit/{ID}/{V1}.yaml").status_code == 200


def test_a_second_assessor_has_the_scale_of_the_first(kingshurst: Any) -> None:
    another_version()
    person = somebody(SecondAssessor, email="third@example.org")
    made = assessing.start_second(proposal=kingshurst, by=person, now=NOW)
    assert made.toolkit.version == V1


def test_the_next_assessment_asks_by_the_new_scale_and_takes_no_old_word(
    kingshurst: Any, signed_in: Callable[..., Client]
) -> None:
    new = another_version()
    officer = User.objects.get(email="officer@example.org")
    made = assessing.start_assessment(proposal=kingshurst, by=officer, now=NOW, kind="final")
    assert made.toolkit == new
    sheet = sheets.sheet(made)
    assert [m.what for m in sheet.missing if m.key.startswith("rating/") and m.stops]
    with pytest.raises(Incomplete):
        assessing.complete(assessment=made, by=officer, now=NOW)
    reader = signed_in(Officer, Moderator, email="reader@example.org")
    for way in (
        f"/proposals/{kingshurst.pk}/agreement/",
        f"/proposals/{kingshurst.pk}/changes/",
        f"/assessments/{made.pk}/results/",
    ):
        assert reader.get(way).status_code == 200
    found = selectors.in_force(ID)
    assert found == new
