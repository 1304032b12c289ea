"""The worked numbers of docs/methods, worked again: a page that drifts fails."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.progress.build import THERE, figure, judged, target

from commonweal.progress import ASSESSMENT, rules

PAGES = Path(__file__).resolve().parents[2] / "docs" / "methods"
BLOCK = re.compile(r"^```case\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DEFINITION = {"per": float, "upper_limit": float, "lower_limit": float}
INPUTS = {"title", "polarity", "decimals", "target", "around", "count", "denominator", "here", "there"}


def blocks() -> list[Any]:
    return [
        pytest.param(rule, dict(line.split(": ", 1) for line in text.splitlines()), id=f"{rule}: {n}")
        for rule in rules.found()
        for n, text in enumerate(BLOCK.findall((PAGES / f"{rule}.md").read_text(encoding="utf-8")), start=1)
    ]


def figures(text: str, **more: Any) -> list[dict[str, Any]]:
    pairs = [pair.split() for pair in text.split(", ")] if text else []
    return [figure(period, float(value), **more) for period, value in pairs]


def aim(text: str) -> dict[str, Any]:
    value, _, by = text.partition(" by ")
    return target(value=float(value), by=by or None)


def answer(rule: str, case: dict[str, str]) -> dict[str, Any]:
    more = {"numerator": "count", "denominator": "denominator", "around": "around"}
    given = {name: float(case[key]) for name, key in more.items() if key in case}
    defined = {k: kind(case[k]) for k, kind in DEFINITION.items() if k in case}
    return judged(
        [*figures(case["here"], **given), *figures(case.get("there", ""), area=THERE)],
        *([aim(case["target"])] if "target" in case else []),
        rule=rule,
        polarity=int(case["polarity"]),
        decimals=int(case.get("decimals", 1)),
        **defined,
    )


@pytest.mark.parametrize(("rule", "case"), blocks())
def test_the_page_says_what_the_rule_answers(rule: str, case: dict[str, str]) -> None:
    row = answer(rule, case)
    expected = {k: v for k, v in case.items() if k not in INPUTS | set(DEFINITION)}
    assert set(expected) <= set(ASSESSMENT)
    assert "status" in expected
    expected.setdefault("reason", "")
    for column, text in expected.items():
        if isinstance(row[column], float):
            places = len(text.partition(".")[2])
            assert round(row[column], places) == float(text), column
        else:
            assert row[column] == text, column


def test_each_rule_has_its_page_with_worked_numbers() -> None:
    for name, rule in rules.found().items():
        text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
        assert f"`{name}`" in text
        assert rule.__name__.rpartition(".")[2] in text
        assert len(BLOCK.findall(text)) >= 8


def test_each_reason_is_explained_on_a_page() -> None:
    from commonweal.progress import Reason

    said = "".join((PAGES / f"{name}.md").read_text(encoding="utf-8") for name in rules.found())
    assert [r.value for r in Reason if r and f"`{r.value}`" not in said] == []
