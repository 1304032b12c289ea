"""Labels of two years ("2018/19"): read as the indicator's earlier figures say, else refused."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import polars as pl
import pytest

from commonweal.evidence import Reading, Register, check, read
from commonweal.evidence.periods import parse_column

from .conftest import TODAY, Bring, said

HEADER = "indicator,area,period,value\n"


def figures(*rows: str) -> str:
    return HEADER + "".join(f"{row}\n" for row in rows)


def earlier(*figures: tuple[str, str]) -> pl.DataFrame:
    """Figures in force: the indicator and the period of each."""
    names, texts = zip(*figures, strict=True)
    return parse_column(pl.Series(texts)).with_columns(indicator=pl.Series(names))


def reading_of(tmp_path: Path, register: Register, content: str, told: pl.DataFrame) -> Reading:
    path = tmp_path / "figures.csv"
    path.write_text(content, encoding="utf-8")
    asked: list[Collection[str]] = []

    def figures_of(indicators: Collection[str]) -> pl.DataFrame:
        asked.append(indicators)
        return told.filter(pl.col("indicator").is_in(list(indicators)))

    reading = read(path, register=register, earlier=figures_of)
    assert len(asked) == ("/1" in content)
    return reading


TWO = figures("unemployment,E08000025,2018/19,5", "pay,E08000025,2018/19 [Note 2],500")


@pytest.mark.parametrize(
    ("first", "canonical"), [("09", "2018-09-01"), ("08", "2018-08-01"), ("04", "2018-04-01")]
)
def test_the_kind_of_year_is_that_of_the_figures_in_force(
    tmp_path: Path, register: Register, first: str, canonical: str
) -> None:
    told = earlier(
        ("unemployment", f"2016-{first}-01/P1Y"),
        ("unemployment", f"2017-{first}-01/P1Y"),
        ("pay", "2017-04-01/P1Y"),
    )
    rows = reading_of(tmp_path, register, TWO, told).rows
    assert rows.select("period", "note").rows() == [(f"{canonical}/P1Y", ""), ("2018-04-01/P1Y", "Note 2")]


@pytest.mark.parametrize(
    "told",
    [
        [("pay", "2017-04-01/P1Y")],
        [("unemployment", "2017-01-01/P1Y"), ("pay", "2017-04-01/P1Y")],
        [("unemployment", "2017-04-18"), ("unemployment", "2011-01-01/P3Y"), ("pay", "2017-04-01/P1Y")],
        [("unemployment", "2016-04-01/P1Y"), ("unemployment", "2017-09-01/P1Y"), ("pay", "2017-04-01/P1Y")],
    ],
    ids=["none", "calendar years", "no years", "both"],
)
def test_where_nothing_tells_both_readings_are_written_out(
    tmp_path: Path, register: Register, told: list[tuple[str, str]]
) -> None:
    reading = reading_of(tmp_path, register, TWO, earlier(*told))
    assert reading.rows["period"].to_list() == ["2018/19", "2018-04-01/P1Y"]
    problems = check(reading, register=register, previous=None, previous_series=None, today=TODAY)
    message = (
        "Row 2, period: “2018/19” cannot be read. “2018/19” may be the financial year from April 2018, or "
        "the academic year from September 2018. Write 2018-04-01/P1Y for the financial year, "
        "2018-09-01/P1Y for the academic year."
    )
    assert said(problems) == [("stop", "period", message)]


def test_a_file_without_such_labels_asks_for_nothing(tmp_path: Path, register: Register) -> None:
    rows = figures("unemployment,E08000025,2018,5", "unemployment,E08000025,2019-05,5")
    reading = reading_of(tmp_path, register, rows, earlier(("unemployment", "2017-09-01/P1Y")))
    assert reading.rows["period"].to_list() == ["2018-01-01/P1Y", "2019-05-01/P1M"]


def test_october_is_not_taken_for_a_year_because_earlier_figures_are_of_years(
    tmp_path: Path, register: Register
) -> None:
    rows = figures(
        "unemployment,E08000025,2009-10,5", "unemployment,E08000025,2012-13,5", "pay,E08000025,2018/19,5"
    )
    told = earlier(("unemployment", "2017-09-01/P1Y"))
    reading = reading_of(tmp_path, register, rows, told)
    assert reading.rows["period"].to_list() == ["2009-10", "2012-09-01/P1Y", "2018/19"]


def test_a_series_that_has_none_of_its_periods_any_more(bring: Bring) -> None:
    first = figures(
        *(
            f"unemployment,{area},{year}-09-01/P1Y,5"
            for area in ("E08000025", "E08000026")
            for year in (2017, 2018)
        ),
        "pay,E08000025,2018,500",
    )
    reading, _ = bring(first)
    old = reading.frame("figures").with_columns(dataset=pl.lit("figures"))
    again = first.replace("-09-01", "-04-01").replace("pay,E08000025,2018,500", "pay,E08000025,2019,500")
    _, problems = bring(again, previous=old, previous_series=reading.series)
    assert said(problems) == [
        (
            "warn",
            "periods-gone",
            "One series of “pay” has no figure of any period that it had before: that of Birmingham had "
            "2018-01-01/P1Y and has 2019-01-01/P1Y. Is the period right, and is nothing lost?",
        ),
        (
            "warn",
            "periods-gone",
            "2 series of “unemployment” have no figure of any period that they had before: that of "
            "Birmingham had 2017-09-01/P1Y and has 2017-04-01/P1Y. Are the periods right, and is nothing "
            "lost?",
        ),
    ]


@pytest.mark.parametrize("kept", [("2017", "2018"), ("2017", "2019"), ("2018", "2019")])
def test_a_series_that_keeps_a_period_is_not_doubted(bring: Bring, kept: tuple[str, str]) -> None:
    reading, _ = bring(figures(*(f"unemployment,E08000025,{year},5" for year in (2017, 2018))))
    old = reading.frame("figures").with_columns(dataset=pl.lit("figures"))
    rows = figures(*(f"unemployment,E08000025,{year},5" for year in kept))
    _, problems = bring(rows, previous=old, previous_series=reading.series)
    assert problems.is_empty()
