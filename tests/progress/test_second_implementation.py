"""The fast rules give what the plain ones give, on anything."""

import math
from collections import Counter
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.progress import plain
from tests.progress.anything import anything
from tests.progress.build import frames
from tests.progress.sample import sample

from commonweal.evidence.schema import KEY
from commonweal.progress import Reason, Status, assess

seeds = st.integers(min_value=0, max_value=2**32)


def same(fast: Any, slow: Any) -> bool:
    if isinstance(slow, float) and isinstance(fast, float):
        return math.isclose(fast, slow, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(slow, list):
        return len(fast) == len(slow) and all(map(same, fast, slow))
    return bool(fast == slow)


def agree(answers: pl.DataFrame, expected: dict[tuple[str, ...], plain.Row]) -> None:
    keys = ("rule", "indicator", "area", "breakdown")
    found = {tuple(row[k] for k in keys): row for row in answers.iter_rows(named=True)}
    assert len(found) == answers.height
    assert set(found) == set(expected)
    for key, slow in expected.items():
        wrong = {k: (found[key][k], v) for k, v in slow.items() if not same(found[key][k], v)}
        assert not wrong, (key, wrong)


def infinite(answers: pl.DataFrame) -> list[str]:
    """The columns that hold a number which is none: infinite, or not a number."""
    floats = [c for c, kind in answers.schema.items() if kind == pl.Float64]
    return [c for c in floats if not answers[c].drop_nulls().is_finite().all()]


@settings(max_examples=40)
@given(seeds)
def test_they_agree_on_anything(seed: int) -> None:
    given_frames = frames(*anything(seed))
    answers = assess(*given_frames)
    agree(answers, plain.assess(*(f.to_dicts() for f in given_frames)))
    assert infinite(answers) == []


def test_anything_is_of_every_kind() -> None:
    """The comparison above is worth something only where each answer is given, and often."""
    answers = pl.concat([assess(*frames(*anything(seed))) for seed in range(25)])
    statuses, reasons = Counter(answers["status"]), Counter(answers["reason"])
    grades = Counter(answers["grade"].drop_nulls())
    assert min(statuses[s] for s in Status if s is not Status.NO_INDICATOR) > 10, statuses
    assert min(reasons[r] for r in Reason) > 10, reasons
    assert len(grades) == 9
    assert min(grades.values()) > 10, grades


@settings(max_examples=10)
@given(seeds)
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    observations, definitions, targets = anything(seed)
    once = {tuple(o[k] for k in KEY): o for o in observations}
    rows = [once[k] for k in sorted(once)]
    answers = assess(*frames(rows, definitions, targets))
    assert answers.equals(assess(*frames(rows[::-1], definitions[::-1], targets[::-1])))
    assert answers.equals(answers.sort("rule", "area", "indicator", "breakdown"))


@settings(max_examples=10)
@given(seeds)
def test_texts_may_come_as_numbers(seed: int) -> None:
    """What was just read is judged with its texts Categorical, what is read back from the store as String."""
    observations, definitions, targets = frames(*anything(seed))
    kind = pl.Categorical(pl.Categories.random())
    pl.Series(["zz", "E", "P", ""]).cast(
        kind
    )  # more categories than there are texts, in an order of their own
    numbered = observations.with_columns(pl.col(pl.String).cast(kind))
    answers = assess(observations, definitions, targets)
    assert assess(numbered, definitions, targets).equals(answers)


@pytest.mark.parametrize("comparator", ["K02000001", "E92000001", None])
@pytest.mark.parametrize("polarity", [1, -1, 0])
def test_they_agree_on_real_figures(comparator: str | None, polarity: int) -> None:
    observations = sample().to_dicts()
    definitions = [
        {
            "indicator": "healthy-life-expectancy",
            "polarity": polarity,
            "comparator": comparator,
            "decimals": 1,
            "breaks": [],
        }
    ]
    targets = [
        {"indicator": "healthy-life-expectancy", "kind": "value", "value": 62.0, "area": a, "by": "2035"}
        for a in ("E08000025", "E08000029")
    ]
    given_frames = frames(observations, definitions, targets)
    expected = plain.assess(*(f.to_dicts() for f in given_frames))
    assert len(expected) == 40
    agree(assess(*given_frames), expected)
