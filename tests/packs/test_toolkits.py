"""A toolkit in a pack: what is refused, by line, with what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commonweal.packs import PackRefused, read, write

from .folders import FRAMEWORK, WHOLE, lay, told, what_is_wrong

FROM = "provenance: seen, source: council"
TOOLKIT = f"""\
id: tool
title: Our toolkit
version: 1.0.0
date: 2024-05
framework: wellbeing
summary: Ask these of every proposal.
caution: It gives no total.
provenance: seen
source: council
stages:
  - {{id: fit, kind: fit, name: Fit, question: Which?, purpose: To choose., {FROM}}}
  - {{id: how, kind: evaluation, name: How, question: How well?, purpose: To weigh., {FROM}}}
  - {{id: who, kind: beneficiaries, name: Who, question: For whom?, purpose: To reach., {FROM}}}
  - {{id: work, kind: good-work, name: Work, question: Is it good?, purpose: To employ., {FROM}}}
priorities:
  - id: jobs
    name: Jobs
    summary: Work for all.
    goals: [health]
    indicators: [life-expectancy]
    provenance: seen
    source: council
    criteria:
      - {{id: local, question: Are the jobs local?, {FROM}}}
ratings:
  - {{id: poor, name: poor, meaning: Not yet., {FROM}}}
  - {{id: good, name: good, meaning: It is., {FROM}}}
groups:
  - {{id: out-of-work, name: Out of work, description: Without a job., parameters: [wage], {FROM}}}
parameters:
  - id: wage
    name: Living wage
    unit: pounds an hour
    provenance: seen
    source: council
    values:
      - {{since: 2018-11-05, value: 9.00, {FROM}}}
      - {{since: 2019-11-11, words: not yet known, {FROM}}}
"""
WITH_TOOLKIT = {**WHOLE, "toolkits/tool.yaml": TOOLKIT}

EITHER = "A value is either a number ('value') or words ('words')."
#: One text made into another, and all that is said.
WRONG = [
    (
        "goals: [health]",
        "goals: [heath]",
        19,
        "priorities › jobs › goals › no. 1: The framework 'wellbeing' has no goal 'heath'. "
        "Did you mean 'health'?",
    ),
    (
        "framework: wellbeing",
        "framework: welbeing",
        5,
        "framework: There is no framework 'welbeing' in this pack or in those it requires. "
        "Did you mean 'wellbeing'?",
    ),
    (
        "indicators: [life-expectancy]",
        "indicators: [life-expectation]",
        20,
        "priorities › jobs › indicators › no. 1: There is no indicator 'life-expectation' in this pack or in "
        "those it requires. Did you mean 'life-expectancy'?",
    ),
    (
        "kind: evaluation",
        "kind: fit",
        10,
        "stages: A toolkit has four stages, of the kinds fit, evaluation, beneficiaries, good-work, "
        "in this order.",
    ),
    (
        "parameters: [wage]",
        "parameters: [wages]",
        30,
        "parameters: The group 'out-of-work' names a parameter that is not here: wages.",
    ),
    (
        "since: 2019-11-11",
        "since: 2017-11-11",
        36,
        "parameters › wage › values: The values stand oldest first, each with a day of its own.",
    ),
    (
        "words: not yet known",
        "words: unknown, value: 9.3",
        38,
        "parameters › wage › values › no. 2 › value: " + EITHER,
    ),
    (
        "words: not yet known, ",
        "",
        38,
        "parameters › wage › values › no. 2 › value: " + EITHER,
    ),
    (
        "id: good, name: good",
        "id: poor, name: good",
        27,
        "ratings › poor: 'poor' stands here twice. Keep one.",
    ),
    (
        "caution: It gives no total.\n",
        "",
        1,
        "caution: The field 'caution' is missing. Add it here.",
    ),
]


def test_a_toolkit_is_read_written_and_read_again(tmp_path: Path) -> None:
    pack = read(lay(tmp_path / "one", WITH_TOOLKIT))
    assert [stage.kind for stage in pack.toolkits[0].stages] == [
        "fit",
        "evaluation",
        "beneficiaries",
        "good-work",
    ]
    figures = {d.file: (tmp_path / "one" / d.file).read_bytes() for d in pack.datasets}
    write(pack, tmp_path / "two", figures)
    assert read(tmp_path / "two") == pack


@pytest.mark.parametrize(("old", "new", "line", "said"), WRONG)
def test_what_is_wrong_is_said_by_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert TOOLKIT.count(old) == 1, old
    found = what_is_wrong(lay(tmp_path, {**WHOLE, "toolkits/tool.yaml": TOOLKIT.replace(old, new)}))
    assert found == [f"toolkits/tool.yaml:{line}: toolkit tool › {said}"]


def test_a_field_written_wrong_is_named(tmp_path: Path) -> None:
    wrong = TOOLKIT.replace("question: Are the jobs local?", "qestion: Are the jobs local?")
    found = what_is_wrong(lay(tmp_path, {**WHOLE, "toolkits/tool.yaml": wrong}))
    assert [re.sub(r"^.*› local › ", "", line) for line in found] == [
        "qestion: There is no field 'qestion'. Did you mean 'question'?",
        "question: The field 'question' is missing. Add it here.",
    ]


def test_a_toolkit_may_not_serve_a_goal_of_another_framework(tmp_path: Path) -> None:
    other = FRAMEWORK.replace("id: wellbeing", "id: other").replace("id: health", "id: wealth")
    files = {**WITH_TOOLKIT, "frameworks/other.yaml": other}
    files["toolkits/tool.yaml"] = TOOLKIT.replace("goals: [health]", "goals: [wealth]")
    with pytest.raises(PackRefused) as refused:
        read(lay(tmp_path, files))
    assert ["has no goal 'wealth'" in line for line in told(refused.value.problems, tmp_path)] == [True]
