"""The marks that pages count, against the roll-up of the progress package, which counts them another way."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest

from commonweal.progress import Status, roll_up
from commonweal.progress.rollup import PLACEMENT
from commonweal.web.framework import selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]


@pytest.mark.parametrize("rule", ["state-of-the-region-2020", "eurostat"])
@pytest.mark.parametrize("framework", ["inclusive-growth", "sustainable-development"])
@pytest.mark.parametrize("area", ["E47000007", "E08000025", "WM-3LEP", "E92000001"])
def test_every_goal_counts_the_same_both_ways(rule: str, framework: str, area: str) -> None:
    book = selectors.book()
    assert book is not None
    found = book.framework(framework)
    assert found is not None
    rows = [
        (framework, goal.id, indicator)
        for goal in found.goals
        for indicator in (book.snapshot.placed(found, goal) or (None,))
    ]
    placements = pl.DataFrame(rows, schema=PLACEMENT, orient="row")
    rolled = roll_up(book.snapshot.assessments, placements).filter(
        (pl.col("rule") == rule) & (pl.col("area") == area)
    )
    assert rolled.height
    one_way = Counter(
        {(r["goal"], s.value): r[s.value] for r in rolled.iter_rows(named=True) for s in Status if r[s.value]}
    )
    other_way = Counter(
        {
            (goal.goal.id, status.value): count
            for goal in selectors.framework_standing(book, found, area, rule)
            for status, count in goal.counts.items()
        }
    )
    assert one_way == other_way
