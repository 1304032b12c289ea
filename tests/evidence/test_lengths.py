"""Series that mix years with quarters, and those that may look so and do not."""

from __future__ import annotations

import pytest

from .conftest import Bring, said

HEADER = "indicator,area,period,breakdown,value\n"


def figures(*periods: str, area: str = "E08000025", breakdown: str = "") -> str:
    return "".join(f"unemployment,{area},{period},{breakdown},5\n" for period in periods)


KEEP = "Keep those of one length; the others are another indicator."


@pytest.mark.parametrize(
    ("periods", "message"),
    [
        (
            ("2018", "2019", "2019 Q4"),
            "One series of “unemployment” mixes calendar years and quarters: row 3 is of 2019-01-01/P1Y and "
            "row 4 of 2019-10-01/P3M.",
        ),
        (
            ("2018-04-01/P1Y", "2018"),
            "One series of “unemployment” mixes calendar years and financial years: row 3 is of "
            "2018-01-01/P1Y and row 2 of 2018-04-01/P1Y.",
        ),
        (
            ("2017-08-01/P1Y", "2018-09-01/P1Y"),
            "One series of “unemployment” mixes years from August and years from September: row 2 is of "
            "2017-08-01/P1Y and row 3 of 2018-09-01/P1Y.",
        ),
        (
            ("2017 to 2019", "2018 to 2019", "2019-01-01/P6M", "2020-05", "2020-05-01"),
            "One series of “unemployment” mixes 3 years pooled, 2 years pooled, 6 months, days and months: "
            "row 2 is of 2017-01-01/P3Y and row 3 of 2018-01-01/P2Y.",
        ),
    ],
)
def test_one_series_of_several_lengths(bring: Bring, periods: tuple[str, ...], message: str) -> None:
    _, problems = bring(HEADER + figures(*periods))
    assert said(problems) == [("warn", "mixed-lengths", f"{message} {KEEP}")]


def test_one_warning_an_indicator(bring: Bring) -> None:
    mixed = ("2018", "2019 Q4")
    _, problems = bring(HEADER + figures(*mixed) + figures(*mixed, area="E08000026"))
    message = (
        "2 series of “unemployment” mix calendar years and quarters: row 2 is of 2018-01-01/P1Y and row 3 of "
        f"2019-10-01/P3M. {KEEP}"
    )
    assert said(problems) == [("warn", "mixed-lengths", message)]


@pytest.mark.parametrize(
    "rows",
    [
        figures("2022-05-05", "2023-05-04", "2024-05-02"),
        figures("2015-11-16/P1Y", "2016-11-16/P1Y"),
        figures("2015-11-16/P366D", "2016-11-16/P365D"),
        figures("2018", "2019")
        + figures("2018 Q1", breakdown="sex=female")
        + figures("2018 Q1", area="E08000026"),
        figures("2018", "2019", "2020 (provisional)"),
    ],
    ids=["points", "years of a survey", "a leap year", "several series", "one kind"],
)
def test_these_are_of_one_length(bring: Bring, rows: str) -> None:
    _, problems = bring(HEADER + rows)
    assert problems.is_empty()
