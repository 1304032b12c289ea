"""An assessment from its first answer to its end, and all that people do wrong on the way."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.example import NOW
from tests.web.proposals.steps import SOLIHULL, begun, body, made, said

from commonweal.appraisal.gates import lacking
from commonweal.web.audit.actions import Actor
from commonweal.web.audit.models import Event
from commonweal.web.proposals import actions, selectors
from commonweal.web.proposals.actions.assessing import Incomplete
from commonweal.web.proposals.actions.proposals import NotYet, ProposalMoved
from commonweal.web.proposals.models import Assessment, Proposal
from commonweal.web.proposals.roles import BoardMember, Moderator, Officer, SecondAssessor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
OTHER = Actor("other", "Somebody else")
SCRIPT = "<script>alert('x')</script>"


def test_a_proposal_begins_with_doing_nothing(officer: Client) -> None:
    sent = {"revision": 0, "title": "A library", "kind": "project", "summary": "One.", "sponsor": "Council"}
    response = officer.post("/proposals/new/", sent, follow=True)
    found = Proposal.objects.get(title="A library")
    assert [o.title for o in found.options.all()] == ["Do nothing"]
    assert "Do nothing" in body(response)
    assert Event.objects.filter(act="proposal.made").exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": "   "}, "Give the proposal a title"),
        ({"cost": "-5"}, "cannot be less than nothing"),
        ({"cost": "much"}, "write pounds in figures"),
        ({"decision_by": "soon"}, "Write the day like"),
        ({"kind": "wish"}, "Select a valid choice"),
    ],
)
def test_a_wrong_proposal_is_told_so_and_kept(officer: Client, wrong: dict[str, str], words: str) -> None:
    sent = {"revision": "0", "title": "A library", "kind": "project", "summary": SCRIPT, "sponsor": "Council"}
    response = officer.post("/proposals/new/", sent | wrong)
    assert response.status_code == 422
    assert words in body(response)
    assert "&lt;script&gt;" in body(response)
    assert SCRIPT not in body(response)
    assert not Proposal.objects.filter(title="A library").exists()


def test_two_people_who_change_a_proposal_do_not_overwrite_each_other(officer: Client) -> None:
    found = made(officer.person, title="Ours")
    fields = {"title": "Theirs"}
    actions.save_proposal(proposal=found, fields=fields, revision=1, by=OTHER, now=NOW)
    with pytest.raises(ProposalMoved):
        actions.save_proposal(
            proposal=found, fields={"title": "Mine"}, revision=1, by=officer.person, now=NOW
        )
    sent = {"revision": 1, "title": "Mine", "kind": "project", "summary": "One.", "sponsor": "Council"}
    response = officer.post(f"/proposals/{found.pk}/about/", sent)
    assert response.status_code == 409
    assert "Somebody else changed the proposal" in body(response)
    assert 'value="Mine"' in body(response)
    assert Proposal.objects.get(pk=found.pk).title == "Theirs"


def test_a_place_outside_the_register_is_refused(officer: Client) -> None:
    found = made(officer.person)
    response = officer.post(f"/proposals/{found.pk}/places/", {"revision": 1, "places": ["E09000001"]})
    assert response.status_code == 422
    assert "is not a place of this site" in body(response)
    with pytest.raises(ValueError, match="not a place"):
        actions.save_lists(proposal=found, revision=1, places=["E09000001"], by=officer.person, now=NOW)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.exe", b"MZ", "is not taken"),
        ("plan.pdf", b"PK\x03\x04 not a pdf", "not what its name says"),
        ("plan.docx", b"PK\x03\x04 only a zip", "not what its name says"),
        ("list.csv", b"a\x00b", "not what its name says"),
        ("plan.pdf", b"", "empty"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    officer: Client, name: str, content: bytes, words: str
) -> None:
    found = made(officer.person)
    file = SimpleUploadedFile(name, content)
    response = officer.post(f"/proposals/{found.pk}/documents/", {"file": file})
    assert response.status_code == 422
    assert words in body(response)
    assert not found.documents.exists()


def test_a_file_too_large_is_refused_in_words(officer: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1_000_000
    found = made(officer.person)
    file = SimpleUploadedFile("plan.pdf", b"%PDF-" + b"x" * 2_000_000)
    response = officer.post(f"/proposals/{found.pk}/documents/", {"file": file})
    assert response.status_code == 422
    assert "It may have 1 MB at most" in body(response)


def test_a_document_is_kept_and_given_back(
    officer: Client, client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    found = made(officer.person, public=True)
    content = b"%PDF-1.7 a plan"
    for _ in range(2):  # the same file twice is one document
        file = SimpleUploadedFile("plan.pdf", content)
        assert officer.post(f"/proposals/{found.pk}/documents/", {"file": file}).status_code == 302
    [kept] = found.documents.all()
    response = officer.get(f"/proposals/{found.pk}/documents/{kept.pk}/")
    assert b"".join(response.streaming_content) == content  # type: ignore[attr-defined]
    assert client.get(f"/proposals/{found.pk}/documents/{kept.pk}/").status_code == 404
    assert officer.post(f"/proposals/{found.pk}/documents/{kept.pk}/remove/").status_code == 302
    assert not found.documents.exists()


def test_a_move_is_refused_with_the_list_of_what_it_needs(officer: Client) -> None:
    found = made(officer.person)
    with pytest.raises(NotYet, match=r"in which places.*two options"):
        actions.move(proposal=found, to="outline", by=officer.person, now=NOW)
    response = officer.post(f"/proposals/{found.pk}/move/", {"to": "outline"})
    assert response.status_code == 409
    page = body(response)
    mended_at = f'<a href="/proposals/{found.pk}/places/">Say in which places it would be</a>'
    assert mended_at in page.split("</h2>")[1]
    assert "It cannot move to “outline” yet" in page
    assert officer.post(f"/proposals/{found.pk}/move/", {"to": "heaven"}).status_code == 404
    options = [
        {"title": "Do nothing", "words": "", "nothing": True, "preferred": False},
        {"title": "Build", "words": "", "nothing": False, "preferred": True},
    ]
    actions.save_lists(
        proposal=found, revision=1, places=[SOLIHULL], options=options, by=officer.person, now=NOW
    )
    assert officer.post(f"/proposals/{found.pk}/move/", {"to": "outline"}).status_code == 302
    assert officer.post(f"/proposals/{found.pk}/move/", {"to": "decided"}).status_code == 409


def test_each_thing_that_stops_a_move_leads_to_where_it_is_mended(officer: Client) -> None:
    found = made(officer.person)
    for step, before in (("application", "outline"), ("decided", "application"), ("delivery", "decided")):
        Proposal.objects.filter(pk=found.pk).update(step=before)
        page = body(officer.post(f"/proposals/{found.pk}/move/", {"to": step}))
        refusal = page.split("govuk-error-summary__list")[1].split("</ul>")[0]
        links = re.findall(r'<li><a href="([^"]+)">', refusal)
        assert len(links) == len([g for g in lacking(selectors.facts(reread(found)), step) if g.stops]) > 0
        for href in links:
            if href.startswith("#"):
                assert f'id="{href[1:]}"' in page
            else:
                assert officer.get(href).status_code == 200, href


def reread(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def test_a_need_that_is_not_known_becomes_an_action(officer: Client) -> None:
    found = made(officer.person)
    address = f"/proposals/{found.pk}/needs/data/"
    response = officer.post(address, {"revision": 0, "not_known": "on"})
    assert "Say who finds out." in body(response)
    sent = {"revision": 0, "not_known": "on", "who": "The data team", "until": "2027-01-31"}
    assert officer.post(address, sent).status_code == 302
    page = body(officer.get(f"/proposals/{found.pk}/"))
    assert "The data team" in page
    assert "31 January 2027" in page


def test_an_answer_half_written_is_kept_and_stops_completion(officer: Client) -> None:
    found = begun(officer.person)
    said(found, "fit", officer.person, priorities=["housing"])
    said(found, "rating/housing", officer.person, rating="good", justification="   ")
    sheet = selectors.sheet(found)
    assert sheet.answers["rating/housing"].text("rating") == "good"
    with pytest.raises(Incomplete) as stopped:
        actions.complete(assessment=found, by=officer.person, now=NOW)
    assert any(m.what == "Still to be filled in: Why this rating" for m in stopped.value.missing)
    response = officer.post(f"/assessments/{found.pk}/complete/")
    assert response.status_code == 409
    assert "It cannot be completed yet" in body(response)


@pytest.mark.parametrize("number", ["-5", "many", "1.5"])
def test_a_number_that_is_no_number_of_people_is_kept_and_said(officer: Client, number: str) -> None:
    found = begun(officer.person)
    key = actions.add_claim(assessment=found, group="neet", by=officer.person, now=NOW)
    said(found, key, officer.person, group="neet", people=number)
    page = body(officer.get(f"/assessments/{found.pk}/answer/{key}/"))
    assert f"“{number}” is not a whole number of people" in page
    assert f'value="{number}"' in page


def test_more_people_than_live_there_stop_it(officer: Client) -> None:
    found = begun(officer.person)
    key = actions.add_claim(assessment=found, group="neet", by=officer.person, now=NOW)
    said(found, key, officer.person, group="neet", people="999,999", places=[SOLIHULL])
    assert any(
        "999,999 people are claimed, and 216,200 live there" in m.what for m in selectors.sheet(found).missing
    )


def test_typing_saves_and_two_editors_are_shown_both_texts(officer: Client) -> None:
    found = begun(officer.person)
    address = f"/assessments/{found.pk}/answer/prompt/fit/other-priorities/"
    as_script = {"headers": {"Accept": "application/json"}}
    typed = officer.post(address, {"revision": 0, "a-words": "Mine"}, **as_script)
    assert typed.json()["revision"] == 1
    assert "Saved" in typed.json()["saved"]
    actions.save_answer(
        assessment=found, key="prompt/fit/other-priorities", parts={"words": "Theirs"}, revision=1,
        by=OTHER, now=NOW,
    )  # fmt: skip
    late = officer.post(address, {"revision": 1, "a-words": "Mine again"}, **as_script)
    assert late.status_code == 409
    response = officer.post(address, {"revision": 1, "a-words": "Mine again", "go": "stay"})
    assert response.status_code == 409
    for words in ("Both texts, side by side", "Theirs", "Mine again", "Somebody else changed this answer"):
        assert words in body(response)
    again = officer.post(address, {"revision": 2, "a-words": "Both", "go": "stay"})
    assert again.status_code == 302
    assert selectors.sheet(found).answers["prompt/fit/other-priorities"].text("words") == "Both"


def test_what_is_kept_beside_an_assessment_is_what_its_answers_come_to(officer: Client) -> None:
    found = begun(officer.person)

    def kept_and_read_anew() -> tuple[Any, Any]:
        fresh = Assessment.objects.get(id=found.pk)
        return fresh.outcome, json.loads(json.dumps(dict(selectors.sheet(fresh).results)))

    said(found, "fit", officer.person)
    first, again = kept_and_read_anew()
    assert first == again
    key = actions.add_claim(assessment=found, by=officer.person, now=NOW, group="neet")
    for people in ("40", "50"):
        said(found, key, officer.person, group="neet", people=people, places=[SOLIHULL])
        then, again = kept_and_read_anew()
        assert then == again
        assert then != first
        first = then
    actions.remove_claim(assessment=found, key=key, by=officer.person, now=NOW)
    then, again = kept_and_read_anew()
    assert then == again != first


def test_what_was_written_by_somebody_signed_out_is_not_lost(officer: Client, client: Client) -> None:
    found = begun(officer.person)
    address = f"/assessments/{found.pk}/answer/prompt/fit/other-priorities/"
    response = client.post(address, {"revision": 0, "a-words": f"Hours of work {SCRIPT}"})
    assert response.status_code == 401
    assert "You are signed out" in body(response)
    assert "Hours of work &lt;script&gt;" in body(response)
    typed = client.post(address, {"revision": 0, "a-words": "x"}, headers={"Accept": "application/json"})
    assert typed.status_code == 401
    other = client.post(f"/proposals/{found.proposal_id}/about/", {"title": "Kept"})
    assert other.status_code == 401
    assert "Kept" in body(other)


def test_text_too_long_is_told_and_kept(officer: Client) -> None:
    found = begun(officer.person)
    address = f"/assessments/{found.pk}/answer/prompt/fit/other-priorities/"
    response = officer.post(address, {"revision": 0, "a-words": "long " * 2_001})
    assert response.status_code == 422
    assert "10,000 characters at most" in body(response)
    assert "long long" in body(response)


def test_a_second_assessor_is_blind_until_done_and_others_until_then(
    officer: Client, signed_in: Callable[..., Client]
) -> None:
    first = begun(officer.person)
    other = signed_in(SecondAssessor, name="Another assessor")
    assert other.get(f"/assessments/{first.pk}/").status_code == 403
    assert str(first.pk) not in body(other.get(f"/proposals/{first.proposal_id}/")).split("assessments/")
    second = actions.start_second(proposal=first.proposal, by=other.person, now=NOW)
    assert other.get(f"/assessments/{second.pk}/").status_code == 200
    assert officer.get(f"/assessments/{second.pk}/").status_code == 403
    said(second, "prompt/fit/other-priorities", other.person, words="None.")
    with pytest.raises(ValueError, match="begun a second assessment"):
        actions.start_second(proposal=first.proposal, by=other.person, now=NOW)
    Assessment.objects.filter(pk=second.pk).update(completed_at=NOW, completed_by="Another assessor")
    assert officer.get(f"/assessments/{second.pk}/").status_code == 200
    assert other.get(f"/assessments/{first.pk}/").status_code == 200


def test_who_took_part_in_the_first_cannot_make_the_second(signed_in: Callable[..., Client]) -> None:
    both = signed_in(Officer, SecondAssessor, name="Both")
    first = begun(both.person)
    with pytest.raises(ValueError, match="took part in the first"):
        actions.start_second(proposal=first.proposal, by=both.person, now=NOW)


def test_a_toolkit_version_that_is_withdrawn_cannot_be_begun_with(officer: Client) -> None:
    from commonweal.web.toolkit import selectors as toolkits

    version = toolkits.in_force()
    assert version is not None
    version.state = "replaced"
    with pytest.raises(ValueError, match="not in force"):
        actions.start_assessment(proposal=made(officer.person), toolkit=version, by=officer.person, now=NOW)


def test_what_is_complete_does_not_change(officer: Client) -> None:
    found = begun(officer.person)
    Assessment.objects.filter(pk=found.pk).update(completed_at=NOW, completed_by="An officer")
    with pytest.raises(ValueError, match="complete"):
        said(found, "fit", officer.person, none="yes")
    nxt = actions.start_assessment(proposal=found.proposal, kind="final", by=officer.person, now=NOW)
    assert (nxt.kind, nxt.number, nxt.based_on_id) == ("final", 2, found.pk)


def test_requests_stay_open_until_they_are_answered(
    officer: Client, signed_in: Callable[..., Client]
) -> None:
    found = begun(officer.person)
    member = signed_in(BoardMember, name="A member")
    address = f"/assessments/{found.pk}/remark/fit/"
    assert "Write what you have to say." in body(member.post(address, {"words": "  "}))
    assert member.post(address, {"words": f"Who loses? {SCRIPT}", "request": "on"}).status_code == 302
    page = body(officer.get(f"/assessments/{found.pk}/answer/fit/"))
    assert "Improvement asked for" in page
    assert SCRIPT not in page
    [request] = found.remarks.all()
    reply = f"/assessments/{found.pk}/reply/{request.pk}/"
    assert "Only those who write proposals" in body(member.post(reply, {"reply": "Nobody."}))
    assert officer.post(reply, {"reply": "Traders; they are told."}).status_code == 302
    assert "Traders; they are told." in body(officer.get(f"/assessments/{found.pk}/"))


def test_the_talk_about_a_public_answer_is_not_public(officer: Client, client: Client) -> None:
    found = begun(officer.person, public=True)
    said(found, "fit", officer.person, none="yes", why="Nothing.")
    officer.post(f"/assessments/{found.pk}/remark/fit/", {"words": "Between us only.", "request": "on"})
    Assessment.objects.filter(pk=found.pk).update(completed_at=NOW, completed_by="An officer")
    for address in (f"/assessments/{found.pk}/", f"/assessments/{found.pk}/answer/fit/"):
        assert "Between us only." in body(officer.get(address))
        assert client.get(address).status_code == 200
        assert "Between us only." not in body(client.get(address))


def test_private_proposals_are_not_there_for_the_public(officer: Client, client: Client) -> None:
    found = begun(officer.person, title="Secret library")
    for address in (f"/proposals/{found.proposal_id}/", f"/assessments/{found.pk}/"):
        assert client.get(address).status_code == 404
    assert "Secret library" not in body(client.get("/proposals/"))
    assert "Secret library" not in client.get("/proposals/all.csv").content.decode()
    assert "Secret library" in body(officer.get("/proposals/"))


def test_time_is_measured_only_where_the_assessor_agrees(officer: Client) -> None:
    found = begun(officer.person)
    for agreed, seconds in ((False, 0), (True, 60)):
        actions.agree_to_measure(assessment=found, agree=agreed, by=officer.person, now=NOW)
        row = found.answers.filter(key="fit").first()
        actions.save_answer(
            assessment=found, key="fit", parts={"none": "yes"}, seconds=60,
            revision=row.revision if row else 0, by=officer.person, now=NOW,
        )  # fmt: skip
        assert sum(e.seconds for e in found.efforts.all()) == seconds
    address = f"/assessments/{found.pk}/effort/"
    wrong = officer.post(address, {"minutes-fit": "-3"})
    assert "Time cannot be less than nothing." in body(wrong)
    assert officer.post(address, {"minutes-fit": "30", "measured": "on"}).status_code == 302
    assert found.efforts.get(stage="fit").minutes == 30


def test_a_moderator_settles_with_a_reason_and_not_over_another(signed_in: Callable[..., Client]) -> None:
    moderator = signed_in(Moderator, name="A moderator")
    proposal = made(moderator.person)
    say = {"proposal": proposal, "item": "rating/housing", "by": moderator.person, "now": NOW}
    with pytest.raises(ValueError, match="Say why"):
        actions.moderate(value="good", reason=" ", revision=0, **say)
    actions.moderate(value="good", reason="Counted.", revision=0, **say)
    with pytest.raises(actions.Moved):
        actions.moderate(value="satisfactory", reason="Late.", revision=0, **say)
    assert proposal.moderations.get().value == "good"


def test_who_and_when_stand_together() -> None:
    from django.db import IntegrityError, transaction

    found = begun(OTHER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=found.pk).update(completed_at=dt.datetime.now(dt.UTC))
