"""What stands above a table of text, cells that are very long, and files that are no tables at all."""

from __future__ import annotations

import codecs
import gzip

import pytest

from .conftest import Bring, said

HEADER = "indicator,area,period,value,lower,upper,status,note\n"
ROW = "unemployment,E08000025,2019,5.1,,,,\n"
BAD = "unemployment,E08000025,2020,x,,,,\n"


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("Unemployment\nSource: us\n", 3),
        ("Unemployment,,,,,,,\n,,,,,,,\n", 3),
        ("# a comment\n", 2),
        ("Unemployment\n\n\n", 4),
        ("A title with, a comma; and more\r\n", 2),
        ("Notes: the value and the period\n" * 29, 30),
    ],
)
def test_lines_above_the_header_are_passed_over(bring: Bring, above: str, line: int) -> None:
    reading, problems = bring(above + HEADER + ROW + BAD)
    assert reading.rows["row"].to_list() == [line + 1, line + 2]
    assert reading.rows["value"].to_list() == [5.1, None]
    assert problems.select("rule", "row").rows() == [("not-a-number", line + 2)]


def test_a_header_that_lacks_a_column_is_still_the_header(bring: Bring) -> None:
    _, problems = bring("A title\nindicator,area,period,amount\nunemployment,E08000025,2019,5\n")
    assert said(problems) == [
        ("stop", "missing-column", "There is no column “value”. Is it “amount”?"),
    ]


def test_without_a_header_nothing_is_said_of_the_rows(bring: Bring) -> None:
    _, problems = bring("A title\n" * 40 + HEADER + ROW * 3)
    assert [m for _, _, m in said(problems)] == [
        f"There is no column “{name}”. The file has “a title”."
        for name in ("indicator", "area", "period", "value")
    ]


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;\r"])
def test_the_separator_that_spreadsheet_programs_write_first(bring: Bring, line: str) -> None:
    reading, problems = bring(f"{line}\n" + (HEADER + ROW).replace(",", ";"))
    assert reading.rows["row"].to_list() == [3]
    assert problems["rule"].to_list() == ["delimiter"]


@pytest.mark.parametrize("marks", [1, 2, 3])
def test_the_mark_of_utf_8_more_than_once(bring: Bring, marks: int) -> None:
    reading, problems = bring(codecs.BOM_UTF8 * marks + (HEADER + ROW).encode())
    assert (reading.rows["value"].to_list(), problems.height) == ([5.1], 0)


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_very_long_cell_hides_nothing_after_it(bring: Bring, quote: str) -> None:
    long = f"unemployment,E08000025,2018,5,,,,{quote}{'long ' * 40_000}{quote}\n"
    short = "unemployment,E08000025,2017,5\n"  # so that it is read row by row
    reading, problems = bring(HEADER + long + short + BAD)
    assert problems.select("rule", "row").rows() == [("ragged-row", 3), ("not-a-number", 4)]
    assert reading.rows["row"].to_list() == [2, 4]


FIGURES = HEADER + ROW
PICTURE = "This is a picture. Bring the table that it was made from, as CSV UTF-8 or .xlsx."
SAVE = "In a spreadsheet program, save it as “CSV UTF-8”."
PACKED = "This is a packed archive. Unpack it, and bring the files of figures in it."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", PICTURE),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", PICTURE),
        (b"%PDF-1.7\n%\xe2\xe3\n", PICTURE.replace("picture", "PDF")),
        (gzip.compress(FIGURES.encode(), mtime=0), PACKED),
        (b"PK\x05\x06" + bytes(18), PACKED),
        (FIGURES.encode("utf-16-le"), f"The file is in UTF-16 without the mark that says so. {SAVE}"),
        (FIGURES.encode("utf-16-be"), f"The file is in UTF-16 without the mark that says so. {SAVE}"),
        (FIGURES.encode("utf-32"), f"The file is in UTF-32. {SAVE}"),
        (
            b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>404</body></html>",
            "This is a web page (HTML). Download the file of figures itself; or, if the page is the table, "
            "open it in a spreadsheet program and save it as .xlsx.",
        ),
        (
            b"<?xml version='1.0'?><Workbook/>",
            "This is XML. If a spreadsheet program opens it, save it from there as .xlsx, or as CSV UTF-8.",
        ),
        (
            b'[{"a": 1}]',
            "This is JSON. Bring the figures as CSV UTF-8 or .xlsx; metadata stands beside them, by the same "
            "name.",
        ),
        (b"SQLite format 3\0", "This is a file of a database. Save the table from it as CSV UTF-8."),
    ],
    ids=[
        "PNG",
        "JPEG",
        "PDF",
        "gzip",
        "ZIP",
        "UTF-16 LE",
        "UTF-16 BE",
        "UTF-32",
        "HTML",
        "XML",
        "JSON",
        "SQLite",
    ],
)
def test_what_is_no_table_is_named(bring: Bring, data: bytes, message: str) -> None:
    reading, problems = bring(data)
    assert said(problems) == [("stop", "no-table", message)]
    assert reading.rows.is_empty()


def test_a_zero_byte_in_a_table_is_not_utf_16(bring: Bring) -> None:
    _, problems = bring(HEADER + "\0".join(ROW))
    assert problems["rule"].to_list() == ["nul-byte"]
