"""A set of tests in a pack: what is refused, by line, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.packs import read, write

from .folders import WHOLE, lay, what_is_wrong

TESTS = """\
id: tests
title: Our tests
version: 1.0.0
date: 2026-05
framework: wellbeing
summary: Ask these of every report.
caution: They give no verdict.
headings: [Wellbeing implications]
provenance: reconstructed
source: council
questions:
  - id: who
    label: Who
    question: Who benefits?
    parts: [who, how-many, unknown]
    goals: [health]
    provenance: reconstructed
    source: council
  - id: voice
    label: Voice
    question: Who was asked?
    parts: [participation]
    applies: {kinds: [project], cost_from: 500000, key_decision: true}
    provenance: reconstructed
    source: council
"""
WITH_TESTS = {**WHOLE, "test-sets/tests.yaml": TESTS}
WRONG = [
    (
        "goals: [health]",
        "goals: [heath]",
        16,
        "questions › who › goals › no. 1: The framework 'wellbeing' has no goal 'heath'. "
        "Did you mean 'health'?",
    ),
    (
        "id: voice",
        "id: who",
        19,
        "questions › who: 'who' stands here twice. Keep one.",
    ),
    (
        "framework: wellbeing",
        "framework: welbeing",
        5,
        "framework: There is no framework 'welbeing' in this pack or in those it requires. "
        "Did you mean 'wellbeing'?",
    ),
    (
        "parts: [who, how-many, unknown]",
        "parts: [who, who]",
        15,
        "questions › who › parts › no. 2: 'who' stands here twice. Keep one.",
    ),
    (
        "goals: [health]",
        "carries: [Chain!]",
        16,
        "questions › who › carries › no. 1: “Chain!” is nothing that an assessment has: chain, claims, work, "
        "places, or the key of an answer. Write it like prompt/beneficiaries/lose.",
    ),
]


def test_what_is_read_is_written_and_read_again(tmp_path: Path) -> None:
    first = read(lay(tmp_path / "one", WITH_TESTS))
    [made] = first.test_sets
    assert [q.id for q in made.questions] == ["who", "voice"]
    assert made.questions[1].applies.cost_from == 500_000
    figures = {d.file: (tmp_path / "one" / d.file).read_bytes() for d in first.datasets}
    write(first, tmp_path / "two", figures)
    assert read(tmp_path / "two") == first


@pytest.mark.parametrize(("old", "new", "line", "said"), WRONG)
def test_each_mistake_is_told_by_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert TESTS.count(old) == 1
    found = what_is_wrong(lay(tmp_path, {**WITH_TESTS, "test-sets/tests.yaml": TESTS.replace(old, new)}))
    assert found == [f"test-sets/tests.yaml:{line}: test set tests › {said}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("parts: [participation]", "parts: []"),
        ("parts: [participation]", "parts: [luck]"),
        ("cost_from: 500000", "cost_from: -1"),
        ("kinds: [project]", "kinds: [wish]"),
        ("headings: [Wellbeing implications]", "headings: []"),
    ],
)
def test_nonsense_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert what_is_wrong(lay(tmp_path, {**WITH_TESTS, "test-sets/tests.yaml": TESTS.replace(old, new)}))


def test_ours_says_of_every_question_that_it_is_reconstructed() -> None:
    [ours] = read(Path(__file__).resolve().parents[2] / "packs" / "inclusive-growth").test_sets
    assert len(ours.questions) == 10
    assert {q.provenance for q in ours.questions} == {"reconstructed"}
    assert ours.provenance == "reconstructed"
    assert {p for q in ours.questions for p in q.parts} >= {"who", "mechanism", "participation", "unknown"}
    assert all("unknown" in q.parts for q in ours.questions)
