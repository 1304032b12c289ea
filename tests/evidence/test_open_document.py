"""Formulas of an OpenDocument spreadsheet: their errors, and the comments that stand in the same cells."""

from __future__ import annotations

import pytest

from .books import HEADER, ROW, ods_parts, ods_row, zipped
from .conftest import Bring

AS_ZERO = 'table:formula="of:=1/0" office:value-type="float" office:value="0"'
AS_TEXT = 'table:formula="of:=1/0" office:value-type="string" office:string-value=""'
AS_ERROR = f'{AS_TEXT} calcext:value-type="error"'
WITHOUT_RESULT = 'table:formula="of:=30+1"'
SOUND = 'table:formula="of:=30+1" office:value-type="float" office:value="31"'
COMMENT = "<office:annotation><text:p>{}</text:p></office:annotation>"


def cell(told: str, shown: str = "", comment: str = "") -> str:
    beside = COMMENT.format(comment) if comment else ""
    paragraph = f"<text:p>{shown}</text:p>" if shown else ""
    return f"<table:table-cell {told}>{beside}{paragraph}</table:table-cell>"


def book(value: str | float, note: str = "") -> bytes:
    rows = ods_row(*HEADER, "note") + ods_row(*ROW[:3], value, note)
    return zipped(ods_parts({"Data": rows}))


@pytest.mark.parametrize("comment", ["", "ask Jo", "#1 to ask: Jo"])
@pytest.mark.parametrize("told", [AS_ZERO, AS_TEXT, AS_ERROR])
@pytest.mark.parametrize("shown", ["#DIV/0!", "Err:502", "#WERT!"])
def test_a_formula_that_ends_in_an_error(bring: Bring, told: str, shown: str, comment: str) -> None:
    _, problems = bring(book(cell(told, shown, comment)), "figures.ods")
    message = f"Row 2, cell D2: the formula ends in {shown}. Mend it, or leave the cell empty."
    assert ("stop", "cell-error", message) in problems.select("severity", "rule", "message").rows()


def test_a_comment_is_no_result_of_a_formula(bring: Bring) -> None:
    _, problems = bring(book(cell(WITHOUT_RESULT, comment="checked")), "figures.ods")
    assert "no-saved-result" in problems["rule"].to_list()


@pytest.mark.parametrize("comment", ["# checked by AB", "Err:502 until May", "#DIV/0!"])
def test_a_comment_is_no_error(bring: Bring, comment: str) -> None:
    reading, problems = bring(book(cell(SOUND, "31", comment)), "figures.ods")
    assert (reading.rows["value"].to_list(), problems.height) == ([31.0], 0)


@pytest.mark.parametrize("value", [' office:string-value="#1 of list"', ""])
def test_a_text_may_begin_as_an_error_does(bring: Bring, value: str) -> None:
    told = f'table:formula="of:=A1" office:value-type="string"{value}'
    reading, problems = bring(book(5.1, cell(told, "#1 of list")), "figures.ods")
    assert (reading.rows["note"].to_list(), problems.height) == (["#1 of list"], 0)


@pytest.mark.parametrize("shown", ["#N/A", "#NAME?", "#DIV/0!", "#REF!", "Err:522"])
def test_an_error_that_is_saved_as_a_text(bring: Bring, shown: str) -> None:
    told = f'table:formula="of:=A1" office:value-type="string" office:string-value="{shown}"'
    _, problems = bring(book(5.1, cell(told, shown)), "figures.ods")
    assert problems.select("rule", "column").rows() == [("cell-error", "E2")]


def test_the_next_cell_has_no_comment_of_the_one_before(bring: Bring) -> None:
    sound, failed = cell(SOUND, "31", "# fine"), cell(AS_ZERO, "#DIV/0!")
    rows = ods_row(*HEADER, "upper") + ods_row(*ROW[:3], sound, failed)
    _, problems = bring(zipped(ods_parts({"Data": rows})), "figures.ods")
    assert ("cell-error", "E2") in problems.select("rule", "column").rows()
    assert "D2" not in problems["column"].to_list()


def test_a_long_comment_counts_as_a_text(bring: Bring) -> None:
    """Its reader may lay out what is repeated, comments and all."""
    repeated = f'<table:table-cell table:number-columns-repeated="1000000">{COMMENT.format("long" * 100)}'
    rows = ods_row(*HEADER) + ods_row(*ROW, f"{repeated}</table:table-cell>")
    _, problems = bring(zipped(ods_parts({"Data": rows})), "figures.ods")
    assert problems["rule"].to_list() == ["too-large"]
