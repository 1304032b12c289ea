"""Two people write at once, one publishes meanwhile, or a pack comes in between: nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.toolkit.desk import (
    DRAFT,
    ID,
    NOW,
    V1,
    V2,
    V3,
    drafted,
    form_of,
    items,
    published,
    rewritten,
    text_of,
    toolkit,
)

from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.toolkit import actions, selectors
from commonweal.web.toolkit.models import Version
from commonweal.web.toolkit.roles import ToolkitOwner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

PUBLISHING = {"version": V2, "reason": "Clearer."}


def test_two_owners_of_one_draft_are_shown_both_texts(signed_in: Callable[..., Client]) -> None:
    first, second = signed_in(ToolkitOwner), signed_in(ToolkitOwner, email="two@example.org", name="Bo")
    first.post(f"{DRAFT}start/")
    mine, theirs = form_of(first, "needs"), form_of(second, "needs")
    assert second.post(DRAFT + "needs/", theirs | {"0-question": "Their question?"}).status_code == 302
    answer = first.post(DRAFT + "needs/", mine | {"0-question": "My question?"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bo changed the draft" in page
    assert "Their" in page
    assert answer.context["form"]["0-question"].value() == "My question?"
    saved = selectors.draft(ID)
    assert saved is not None
    assert items(saved, "needs")[0]["question"] == "Their question?"
    # Saved again with both in sight, it is mine.
    again = mine | {"0-question": "My question?", "revision": answer.context["form"]["revision"].value()}
    assert first.post(DRAFT + "needs/", again).status_code == 302
    saved = selectors.draft(ID)
    assert saved is not None
    assert items(saved, "needs")[0]["question"] == "My question?"


def test_a_draft_that_moved_is_not_published_unseen(signed_in: Callable[..., Client]) -> None:
    owner = signed_in(ToolkitOwner)
    rewritten()
    sent = form_of(owner, "") | PUBLISHING
    rewritten("Another question?")
    answer = owner.post(DRAFT + "publish/", sent)
    assert answer.status_code == 409
    assert "Clearer." in answer.content.decode()
    found = selectors.in_force(ID)
    assert found is not None
    assert found.version == V1
    shown = answer.context["form"]["revision"].value()
    assert owner.post(DRAFT + "publish/", sent | {"revision": shown}).status_code == 302


@pytest.mark.parametrize(
    ("key", "mine", "theirs", "shown"),
    [
        ("goals.housing", {"goals": ["equality"]}, {"goals": ["inclusive-economy"]}, "Equality"),
        (
            "evidence.neet",
            {"parameters": ["low-qualification"]},
            {"parameters": ["deprivation-index"]},
            "Few",
        ),
        ("sub-groups.neet", {"0-name": "Care leavers"}, {"0-name": "Young carers"}, "Care leavers"),
        ("values.deprivation-share", {"0-value": "10", "0-note": "A"}, {"0-value": "5", "0-note": "B"}, "10"),
        ("ratings", {"0-name": "poor"}, {"0-name": "weak"}, "poor"),
        ("toolkit", {"0-title": "My tool"}, {"0-title": "Their tool"}, "My"),
    ],
)
def test_two_owners_of_one_part_are_shown_both(
    signed_in: Callable[..., Client], key: str, mine: dict[str, Any], theirs: dict[str, Any], shown: str
) -> None:
    first, second = signed_in(ToolkitOwner), signed_in(ToolkitOwner, email="two@example.org", name="Bo")
    first.post(f"{DRAFT}start/")
    was = form_of(first, key)
    assert second.post(f"{DRAFT}{key}/", was | theirs).status_code == 302
    saved = drafted()
    answer = first.post(f"{DRAFT}{key}/", was | mine)
    assert answer.status_code == 409
    assert "Bo changed the draft" in text_of(answer)
    assert drafted() == saved
    both = answer.context["page"].theirs
    assert any(shown in new for change in both for _, _, new, _ in change.fields)
    name, value = next(iter(mine.items()))
    assert answer.context["form"][name].value() == value
    sent = {n: answer.context["form"][n].value() for n in ("draft", "revision")}
    assert first.post(f"{DRAFT}{key}/", was | mine | sent).status_code == 302
    assert drafted() != saved


def test_who_writes_while_the_draft_is_published_keeps_their_words(signed_in: Callable[..., Client]) -> None:
    first, second = signed_in(ToolkitOwner), signed_in(ToolkitOwner, email="two@example.org", name="Bo")
    second.post(f"{DRAFT}start/")
    mine = form_of(first, "needs")
    published(rewritten("Bo's question?"))
    answer = first.post(DRAFT + "needs/", mine | {"0-question": "My question?"})
    assert answer.status_code == 409
    page = text_of(answer)
    assert "The draft that you opened was published or thrown away." in page
    assert f"begins as version {V2}, in force now." in page
    assert answer.context["form"]["0-question"].value() == "My question?"
    assert drafted().needs[0].question == "Bo's question?"
    # The same revision in another draft is not the same page.
    assert first.post(DRAFT + "needs/", mine | {"0-question": "My question?"}).status_code == 409
    again = {n: answer.context["form"][n].value() for n in ("draft", "revision")}
    assert first.post(DRAFT + "needs/", mine | again | {"0-question": "My question?"}).status_code == 302
    assert drafted().needs[0].question == "My question?"
    current = selectors.in_force(ID)
    assert current is not None
    assert items(current, "needs")[0]["question"] == "Bo's question?"


def test_a_new_priority_overwrites_nothing_that_another_saved(signed_in: Callable[..., Client]) -> None:
    owner = signed_in(ToolkitOwner)
    owner.post(f"{DRAFT}start/")
    culture = {"name": "Culture", "summary": "Take part.", "goals": ["equality"], "question": "Who?"}
    mine = form_of(owner, "priorities/add") | culture
    rewritten("Another question?")
    assert owner.post(DRAFT + "priorities/add/", mine).status_code == 302
    assert drafted().priorities[-1].name == "Culture"
    assert drafted().needs[0].question == "Another question?"
    # Where the draft was published in between, it is said before anything is added to the next.
    draft = selectors.draft(ID)
    assert draft is not None
    published(draft)
    answer = owner.post(DRAFT + "priorities/add/", mine | {"name": "Culture again"})
    assert answer.status_code == 409
    assert answer.context["form"]["name"].value() == "Culture again"
    assert [p.name for p in drafted().priorities][-1] == "Culture"


def test_what_was_written_for_a_priority_that_is_gone_is_shown(signed_in: Callable[..., Client]) -> None:
    owner = signed_in(ToolkitOwner)
    owner.post(f"{DRAFT}start/")
    mine = form_of(owner, "priority.housing") | {"0-question": "Who can afford them?"}
    draft = selectors.draft(ID)
    assert draft is not None
    actions.rewrite(
        draft=draft,
        key="priorities",
        items=[row for row in items(draft, "priorities") if row["id"] != "housing"],
        revision=1,
        by=COMMAND_LINE,
        now=NOW,
    )
    answer = owner.post(DRAFT + "priority.housing/", mine)
    assert answer.status_code == 409
    assert "“Evaluation of priorities: Housing” is no longer in the draft" in text_of(answer)
    assert answer.context["form"]["0-question"].value() == "Who can afford them?"
    assert owner.get(DRAFT + "priority.housing/").status_code == 404


def test_a_draft_whose_beginning_was_replaced_is_compared_with_what_is_in_force(
    signed_in: Callable[..., Client],
) -> None:
    owner = signed_in(ToolkitOwner)
    draft = rewritten("My question?")
    seen = form_of(owner, "") | PUBLISHING
    [later] = actions.take_in(
        toolkits=[toolkit(version=V2, summary="Later words.")], by=COMMAND_LINE, now=NOW
    )
    refused = owner.post(DRAFT + "publish/", seen)
    assert refused.status_code == 409
    assert f"Version {V2} came into force after you opened this page." in text_of(refused)
    assert refused.context["form"]["reason"].value() == "Clearer."
    assert selectors.in_force(ID) == later
    desk = owner.get(DRAFT)
    page = text_of(desk)
    assert f"This draft was begun from version {V1}. Version {V2} has come into force since." in page
    assert "publishing would undo it" in page
    assert '<del><span class="govuk-visually-hidden">taken out: </span>Later words.</del>' in page
    assert desk.context["form"]["version"].value() == V3
    assert owner.post(DRAFT + "publish/", form_of(owner, "") | {"reason": "All seen."}).status_code == 302
    made = selectors.in_force(ID)
    assert made is not None
    assert (made.pk, made.version) == (draft.pk, V3)
    assert Version.objects.get(pk=later.pk).state == Version.State.REPLACED


def test_a_draft_that_is_gone_in_between_is_refused_in_words() -> None:
    draft = rewritten()
    actions.discard(draft=draft, by=COMMAND_LINE, now=NOW)
    for act in (
        lambda: actions.rewrite(draft=draft, key="needs", items=[], revision=1, by=COMMAND_LINE, now=NOW),
        lambda: actions.add(draft=draft, key="parameters", item={}, by=COMMAND_LINE, now=NOW),
        lambda: published(draft),
        lambda: actions.discard(draft=draft, by=COMMAND_LINE, now=NOW),
    ):
        with pytest.raises(ValueError, match="published the draft or threw it away"):
            act()
