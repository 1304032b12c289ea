"""A large file that is wrong throughout: the first problems of each rule are listed, the others counted."""

from __future__ import annotations

import polars as pl
import pytest

from commonweal.evidence.problems import MOST

from .conftest import Bring

HEADER = "indicator,area,period,breakdown,value,status\n"


def lines(count: int, line: str) -> str:
    """``count`` rows, each of a group of its own; the last stands first in the order of the store."""
    return "".join(line.format(group=f"age={count - n:06}") for n in range(count))


#: One wrong row of each rule that can find every row of a file.
WRONG = {
    "not-a-number": "unemployment,E08000025,2019,{group},x,\n",
    "missing-without-status": "unemployment,E08000025,2019,{group},,\n",
    "repeated-row": "unemployment,E08000025,2019,,5,\n",
    "breakdown": "unemployment,E08000025,2019,{group};women,5,\n",
    "ragged-row": "unemployment,E08000025,2019,{group},5\n",
    "outside-limits": "unemployment,E08000025,2019,{group},140,\n",
    "unknown-area": "unemployment,E09999999,2019,{group},5,\n",
    "unknown-indicator": "unknown,E08000025,2019,{group},5,\n",
    "period": "unemployment,E08000025,soon,{group},5,\n",
    "unknown-status": "unemployment,E08000025,2019,{group},5,zz\n",
    "missing-with-status": "unemployment,E08000025,2019,{group},,P\n",
    "value-though-missing": "unemployment,E08000025,2019,{group},5,O\n",
    "future-period": "unemployment,E08000025,2027,{group},5,\n",
}


@pytest.mark.parametrize(("rule", "line"), WRONG.items(), ids=WRONG)
def test_the_first_are_listed_and_the_others_counted(bring: Bring, rule: str, line: str) -> None:
    first = "unemployment,E08000025,2019,,5,\n"  # what a row may repeat
    _, problems = bring(HEADER + first + lines(MOST + 30, line))
    found = problems.filter(pl.col("rule") == rule)
    assert problems["rule"].unique().to_list() == [rule]
    assert found.height == MOST + 1
    assert found["row"].to_list() == list(range(3, MOST + 4))
    assert found["message"][-1] == (
        f"30 more rows have the same problem and are not listed, from row {MOST + 3} on. Mend those that are "
        "listed, and bring the file again."
    )
    assert found["severity"].n_unique() == found["column"].n_unique() == 1


def test_figures_given_twice_are_counted(bring: Bring) -> None:
    row = "unemployment,E08000025,2019,{group},%s,\n"
    _, problems = bring(HEADER + lines(MOST + 1, row % 5) + lines(MOST + 1, row % 6))
    assert problems["rule"].to_list() == ["duplicate-key"] * (MOST + 1)
    assert problems["row"].to_list() == list(range(MOST + 3, 2 * MOST + 4))
    assert problems["message"][0].startswith(
        f"Row {MOST + 3} has the indicator, area, period and breakdown of row 2,"
    )
    assert problems["message"][-1] == (
        f"One more row has the same problem and is not listed: row {2 * MOST + 3}. Mend those that are "
        "listed, and bring the file again."
    )


def test_infinity_throughout(bring: Bring) -> None:
    _, problems = bring(HEADER + lines(MOST + 2, "unemployment,E08000025,2019,{group},inf,\n"))
    assert problems["rule"].to_list() == ["not-a-number"] * (MOST + 1)


def test_what_a_person_would_look_through_is_listed_whole(bring: Bring) -> None:
    _, problems = bring(HEADER + lines(MOST, WRONG["outside-limits"]))
    assert problems.height == MOST
    assert "not listed" not in problems["message"][-1]
