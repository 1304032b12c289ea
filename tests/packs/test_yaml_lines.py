"""Values and lines, held against PyYAML's own slow reading; and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from commonweal.packs import yaml_lines
from commonweal.packs.yaml_lines import UNREADABLE, Mapping, Sequence, line_of, load

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
VALUES = st.recursive(
    TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=15,
)


def loaded(text: str) -> tuple[Any, list[tuple[int, str]]]:
    said: list[tuple[int, str]] = []
    value = load(text, lambda line, message, fix: said.append((line, f"{message} {fix}")))
    return value, said


def lines(node: yaml.Node) -> Any:
    """The lines of the items of every list and the keys of every mapping, as PyYAML marks them."""
    if isinstance(node, yaml.SequenceNode):
        return [(item.start_mark.line + 1, lines(item)) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {key.value: (key.start_mark.line + 1, lines(item)) for key, item in node.value}
    return None


def our_lines(value: Any) -> Any:
    if isinstance(value, Sequence):
        return [(line, our_lines(item)) for line, item in zip(value.lines, value, strict=True)]
    if isinstance(value, Mapping):
        return {key: (value.lines[key], our_lines(item)) for key, item in value.items()}
    return None


@given(VALUES, st.sampled_from([None, True, False]), st.sampled_from([None, "'", '"']))
def test_values_and_lines_are_those_of_pyyaml(value: Any, flow: bool | None, quotes: str | None) -> None:
    text = yaml.dump(value, default_flow_style=flow, default_style=quotes, allow_unicode=True)
    ours, said = loaded(text)
    assert said == []
    if quotes is not None:  # without quotes an empty text and "null" are None to us
        assert ours == yaml.load(text, Loader=yaml.BaseLoader) == value
    assert our_lines(ours) == lines(yaml.compose(text, Loader=yaml.BaseLoader))


def test_the_parser_without_libyaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a:\n  - b: no\n    c: 'null'\n  - ~\n  - |\n    two\n    lines\nd: {e: 1.10}\n"
    fast = loaded(text)
    monkeypatch.setattr(yaml_lines, "_PARSER", yaml.SafeLoader)
    slow = loaded(text)
    assert fast == slow
    assert our_lines(fast[0]) == our_lines(slow[0])
    assert fast[0] == {"a": [{"b": "no", "c": "null"}, None, "two\nlines\n"], "d": {"e": "1.10"}}


def test_the_line_of_what_is_missing_is_that_of_what_should_hold_it() -> None:
    value, _ = loaded("a: 1\nb:\n  - c: 2\n    d:\n      e: 3\n")
    assert line_of(value, ("b", 0, "d", "e"), 1) == 5
    assert line_of(value, ("b", 0, "x", "y"), 1) == 3
    assert line_of(value, ("z",), 1) == 1


REFUSED = [
    ("a: 1\nb: 2\na: 3\n", 3, "'a' is written twice"),
    ("a: &x 1\n", 1, "'&x' is an anchor"),
    ("a: 1\nb: *x\n", 2, "'*x' is an alias"),
    ("a: !!python/object:os.system x\n", 1, "is a tag"),
    ("a: 1\n---\nb: 2\n", 2, "A second document begins here."),
    ("a: 1\n...\nb: 2\n", 3, "Something stands after the end of the document."),
    ("a:\n\t- b\n", 2, "There is a tab in the indentation."),
    ("a:\n  b: 1\n\tc: 2\n", 3, "There is a tab in the indentation."),
    ("a: @b\n", 1, "A value begins with a character that YAML keeps for itself."),
    ("a: b: c\n", 1, "There is a colon too many"),
    ("a: 1\nb\nc: 2\n", 3, "A field has no colon"),
    ("a: 'b\nc: d\n", 1, "A quote is opened here and never closed."),
    ('a: "\\q"\n', 1, "A backslash inside double quotes"),
    ("a: [1\nb: 2\n", 2, "A list in brackets is not closed"),
    ("- a\nb: c\n", 2, "This does not stand where an item of a list can stand."),
    ("a: 1\n- b\n", 2, "This does not stand where a field can stand."),
    ("a: *\n", 1, "A value begins with * or &."),
    ("? [a]\n: b\n", 1, "The name of a field is a word"),
    ("b: 1\na: \x01\n", 2, "There is a control character here"),
    ("[" * 1_000_000, 1, "Lists and mappings lie too deep"),
    ("%YAML 3.0\n---\na: 1\n", 1, "This is not YAML: found incompatible YAML document."),
]


@pytest.mark.parametrize(("text", "line", "message"), REFUSED, ids=[r[2] for r in REFUSED])
def test_what_is_refused_and_on_which_line(text: str, line: int, message: str) -> None:
    _, said = loaded(text)
    assert [place for place, _ in said] == [line]
    assert message in said[0][1]


def test_an_alias_bomb_does_not_go_off() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    value, said = loaded(bomb)
    assert len(said) == 60 + 2 * 59
    assert value["a59"] == [UNREADABLE, UNREADABLE]


@given(st.text(max_size=60) | st.text(st.sampled_from("ab:-[]{}'\"\t\n #&*!|>%@\\?,"), max_size=40))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    value, said = loaded(text)
    assert said or value is not UNREADABLE
