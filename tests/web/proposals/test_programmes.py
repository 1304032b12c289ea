"""Programmes and pilots: set up in the web, by one person at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.example import NOW
from tests.web.proposals.steps import begun, body, made

from commonweal.web.audit.actions import Actor
from commonweal.web.audit.models import Event
from commonweal.web.proposals import actions, selectors
from commonweal.web.proposals.models import Assessment, Pilot, Programme
from commonweal.web.proposals.roles import PilotLead, SecondAssessor
from commonweal.web.toolkit import actions as toolkits
from commonweal.web.toolkit.models import Version
from commonweal.web.toolkit.roles import ToolkitOwner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
SCRIPT = "<script>alert('x')</script>"
OTHER = Actor("other", "Somebody else")


def test_a_fund_is_set_up_filtered_by_and_changed(officer: Client, client: Client) -> None:
    assert "Give the programme a title." in body(
        officer.post("/programmes/new/", {"title": "  ", "revision": 0})
    )
    sent = {"title": "Homes fund", "summary": f"Shared money {SCRIPT}", "revision": 0}
    page = body(officer.post("/programmes/new/", sent, follow=True))
    assert "Homes fund" in page
    assert "&lt;script&gt;" in page
    assert officer.post("/programmes/new/", sent).url.endswith("?programme=homes-fund-2")
    found = Programme.objects.get(slug="homes-fund")
    assert "Homes fund" not in body(client.get("/proposals/?programme=homes-fund"))
    made(officer.person, title="In the fund", programme=found)
    made(officer.person, title="Beside it")
    page = body(officer.get("/proposals/?programme=homes-fund"))
    assert "In the fund" in page
    assert "Beside it" not in page
    assert client.get("/programmes/homes-fund/edit/").status_code == 302
    assert Event.objects.filter(act="programme.made").count() == 2


def test_two_people_who_change_a_programme_are_shown_both_texts(officer: Client) -> None:
    made_one = actions.make_programme(slug="fund", title="Fund", summary="One.", by=OTHER, now=NOW)
    actions.change_programme(
        programme=made_one, title="Fund", summary="Theirs.", revision=1, by=OTHER, now=NOW
    )
    response = officer.post("/programmes/fund/edit/", {"title": "Fund", "summary": "Mine.", "revision": 1})
    assert response.status_code == 409
    assert "Both texts, side by side" in body(response)
    assert "Theirs." in body(response)
    assert "Mine." in body(response)
    again = officer.post("/programmes/fund/edit/", {"title": "Fund", "summary": "Both.", "revision": 2})
    assert again.status_code == 302
    assert Programme.objects.get(slug="fund").summary == "Both."


def piloted(lead: Client, **more: object) -> dict[str, object]:
    version = selectors.toolkit_in_force()
    assert version is not None
    return {
        "title": "Spring pilot",
        "purpose": "To learn what it takes.",
        "toolkit": version.pk,
        "begins": "2026-11-01",
        "ends": "2026-12-31",
        "revision": 0,
    } | more


def test_a_pilot_counts_the_assessors_it_names(officer: Client, signed_in: Callable[..., Client]) -> None:
    first = begun(officer.person)
    second = signed_in(SecondAssessor, name="Second", email="second@example.org")
    actions.start_second(proposal=first.proposal, by=second.person, now=NOW)
    lead = signed_in(PilotLead, name="Lead", email="lead@example.org")
    sent = piloted(lead, proposals=[first.proposal_id])
    assert lead.post("/pilots/new/", sent).status_code == 302
    pilot = Pilot.objects.get()
    assert len(selectors.piloted(pilot).assessments) == 2
    only = piloted(lead, proposals=[first.proposal_id], assessors=[second.person.pk], revision=1)
    assert lead.post(f"/pilots/{pilot.slug}/edit/", only).status_code == 302
    [counted] = selectors.piloted(Pilot.objects.get()).assessments
    assert counted.second
    page = body(lead.get(f"/pilots/{pilot.slug}/"))
    assert "By Second." in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends": "2026-10-01"}, "It cannot end before it begins."),
        ({"proposals": []}, "Choose at least one proposal."),
        ({"toolkit": "999"}, "Select a valid choice"),
        ({"hourly_cost": "-1"}, "greater than or equal to 0"),
        ({"begins": "soon"}, "Write the day like 2027-01-31."),
        ({"assessors": ["999"]}, "Select a valid choice"),
        ({"purpose": " "}, "Say what you want to learn."),
    ],
)
def test_a_wrong_pilot_is_told_so_and_kept(
    officer: Client, signed_in: Callable[..., Client], wrong: dict[str, object], words: str
) -> None:
    first = begun(officer.person)
    lead = signed_in(PilotLead, name="Lead", email="lead@example.org")
    sent = piloted(lead, proposals=[first.proposal_id], title=f"Pilot {SCRIPT}") | wrong
    response = lead.post("/pilots/new/", sent)
    assert response.status_code == 422
    assert words in body(response)
    assert "Pilot &lt;script&gt;" in body(response)
    assert not Pilot.objects.exists()


def test_two_people_who_change_a_pilot_are_shown_both_texts(
    officer: Client, signed_in: Callable[..., Client]
) -> None:
    first = begun(officer.person)
    lead = signed_in(PilotLead, name="Lead", email="lead@example.org")
    lead.post("/pilots/new/", piloted(lead, proposals=[first.proposal_id]))
    pilot = Pilot.objects.get()
    theirs = piloted(lead, proposals=[first.proposal_id], training="Half a day.", revision=1)
    assert lead.post(f"/pilots/{pilot.slug}/edit/", theirs).status_code == 302
    mine = piloted(lead, proposals=[first.proposal_id], training="A whole day.", revision=1)
    response = lead.post(f"/pilots/{pilot.slug}/edit/", mine)
    assert response.status_code == 409
    for words in ("Both texts, side by side", "Half a day.", "A whole day."):
        assert words in body(response)
    assert Pilot.objects.get().training == "Half a day."


def test_the_decision_is_not_written_over(officer: Client) -> None:
    found = made(officer.person)
    address = f"/proposals/{found.pk}/decision/"
    assert officer.post(address, {"revision": 1, "words": "Agreed on 1 March."}).status_code == 302
    response = officer.post(address, {"revision": 1, "words": "Refused."})
    assert response.status_code == 409
    assert "Agreed on 1 March." in body(response)
    assert "Refused." in body(response)
    assert not Assessment.objects.filter(proposal=found).exists()


def test_a_pilots_findings_stand_as_notes_in_a_draft_and_are_never_published(
    officer: Client, signed_in: Callable[..., Client]
) -> None:
    first = begun(officer.person)
    actions.save_answer(
        assessment=first, key="work/sick-pay", parts={}, not_known=True, who="Procurement",
        until=NOW.date(), revision=0, by=officer.person, now=NOW,
    )  # fmt: skip
    lead = signed_in(PilotLead, name="Lead", email="lead@example.org")
    actions.rate_clarity(
        assessment=first, key="prompt/good-work/lever", rating=1, words="Whose lever?", now=NOW
    )
    lead.post("/pilots/new/", piloted(lead, proposals=[first.proposal_id]))
    pilot = Pilot.objects.get()
    owner = signed_in(ToolkitOwner, name="Owner", email="owner@example.org")
    for fresh in (True, False):  # the same findings again are the same notes
        page = body(owner.post(f"/pilots/{pilot.slug}/draft/", follow=True))
        assert ("0 new notes" in page) is not fresh
    assert "What was noted of its questions" in page
    assert "Not clear: 1.0 of 5 (n = 1). Reword it" in page
    toolkit = pilot.toolkit.toolkit
    part = body(owner.get(f"/toolkit/{toolkit}/draft/good-work/"))
    assert "Not known in 1 of 1. Say where the answer can be found" in part
    assert "Pilot “Spring pilot”" in part
    draft = Version.objects.get(state="draft")
    assert "Pilot" not in str(draft.definition)
    with pytest.raises(ValueError, match="nothing to publish"):
        toolkits.publish(
            draft=draft, version="9.0.0", reason="Notes are no words.", revision=draft.revision,
            by=owner.person, now=NOW,
        )  # fmt: skip
