"""A set of tests written anew, and what differs between two versions: all of it is shown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scrutiny.test_account import OURS

from commonweal.packs.models import Provenance
from commonweal.packs.test_sets import TestSet
from commonweal.scrutiny.versions import KINDS, PARTS, Refused, compare, row_of, with_questions, with_words

ROWS = [row_of(q) for q in OURS.questions]
NEW: dict[str, Any] = {
    "id": "",
    "label": "Cost of living",
    "question": "What does it do to rents?",
    "parts": ["who"],
}


def test_the_same_rows_are_the_same_set() -> None:
    again = with_questions(OURS, ROWS)
    assert again == OURS
    assert compare(OURS, again) == []


def test_what_an_owner_writes_is_their_own_and_what_they_take_back_is_not() -> None:
    mine = with_questions(OURS, [{**ROWS[0], "question": "How?"}, *ROWS[1:]])
    assert mine.questions[0].provenance is Provenance.OWN
    assert mine.questions[0].carries == OURS.questions[0].carries
    assert all(q.provenance is Provenance.RECONSTRUCTED for q in mine.questions[1:])
    back = with_questions(mine, ROWS, earlier=OURS)
    assert back == OURS


def test_each_change_is_said_by_item() -> None:
    rows = [ROWS[1], ROWS[0], {**ROWS[2], "parts": ["who"]}, *ROWS[4:], NEW]
    found = compare(OURS, with_questions(OURS, rows), {"parts": {"who": "Who exactly"}})
    said = [(c.what, c.id) for c in found]
    assert said[0] in (("moved", "who-benefits"), ("moved", "how-it-works"))
    assert said[1:] == [("changed", "who-could-lose"), ("added", "cost-of-living"), ("gone", "which-goals")]
    fields = {label: new for c in found if c.id == "who-could-lose" for label, _, new in c.fields}
    assert fields["A good answer says"] == "Who exactly"
    assert fields["Where it comes from"] == "own"


def test_words_of_the_set_are_compared_too() -> None:
    new = with_words(OURS, {"headings": ["Fair growth", " "], "summary": "Eleven questions."})
    [change] = compare(OURS, new)
    assert {f[0] for f in change.fields} == {"Headings of reports", "Summary"}
    assert new.headings == ("Fair growth",)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"label": " – "}, "label"),
        ({"question": ""}, "question"),
        ({"parts": []}, "parts"),
        ({"cost_from": -1}, "cost_from"),
        ({"parts": ["vibes"]}, "parts"),
        ({"places": ["nowhere"]}, "applies"),
        ({"goals": ["Not an id"]}, "goals"),
    ],
)
def test_a_wrong_question_is_refused_by_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        with_questions(OURS, [{**ROWS[0], **wrong}])
    assert [f for f, _ in refused.value.problems] == [field]


def test_a_set_without_questions_or_words_is_refused() -> None:
    with pytest.raises(Refused, match="one question at least"):
        with_questions(OURS, [])
    with pytest.raises(Refused, match="one heading at least"):
        with_words(OURS, {"headings": [" "]})
    with pytest.raises(Refused, match="Summary"):
        with_words(OURS, {"summary": "\n"})


def test_new_questions_of_one_name_have_ids_of_their_own() -> None:
    made = with_questions(OURS, [*ROWS, NEW, NEW, {**NEW, "label": "42 İ"}])
    ids = [q.id for q in made.questions]
    assert len(ids) == len(set(ids))
    assert TestSet.model_validate(made.model_dump(mode="json")) == made


TEXT = st.text(alphabet="ab é€\u05d0\x07", min_size=0, max_size=8)
ROW = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["", *(q.id for q in OURS.questions)]),
        "label": TEXT.map(lambda t: f"x{t}"),
        "question": TEXT.map(lambda t: f"y{t}"),
        "guidance": TEXT,
        "parts": st.lists(st.sampled_from(PARTS), min_size=1, max_size=3),
        "goals": st.lists(st.sampled_from(["equality", "inclusive-economy"]), max_size=2),
        "kinds": st.lists(st.sampled_from(KINDS), max_size=2),
        "cost_from": st.none() | st.floats(0, 1e9) | st.integers(0, 3).map(float),
        "key_decision": st.none() | st.booleans(),
        "places": st.lists(st.sampled_from(["E08000029", "E08000025"]), max_size=2),
    }
)
SETS = st.lists(ROW | st.sampled_from(ROWS), min_size=1, max_size=5, unique_by=lambda r: r["id"] or id(r))


@settings(max_examples=150, deadline=None)
@given(SETS, SETS, st.sampled_from(["One", "Two"]), st.sampled_from(["One", "Two"]))
def test_nothing_is_said_if_and_only_if_nothing_differs(
    one: list[dict[str, Any]], two: list[dict[str, Any]], title: str, other: str
) -> None:
    old = with_words(with_questions(OURS, one), {"title": title})
    new = with_words(with_questions(OURS, two), {"title": other})
    found = compare(old, new)
    assert (found == []) == (old == new)
    for change in found:
        assert change.fields
        assert all(was != now for _, was, now in change.fields)
    # What is shown as added, gone or otherwise is all that the new set has otherwise.
    touched = {c.id for c in found}
    before = {q.id: q for q in old.questions}
    assert all(before.get(q.id) == q for q in new.questions if q.id not in touched)
    assert {q.id for q in old.questions} - {q.id for q in new.questions} <= touched
