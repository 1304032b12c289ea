"""A virtuous circle in a pack: what is refused, by line, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.packs import digest, read, write

from .folders import WHOLE, lay, what_is_wrong

CIRCLE = """\
id: ours
title: How it goes round
framework: wellbeing
summary: A small circle.
caution: Argument, not proof.
provenance: seen
source: council
links:
  - id: heard
    from: goal/voice
    to: goal/health
    direction: more
    mechanism: People who are heard get what keeps them well.
    strength: plausible
    lag: {words: some years, years_from: 1, years_to: 5}
    provenance: reconstructed
    source: council
  - id: well
    from: goal/health
    to: indicator/life-expectancy
    direction: more
    mechanism: Who is well lives long.
    strength: established
    lag: {words: a lifetime}
    provenance: reconstructed
    source: council
"""
WITH_CIRCLE = {**WHOLE, "circles/ours.yaml": CIRCLE}
SECOND = """\
  - id: again
    from: goal/voice
    to: goal/health
    direction: DIRECTION
    mechanism: Said twice.
    strength: contested
    lag: {words: some years}
    provenance: reconstructed
    source: council
"""
WRONG = [
    (
        "to: indicator/life-expectancy",
        "to: indicator/life-expectency",
        20,
        "links › well › to: There is no indicator 'life-expectency' in this pack or in those it requires. "
        "Did you mean 'indicator/life-expectancy'?",
    ),
    (
        "from: goal/voice",
        "from: goal/voices",
        10,
        "links › heard › from: The framework 'wellbeing' has no goal 'voices'. Did you mean 'goal/voice'?",
    ),
    (
        "from: goal/voice",
        "from: goal/health",
        11,
        "links › heard › to: A link leads from one thing to another, and here both ends are the same.",
    ),
    (
        "from: goal/voice",
        "from: voice",
        10,
        "links › heard › from: “voice” is not a goal or an indicator, by its kind and id. "
        "Write it like indicator/birth-weight.",
    ),
    (
        "    from: goal/voice\n",
        "    form: goal/voice\n",
        9,
        "links › heard › from: The field 'from' is missing. Add it here.",
    ),
    ("id: well\n", "id: heard\n", 18, "links › heard: 'heard' stands here twice. Keep one."),
    (
        "strength: established",
        "strength: certain",
        23,
        "links › well › strength: “certain” is not one of the words for this. "
        "Write established, plausible or contested.",
    ),
    (
        "direction: more\n    mechanism: Who",
        "direction: up\n    mechanism: Who",
        21,
        "links › well › direction: “up” is not one of the words for this. Write more or less.",
    ),
    (
        "years_to: 5",
        "years_to: 0",
        15,
        "links › heard › lag › years_to: 'years_to' is before 'years_from'.",
    ),
    (
        "framework: wellbeing",
        "framework: welbeing",
        3,
        "framework: There is no framework 'welbeing' in this pack or in those it requires. "
        "Did you mean 'wellbeing'?",
    ),
]


def said_of(tmp_path: Path, circle: str) -> list[str]:
    return what_is_wrong(lay(tmp_path, {**WITH_CIRCLE, "circles/ours.yaml": circle}))


def test_what_is_read_is_written_and_read_again(tmp_path: Path) -> None:
    first = read(lay(tmp_path / "one", WITH_CIRCLE))
    [made] = first.circles
    assert [(link.origin, link.to) for link in made.links] == [
        ("goal/voice", "goal/health"),
        ("goal/health", "indicator/life-expectancy"),
    ]
    write(first, tmp_path / "two", {d.file: (tmp_path / "one" / d.file).read_bytes() for d in first.datasets})
    again = read(tmp_path / "two")
    assert again == first
    assert digest(again) == digest(first)
    assert "    from: goal/voice\n" in (tmp_path / "two" / "circles" / "ours.yaml").read_text()


@pytest.mark.parametrize(("old", "new", "line", "said"), WRONG, ids=[w[1].strip() for w in WRONG])
def test_each_mistake_is_told_by_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert CIRCLE.count(old) == 1
    assert f"circles/ours.yaml:{line}: circle ours › {said}" in said_of(tmp_path, CIRCLE.replace(old, new))


def test_the_same_link_twice_is_refused_and_the_other_way_is_another_argument(tmp_path: Path) -> None:
    assert said_of(tmp_path / "a", CIRCLE + SECOND.replace("DIRECTION", "more")) == [
        "circles/ours.yaml:27: circle ours › links › again: The link from 'goal/voice' to 'goal/health' "
        "stands here twice; the first is on line 9. Keep one, with both mechanisms in its words."
    ]
    assert said_of(tmp_path / "b", CIRCLE + SECOND.replace("DIRECTION", "less")) == []


def test_a_circle_without_links_is_refused(tmp_path: Path) -> None:
    assert said_of(tmp_path, CIRCLE[: CIRCLE.index("links:")] + "links: []\n") == [
        "circles/ours.yaml:8: circle ours › links: The list is empty. Give it at least 1."
    ]


def test_ours_claims_as_seen_only_what_was_seen() -> None:
    """The idea of the circle is the State of the Region's; every link is ours."""
    [ours] = read(Path(__file__).resolve().parents[2] / "packs" / "inclusive-growth").circles
    assert (ours.provenance, ours.source) == ("seen", "sotr2020-goal-17")
    assert 14 <= len(ours.links) <= 24
    assert {link.provenance for link in ours.links} == {"reconstructed"}
    assert {link.strength for link in ours.links} == {"established", "plausible", "contested"}
    assert "not proof" in ours.caution
