"""An owner rewrites every part of the draft in the web, and is told in words what cannot be so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.toolkit.desk import DRAFT, ID, drafted, form_of, items, text_of, toolkit

from commonweal.web.audit.models import Event
from commonweal.web.toolkit import selectors
from commonweal.web.toolkit.roles import ToolkitOwner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]


@pytest.fixture
def owner(signed_in: Callable[..., Client]) -> Client:
    client = signed_in(ToolkitOwner)
    client.post(f"{DRAFT}start/")
    return client


def save(owner: Client, key: str, **changes: Any) -> Any:
    return owner.post(f"{DRAFT}{key}/", form_of(owner, key) | changes)


def errors(answer: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_items_are_moved_taken_out_and_added(owner: Client) -> None:
    sent = form_of(owner, "good-work")
    ids = [sent[f"{n}-id"] for n in range(4)]
    sent |= {"0-order": "3", "1-gone": "on", "10-question": "<script>alert(1)</script> & fair?"}
    assert owner.post(DRAFT + "good-work/", sent).status_code == 302
    saved = selectors.draft(ID)
    assert saved is not None
    found = items(saved, "good-work")
    assert [row["id"] for row in found[:3]] == [ids[2], ids[0], ids[3]]
    assert found[-1]["question"] == "<script>alert(1)</script> & fair?"
    page = owner.get(DRAFT).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_an_item_without_words_is_refused_and_nothing_is_lost(owner: Client) -> None:
    sent = form_of(owner, "needs") | {"0-question": "  ", "1-question": "Kept?"}
    answer = owner.post(DRAFT + "needs/", sent)
    assert answer.status_code == 422
    assert "Number 1: “Question” is empty. Write it, or take the item out." in text_of(answer)
    assert answer.context["form"]["1-question"].value() == "Kept?"


def test_a_form_that_was_tampered_with_fails_in_words(owner: Client) -> None:
    for tampered in ({"rows": "x"}, {"rows": "999999"}, {"revision": "-1"}, {"0-id": "no-such-id"}):
        assert owner.post(DRAFT + "needs/", form_of(owner, "needs") | tampered).status_code in (409, 422)


def test_every_part_can_be_opened_and_sent_back_as_it_is(owner: Client) -> None:
    before = toolkit()
    draft = selectors.draft(ID)
    assert draft is not None
    for part in selectors.sections(draft):
        answer = save(owner, part.key)
        assert answer.status_code == 302, (part.key, errors(answer))
    assert drafted() == before
    assert "nothing differs." in text_of(owner.get(DRAFT))


def test_the_scale_has_two_words_at_least(owner: Client) -> None:
    sent = {"0-gone": "on", "1-gone": "on"}
    answer = owner.post(DRAFT + "ratings/", form_of(owner, "ratings") | sent)
    assert answer.status_code == 422
    assert "needs at least two items" in text_of(answer)
    answer = owner.post(
        DRAFT + "ratings/", form_of(owner, "ratings") | {"3-name": "excellent", "3-meaning": "A model."}
    )
    assert answer.status_code == 302
    assert [r.name for r in drafted().ratings][-1] == "excellent"
    assert "Assessments already begun keep the scale of their own version" in text_of(
        owner.get(DRAFT + "ratings/")
    )


def test_a_group_within_a_group_is_added_and_taken_out(owner: Client) -> None:
    key = "sub-groups.out-of-employment"
    assert (
        owner.post(
            f"{DRAFT}{key}/", form_of(owner, key) | {"0-gone": "on", "2-order": "1", "3-name": "Over fifty"}
        ).status_code
        == 302
    )
    found = next(g for g in drafted().groups if g.id == "out-of-employment").sub_groups
    assert [s.id for s in found] == ["disadvantaged-ethnic-communities", "young-unemployed", "over-fifty"]
    page = text_of(owner.get(DRAFT))
    assert (
        "Taken out: Residents out of employment: groups within it, “Unemployed people of any working age”"
        in page
    )
    assert "Added: Residents out of employment: groups within it, “Over fifty”" in page


def test_goals_and_evidence_are_ticked_by_name(owner: Client) -> None:
    page = text_of(owner.get(DRAFT + "goals.employment/"))
    assert "Inclusive economy" in page
    assert "Ticked: " in page
    answer = owner.post(
        DRAFT + "goals.employment/",
        form_of(owner, "goals.employment")
        | {"goals": ["equality"], "indicators": ["claimant-count", "neet"]},
    )
    assert answer.status_code == 302
    found = drafted().priorities[0]
    assert (found.goals, found.indicators) == (("equality",), ("claimant-count", "neet"))
    desk = owner.get(DRAFT)
    [change] = desk.context["page"].changes
    assert change.fields[0][:3] == ("Goals", "Inclusive economy, Equality", "Equality")
    assert change.fields[1][0] == "Evidence"
    refused = owner.post(
        DRAFT + "goals.employment/", form_of(owner, "goals.employment") | {"goals": [], "indicators": []}
    )
    assert refused.status_code == 422
    assert errors(refused) == {"goals": ["Choose at least one goal that it serves."]}
    assert refused.context["form"]["indicators"].value() == []
    tampered = form_of(owner, "goals.employment") | {"goals": ["none-such"], "indicators": ["<b>"]}
    assert set(errors(owner.post(DRAFT + "goals.employment/", tampered))) == {"goals", "indicators"}


def test_the_numbers_a_group_depends_on_are_ticked(owner: Client) -> None:
    sent = form_of(owner, "evidence.low-earning") | {"parameters": []}
    assert owner.post(DRAFT + "evidence.low-earning/", sent).status_code == 302
    assert next(g for g in drafted().groups if g.id == "low-earning").parameters == ()
    # Now nobody depends on it, so it may go; the others may not.
    gone = form_of(owner, "parameters") | {"0-gone": "on", "1-gone": "on"}
    refused = owner.post(DRAFT + "parameters/", gone)
    assert errors(refused) == {
        "1-gone": [
            "“Few qualifications means” cannot be taken out: “People with few qualifications” depends on it. "
            "Untick it there first."
        ]
    }
    assert (
        owner.post(DRAFT + "parameters/", form_of(owner, "parameters") | {"0-gone": "on"}).status_code == 302
    )
    assert drafted().parameters[0].id == "low-qualification"
    assert owner.get(DRAFT + "values.real-living-wage/").status_code == 404


def test_this_years_value_is_added_with_where_it_was_read(owner: Client, client: Client) -> None:
    key = "values.real-living-wage"
    new = {"8-since": "2026-10-21", "8-value": "14.10"}
    refused = owner.post(f"{DRAFT}{key}/", form_of(owner, key) | new)
    assert errors(refused) == {
        "8-note": ["Number 9: say where it was read: the publication and its date, or who decided it."]
    }
    assert refused.context["form"]["8-value"].value() == "14.10"
    new |= {"8-note": "Living Wage Foundation, 21 October 2026"}
    assert owner.post(f"{DRAFT}{key}/", form_of(owner, key) | new).status_code == 302
    draft = selectors.draft(ID)
    assert draft is not None
    assert items(draft, key)[-1]["value"] == "14.1"
    sent = form_of(owner, "") | {"reason": "The rate of this year."}
    assert owner.post(DRAFT + "publish/", sent).status_code == 302
    page = text_of(client.get("/toolkit/"))
    assert "Real Living Wage outside London: 14.10 pounds an hour" in page
    assert "Our own: Living Wage Foundation, 21 October 2026" in page
    assert Event.objects.filter(act="toolkit.rewritten").count() == 1
    assert "rewrote “Real Living Wage outside London: by year” in the draft" in str(
        Event.objects.get(act="toolkit.rewritten").sentence
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"7-value": "13,45"}, {"7-value": "not a number", "7-note": "a new one"}),
        ({"7-value": ""}, {"7-value": "Number 8: give a number, or words", "7-note": "a new one"}),
        ({"7-since": "22/10/2025"}, {"7-since": "“22/10/2025” is no day", "7-note": "a new one"}),
        ({"7-since": "2024-10-23", "7-note": "Read."}, {"7-since": "begins on the same day"}),
        ({"7-words": "thirteen"}, {"7-value": "not both", "7-note": "a new one"}),
    ],
)
def test_what_a_value_cannot_be(owner: Client, changes: dict[str, str], said: dict[str, str]) -> None:
    key = "values.real-living-wage"
    answer = owner.post(f"{DRAFT}{key}/", form_of(owner, key) | changes)
    assert answer.status_code == 422
    found = errors(answer)
    assert found.keys() == said.keys(), found
    for name, words in said.items():
        assert words in found[name][0]
    for name, value in changes.items():
        assert answer.context["form"][name].value() == value


def test_a_priority_is_added_with_all_that_it_needs_at_once(owner: Client) -> None:
    way = "priorities/add"
    assert "Add a priority" in text_of(owner.get(DRAFT + "priorities/"))
    refused = save(owner, way, name="Culture")
    assert refused.status_code == 422
    assert set(errors(refused)) == {"summary", "goals", "question"}
    page = text_of(refused)
    for target in ("id_summary", "id_goals_0", "id_question"):
        assert f'<a href="#{target}">' in page
        assert f'id="{target}"' in page
    assert refused.context["form"]["name"].value() == "Culture"
    whole = {
        "name": "Culture",
        "summary": "More take part.",
        "question": "Who takes part?",
        "goals": ["equality"],
    }
    assert save(owner, way, **whole).status_code == 302
    made = drafted().priorities[-1]
    assert (made.id, made.goals, made.criteria[0].question) == ("culture", ("equality",), "Who takes part?")
    desk = text_of(owner.get(DRAFT))
    assert "Culture: goals and evidence" in desk
    assert "Evaluation of priorities: Culture" in desk
    assert (
        "added the priority “Culture” to the draft"
        in Event.objects.filter(act="toolkit.rewritten").get().sentence
    )
    assert owner.post(DRAFT + "priorities/", form_of(owner, "priorities") | {"0-gone": "on", "7-order": "1"})
    assert [p.id for p in drafted().priorities][:2] == ["culture", "skills"]


def test_a_number_is_added_with_its_first_value(owner: Client) -> None:
    way = "parameters/add"
    assert set(errors(save(owner, way))) == {"name", "unit", "since", "value", "note"}
    whole = {"name": "Median pay", "unit": "pounds a week", "since": "2025-04-01", "value": "1,012.50"}
    assert set(errors(save(owner, way, **whole))) == {"note"}
    assert save(owner, way, **whole, note="ASHE, read on 3 November 2026").status_code == 302
    made = drafted().parameters[-1]
    assert (made.id, made.values[0].value, made.source) == ("median-pay", 1012.5, toolkit().source)
    assert owner.get(DRAFT + "groups/add/").status_code == 404


def test_the_toolkits_own_title_and_where_a_prompt_stands(owner: Client) -> None:
    sent = form_of(owner, "toolkit") | {"0-title": "Our Tool", "0-caution": ""}
    assert errors(owner.post(DRAFT + "toolkit/", sent)) == {"0-caution": ["“Caution” is empty. Write it."]}
    assert owner.post(DRAFT + "toolkit/", sent | {"0-caution": "Careful."}).status_code == 302
    assert (drafted().title, drafted().caution) == ("Our Tool", "Careful.")
    sent = form_of(owner, "stage.beneficiaries") | {"4-beside": "claim"}
    assert owner.post(DRAFT + "stage.beneficiaries/", sent).status_code == 302
    assert drafted().stage("beneficiaries").prompts[4].beside == "claim"
    refused = owner.post(DRAFT + "stage.beneficiaries/", sent | {"4-beside": "chain"})
    assert refused.status_code == 422
    assert "By itself: it is answered" in text_of(owner.get(DRAFT))


def test_what_the_register_no_longer_has_stops_a_draft_and_can_be_unticked(owner: Client) -> None:
    draft = selectors.draft(ID)
    assert draft is not None
    draft.definition["priorities"][0]["goals"].append("gone-goal")
    draft.definition["groups"][3]["indicators"].append("gone-indicator")
    draft.save()
    desk = owner.get(DRAFT)
    assert [href for _, href in desk.context["page"].unknown] == [
        DRAFT + "goals.employment/",
        DRAFT + "evidence.neet/",
    ]
    refused = owner.post(DRAFT + "publish/", form_of(owner, "") | {"reason": "Why not?"})
    assert refused.status_code == 422
    assert "gone-indicator" in text_of(refused)
    page = text_of(owner.get(DRAFT + "evidence.neet/"))
    assert "gone-indicator (not known here)" in page
    for key, name in (("goals.employment", "goals"), ("evidence.neet", "indicators")):
        sent = form_of(owner, key)
        assert owner.post(f"{DRAFT}{key}/", sent | {name: sent[name][:-1]}).status_code == 302
    assert drafted() == toolkit()
