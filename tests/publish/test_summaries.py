"""One sentence for many marks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.progress.schema import Status
from commonweal.publish.sentences import goal_summary, site_summary

I, S, A, U, D, N = Status  # noqa: E741


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            {I: 19, S: 11, A: 16, U: 9, D: 12},
            "Of 46 indicators that can be judged, 19 improve and close the gap, 11 improve too slowly and 16 "
            "do not improve; 9 cannot be judged and 12 have no data.",
        ),
        (
            {I: 2, S: 1, A: 1},
            "Of 4 indicators, 2 improve and close the gap, 1 improves too slowly and 1 does not improve.",
        ),
        ({I: 3, D: 1}, "All 3 indicators that can be judged improve and close the gap; 1 has no data."),
        ({S: 2}, "Both indicators improve too slowly."),
        ({A: 5}, "None of the 5 indicators improves."),
        ({A: 1}, "The one indicator does not improve."),
        (
            {I: 1, U: 1},
            "The one indicator that can be judged improves and closes the gap; 1 cannot be judged.",
        ),
        ({U: 1}, "The one indicator cannot be judged yet."),
        ({U: 4}, "None of the 4 indicators can be judged yet."),
        ({D: 1}, "The one indicator has no data."),
        ({D: 3}, "None of the 3 indicators has data."),
        ({U: 3, D: 2}, "None of the 5 indicators can be judged yet; 2 have no data."),
        ({}, "No indicator measures this goal yet."),
        ({N: 1}, "No indicator measures this goal yet."),
    ],
)
def test_a_goal(counts: dict[Status, int], sentence: str) -> None:
    assert goal_summary(counts) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            {I: 1, A: 1, N: 1},
            "Of 2 indicators, 1 improves and closes the gap and 1 does not improve. 1 goal has no indicator "
            "yet.",
        ),
        (
            {I: 2, A: 2, N: 3},
            "Of 4 indicators, 2 improve and close the gap and 2 do not improve. 3 goals have no indicator "
            "yet.",
        ),
        ({N: 2}, "No goal has an indicator yet."),
        ({}, "There are no indicators yet."),
    ],
)
def test_the_site(counts: dict[Status, int], sentence: str) -> None:
    assert site_summary(counts) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({I: 5, A: 1}, "Of 6 indicators, 5 improve and 1 does not improve."),
        ({I: 1, S: 1, U: 1},
         "Of 2 indicators that can be judged, 1 improves and 1 improves too slowly; 1 cannot be judged."),
        ({I: 1}, "The one indicator improves."),
        ({I: 1, D: 1}, "The one indicator that can be judged improves; 1 has no data."),
        ({I: 2}, "Both indicators improve."),
        ({I: 2, D: 1}, "Both indicators that can be judged improve; 1 has no data."),
        ({I: 3}, "All 3 indicators improve."),
        ({I: 3, D: 1}, "All 3 indicators that can be judged improve; 1 has no data."),
        ({S: 2}, "Both indicators improve too slowly."),
    ],
)  # fmt: skip
def test_a_rule_that_does_not_look_at_the_gap_says_nothing_of_it(
    counts: dict[Status, int], sentence: str
) -> None:
    assert goal_summary(counts, "eurostat") == sentence
    assert site_summary(counts, "eurostat") == sentence
    assert goal_summary(counts, "state-of-the-region-2020") == goal_summary(counts)


@given(st.dictionaries(st.sampled_from(list(Status)), st.integers(0, 60)))
def test_no_count_is_hidden_and_none_is_made_up(counts: dict[Status, int]) -> None:
    sentence = site_summary(counts)
    assert sentence.endswith(".")
    assert "  " not in sentence
    assert not re.search(r"\b0\b|\b1 (?:improve|do|have|goals)\b", sentence)
    told = {int(n) for n in re.findall(r"\d+", sentence)}
    judged = sum(counts.get(s, 0) for s in (I, S, A))
    total = judged + counts.get(U, 0) + counts.get(D, 0)
    assert told <= {*counts.values(), judged, total}
    if judged > 2:
        assert judged in told
        assert {counts.get(U, 0), counts.get(D, 0)} - {0} <= told
