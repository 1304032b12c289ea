"""What a program takes for a number and nobody can publish: it is told as it stands in the file."""

from __future__ import annotations

import pytest

from .conftest import Bring

HEADER = "indicator,area,period,value,lower,upper\n"
ROW = "unemployment,E08000025,2019,5.1,,\n"


@pytest.mark.parametrize("text", ["1e400", "-1E999", "-nan", "NaN", "+inf", "Infinity"])
def test_the_cell_is_told_as_it_stands(bring: Bring, text: str) -> None:
    """Every cell of both columns passes for a number with the reader of text files."""
    reading, problems = bring(f"{HEADER}{ROW}unemployment,E08000025,2020,{text},,{text}\n")
    assert problems.select("severity", "rule", "row", "column", "value").rows() == [
        ("stop", "not-a-number", 3, "value", text),
        ("stop", "not-a-number", 3, "upper", text),
    ]
    assert problems["message"][0].startswith(f"Row 3, value: “{text}” is not a number. ")
    assert reading.rows.select("value", "upper").rows() == [(5.1, None), (None, None)]


def test_a_number_too_large_is_not_said_to_be_missing(bring: Bring) -> None:
    _, problems = bring(f"{HEADER}unemployment,E08000025,2020,1e400,,\n")
    assert problems["message"].to_list() == [
        "Row 2, value: “1e400” is not a number. Write one number, in the digits 0 to 9 and with a point "
        "before decimals. If there is none, leave it empty and put O (missing) in status."
    ]


def test_the_other_cells_of_such_a_column_keep_their_numbers(bring: Bring) -> None:
    numbers = ["5.1", "1e1", ".5", "5.", "+4", "-0"]
    rows = [f"unemployment,E08000025,{2000 + n},{text},,\n" for n, text in enumerate([*numbers, "inf"])]
    reading, _ = bring(HEADER + "".join(rows))
    assert reading.rows["value"].to_list() == [5.1, 10, 0.5, 5, 4, 0, None]
