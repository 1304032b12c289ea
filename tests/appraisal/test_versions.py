"""A toolkit's text in parts: what can be written anew, what is refused, and where the words come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packs import any_packs

from commonweal.appraisal.versions import (
    Refused,
    compare,
    rows,
    section,
    sections,
    unknown,
    with_items,
    with_new,
)
from commonweal.packs import read
from commonweal.packs.models import Provenance
from commonweal.packs.toolkits import KINDS, Group, Parameter, Priority, Toolkit

OURS = read(Path(__file__).resolve().parents[2] / "packs" / "inclusive-growth").toolkits[0]
KEYS = [s.key for s in sections(OURS)]
PRIORITY = {
    "name": "Culture",
    "summary": "More people take part.",
    "goals": ["connected-communities"],
    "indicators": ["employment-rate"],
    "question": "Who takes part now?",
    "guidance": "",
}
PARAMETER = {"name": "Median pay", "unit": "pounds a week", "since": "2025-04-01", "value": "1,012.5"}
READ_THERE = {"note": "ASHE, read on 3 November 2026"}


def items(toolkit: Toolkit, key: str) -> list[dict[str, Any]]:
    found = section(toolkit, key)
    assert found is not None
    return rows(found)


def problems(toolkit: Toolkit, key: str, written: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        with_items(toolkit, key, written)
    return [(p.field, str(p)) for p in refused.value.problems]


def priority(toolkit: Toolkit, id_: str) -> Priority:
    return next(p for p in toolkit.priorities if p.id == id_)


def group(toolkit: Toolkit, id_: str) -> Group:
    return next(g for g in toolkit.groups if g.id == id_)


def parameter(toolkit: Toolkit, id_: str) -> Parameter:
    return next(p for p in toolkit.parameters if p.id == id_)


def test_everything_in_the_toolkit_can_be_written_anew() -> None:
    held = {id(i) for s in sections(OURS) for i in s.items}
    for stage in OURS.stages:
        assert {id(q) for q in (*stage.prompts, *stage.criteria)} <= held
    assert {id(c) for p in OURS.priorities for c in p.criteria} <= held
    assert {id(s) for g in OURS.groups for s in g.sub_groups} <= held
    assert {id(v) for p in OURS.parameters for v in p.values} <= held
    assert {id(i) for i in (*OURS.needs, *OURS.groups, *OURS.ratings, *OURS.parameters, OURS)} <= held
    assert tuple(s.kind for s in OURS.stages) == KINDS
    assert len(set(KEYS)) == len(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_the_same_words_change_nothing(key: str) -> None:
    assert with_items(OURS, key, items(OURS, key)) == OURS
    as_a_browser_sends_it = [
        {n: v.replace("\n", "\r\n") + " " if isinstance(v, str) and n != "id" else v for n, v in row.items()}
        for row in items(OURS, key)
    ]
    assert with_items(OURS, key, as_a_browser_sends_it) == OURS


@settings(max_examples=25)
@given(st.data())
def test_the_same_words_change_nothing_in_any_toolkit(data: st.DataObject) -> None:
    framework = data.draw(any_packs.frameworks("f", ["one", "two"]))
    toolkit = data.draw(any_packs.toolkits(framework, ["one", "two"]))
    for part in sections(toolkit):
        assert with_items(toolkit, part.key, rows(part)) == toolkit


def test_words_written_anew_become_the_authoritys_own_and_others_keep_their_source() -> None:
    written = items(OURS, "priority.housing")
    written[0]["question"] = "Who can afford them?"
    new = with_items(OURS, "priority.housing", written)
    first, *others = priority(new, "housing").criteria
    assert (first.provenance, first.note) == (Provenance.OWN, "")
    assert tuple(others) == priority(OURS, "housing").criteria[1:]
    [change] = compare(OURS, new)
    assert (change.what, change.id) == ("changed", "affordable-to-whom")
    assert change.fields[0][0] == "Question"
    assert change.fields[0][2] == "Who can afford them?"
    assert change.fields[-1] == ("Where it comes from", "reconstructed", "our own")
    # The old words, typed again, come from where they came from.
    written[0]["question"] = priority(OURS, "housing").criteria[0].question
    assert with_items(new, "priority.housing", written, earlier=OURS) == OURS
    assert with_items(new, "priority.housing", written) != OURS


def test_what_a_priority_serves_is_its_own_choice_and_its_name_keeps_its_note() -> None:
    written = items(OURS, "goals.employment")
    written[0] |= {"goals": ["equality", "health-and-wellbeing"], "indicators": ["claimant-count"]}
    new = with_items(OURS, "goals.employment", written)
    held = priority(new, "employment")
    assert held.goals == ("equality", "health-and-wellbeing")
    assert (held.provenance, held.note) == (Provenance.OWN, priority(OURS, "employment").note)
    assert held.criteria == priority(OURS, "employment").criteria
    back = with_items(new, "goals.employment", items(OURS, "goals.employment"), earlier=OURS)
    assert {*priority(back, "employment").goals} == {"inclusive-economy", "equality"}
    assert problems(OURS, "goals.employment", [{**written[0], "goals": []}]) == [
        ("goals", "Number 1: choose at least one goal that it serves.")
    ]


def test_a_group_has_groups_within_it_evidence_and_numbers() -> None:
    written = items(OURS, "sub-groups.out-of-employment")
    new = with_items(
        OURS, "sub-groups.out-of-employment", [written[2], written[0], {"id": "", "name": "Over fifty"}]
    )
    within = group(new, "out-of-employment").sub_groups
    assert [s.id for s in within] == ["disadvantaged-ethnic-communities", "unemployed", "over-fifty"]
    assert [s.provenance.value for s in within] == ["seen", "seen", "own"]
    assert group(new, "out-of-employment").provenance is Provenance.SEEN
    linked = with_items(
        OURS, "evidence.neet", [{"id": "neet", "indicators": [], "parameters": ["low-qualification"]}]
    )
    assert group(linked, "neet").parameters == ("low-qualification",)
    assert group(linked, "neet").provenance is Provenance.OWN
    with pytest.raises(ValueError, match="parameter that is not here"):
        with_items(OURS, "evidence.neet", [{"id": "neet", "parameters": ["none-such"]}])


def test_a_priority_is_added_whole_moved_and_taken_out() -> None:
    new = with_new(OURS, "priorities", PRIORITY)
    made = new.priorities[-1]
    assert (made.id, made.goals, made.indicators) == (
        "culture",
        ("connected-communities",),
        ("employment-rate",),
    )
    assert [c.question for c in made.criteria] == ["Who takes part now?"]
    assert {made.provenance, made.criteria[0].provenance} == {Provenance.OWN}
    again = with_new(new, "priorities", PRIORITY)
    assert again.priorities[-1].id == "culture-2"
    written = items(new, "priorities")
    other = with_items(new, "priorities", [written[-1], *written[1:-1]])
    assert [p.id for p in other.priorities][:2] == ["culture", "skills"]
    assert {c.what for c in compare(new, other)} == {"gone", "moved"}
    with pytest.raises(Refused) as refused:
        with_new(OURS, "priorities", {"name": " "})
    assert [p.field for p in refused.value.problems] == ["name", "summary", "goals", "question"]
    assert "page of its own" in problems(OURS, "priorities", [*written[:-1], {**PRIORITY, "id": ""}])[0][1]


def test_a_number_is_added_with_its_first_value_and_taken_out_unless_a_group_uses_it() -> None:
    new = with_new(OURS, "parameters", PARAMETER | READ_THERE)
    made = new.parameters[-1]
    assert (made.id, made.values[0].value, made.values[0].note) == ("median-pay", 1012.5, READ_THERE["note"])
    without = with_items(new, "parameters", items(new, "parameters")[:-1])
    assert without == OURS
    wanted = items(OURS, "parameters")[2:]
    said = problems(OURS, "parameters", wanted)
    assert [words for _, words in said] == [
        "“Real Living Wage outside London” cannot be taken out: “People in work on low pay” depends on it. "
        "Untick it there first.",
        "“Few qualifications means” cannot be taken out: “People with few qualifications” depends on it. "
        "Untick it there first.",
    ]
    with pytest.raises(Refused) as refused:
        with_new(OURS, "parameters", {"name": "Pay", "since": "soon", "value": "1"})
    assert [p.field for p in refused.value.problems] == ["unit", "since", "note"]


def test_values_stand_oldest_first_each_with_where_it_was_read() -> None:
    key = "values.real-living-wage"
    written = items(OURS, key)
    new_one = {"id": "", "since": "2026-10-21", "value": "14.10", "words": "", **READ_THERE}
    before_all = {"id": "", "since": "2017-11-06", "value": "", "words": "not set here", **READ_THERE}
    new = with_items(OURS, key, [new_one, *written, before_all])
    values = parameter(new, "real-living-wage").values
    assert [str(v.since) for v in values] == ["2017-11-06", *(r["since"] for r in written), "2026-10-21"]
    assert (values[-1].value, values[-1].provenance, values[-1].note) == (
        14.1,
        Provenance.OWN,
        READ_THERE["note"],
    )
    assert values[1:-1] == parameter(OURS, "real-living-wage").values
    assert [(c.what, c.id) for c in compare(OURS, new)] == [("added", "2017-11-06"), ("added", "2026-10-21")]
    # Corrected: it is another value, read somewhere else. Put back, it is the old one again.
    corrected = with_items(OURS, key, [written[0] | {"value": "9.01"} | READ_THERE, *written[1:]])
    first = parameter(corrected, "real-living-wage").values[0]
    assert (first.value, first.provenance, first.note) == (9.01, Provenance.OWN, READ_THERE["note"])
    assert with_items(corrected, key, written, earlier=OURS) == OURS


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": "9.3o"}, ["value", "note"]),
        ({"value": "1.234,50"}, ["value", "note"]),
        ({"value": "inf"}, ["value", "note"]),
        ({"value": ""}, ["value", "note"]),
        ({"words": "nine pounds"}, ["value", "note"]),
        ({"value": "9.31"}, ["note"]),  # the old source does not say so
        ({"value": "9.31", "note": ""}, ["note"]),
        ({"since": "2026-02-30"} | READ_THERE, ["since"]),
        ({"since": "20261001"} | READ_THERE, ["since"]),
        ({"since": ""} | READ_THERE, ["since"]),
        ({"since": "2018-11-05"} | READ_THERE, ["since"]),  # the day of another
        ({"note": "a\x07"}, ["note"]),
    ],
)
def test_what_a_value_must_be(change: dict[str, str], said: list[str]) -> None:
    written = items(OURS, "values.real-living-wage")
    written[1] |= change
    found = problems(OURS, "values.real-living-wage", written)
    assert [field for field, _ in found] == said, found
    assert all(words.startswith("Number 2: ") for _, words in found)


def test_the_scale_may_have_other_words_two_at_least() -> None:
    written = items(OURS, "ratings")
    new = with_items(OURS, "ratings", [{"id": "", "name": "none", "meaning": "Nothing."}, *written[1:]])
    assert [r.id for r in new.ratings] == ["none", *(r["id"] for r in written[1:])]
    assert [c.what for c in compare(OURS, new)] == ["added", "gone"]
    assert problems(OURS, "ratings", written[:1]) == [("", "“The scale” needs at least two items.")]
    assert "“What it means” is empty" in problems(OURS, "ratings", [*written, {"id": "", "name": "x"}])[0][1]


def test_the_toolkit_itself_has_a_title_a_summary_a_caution_and_a_note() -> None:
    [written] = items(OURS, "toolkit")
    new = with_items(OURS, "toolkit", [written | {"title": "Our tool", "note": "We wrote most of it."}])
    assert (new.title, new.note, new.provenance) == ("Our tool", "We wrote most of it.", Provenance.OWN)
    assert new.stages == OURS.stages
    [change] = compare(OURS, new)
    assert [label for label, _, _ in change.fields] == [
        "Title",
        "Where its words come from",
        "Where it comes from",
    ]
    assert problems(OURS, "toolkit", [written | {"caution": " "}])[0][0] == "caution"


def test_a_prompt_stands_only_where_its_stage_shows_it() -> None:
    written = items(OURS, "stage.fit")
    written[1]["beside"] = "priority"
    new = with_items(OURS, "stage.fit", written)
    assert new.stage("fit").prompts[1].beside == "priority"
    [change] = compare(OURS, new)
    assert change.fields[0] == (
        "Where it stands",
        "By itself: it is answered",
        "Beside how each priority is delivered",
    )
    written[1]["beside"] = "claim"
    assert problems(OURS, "stage.fit", written) == [
        ("beside", "Number 2: a prompt of this stage cannot stand there.")
    ]
    # What a pack has so stays as it is until somebody changes it.
    data = OURS.model_dump(mode="json")
    data["stages"][0]["prompts"][0]["beside"] = "claim"
    strange = Toolkit.model_validate(data)
    assert with_items(strange, "stage.fit", items(strange, "stage.fit")) == strange
    fit = section(strange, "stage.fit")
    assert fit is not None
    assert [id_ for id_, _ in fit.choices("beside")] == ["", "priority", "claim"]


@pytest.mark.parametrize(
    ("key", "written", "said"),
    [
        ("needs", [{"id": "operation", "question": "   "}], "“Question” is empty"),
        ("priority.housing", [], "needs at least one"),  # a priority without a criterion is no priority
        ("groups", [], "needs at least one"),
        ("priorities", [], "needs at least one"),
        ("groups", [{"id": "", "name": "Carers"}], "“Who they are” is empty"),
        ("needs", [{"id": "operated", "question": "Who?"}], "has no item “operated”"),
        ("needs", [{"id": "operation", "question": "?"}] * 2, "was sent with “operation” twice"),
        ("needs", [{"id": "", "question": "Who?\x07"}], "cannot be printed"),
        ("stages", [], "none added, taken out or moved"),
        ("goals.skills", [{"id": "housing", "goals": ["equality"]}], "none added, taken out or moved"),
    ],
)
def test_what_would_not_be_whole_is_refused(key: str, written: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        with_items(OURS, key, written)


def test_every_problem_is_said_at_once() -> None:
    written = items(OURS, "needs")
    written[0]["question"], written[2]["question"] = "", " "
    assert [words for _, words in problems(OURS, "needs", written)] == [
        "Number 1: “Question” is empty. Write it, or take the item out.",
        "Number 3: “Question” is empty. Write it, or take the item out.",
    ]


def test_two_new_questions_of_the_same_words_have_ids_of_their_own() -> None:
    same = {"id": "", "question": "¿Por qué?"}
    new = with_items(OURS, "needs", [*items(OURS, "needs"), same, dict(same)])
    ids = [n.id for n in new.needs]
    assert len(ids) == len(set(ids)) == len(OURS.needs) + 2


@pytest.mark.parametrize("key", ["", "stage.none", "priority.none", "good-work.x", "values.none", "goals"])
def test_a_part_that_there_is_not(key: str) -> None:
    with pytest.raises(KeyError):
        with_items(OURS, key, [])


def test_what_the_register_does_not_have_is_said_with_where_to_mend_it() -> None:
    goals = {g for p in OURS.priorities for g in p.goals} - {"equality"}
    indicators = {i for x in (*OURS.priorities, *OURS.groups) for i in x.indicators} - {"neet"}
    found = list(unknown(OURS, goals, indicators))
    assert ("evidence.neet", "neet") in {(u.key, u.words.rpartition(" ")[2]) for u in found}
    assert {u.key for u in found if u.words.endswith("equality")} == {
        f"goals.{p.id}" for p in OURS.priorities if "equality" in p.goals
    }
