"""What two versions of a toolkit ask otherwise: all that differs is said, and nothing else."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.packs import any_packs

from commonweal.appraisal.versions import Names, compare, rows, section, sections, with_items
from commonweal.packs import read
from commonweal.packs.toolkits import Toolkit

OURS = read(Path(__file__).resolve().parents[2] / "packs" / "inclusive-growth").toolkits[0]
INDICATORS = ["one", "two", "three"]


def items(toolkit: Toolkit, key: str) -> list[dict[str, Any]]:
    found = section(toolkit, key)
    assert found is not None
    return rows(found)


def mixed(draw: st.DrawFn, one: Any, other: Any) -> Any:
    """Some of the one and some of the other, at every depth; of lists some items of both, in any order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: mixed(draw, one[key], other.get(key, one[key])) for key in one}
    if isinstance(one, list) and isinstance(other, list):
        named = {str(_name(item)): item for item in [*other, *one]}
        if len(one) == len(other) == len(named) == 4 and "kind" in one[0]:
            return [mixed(draw, a, b) for a, b in zip(one, other, strict=True)]
        if draw(st.integers(0, 3)) == 0:
            chosen = draw(st.permutations(sorted(named)))
            return [named[name] for name in chosen[: draw(st.integers(0, len(chosen)))]]
        theirs = {str(_name(item)): item for item in other}
        return [mixed(draw, item, theirs.get(str(_name(item)), item)) for item in one]
    return draw(st.sampled_from([one, one, one, other]))


def _name(item: Any) -> Any:
    return item.get("id") or item.get("since") if isinstance(item, dict) else item


@st.composite
def two_toolkits(draw: st.DrawFn) -> tuple[Toolkit, Toolkit]:
    framework = draw(any_packs.frameworks("f", INDICATORS))
    first, second = (draw(any_packs.toolkits(framework, INDICATORS)) for _ in range(2))
    wanted = mixed(draw, first.model_dump(mode="json"), second.model_dump(mode="json"))
    try:
        return first, Toolkit.model_validate(wanted)
    except ValidationError:
        assume(False)
        raise


@settings(max_examples=8)
@given(two_toolkits())
def test_nothing_is_said_if_and_only_if_nothing_differs(pair: tuple[Toolkit, Toolkit]) -> None:
    """All but the number and the day of the version is compared, where each item comes from included."""
    old, new = pair
    same = new.model_copy(update={"version": old.version, "date": old.date}) == old
    assert (compare(old, new) == []) == same
    assert (compare(new, old) == []) == same
    for change in compare(old, new):
        assert change.fields
        assert all(label and before != after for label, before, after in change.fields)
    # What is said stands with the part it is said of.
    parts = [{s.key: rows(s) for s in sections(t)} for t in pair]
    told = {c.key for c in compare(old, new)}
    assert {
        k for k in parts[0].keys() | parts[1].keys() if parts[0].get(k, []) != parts[1].get(k, [])
    } <= told


