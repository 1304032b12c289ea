"""Intervals hold what they say; the formulas are the same for numbers, expressions and intervals."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.progress import Interval, derive, within_rounding

values = st.floats(1, 1000)
widths = st.floats(0, 0.5)
parts = st.floats(0, 1)


def test_a_rounded_figure_is_half_a_unit_either_way() -> None:
    assert Interval.rounded(5.5, 1) == Interval(5, 6)
    assert Interval.rounded(84_000, 0) == Interval(84_000, 84_000)
    with pytest.raises(ValueError, match="low to high"):
        Interval(2, 1)


def test_a_divisor_that_may_be_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        Interval(1, 2) / Interval(-1, 1)


def test_the_size_of_an_interval_around_zero_begins_at_zero() -> None:
    assert abs(Interval(-2, 1)) == Interval(0, 2)
    assert abs(Interval(-2, -1)) == Interval(1, 2)


@pytest.mark.parametrize(
    ("formula", "count"),
    [
        (derive.change, 2),
        (derive.change_percent, 2),
        (derive.gap, 2),
        (derive.gap_people, 3),
        (derive.gap_people_of_count, 3),
        (derive.share, 2),
        (derive.total, 3),
        (derive.implied_denominator, 3),
    ],
    ids=lambda x: getattr(x, "__name__", str(x)),
)
@settings(max_examples=25)
@given(data=st.data())
def test_the_truth_lies_within(formula, count: int, data: st.DataObject) -> None:
    """Whatever the unrounded inputs were, their result lies in the interval of the rounded ones."""
    intervals, truths = [], []
    for _ in range(count):
        low, width, part = data.draw(values), data.draw(widths), data.draw(parts)
        intervals.append(Interval(low, low + width))
        truths.append(min(low + part * width, low + width))
    within, truth = formula(*intervals), formula(*truths)
    assert within.meets(Interval(truth, truth))
    frame = pl.select(**{f"x{n}": pl.lit(t) for n, t in enumerate(truths)})
    expression = frame.select(formula(*(pl.col(f"x{n}") for n in range(count)))).item()
    assert expression == pytest.approx(truth, rel=1e-12, abs=1e-9)


def test_the_change_in_per_cent_from_latest_and_change() -> None:
    assert derive.percent_of_change(110.0, 10.0) == pytest.approx(10.0)
    assert derive.percent_of_change(90.0, -10.0) == pytest.approx(-10.0)


def test_within_rounding() -> None:
    inputs = Interval.rounded(5.1, 0.1), Interval.rounded(5.0, 0.1)
    assert within_rounding(Interval.rounded(0.2, 0.1), derive.gap, *inputs)
    assert not within_rounding(Interval.rounded(0.3, 0.1), derive.gap, *inputs)
