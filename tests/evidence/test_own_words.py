"""What is said of a file, in the file's own words: its names of columns, and what stands in its cells."""

from __future__ import annotations

import pytest

from .conftest import Bring, said

HEADER = "indicator,area,period,value\n"
ONS = "areacd,areanm,geography,indicator,period,observation,lci_95,uci_95,measure,unit\n"


def pay(numbers: str, area: str = "E08000025,Birmingham,District") -> str:
    return f"{ONS}{area},Gross median weekly pay,2019,{numbers},Pounds,£\n"


@pytest.mark.parametrize(
    ("content", "rule", "column", "message"),
    [
        (
            pay("-5,,"), "outside-limits", "observation",
            "Row 2, observation: -5 is below 0, the lowest that “Weekly pay” can be.",
        ),
        (
            pay("50,60,70"), "interval", "observation",
            "Row 2: the value 50 is outside its interval, 60 to 70.",
        ),
        (
            pay("50,60,40"), "interval", "lci_95",
            "Row 2: the interval runs from 60 to 40. Its ends stand the wrong way round.",
        ),
        (
            pay("50,40,"), "interval-half", "lci_95",
            "Row 2 has one end of an interval and not the other.",
        ),
        (
            pay("50,,", "E99,,"), "unknown-area", "areacd",
            "Row 2, areacd: no place has the code “E99”. Write the official code, such as E08000025.",
        ),
        (
            pay("inf,,"), "not-a-number", "observation",
            "Row 2, observation: “inf” is not a number. Leave it empty and put O (missing) in status.",
        ),
    ],
)  # fmt: skip
def test_a_suppliers_columns_go_by_their_names(
    bring: Bring, content: str, rule: str, column: str, message: str
) -> None:
    _, problems = bring(content, "gross-median-weekly-pay.csv")
    assert problems.select("rule", "column", "message").rows() == [(rule, column, message)]


def test_two_cells_that_cannot_be_read_do_not_repeat_each_other(bring: Bring) -> None:
    _, problems = bring(HEADER + "unemployment,E08000025,2019,x\nunemployment,E08000025,2019,y\n")
    assert problems.select("row", "rule").rows() == [
        (2, "not-a-number"),
        (3, "not-a-number"),
        (3, "duplicate-key"),
    ]


def test_two_cells_with_the_same_text_do(bring: Bring) -> None:
    _, problems = bring(HEADER + "unemployment,E08000025,2019,x\nunemployment,E08000025,2019,x\n")
    assert problems.select("row", "rule").rows() == [
        (2, "not-a-number"),
        (3, "not-a-number"),
        (3, "repeated-row"),
    ]


@pytest.mark.parametrize("value", ["x", "inf"])
def test_a_cell_that_cannot_be_read_and_an_empty_one(bring: Bring, value: str) -> None:
    _, problems = bring(HEADER + f"unemployment,E08000025,2019,{value}\nunemployment,E08000025,2019,\n")
    assert [(s, r) for s, r, _ in said(problems)] == [
        ("stop", "not-a-number"),
        ("warn", "missing-without-status"),
        ("stop", "duplicate-key"),
    ]
