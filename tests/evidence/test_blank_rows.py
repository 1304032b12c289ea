"""Rows with nothing in them, which spreadsheet programs write below the figures."""

from __future__ import annotations

import pytest

from .conftest import Bring, said

HEADER = "indicator,area,period,value\n"
FIRST, SECOND = "unemployment,E08000025,2019,5\n", "unemployment,E08000025,2020,6\n"
#: A cell of two lines: such a file is read row by row.
SLOW = 'unemployment,E08000026,2019,"7\n"\n'


@pytest.mark.parametrize("blank", [",,,\n", ", ,  ,\t\n", ',"",,\n', ",,,,,,\n", ",\n", "  \n", "\n"])
@pytest.mark.parametrize("before", [FIRST, SLOW], ids=["fast", "row by row"])
def test_blank_rows_are_passed_over_and_keep_their_number(bring: Bring, before: str, blank: str) -> None:
    reading, problems = bring(HEADER + before + blank + SECOND + blank + blank)
    assert problems.is_empty()
    row = 4 + before.count("\n") - 1
    assert reading.rows["row"].to_list() == [2, row]
    assert reading.sources[0].rows == 2


def test_a_header_and_blank_rows_have_no_figures(bring: Bring) -> None:
    _, problems = bring(HEADER + ",,,\n,,,\n")
    assert said(problems) == [("stop", "header-only", "The file has a header and no figures.")]


def test_a_row_with_one_cell_filled_is_no_blank_one(bring: Bring) -> None:
    _, problems = bring(HEADER + FIRST + ",,2020,\n")
    assert problems["row"].unique().to_list() == [3]


@pytest.mark.parametrize("rows", [1, 1_500], ids=["few", "many"])
def test_blank_rows_are_found_where_no_cell_is_a_number(bring: Bring, rows: int) -> None:
    none = "unemployment,E08000025,2018,none\n"
    reading, _ = bring(HEADER + (none + " , ,,\n") * rows + SECOND)
    assert reading.sources[0].rows == rows + 1
    assert reading.rows["row"].max() == 2 * rows + 2
