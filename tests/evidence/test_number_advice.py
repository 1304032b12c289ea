"""What is advised for a cell that is no number: never another figure, and never to throw one away."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.evidence.number_advice import NUMBER, advice

from .conftest import Bring, said

ONE_NUMBER = "Write one number, in the digits 0 to 9 and with a point before decimals"
NONE = f"{ONE_NUMBER}. If there is none, leave it empty and put O (missing) in status."


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", "12.5"),
        ("12,5%", "12.5"),
        ("£5,50", "5.50"),
        ("-£5", "-5"),
        ("5 %", "5"),
        ("0,125", "0.125"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("€ 1.234,50", "1234.50"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1 234 567", "1234567"),
        ("1\N{NARROW NO-BREAK SPACE}234,5", "1234.5"),
        ("\N{MINUS SIGN}5.1", "-5.1"),
        ("\N{EN DASH}5,1", "-5.1"),
    ],
)
def test_one_reading(text: str, number: str, delimiter: str) -> None:
    assert advice("value", text, delimiter) == f"Write {number}."


@pytest.mark.parametrize(
    ("delimiter", "advised"),
    [
        (",", "Write 5125."),
        (";", "Write 5.125."),
        ("\t", "Write 5.125 if the comma stands before decimals, 5125 if it parts thousands."),
    ],
)
def test_a_comma_before_three_digits(delimiter: str, advised: str) -> None:
    assert advice("value", "5,125", delimiter) == advised


@pytest.mark.parametrize(
    "text", ["5 1", "5-6", "~5", "<5", "(5)", "1,23,4", "1.2.3", "5.1abc", "0x10", "1e400"]
)
def test_no_reading_and_no_figure_thrown_away(text: str) -> None:
    assert advice("value", text, ",") == NONE
    assert advice("lower", text, ",") == f"{ONE_NUMBER}, or leave it empty."


@pytest.mark.parametrize(
    ("text", "advised"),
    [
        ("[c]", "Leave it empty and put Q (missing: suppressed) in status."),
        ("[z]", "Leave it empty and put M (missing: cannot exist) in status."),
        ("[low]", "Leave it empty and put U (low reliability) in status."),
        ("[x]", "Leave it empty and put O (missing) in status."),
        ("suppressed", "Leave it empty and put Q (missing: suppressed) in status."),
        ("n/a", "Leave it empty and put O (missing) in status."),
        ("5.1 [p]", "Write 5.1 here, and P (provisional) in status."),
        ("12,5 [e]", "Write 12.5 here, and E (estimated) in status."),
        ("5.1 (revised)", "Write 5.1 here, and what “revised” means in the column of notes."),
        ("5.1*", "Write 5.1 here, and what “*” means in the column of notes."),
        ("5.1 [note 3]", "Write 5.1 here, and what “note 3” means in the column of notes."),
    ],
)
def test_a_marker(text: str, advised: str) -> None:
    assert advice("value", text, ",") == advised


@given(st.text(alphabet="0123456789.,-+ £%*p\N{MINUS SIGN}", max_size=14), st.sampled_from(",;\t"))
def test_what_is_advised_is_a_number_with_the_same_digits(text: str, delimiter: str) -> None:
    for number in re.findall(
        r"(?:Write|decimals,) ([-+\d][^ ]*?)(?=\.$|\.? |$)", advice("value", text, delimiter)
    ):
        assert re.match(NUMBER, number)
        assert re.sub(r"\D", "", number) == re.sub(r"[^0-9]", "", text)


def test_the_delimiter_of_the_file_is_told(bring: Bring) -> None:
    _, problems = bring("indicator;area;period;value\nunemployment;E08000025;2019;5,125\n")
    assert ("stop", "not-a-number", "Row 2, value: “5,125” is not a number. Write 5.125.") in said(problems)
