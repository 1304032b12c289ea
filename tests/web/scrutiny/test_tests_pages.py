"""The tests as content: read by anybody, drafted by their owner, compared item by item, and published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.example import NOW
from tests.web.scrutiny.accounts import begun, body

from commonweal.web.audit.actions import Actor
from commonweal.web.audit.models import Event
from commonweal.web.scrutiny.actions import drafting
from commonweal.web.scrutiny.models import SetVersion
from commonweal.web.scrutiny.roles import ReportAuthor, TestsOwner
from commonweal.web.scrutiny.selectors import drafts, test_sets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
OTHER = Actor("other", "Somebody else")
DRAFT = "/tests/inclusive-growth/draft/"
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def owner(signed_in: Callable[..., Client]) -> Client:
    return signed_in(TestsOwner, name="An owner")


@pytest.fixture
def draft(owner: Client) -> SetVersion:
    return drafting.start_draft(test_set="inclusive-growth", by=owner.person, now=NOW)


def sent(**more: Any) -> dict[str, Any]:
    return {"revision": 1, "label": "Rents", "question": "What does it do to rents?", "parts": ["who"]} | more


def publish(client: Client, held: SetVersion, **more: Any) -> Any:
    held.refresh_from_db()
    current = test_sets.in_force()
    return client.post(
        f"{DRAFT}publish/",
        {
            "draft": held.pk, "revision": held.revision, "against": current.pk if current else 0,
            "version": "1.1.0", "reason": "Rents rise.",
        }
        | more,
    )  # fmt: skip


def test_anybody_reads_the_questions_and_that_they_are_a_reconstruction(client: Client) -> None:
    page = body(client.get("/tests/"))
    assert "10 questions are put to a report before it is decided, 1 of them to some reports only." in page
    assert "were never found: these are a reconstruction" in page
    assert "How exactly does the proposal bring about the good that it promises?" in page
    assert "/frameworks/inclusive-growth/goals/equality/" in page
    assert "To reports of these kinds: " in page
    assert "From the tool’s advice" in page or "From the tool&#x27;s advice" in page
    assert "Inclusive Growth Implications" in page
    assert "Begin a draft" not in page
    assert "1 version:" in body(client.get("/tests/inclusive-growth/versions/"))
    assert client.get("/tests/inclusive-growth/versions/1.0.0/").status_code == 200
    assert client.get("/tests/inclusive-growth/versions/9.9.9/").status_code == 404
    assert client.get("/tests/no-such/versions/").status_code == 404


def test_without_tests_the_page_says_who_brings_them(client: Client) -> None:
    SetVersion.objects.update(state=SetVersion.State.OFFERED)
    assert "No tests are in force yet." in body(client.get("/tests/"))


def test_only_an_owner_drafts(client: Client, signed_in: Callable[..., Client], draft: SetVersion) -> None:
    author = signed_in(ReportAuthor, name="An author")
    for address in (DRAFT, f"{DRAFT}add/", f"{DRAFT}words/", f"{DRAFT}question/voice/"):
        assert client.get(address).status_code == 302
        refused = author.get(address)
        assert refused.status_code == 403
        assert "write the next version of a set of tests" in body(refused)
    assert author.post(f"{DRAFT}publish/").status_code == 403
    assert client.get("/tests/inclusive-growth/versions/1.1.0/").status_code == 404


def test_a_question_is_rewritten_added_moved_and_taken_out_and_each_change_is_shown(
    owner: Client, draft: SetVersion
) -> None:
    assert "nothing differs." in body(owner.get(DRAFT))
    row = drafts.row(draft, "voice") or {}
    response = owner.post(
        f"{DRAFT}question/voice/",
        sent(
            label="Power", question=row["question"], parts=["participation", "evidence"], kinds=["project"],
            cost_from="500000", key_decision="yes", places=["E08000029"], goals=["equality"],
        ),
        follow=True,
    )  # fmt: skip
    page = body(response)
    assert "Saved in the draft." in page
    for words in ("Power", "500,000", "Only key decisions", "Solihull", "Investment project"):
        assert words in page, words
    owner.post(f"{DRAFT}add/", sent(revision=2))
    owner.post(f"{DRAFT}order/", {"revision": 3, "down": "how-it-works"})
    owner.post(f"{DRAFT}order/", {"revision": 4, "out": "still-open"})
    draft.refresh_from_db()
    content = test_sets.content(draft)
    assert [q.id for q in content.questions][:2] == ["who-benefits", "how-it-works"]
    assert content.questions[-1].id == "rents"
    assert content.questions[-1].provenance.value == "own"
    voice = next(q for q in content.questions if q.id == "voice")
    assert (voice.applies.cost_from, voice.applies.key_decision) == (500_000, True)
    page = body(owner.get(DRAFT))
    assert "1 added, 1 taken out, 1 changed, 1 moved." in page
    owner.post(f"{DRAFT}words/", {
        "revision": 5, "title": "Fair Growth Tests", "summary": "Ten.", "caution": "None.",
        "headings": "Fair growth\n\nGrowth",
    })  # fmt: skip
    draft.refresh_from_db()
    assert draft.definition["headings"] == ["Fair growth", "Growth"]
    assert Event.objects.filter(act="tests.rewritten").count() == 5


def test_a_version_is_published_with_a_reason_and_every_other_stays(
    owner: Client, client: Client, draft: SetVersion
) -> None:
    report = begun(owner.person)
    assert "There is nothing to publish" in body(publish(owner, draft))
    owner.post(f"{DRAFT}add/", sent())
    for wrong, words in (
        ({"reason": " – "}, "Say why the questions change: authors"),
        ({"reason": ""}, "Say why the questions change: authors"),
        ({"version": "1.0.0"}, "Give a version after 1.0.0, such as 1.1.0."),
        ({"version": "two"}, "Give a version after 1.0.0"),
    ):
        response = publish(owner, draft, **wrong)
        assert response.status_code == 422
        assert words in body(response)
    assert publish(owner, draft).status_code == 302
    page = body(client.get("/tests/"))
    assert "11 questions are put" in page
    assert "Why this version: Rents rise." in page
    assert "Our own" in page
    old = body(client.get("/tests/inclusive-growth/versions/1.0.0/"))
    assert "replaced by a later version" in old
    assert "What does it do to rents?" not in old
    changes = body(client.get("/tests/inclusive-growth/versions/1.0.0/changes/"))
    assert "What does it do to rents?" in changes
    assert "2 versions:" in body(client.get("/tests/inclusive-growth/versions/"))
    report.refresh_from_db()
    assert report.test_set is not None
    assert report.test_set.version == "1.0.0"
    assert test_sets.draft("inclusive-growth") is None
    assert owner.get(DRAFT).status_code == 302
    with pytest.raises(ValueError, match="published the draft or threw it away"):
        drafting.take_out(draft=draft, question="voice", revision=2, by=owner.person, now=NOW)


def test_nothing_is_published_that_the_page_did_not_compare(owner: Client, draft: SetVersion) -> None:
    owner.post(f"{DRAFT}add/", sent())
    drafting.take_out(draft=draft, question="voice", revision=2, by=OTHER, now=NOW)
    response = publish(owner, draft, revision=2)
    assert response.status_code == 409
    assert "Somebody else changed the draft" in body(response)
    assert "1 added, 1 taken out." in body(response)
    assert test_sets.in_force().version == "1.0.0"  # type: ignore[union-attr]
    other = publish(owner, draft, draft=draft.pk + 1)
    assert other.status_code == 409
    moved = publish(owner, draft, against=draft.pk)
    assert moved.status_code == 409
    assert publish(owner, draft).status_code == 302


def test_two_owners_of_a_draft_are_shown_both_texts(owner: Client, draft: SetVersion) -> None:
    row = {**(drafts.row(draft, "voice") or {}), "question": "Their question?"}
    drafting.write_question(draft=draft, row=row, revision=1, by=OTHER, now=NOW)
    response = owner.post(f"{DRAFT}question/voice/", sent(question="My question?"))
    page = body(response)
    assert response.status_code == 409
    assert "Somebody else changed the draft" in page
    assert "Their question?" in page
    assert "My question?" in page
    assert owner.post(f"{DRAFT}question/voice/", sent(revision=2, question="Ours?")).status_code == 302
    stale = owner.post(f"{DRAFT}order/", {"revision": 1, "out": "voice"}, follow=True)
    assert "Nothing was moved" in body(stale)
    assert drafts.row(SetVersion.objects.get(pk=draft.pk), "voice") is not None
    words = {"revision": 1, "title": "T", "summary": "S", "caution": "C", "headings": "H"}
    assert owner.post(f"{DRAFT}words/", words).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"label": " "}, "Name: write it."),
        ({"question": "–"}, "Question: write it."),
        ({"parts": []}, "Choose one part of a good answer at least."),
        ({"parts": ["vibes"]}, "“vibes” cannot be chosen here."),
        ({"goals": ["wealth"]}, "“wealth” cannot be chosen here."),
        ({"places": ["E09000001"]}, "cannot be chosen here."),
        ({"cost_from": "-1"}, "A cost cannot be less than nothing."),
        ({"cost_from": "much"}, "Write the cost in figures"),
        ({"cost_from": "inf"}, "Write the cost in figures"),
        ({"key_decision": "perhaps"}, "Choose one of these."),
    ],
)
def test_a_wrong_question_is_told_so_and_kept(
    owner: Client, draft: SetVersion, wrong: dict[str, Any], words: str
) -> None:
    response = owner.post(f"{DRAFT}question/voice/", sent(guidance=SCRIPT) | wrong)
    assert response.status_code == 422
    assert words in body(response)
    assert "&lt;script&gt;" in body(response)
    assert SCRIPT not in body(response)
    draft.refresh_from_db()
    assert draft.revision == 1


def test_script_in_a_published_question_is_text(owner: Client, client: Client, draft: SetVersion) -> None:
    owner.post(f"{DRAFT}add/", sent(label=SCRIPT, question=SCRIPT, guidance=SCRIPT))
    publish(owner, draft, reason=SCRIPT)
    for address in ("/tests/", "/tests/inclusive-growth/versions/"):
        page = body(client.get(address))
        assert "&lt;script&gt;" in page
        assert SCRIPT not in page


def test_the_last_question_stays_and_a_draft_can_be_thrown_away(owner: Client, draft: SetVersion) -> None:
    for n, row in enumerate(drafts.rows(draft)[1:], 1):
        drafting.take_out(draft=draft, question=row["id"], revision=n, by=owner.person, now=NOW)
    response = owner.post(f"{DRAFT}order/", {"revision": 10, "out": "how-it-works"}, follow=True)
    assert "one question at least" in body(response)
    assert owner.get(f"{DRAFT}question/voice/").status_code == 404
    owner.post(f"{DRAFT}discard/")
    assert test_sets.draft("inclusive-growth") is None
    assert owner.post(f"{DRAFT}discard/").status_code == 404
    assert owner.post("/tests/no-such/draft/start/").status_code == 404