def leaves(raw: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Everything in a toolkit as JSON, lists and items too, with the way to it."""
    yield way, raw
    inside = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for key, value in inside:
        yield from leaves(value, (*way, key))


def otherwise(value: Any) -> Iterator[Any]:
    """The value in some other way: not all of them make a toolkit."""
    if isinstance(value, str):
        yield from (f"{value}.", "2001-01-01", "own", "chain", "")
    elif isinstance(value, float):
        yield value + 0.01
    elif isinstance(value, list):
        yield from (value[::-1], value[1:], [*value, "real-living-wage"])


def test_whatever_differs_in_our_toolkit_is_said() -> None:
    """Each single thing that can be said otherwise, one at a time."""
    whole = OURS.model_dump(mode="json")
    tried = 0
    for way, value in leaves(whole):
        for other in otherwise(value):
            changed = copy.deepcopy(whole)
            held = changed
            for step in way[:-1]:
                held = held[step]
            held[way[-1]] = other
            try:
                new = Toolkit.model_validate(changed)
            except ValidationError:
                continue
            tried += 1
            differs = new.model_copy(update={"version": OURS.version, "date": OURS.date}) != OURS
            assert (compare(OURS, new) != []) == differs, way
            if isinstance(value, str):
                break
    assert tried > 500


def test_goals_evidence_and_numbers_are_said_by_name() -> None:
    names = Names(
        {"inclusive-economy": "Inclusive economy", "equality": "Equality"},
        {"neet": "Young people not learning"},
    )
    [written] = items(OURS, "goals.employment")
    new = with_items(OURS, "goals.employment", [written | {"goals": ["equality"], "indicators": []}])
    [change] = compare(OURS, new, names)
    assert change.section == "Employment: goals and evidence"
    assert change.fields[0] == ("Goals", "Inclusive economy, Equality", "Equality")
    assert change.fields[1][2] == "none"
    new = with_items(
        OURS, "evidence.neet", [{"id": "neet", "indicators": [], "parameters": ["real-living-wage"]}]
    )
    [change] = compare(OURS, new, names)
    evidence, numbers, _ = change.fields
    assert (evidence[0], evidence[1].split(", ")[0], evidence[2]) == (
        "Evidence",
        "Young people not learning",
        "none",
    )
    assert numbers == ("Numbers it depends on", "none", "Real Living Wage outside London")
    # Two goals of one name are told apart all the same.
    alike = Names({"inclusive-economy": "Fairness", "equality": "Fairness"})
    new = with_items(OURS, "goals.business", [{"id": "business", "goals": ["equality"]}])
    assert compare(OURS, new, alike)[0].fields[0] == ("Goals", "inclusive-economy", "equality")


def test_one_is_added_one_is_gone_and_two_change_places() -> None:
    gone, second, third, *others = items(OURS, "good-work")
    new = with_items(
        OURS, "good-work", [third, second, *others, {"id": "", "question": "Is it a good place to work?"}]
    )
    changes = compare(OURS, new)
    assert [c.what for c in changes] == ["added", "gone", "moved"]
    assert changes[0].id == "is-it-a-good-place"
    assert changes[1].id == gone["id"]
    # and back again: the same differences the other way round
    assert sorted(c.what for c in compare(new, OURS)) == ["added", "gone", "moved"]


def test_one_that_is_moved_is_the_only_one_that_is_said_to_be() -> None:
    first, *others = items(OURS, "good-work")
    new = with_items(OURS, "good-work", [*others[:4], first, *others[4:]])
    [change] = compare(OURS, new)
    assert (change.what, change.id, change.name) == ("moved", first["id"], first["question"])
    assert change.fields == (("Place among those in both", "1", "5"),)
    # Turned round, all but one have moved.
    turned = with_items(OURS, "good-work", [first, *others][::-1])
    assert len(compare(OURS, turned)) == len(others)
    assert all(c.fields[0][1] != c.fields[0][2] for c in compare(OURS, turned))


@given(
    st.sampled_from([s.key for s in sections(OURS) if not (s.fixed or s.by_day or s.alone) and s.items]),
    st.data(),
)
def test_any_rewriting_is_told_whole(key: str, data: st.DataObject) -> None:
    """From the old version and what :func:`compare` says, the new part's words can be worked out."""
    part = section(OURS, key)
    assert part is not None
    before = rows(part)
    kept = data.draw(st.permutations(before))[: data.draw(st.integers(max(1, part.least), len(before)))]
    first, label = part.fields[0]
    words = st.text("ab c<>&é", min_size=1, max_size=12).filter(str.strip)
    written = [dict(row) | ({first: data.draw(words)} if data.draw(st.booleans()) else {}) for row in kept]
    others = {name: "As it is." for name, _ in part.fields[1 : part.needed]}
    written += [{"id": "", first: text, **others} for text in data.draw(st.lists(words, max_size=2))]
    new = with_items(OURS, key, written)
    told = {c.id: c for c in compare(OURS, new) if c.what != "moved" and c.key == key}
    rebuilt = {row["id"]: row[first] for row in before}
    for id_, change in told.items():
        if change.what == "gone":
            del rebuilt[id_]
        for said, _, after in change.fields if change.what != "gone" else ():
            if said == label:
                rebuilt[id_] = after
    assert rebuilt == {row["id"]: row[first] for row in items(new, key)}
