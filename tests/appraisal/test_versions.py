"""A toolkit's text in parts: what can be written anew, and what two versions ask otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.appraisal.versions import compare, section, sections, with_items
from commonweal.packs import read
from commonweal.packs.models import Provenance
from commonweal.packs.toolkits import KINDS, Toolkit

OURS = read(Path(__file__).resolve().parents[2] / "packs" / "inclusive-growth").toolkits[0]
KEYS = [s.key for s in sections(OURS)]


def rows(toolkit: Toolkit, key: str) -> list[dict[str, str]]:
    found = section(toolkit, key)
    assert found is not None
    return [{n: getattr(i, n) for n in ("id", *(name for name, _ in found.fields))} for i in found.items]


def test_every_question_of_the_toolkit_can_be_written_anew() -> None:
    held = {id(i) for s in sections(OURS) for i in s.items}
    for stage in OURS.stages:
        assert {id(q) for q in (*stage.prompts, *stage.criteria)} <= held
    for priority in OURS.priorities:
        assert {id(c) for c in priority.criteria} <= held
    assert {id(i) for i in (*OURS.needs, *OURS.groups, *OURS.ratings)} <= held
    assert tuple(s.kind for s in OURS.stages) == KINDS


@pytest.mark.parametrize("key", KEYS)
def test_the_same_words_change_nothing(key: str) -> None:
    assert with_items(OURS, key, rows(OURS, key)) == OURS
    assert compare(OURS, OURS) == []


def test_words_written_anew_become_the_authoritys_own_and_others_keep_their_source() -> None:
    written = rows(OURS, "priority.housing")
    written[0]["question"] = "Who can afford them?"
    new = with_items(OURS, "priority.housing", written)
    housing = next(p for p in new.priorities if p.id == "housing")
    assert (housing.criteria[0].provenance, housing.criteria[0].note) == (Provenance.OWN, "")
    assert housing.criteria[1:] == next(p for p in OURS.priorities if p.id == "housing").criteria[1:]
    [change] = compare(OURS, new)
    assert (change.what, change.id) == ("changed", "affordable-to-whom")
    assert change.fields[0][0] == "Question"
    assert change.fields[0][2] == "Who can afford them?"


def test_one_is_added_one_is_gone_and_two_change_places() -> None:
    written = rows(OURS, "good-work")
    gone, second, third, *others = written
    new = with_items(
        OURS, "good-work", [third, second, *others, {"id": "", "question": "Is it a good place to work?"}]
    )
    changes = compare(OURS, new)
    assert [c.what for c in changes] == ["added", "gone", "moved", "moved"]
    assert changes[0].id == "is-it-a-good-place"
    assert changes[1].id == gone["id"]
    # and back again: the same differences the other way round
    assert sorted(c.what for c in compare(new, OURS)) == ["added", "gone", "moved", "moved"]


def test_two_new_questions_of_the_same_words_have_ids_of_their_own() -> None:
    same = {"id": "", "question": "¿Por qué?"}
    new = with_items(OURS, "needs", [*rows(OURS, "needs"), same, dict(same)])
    ids = [n.id for n in new.needs]
    assert len(ids) == len(set(ids)) == len(OURS.needs) + 2


@pytest.mark.parametrize(
    ("key", "items", "said"),
    [
        ("needs", [{"id": "operation", "question": "   "}], "needs its question"),
        ("ratings", [], "may be changed, but none added, taken out or moved"),
        ("priority.housing", [], "needs at least one"),  # a priority without a criterion is no priority
        ("groups", [], "needs at least one"),
        ("needs", [{"id": "operated", "question": "Who?"}], "has no item “operated”"),
        ("needs", [{"id": "", "question": "Who?\x07"}], "cannot be printed"),
    ],
)
def test_what_would_not_be_whole_is_refused(key: str, items: list[dict[str, str]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        with_items(OURS, key, items)


@pytest.mark.parametrize("key", ["stages", "priorities", "ratings"])
def test_what_is_fixed_may_be_reworded_and_keeps_what_hangs_on_it(key: str) -> None:
    written = rows(OURS, key)
    last = section(OURS, key).fields[-1][0]  # type: ignore[union-attr]
    written[1][last] = "In other words."
    new = with_items(OURS, key, written)
    [change] = compare(OURS, new)
    assert (change.what, change.id, change.fields[0][2]) == ("changed", written[1]["id"], "In other words.")
    assert [s.items for s in sections(new) if s.key != key] == [
        s.items for s in sections(OURS) if s.key != key
    ]
    for wrong in (written[:-1], written[::-1], [*written, {**dict.fromkeys(written[0], "x"), "id": ""}]):
        with pytest.raises(ValueError, match="none added, taken out or moved"):
            with_items(OURS, key, wrong)
    written[1][last] = " "
    with pytest.raises(ValueError, match="needs its"):
        with_items(OURS, key, written)


@pytest.mark.parametrize("key", ["", "stage.none", "priority.none", "good-work.x"])
def test_a_part_that_there_is_not(key: str) -> None:
    with pytest.raises(KeyError):
        with_items(OURS, key, [])


@given(st.sampled_from([s.key for s in sections(OURS) if not s.fixed]), st.data())
def test_any_rewriting_is_told_whole(key: str, data: st.DataObject) -> None:
    """From the old version and what :func:`compare` says, the new section's words can be worked out."""
    before = rows(OURS, key)
    kept = data.draw(st.permutations(before))[: data.draw(st.integers(1, len(before)))]
    first = section(OURS, key).fields[0][0]  # type: ignore[union-attr]
    words = st.text("ab c<>&é", min_size=1, max_size=12).filter(str.strip)
    written = [dict(row) | ({first: data.draw(words)} if data.draw(st.booleans()) else {}) for row in kept]
    written += [{"id": "", first: text} for text in data.draw(st.lists(words, max_size=2))]
    new = with_items(OURS, key, written)
    told = {c.id: c for c in compare(OURS, new) if c.what != "moved"}
    rebuilt = {row["id"]: row[first] for row in before}
    for id_, change in told.items():
        if change.what == "gone":
            del rebuilt[id_]
        for label, _, after in change.fields if change.what != "gone" else ():
            if label == dict(section(OURS, key).fields)[first]:  # type: ignore[union-attr]
                rebuilt[id_] = after
    assert rebuilt == {row["id"]: row[first] for row in rows(new, key)}
