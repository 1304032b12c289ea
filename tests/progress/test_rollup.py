"""Goals count their indicators by status; snapshots tell what moved."""

from typing import Any

import polars as pl

from commonweal.progress import (
    ASSESSMENT,
    PLACEMENT,
    WORST_FIRST,
    Status,
    goals_moved,
    marks,
    moved,
    roll_up,
)


def answers(*rows: tuple[str, str, str, str], rule: str = "r") -> pl.DataFrame:
    """Assessments from (indicator, area, breakdown, status)."""
    named: list[dict[str, Any]] = [
        {"rule": rule, "indicator": i, "area": a, "breakdown": b, "status": s} for i, a, b, s in rows
    ]
    return pl.DataFrame(named, schema=ASSESSMENT)


def placements(*rows: tuple[str, str | None]) -> pl.DataFrame:
    return pl.DataFrame([("f", goal, indicator) for goal, indicator in rows], schema=PLACEMENT, orient="row")


def counts(frame: pl.DataFrame, goal: str, area: str) -> dict[str, int]:
    row = frame.row(by_predicate=(pl.col("goal") == goal) & (pl.col("area") == area), named=True)
    return {s.value: row[s.value] for s in Status if row[s.value]}


def test_counts_by_status_and_nothing_else() -> None:
    found = roll_up(
        answers(("a", "X", "", "improving"), ("b", "X", "", "away"), ("a", "Y", "", "unjudged")),
        placements(("one", "a"), ("one", "b"), ("one", "c"), ("two", "a"), ("none", None)),
    )
    assert counts(found, "one", "X") == {"improving": 1, "away": 1, "no_data": 1}
    assert counts(found, "one", "Y") == {"unjudged": 1, "no_data": 2}
    assert counts(found, "two", "X") == {"improving": 1}
    assert counts(found, "none", "X") == {"no_indicator": 1}
    assert found.columns == ["rule", "framework", "goal", "area", "indicators", *(s.value for s in Status)]
    assert found["indicators"].to_list() == [3, 3, 1, 1, 0, 0]


def test_each_indicator_counts_once_by_the_series_for_everyone() -> None:
    series = answers(
        ("a", "X", "sex=female", "away"), ("a", "X", "", "improving"), ("a", "X", "sex=male", "slow")
    )
    assert counts(roll_up(series, placements(("one", "a"))), "one", "X") == {"improving": 1}


def test_where_there_are_only_groups_the_worst_counts() -> None:
    series = answers(
        ("a", "X", "sex=male", "improving"),
        ("a", "X", "sex=female", "slow"),
        ("b", "X", "sex=female", "unjudged"),
        ("b", "X", "sex=male", "improving"),
        ("c", "X", "sex=female", "no_data"),
        ("c", "X", "sex=male", "improving"),
    )
    found = marks(series)
    assert found.select("indicator", "breakdown", "status").rows() == [
        ("a", "sex=female", "slow"),
        ("b", "sex=female", "unjudged"),
        ("c", "sex=male", "improving"),
    ]
    assert set(WORST_FIRST) == set(Status)


def test_rules_and_areas_are_counted_apart() -> None:
    both = pl.concat([answers(("a", "X", "", "away")), answers(("a", "X", "", "slow"), rule="s")])
    found = roll_up(both, placements(("one", "a"), ("one", "a")))
    assert found.select("rule", "away", "slow").rows() == [("r", 1, 0), ("s", 0, 1)]


def test_what_moved_between_two_snapshots() -> None:
    old = answers(("a", "X", "", "away"), ("b", "X", "", "slow"), ("gone", "X", "", "slow"))
    new = answers(("a", "X", "", "improving"), ("b", "X", "", "slow"), ("new", "X", "", "unjudged"))
    moves = moved(old, new)
    assert moves.rows() == [
        ("r", "a", "X", "", "away", "improving"),
        ("r", "gone", "X", "", "slow", None),
        ("r", "new", "X", "", None, "unjudged"),
    ]
    assert moved(old, old).is_empty()
    goals = goals_moved(moves, placements(("one", "a"), ("one", "b"), ("two", "a"), ("two", "new")))
    assert goals.rows() == [("r", "f", "one", "X", 1), ("r", "f", "two", "X", 2)]
