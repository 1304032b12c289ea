"""What an edition is kept as reads back as the same, to the last figure."""

from __future__ import annotations

import datetime as dt
import json

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.editions import edition, kept, markdown, tokens, tree

CLASSES = kept.classes_of(tree, tokens, edition)
words = st.text(max_size=20)
used = st.builds(
    tree.Used, *([words] * 9), value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    decimals=st.integers(0, 6), remarks=st.lists(words, max_size=2).map(tuple),
)  # fmt: skip
token = st.builds(
    tokens.Token, st.sampled_from([*tokens.Form, *tokens.PictureKind]), words,
    was=st.none() | st.sampled_from(list(tokens.Direction)),
)  # fmt: skip
inline = st.recursive(
    st.builds(tree.Text, words) | st.builds(tree.LineBreak, st.booleans())
    | st.builds(tree.Number, words, st.none() | token, words, st.none() | used),
    lambda more: st.builds(tree.Strong, st.lists(more, max_size=3).map(tuple)),
    max_leaves=6,
)  # fmt: skip
runs = st.lists(inline, max_size=4).map(tuple)
block = (
    st.builds(tree.Paragraph, runs)
    | st.builds(tree.Heading, st.integers(2, 6), runs, words)
    | st.builds(tree.Picture, words, token)
    | st.builds(
        tree.Listing, st.booleans(), st.lists(st.builds(tree.Item, st.just(())), max_size=2).map(tuple)
    )
)


@given(st.lists(block, max_size=4).map(tuple))
def test_a_tree_reads_back(given: tree.Tree) -> None:
    text = kept.canonical(kept.to_json(given)).decode()
    assert kept.from_json(json.loads(text), CLASSES) == given


def test_the_text_of_a_chapter_reads_back_as_the_same_classes() -> None:
    made = markdown.parse(
        "## A *heading*\n\nIt {{movement of employment-rate since 2019 was rose}} **much**.\n\n"
        "| a | b |\n|---|--:|\n| 1 | {{value of x}} |\n\n> said\n\n1. one\n2. two\n\n"
        "{{chart of employment-rate}}\n"
    )
    back = kept.from_json(json.loads(json.dumps(kept.to_json(made))), CLASSES)
    assert back == made
    [number, *_] = tree.numbers(back)
    assert number.token is not None
    assert number.token.form is tokens.Form.MOVEMENT
    assert number.token.was is tokens.Direction.ROSE


def test_an_edition_reads_back() -> None:
    made = edition.Edition(
        "a", "A", "2026", "E1", ("E1",), state=edition.State.CORRECTED, snapshot="s",
        parts=(edition.Part(edition.PartKind.GOAL, "g", "G", goal=edition.GoalKey("f", "1")),),
        corrections=(edition.Correction(1, dt.date(2026, 11, 25), "g", "1", "2", "A slip."),),
    )  # fmt: skip
    back = kept.from_json(kept.to_json(made), CLASSES)
    assert back == made
    assert back.state is edition.State.CORRECTED


def test_the_digest_does_not_hang_on_the_order_of_keys() -> None:
    one, other = {"a": 1, "b": [1.5, None]}, {"b": [1.5, None], "a": 1}
    assert kept.digest(one) == kept.digest(other)
    assert kept.digest(one) != kept.digest({"a": 1, "b": [1.5, 0]})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {"=": 1}, {1: 2}, b"bytes"])
def test_what_json_does_not_have_is_refused(value: object) -> None:
    with pytest.raises(kept.NotKept):
        kept.to_json(value)


def test_a_frame_and_a_set_read_back() -> None:
    frame = pl.DataFrame(
        {
            "area": ["E1", None],
            "value": [1.25, None],
            "day": [dt.date(2026, 1, 2), None],
            "new": [True, None],
        },
        schema={"area": pl.String, "value": pl.Float64, "day": pl.Date, "new": pl.Boolean},
    )
    back, right = kept.from_json(json.loads(json.dumps(kept.to_json((frame, frozenset({3, 1}))))), {})
    assert back.equals(frame)
    assert back.schema == frame.schema
    assert right == frozenset({1, 3})
    with pytest.raises(kept.NotKept):
        kept.to_json(pl.DataFrame({"a": [[1]]}))


def test_a_field_that_came_or_went_does_not_matter_and_one_that_is_needed_does() -> None:
    kept_then = {
        "=": "Correction",
        "number": 1,
        "day": {"=day": "2026-11-25"},
        "part": "g",
        "was": "1",
        "now": "2",
    }
    with pytest.raises(kept.NotKept, match="reason"):
        kept.from_json(kept_then, CLASSES)
    back = kept.from_json(kept_then | {"reason": "A slip.", "gone": [1]}, CLASSES)
    assert back == edition.Correction(1, dt.date(2026, 11, 25), "g", "1", "2", "A slip.")


def test_only_known_classes_are_read() -> None:
    with pytest.raises(kept.NotKept):
        kept.from_json({"=": "Popen", "args": ["true"]}, CLASSES)
