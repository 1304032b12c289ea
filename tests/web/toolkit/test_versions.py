"""A toolkit comes with a pack, is drafted anew by its owner, compared and published; nothing old is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.toolkit.desk import DRAFT, ID, NOW, V1, V2, V3, V4, rewritten, toolkit

from commonweal.web.accounts.roles import Analyst
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.audit.models import Event
from commonweal.web.toolkit import actions, selectors
from commonweal.web.toolkit.models import Version
from commonweal.web.toolkit.roles import ToolkitOwner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]


def test_the_pack_brings_its_toolkit_into_force() -> None:
    found = selectors.in_force()
    assert found is not None
    assert (found.toolkit, found.version, found.published_by) == (ID, V1, "")
    assert Event.objects.filter(act="toolkit.brought").count() == 1
    assert actions.take_in(toolkits=[toolkit()], by=COMMAND_LINE, now=NOW) == []


def test_other_words_under_a_known_version_are_refused() -> None:
    with pytest.raises(ValueError, match="Give it a new version"):
        actions.take_in(toolkits=[toolkit(summary="Otherwise.")], by=COMMAND_LINE, now=NOW)


def test_a_later_version_of_the_pack_replaces_the_packs_and_never_the_owners() -> None:
    [later] = actions.take_in(toolkits=[toolkit(version=V2, summary="Later.")], by=COMMAND_LINE, now=NOW)
    assert selectors.in_force(ID) == later
    draft = rewritten()
    ours = actions.publish(
        draft=draft, version=V3, reason="Clearer.", revision=draft.revision, by=COMMAND_LINE, now=NOW
    )
    [offered] = actions.take_in(
        toolkits=[toolkit(version=V4, summary="Later still.")], by=COMMAND_LINE, now=NOW
    )
    assert offered.state == Version.State.OFFERED
    assert selectors.in_force(ID) == ours
    states = [v.state for v in selectors.all_published(ID)]
    assert sorted(states) == ["in_force", "offered", "replaced", "replaced"]


def test_publishing_keeps_the_version_before_it_word_for_word(client: Client) -> None:
    before = selectors.in_force(ID)
    assert before is not None
    was = client.get(f"/toolkit/{ID}/versions/{V1}/").content.decode()
    draft = rewritten("What is it really for?")
    made = actions.publish(
        draft=draft, version=V2, reason="Clearer.", revision=draft.revision, by=COMMAND_LINE, now=NOW
    )
    assert selectors.in_force(ID) == made
    assert selectors.draft(ID) is None
    now = client.get("/toolkit/").content.decode()
    assert "What is it really for?" in now
    assert "Our own" in now
    assert "Clearer." in now
    then = client.get(f"/toolkit/{ID}/versions/{V1}/").content.decode()
    assert "What is it really for?" not in then
    assert "replaced by a later version" in then
    assert "How will it operate?" in was
    assert "How will it operate?" in then
    changes = client.get(f"/toolkit/{ID}/versions/{V1}/changes/").content.decode()
    assert "<ins>" in changes
    assert "1 changed." in changes


@pytest.mark.parametrize(
    ("version", "reason", "said"),
    [
        (V2, " ", "Say why"),
        (V1, "Clearer.", f"after {V1}, such as {V2}"),
        ("0.9.9", "Clearer.", f"after {V1}"),
        ("2", "Clearer.", f"after {V1}"),
        (f"{V2}; drop", "Clearer.", f"after {V1}"),
    ],
)
def test_what_is_not_published(version: str, reason: str, said: str) -> None:
    draft = rewritten()
    with pytest.raises(ValueError, match=said):
        actions.publish(
            draft=draft, version=version, reason=reason, revision=draft.revision, by=COMMAND_LINE, now=NOW
        )
    assert selectors.draft(ID) is not None


def test_a_draft_that_asks_the_same_is_not_published() -> None:
    draft = actions.start_draft(toolkit=ID, by=COMMAND_LINE, now=NOW)
    with pytest.raises(ValueError, match="nothing to publish"):
        actions.publish(draft=draft, version=V2, reason="Why not?", revision=1, by=COMMAND_LINE, now=NOW)


def test_only_an_owner_may(client: Client, signed_in: Callable[..., Client]) -> None:
    rewritten()
    analyst = signed_in(Analyst)
    for way in (DRAFT, DRAFT + "needs/"):
        assert client.get(way).status_code == 302
        refused = analyst.get(way)
        assert refused.status_code == 403
        said = " ".join(refused.content.decode().split())
        assert "write a toolkit’s questions and publish a new version of them" in said
        assert "<strong>Toolkit owner</strong>" in said
    for way in ("start/", "discard/", "publish/", "needs/"):
        assert analyst.post(DRAFT + way, {}).status_code == 403
    assert selectors.draft(ID) is not None
    for page in ("/toolkit/", f"/toolkit/{ID}/versions/"):
        assert "What is it for?" not in client.get(page).content.decode()
        assert "What is it for?" not in analyst.get(page).content.decode()


def test_throwing_a_draft_away_leaves_what_is_in_force(signed_in: Callable[..., Client]) -> None:
    owner = signed_in(ToolkitOwner)
    rewritten()
    assert owner.post(f"{DRAFT}discard/").status_code == 302
    assert selectors.draft(ID) is None
    assert owner.post(f"{DRAFT}discard/").status_code == 404
    assert owner.get(DRAFT).status_code == 302
    assert selectors.in_force(ID) is not None


@pytest.mark.parametrize(
    "way",
    ["nowhere/versions/", f"{ID}/versions/9.9.9/", f"{ID}/versions/9.9.9/changes/", f"{ID}/draft/none/"],
)
def test_what_there_is_not(signed_in: Callable[..., Client], way: str) -> None:
    rewritten()
    assert signed_in(ToolkitOwner).get(f"/toolkit/{way}").status_code == 404


def test_where_no_toolkit_is_loaded(client: Client) -> None:
    Version.objects.all().delete()
    assert "No toolkit has been loaded yet" in client.get("/toolkit/").content.decode()
    assert "Decision-Making Toolkit" not in client.get("/").content.decode()


def test_the_page_says_of_each_question_where_it_comes_from(client: Client) -> None:
    page = client.get("/toolkit/")
    text = page.content.decode()
    shown = page.context["page"]
    assert shown.lede.startswith("Four stages, seven priorities and five groups of people")
    assert [s.name for s in shown.stages] == [
        "Strategic fit",
        "Evaluation of priorities",
        "Identifying who will benefit",
        "Good Work",
    ]
    # What mission facts mark as not found is never shown as the Combined Authority's.
    for priority in shown.priorities:
        assert priority.criteria
        assert {c.origin.tag for c in priority.criteria} == {"Reconstructed"}
    good_work = shown.stages[3].criteria
    assert [c.origin.tag for c in good_work] == ["Seen"] * 4 + ["Reconstructed"] * 6
    assert {p.origin.tag for p in shown.stages[2].prompts} == {"Reconstructed"}
    assert "£" not in shown.parameters[0].now
    assert shown.parameters[0].now == "13.45 pounds an hour"
    assert text.count("Reconstructed</strong>") > 40
    # What hangs on priorities and groups is shown too, with where each comes from.
    assert ("Equality", "/frameworks/inclusive-growth/goals/equality/") in shown.priorities[0].goals
    assert ("Claimant count", "/indicators/claimant-count/") in shown.priorities[0].evidence
    assert [origin.tag for _, origin in shown.groups[0].sub_groups] == ["Seen"] * 3
    assert ("Median weekly pay", "/indicators/median-weekly-pay/") in shown.groups[1].evidence
    assert "Read beside each claim on people." in text


def test_the_toolkit_is_drawn_in_few_queries(client: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/toolkit/")
    assert len(asked) <= 5, [q["sql"][:80] for q in asked]


def test_an_export_of_the_pack_holds_its_toolkit(tmp_path: Any) -> None:
    from commonweal.packs import read, write
    from commonweal.web.evidence.selectors import exported_pack

    pack, figures = exported_pack(ID)
    write(pack, tmp_path / "out", figures)
    assert (tmp_path / "out" / "toolkits" / f"{ID}.yaml").is_file()
    assert pack.toolkits == (toolkit(),)
    assert pack.manifest == read(tmp_path / "out").manifest


def test_a_goal_shows_what_is_asked_of_proposals_for_it(client: Client) -> None:
    answer = client.get("/frameworks/inclusive-growth/goals/health-and-wellbeing/")
    page = " ".join(answer.content.decode().split())
    assert "has 1 priority that serves it." in page
    assert "Would it help most where healthy lives are shortest?" in page
    # No priority serves this one; and a goal of another framework is not served, whatever it is called.
    for goal in ("inclusive-growth/goals/power-and-participation", "sustainable-development/goals/goal-3"):
        other = client.get(f"/frameworks/{goal}/")
        assert other.status_code == 200
        assert "What is asked of a proposal" not in other.content.decode()
