"""Lessons: what was learnt in use becomes a note in a draft, and the roll-out says where it went."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.web.example import NOW
from tests.web.partnership.promising import days, owner
from tests.web.partnership.rolling import rolled_out
from tests.web.people import somebody
from tests.web.scrutiny.register import body

from commonweal.web.audit.models import Event
from commonweal.web.partnership.actions import rollouts
from commonweal.web.partnership.models import Lesson
from commonweal.web.partnership.roles import PartnershipOwner
from commonweal.web.partnership.selectors import things
from commonweal.web.partnership.selectors.rollouts import whereabouts
from commonweal.web.scrutiny.actions import drafting
from commonweal.web.scrutiny.roles import TestsOwner
from commonweal.web.scrutiny.selectors import drafts, test_sets
from commonweal.web.toolkit import actions as toolkits
from commonweal.web.toolkit import selectors as toolkit_selectors
from commonweal.web.toolkit.roles import ToolkitOwner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
HOME = "/roll-outs/toolkit-in-walsall/"
SET = "inclusive-growth"


@pytest.fixture
def keeper(signed_in: Callable[..., Client]) -> Client:
    return signed_in(PartnershipOwner, name="Olu Owner")


def text(response: Any) -> str:
    return unescape(body(response))


def question(kind: str, words: str = "") -> str:
    """The first question of a kind whose words hold these."""
    return next(k for k, w in things.questions().items() if k.startswith(f"{kind}|") and words in w)


def learnt(by: Any, key: str, words: str = "Ask it earlier.") -> Lesson:
    kind, thing, part, item = key.split("|")
    return rollouts.save_lesson(
        rollout=rolled_out(by), lesson=None, revision=0, by=by, now=NOW,
        fields={"words": words, "kind": kind, "thing": thing, "key": part, "item": item},
    )  # fmt: skip


def test_a_lesson_for_the_toolkit_arrives_as_a_note_in_a_draft(
    keeper: Client, client: Client, signed_in: Callable[..., Client]
) -> None:
    rolled_out(keeper.person)  # type: ignore[attr-defined]
    key = question("toolkit", "Housing")
    sent = {"words": "Ask who comes back.", "question": key, "revision": 0}
    assert toolkit_selectors.draft(SET) is None
    assert keeper.post(f"{HOME}record/lessons/new/", sent).status_code == 302
    page = text(client.get(HOME))
    assert "A note in the draft of the next version since 23 November 2026." in page or (
        "A note in the draft of the next version since" in page
    )
    assert things.questions()[key] in page
    draft = toolkit_selectors.draft(SET)
    assert draft is not None
    [note] = draft.notes
    assert (note["words"], note["source"]) == ("Ask who comes back.", "Roll-out “Toolkit in Walsall”")
    desk = text(signed_in(ToolkitOwner, email="toolkit@example.org").get(f"/toolkit/{SET}/draft/"))
    assert "Ask who comes back." in desk
    assert "Roll-out “Toolkit in Walsall”" in desk
    assert {"toolkit.drafted", "toolkit.noted", "rollout.recorded"} <= set(
        Event.objects.values_list("act", flat=True)
    )
    # What was sent stays as it was sent.
    lesson = Lesson.objects.get()
    again = keeper.post(f"{HOME}record/lessons/{lesson.pk}/", sent | {"words": "Other.", "revision": 1})
    assert "It was sent already" in text(again)
    gone = keeper.post(f"{HOME}record/lessons/{lesson.pk}/drop/", {"revision": 1})
    assert "It was sent to a draft, so it stays." in text(gone)
    twice = keeper.post(f"{HOME}record/lessons/new/", sent)
    assert "This lesson stands there already." in text(twice)


def test_a_lesson_for_the_tests_arrives_beside_its_question(
    keeper: Client, signed_in: Callable[..., Client]
) -> None:
    rolled_out(keeper.person)  # type: ignore[attr-defined]
    for n, key in enumerate((f"tests|{SET}||", question("tests", ": Who"))):
        sent = {"words": f"Lesson {n}.", "question": key, "revision": 0}
        assert keeper.post(f"{HOME}record/lessons/new/", sent).status_code == 302
    draft = test_sets.draft(SET)
    assert draft is not None
    assert [n["words"] for n in draft.notes] == ["Lesson 0.", "Lesson 1."]
    desk = signed_in(TestsOwner, email="tests@example.org")
    page = text(desk.get(f"/tests/{SET}/draft/"))
    assert page.index("The tests as a whole") < page.index("Lesson 0.") < page.index("Lesson 1.")
    beside = text(desk.get(f"/tests/{SET}/draft/question/{draft.notes[1]['item']}/"))
    assert "Lesson 1." in beside
    assert "Lesson 0." not in beside
    assert (
        drafting.note(draft=draft, notes=[{"item": "lost", "words": "x", "source": "y"}], by=owner(), now=NOW)
        == 0
    )


def test_a_lesson_kept_here_can_be_sent_later(keeper: Client, client: Client) -> None:
    rolled_out(keeper.person)  # type: ignore[attr-defined]
    record = f"{HOME}record/lessons/"
    assert keeper.post(f"{record}new/", {"words": "Ask it earlier.", "revision": 0}).status_code == 302
    lesson = Lesson.objects.get()
    assert whereabouts(lesson).state == "kept"
    sent = {"words": "Ask it earlier.", "question": question("tests"), "revision": 1}
    assert keeper.post(f"{record}{lesson.pk}/", sent).status_code == 302
    assert whereabouts(Lesson.objects.get()).state == "draft"


@pytest.mark.parametrize(
    ("change", "said"),
    [("changed", "was written anew there"), ("gone", "was taken out there"), ("", "stands there as it was")],
)
def test_where_a_lesson_for_the_tests_went_when_its_version_came_into_force(
    client: Client, change: str, said: str
) -> None:
    by = owner()
    key = question("tests", ": Who")
    lesson = learnt(by, key)
    draft = test_sets.draft(SET)
    assert draft is not None
    row = drafts.row(draft, lesson.item)
    assert row is not None
    other = next(r for r in drafts.rows(draft) if r["id"] != lesson.item)
    if change == "gone":
        drafting.take_out(draft=draft, question=lesson.item, revision=draft.revision, by=by, now=NOW)
    else:
        rewritten = {**(row if change else other), "question": "Who gains, and who told you so?"}
        drafting.write_question(draft=draft, row=rewritten, revision=draft.revision, by=by, now=NOW)
    draft.refresh_from_db()
    drafting.publish_draft(
        draft=draft, version="1.1.0", reason="What was learnt.", revision=draft.revision, by=by,
        now=NOW + days(2),
    )  # fmt: skip
    lesson.refresh_from_db()
    found = whereabouts(Lesson.objects.get())
    assert (found.state, found.version, found.change) == ("published", "1.1.0", change)
    page = text(client.get(HOME))
    assert "Version 1.1.0 came into force on 25 November 2026:" in page
    assert said in page


def test_where_a_lesson_for_the_toolkit_went_when_its_version_came_into_force(client: Client) -> None:
    by = somebody(ToolkitOwner)
    key = question("toolkit", "Housing")
    lesson = learnt(by, key)
    draft = toolkit_selectors.draft(SET)
    assert draft is not None
    part = toolkit_selectors.section(draft, lesson.key)
    assert part is not None
    from commonweal.appraisal.versions import rows

    items = [dict(r) for r in rows(part)]
    name = next(n for n, _ in part.fields)
    for item in items:
        if item["id"] == lesson.item:
            item[name] = "Written anew"
    toolkits.rewrite(draft=draft, key=lesson.key, items=items, revision=draft.revision, by=by, now=NOW)
    draft.refresh_from_db()
    version = toolkit_selectors.next_version(SET)
    toolkits.publish(
        draft=draft, version=version, reason="What was learnt.", revision=draft.revision, by=by, now=NOW
    )
    found = whereabouts(Lesson.objects.get())
    assert (found.state, found.version, found.change) == ("published", version, "changed")
    assert f"Version {version} came into force" in text(client.get(HOME))


def test_a_lesson_whose_draft_was_thrown_away_can_be_sent_again(keeper: Client, client: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    lesson = learnt(by, question("tests"))
    draft = test_sets.draft(SET)
    assert draft is not None
    drafting.discard_draft(draft=draft, by=by, now=NOW)
    assert "to a draft that was thrown away since. It can be sent again." in text(client.get(HOME))
    sent = {"words": lesson.words, "question": question("tests"), "revision": 1}
    assert keeper.post(f"{HOME}record/lessons/{lesson.pk}/", sent).status_code == 302
    assert whereabouts(Lesson.objects.get()).state == "draft"
    fresh = test_sets.draft(SET)
    assert fresh is not None
    assert len(fresh.notes) == 1


def test_a_question_that_the_draft_has_lost_is_refused_and_nothing_is_kept(keeper: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    rolled_out(by)
    draft = drafting.start_draft(test_set=SET, by=by, now=NOW)
    [first, *_] = drafts.rows(draft)
    drafting.take_out(draft=draft, question=first["id"], revision=draft.revision, by=by, now=NOW)
    sent = {"words": "Too late.", "question": f"tests|{SET}||{first['id']}", "revision": 0}
    answer = keeper.post(f"{HOME}record/lessons/new/", sent)
    assert "does not have that question any more" in text(answer)
    assert "Too late." in text(answer)
    assert not Lesson.objects.exists()
