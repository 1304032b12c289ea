"""Every bad file that people bring, and the very words that they are answered with."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.evidence import Register, read

from .conftest import DATA, Bring, said

HEADER = "indicator,area,period,value,lower,upper,status,note\n"
ROW = "unemployment,E08000025,2019,5.1,,,,\n"
SAVE_AGAIN = "In a spreadsheet program, save the file as “CSV UTF-8”."
EMPTY_IT = "Leave it empty and put O (missing) in status."
ONE_NUMBER = (
    "Write one number, in the digits 0 to 9 and with a point before decimals. If there is none, leave it "
    "empty and put O (missing) in status."
)


@pytest.mark.parametrize("content", ["", "\n\n", "   \n"])
def test_an_empty_file(bring: Bring, content: str) -> None:
    _, problems = bring(content)
    assert said(problems) == [("stop", "empty-file", "The file is empty.")]


def test_a_header_without_figures(bring: Bring) -> None:
    _, problems = bring(HEADER)
    assert said(problems) == [("stop", "header-only", "The file has a header and no figures.")]


def test_an_old_encoding_names_its_row(bring: Bring) -> None:
    _, problems = bring((HEADER + ROW + "unemployment,E08000025,2020,5,,,,café\n").encode("cp1252"))
    assert said(problems) == [("stop", "encoding", f"Row 3 is not in UTF-8 (byte E9). {SAVE_AGAIN}")]


def test_half_a_utf16_file(bring: Bring) -> None:
    _, problems = bring(codecs.BOM_UTF16_LE + b"abc")
    message = f"The file begins as UTF-16 does and is not UTF-16. {SAVE_AGAIN}"
    assert said(problems) == [("stop", "encoding", message)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_at_the_head_are_no_matter(bring: Bring, encoding: str) -> None:
    reading, problems = bring((HEADER + ROW).encode(encoding))
    assert reading.rows["value"].to_list() == [5.1]
    assert problems.is_empty()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_is_read(bring: Bring, end: str) -> None:
    reading, problems = bring((HEADER + ROW).replace("\n", end).encode())
    assert reading.rows["row"].to_list() == [2]
    assert problems.is_empty()


@pytest.mark.parametrize(("delimiter", "word"), [(";", "semicolon"), ("\t", "tab"), ("|", "vertical bar")])
def test_another_delimiter_is_read_and_said(bring: Bring, delimiter: str, word: str) -> None:
    reading, problems = bring((HEADER + ROW).replace(",", delimiter))
    message = f"The columns are separated by a {word}, not a comma. The file was read with it."
    assert said(problems) == [("warn", "delimiter", message)]
    assert reading.rows["value"].to_list() == [5.1]


@pytest.mark.parametrize("ending", ["\n", ""])
def test_a_quotation_mark_where_a_number_should_be(bring: Bring, ending: str) -> None:
    head = "indicator,area,period,value\nunemployment,E08000025,2019,5.1\n"
    _, problems = bring(head + 'unemployment,E08000025,2020,"' + ending)
    message = "Row 3: a quotation mark is opened and not closed, or stands in the middle of a cell."
    assert ("stop", "quotation-marks", message) in said(problems)


def test_a_carriage_return_in_the_middle_of_the_header(bring: Bring) -> None:
    _, problems = bring(HEADER.replace(",area", "\r,area") + ROW)
    message = (
        "Row 1 holds a carriage return that ends no line: the file mixes line ends. Save it again as “CSV "
        "UTF-8”."
    )
    assert said(problems) == [("stop", "line-ends", message)]


def test_a_header_whose_quotation_mark_is_not_closed(bring: Bring) -> None:
    _, problems = bring('"' + HEADER + ROW)
    message = "Row 1: a quotation mark is opened and not closed, or stands in the middle of a cell."
    assert ("stop", "quotation-marks", message) in said(problems)


#: What somebody or some program leaves behind in a file.
LEFT_BEHIND = (
    "", ",", ";", "\t", "\n", "\r", '"', "'", "\0", "\ufeff", "\u2028", "NaN", "-", "1e999", "½", "１２",
    "=1+1", "..", "2019-02-30", "9999-12-31/P1Y", "2019/P0Y", "e08000025", "E08000025 ",
)  # fmt: skip


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.sampled_from(LEFT_BEHIND)), max_size=4)
)
def test_a_file_with_anything_in_it_is_read_or_refused(
    bring: Bring, edits: list[tuple[int, int, str]]
) -> None:
    """Nothing that is put in, or cut out, makes it fall over: there are rows, or there is a problem."""
    text = (
        HEADER
        + ROW
        + "unemployment,E08000026,2019,6,5.5,6.5,,a note\n"
        + "pay,E08000025,2018-04-18,540,,,P,\n"
    )
    for at, cut, put in edits:
        at %= len(text) + 1
        text = text[:at] + put + text[at + cut :]
    reading, problems = bring(text)
    assert reading.rows.height or problems.height


def test_a_decimal_comma(bring: Bring) -> None:
    _, problems = bring("indicator;area;period;value\nunemployment;E08000025;2019;5,5\n")
    assert ("stop", "not-a-number", "Row 2, value: “5,5” is not a number. Write 5.5.") in said(problems)


def test_a_column_twice_with_other_figures(bring: Bring) -> None:
    _, problems = bring("indicator,area,period,value,Value\nunemployment,E08000025,2019,5,6\n")
    message = "The column “value” stands twice. They differ: keep one, or name them differently."
    assert said(problems) == [("stop", "column-twice", message)]


@pytest.mark.parametrize("second", ["", "5"])
def test_a_column_twice_with_nothing_new(bring: Bring, second: str) -> None:
    reading, problems = bring(f"indicator,area,period,value,value\nunemployment,E08000025,2019,5,{second}\n")
    message = "The column “value” stands twice. The second is empty or the same; the first is used."
    assert said(problems) == [("warn", "column-twice", message)]
    assert reading.rows["value"].to_list() == [5.0]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("n/a", EMPTY_IT),
        ("..", EMPTY_IT),
        ("NaN", EMPTY_IT),
        ("1e999", ONE_NUMBER),
        ("5-6", ONE_NUMBER),
        ("\N{FULLWIDTH DIGIT FIVE}", ONE_NUMBER),
        ("\N{ARABIC-INDIC DIGIT FIVE}", ONE_NUMBER),
        ('"1,200"', "Write 1200."),
        ("£5", "Write 5."),
        ("5.5%", "Write 5.5."),
    ],
)
def test_text_in_value(bring: Bring, text: str, advice: str) -> None:
    _, problems = bring(
        HEADER + ROW + f"unemployment,E08000025,2020,{text},,,,\n" + "unemployment,E08000025,2021,x,,,,\n"
    )
    shown = text.strip('"')
    assert said(problems) == [
        ("stop", "not-a-number", f"Row 3, value: “{shown}” is not a number. {advice}"),
        ("stop", "not-a-number", f"Row 4, value: “x” is not a number. {EMPTY_IT}"),
    ]


def test_infinity_among_numbers(bring: Bring) -> None:
    reading, problems = bring(HEADER + ROW + "unemployment,E08000025,2020,inf,,,,\n")
    assert said(problems) == [("stop", "not-a-number", f"Row 3, value: “inf” is not a number. {EMPTY_IT}")]
    assert reading.rows["value"].to_list() == [5.1, None]


@pytest.mark.parametrize(
    ("area", "message"),
    [
        (
            "E08000052",
            "no place has the code “E08000052”. Is it E08000026 (Coventry) or E08000025 (Birmingham)?",
        ),
        ("Birmingham", "“Birmingham” is a name, not a code. Birmingham is E08000025."),
        (
            "West Midlands",
            "“West Midlands” is a name, not a code. It names the region E12000005 and the combined authority "
            "E47000007: write the code of the one that is meant.",
        ),
        ("Narnia", "no place has the code “Narnia”. Write the official code, such as E08000025."),
        (
            "S12000033",
            "no place has the code “S12000033”. It has the form of an official code: add the place to a pack "
            "first.",
        ),
        ("", "it is empty. Write the official code."),
    ],
)
def test_an_unknown_area(bring: Bring, area: str, message: str) -> None:
    _, problems = bring(HEADER + f"unemployment,{area},2019,5,,,,\n")
    assert said(problems) == [("stop", "unknown-area", f"Row 2, area: {message}")]


def test_both_west_midlands_in_a_suppliers_file(bring: Bring) -> None:
    header = "areacd,areanm,geography,indicator,period,observation,measure,unit\n"
    _, problems = bring(
        header + "E47000070,West Midlands,Region,Gross median weekly pay,2024,565,Pounds,£\n",
        "gross-median-weekly-pay.csv",
    )
    assert said(problems) == [
        (
            "stop",
            "unknown-area",
            "Row 2, areacd: no place has the code “E47000070”. “West Midlands” names the region E12000005 "
            "and the combined authority E47000007: write the code of the one that is meant.",
        )
    ]


@pytest.mark.parametrize(
    ("period", "why"),
    [
        ("2019-13-01", "There is no month 13."),
        ("2019-02-30", "February 2019 has no day 30."),
        ("0019", "The year 0019 is not between 1801 and 2100."),
        ("2250/51", "The year 2250 is not between 1801 and 2100."),
        ("2018/20", "2018/20 is not two years that follow each other."),
        ("2015 to 2011", "It ends before it begins."),
        (
            "There is no data for this indicator yet",
            "Write a date (2024-05-15) or a start and a length (2019-01-01/P1Y).",
        ),
        (
            "2003-05",
            "“2003-05” may be May 2003, or 2003 to 2005. Write 2003-05-01/P1M for the month, 2003-01-01/P3Y "
            "for the years.",
        ),
    ],
)
def test_an_impossible_period(bring: Bring, period: str, why: str) -> None:
    _, problems = bring(HEADER + f"unemployment,E08000025,{period},5,,,,\n")
    assert said(problems) == [("stop", "period", f"Row 2, period: “{period}” cannot be read. {why}")]


def test_an_empty_period(bring: Bring) -> None:
    _, problems = bring(HEADER + "unemployment,E08000025,,5,,,,\n")
    message = (
        "Row 2: the period is empty. Write a date (2024-05-15) or a start and a length (2019-01-01/P1Y)."
    )
    assert said(problems) == [("stop", "period", message)]


def test_160_duplicate_keys_are_160_problems(bring: Bring) -> None:
    rows = "".join(f"unemployment,E08000025,{1850 + n},{n % 90},,,,\n" for n in range(160))
    again = "".join(f"unemployment,E08000025,{1850 + n},{n % 90 + 1},,,,\n" for n in range(160))
    _, problems = bring(HEADER + rows + again)
    found = problems.filter(problems["rule"] == "duplicate-key")
    assert found.height == 160
    assert found["severity"].unique().to_list() == ["stop"]
    assert found["row"].to_list() == list(range(162, 322))
    assert found["value"][0] == "unemployment E08000025 1850-01-01/P1Y"
    message = "Row 162 has the indicator, area, period and breakdown of row 2, and other figures. Keep one."
    assert found["message"][0] == message


def test_the_duplicates_of_a_real_file(bring: Bring) -> None:
    _, problems = bring((DATA / "tidy" / "formal-learning.csv").read_bytes(), "formal-learning.csv")
    assert problems["rule"].unique().to_list() == ["duplicate-key"]
    assert problems["row"].to_list() == list(range(3, 13))


def test_one_period_written_in_two_ways_is_one_key(bring: Bring) -> None:
    _, problems = bring(HEADER + ROW + "unemployment,E08000025,2019-01-01/P12M,6,,,,\n")
    assert problems["rule"].to_list() == ["duplicate-key"]


def test_missing_columns_with_the_nearest(bring: Bring) -> None:
    _, problems = bring("indicator,Local Authority,year,amount\nunemployment,E08000025,2019,5\n")
    assert [m for _, _, m in said(problems)] == [
        "There is no column “area”. The file has “indicator”, “local authority”, “year”, “amount”.",
        "There is no column “period”. Is it “year”?",
        "There is no column “value”. Is it “amount”?",
    ]


def test_ragged_rows_by_number(bring: Bring) -> None:
    reading, problems = bring(
        HEADER
        + ROW
        + "unemployment,E08000025,2020,5,,,\n\n"
        + "unemployment,E08000025,2021,5,,,,,,\n"
        + "unemployment,E08000025,2022,5,,,,\n"
    )
    look = (
        "Look for a comma too many or too few, or a cell with a comma in it that is not in quotation marks."
    )
    assert said(problems) == [
        ("stop", "ragged-row", f"Row 3 has 7 cells, the header has 8. {look}"),
        ("stop", "ragged-row", f"Row 5 has 10 cells, the header has 8. {look}"),
    ]
    assert reading.rows["row"].to_list() == [2, 6]


def test_a_short_and_a_long_row_do_not_hide_each_other(bring: Bring) -> None:
    _, problems = bring(
        HEADER + ROW + "unemployment,E08000025,2020,5,,,\n" + "unemployment,E08000025,2021,5,,,,,\n"
    )
    assert problems["row"].to_list() == [3, 4]


def test_a_quotation_mark_never_closed(bring: Bring) -> None:
    _, problems = bring(HEADER + ROW + 'unemployment,E08000025,2020,5,,,,"open\n' + ROW)
    message = "Row 3: a quotation mark is opened and not closed, or stands in the middle of a cell."
    assert said(problems) == [("stop", "quotation-marks", message)]


def test_rows_after_a_cell_of_two_lines_keep_their_number(bring: Bring) -> None:
    reading, _ = bring(
        HEADER + 'unemployment,E08000025,2019,5,,,,"two\nlines"\n' + "unemployment,E08000025,2020,6,,,,\n"
    )
    assert reading.rows["row"].to_list() == [2, 4]
    assert reading.rows["note"].to_list() == ["two\nlines", ""]


def test_a_zero_byte(bring: Bring) -> None:
    _, problems = bring(HEADER + ROW + "unemployment,\0\n")
    message = "Row 3 holds a zero byte: this is not a text file, or it is damaged."
    assert said(problems) == [("stop", "nul-byte", message)]


def test_500_megabytes_are_refused_unread(tmp_path: Path, register: Register) -> None:
    path = tmp_path / "figures.csv"
    with path.open("wb") as stream:
        stream.truncate(500_000_000)
    reading = read(path, register=register)
    message = (
        "The file has 500 MB; at most 200 MB are read. Split it, or leave out the columns and years that are "
        "not needed."
    )
    assert said(reading.problems) == [("stop", "too-large", message)]
    assert reading.sources[0].sha256 == ""


def workbook(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    fill(book)
    book.save(buffer)
    return buffer.getvalue()


def plain_workbook() -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.title = "Notes"
        book.active.append(["About these figures"])
        sheet = book.create_sheet("Data")
        sheet.append(["Indicator", "Area", "Period", "Value", "Status"])
        sheet.append(["unemployment", "E08000025", 2019, 5.25, None])
        sheet.append(["unemployment", "E08000026", dt.date(2020, 1, 1), None, "x"])

    return workbook(fill)


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def replaced(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A workbook with one match in a member replaced: what a spreadsheet program would have saved."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            if member == name:
                content, found = re.subn(old, new, content)
                assert found == 1
            target.writestr(member, content)
    return buffer.getvalue()


def test_a_workbook_says_which_sheet_was_read(bring: Bring) -> None:
    reading, problems = bring(plain_workbook(), "figures.xlsx")
    assert said(problems) == [("warn", "several-sheets", "The sheet “Data” was read. Not read: “Notes”.")]
    assert reading.rows.select("row", "period", "value", "status").rows() == [
        (2, "2019-01-01/P1Y", 5.25, "A"),
        (3, "2020-01-01", None, "O"),
    ]


def test_a_workbook_is_known_by_its_content(bring: Bring) -> None:
    reading, _ = bring(plain_workbook(), "figures.csv")
    assert reading.rows.height == 2


def formulas() -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["indicator", "area", "period", "value"])
        book.active.append(["unemployment", "E08000025", 2019, "=10/2"])
        book.active.append(["unemployment", "E08000025", 2020, "=1/0"])
        book.active.append(["unemployment", "E08000025", 2021, "=10/4"])

    sheet = "xl/worksheets/sheet1.xml"
    # openpyxl writes "no result" as <v/>, <v /> or <v></v>, by the XML library that it finds.
    empty = rb"<v(?: ?/>|></v>)"
    data = replaced(workbook(fill), sheet, rb"<f>10/2</f>" + empty, b"<f>10/2</f><v>5</v>")
    return replaced(
        data, sheet, rb'<c r="D3"><f>1/0</f>' + empty, b'<c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v>'
    )


def test_formulas_give_their_saved_results_or_a_problem(bring: Bring) -> None:
    reading, problems = bring(formulas(), "figures.xlsx")
    assert reading.rows["value"].to_list() == [5.0, None, None]
    assert said(problems) == [
        (
            "stop",
            "cell-error",
            "Row 3, cell D3: the formula ends in #DIV/0!. Mend it, or leave the cell empty.",
        ),
        (
            "stop",
            "no-saved-result",
            "Row 4, cell D4: the formula has no saved result. Open the file in a spreadsheet program and "
            "save it, or paste the values.",
        ),
    ]


def test_macros(bring: Bring) -> None:
    _, problems = bring(with_member(plain_workbook(), "xl/vbaProject.bin", b"macro"), "figures.xlsm")
    message = "The workbook carries macros. Save it as .xlsx, or as CSV UTF-8, without them."
    assert said(problems) == [("stop", "macros", message)]


def test_a_zip_bomb(bring: Bring) -> None:
    reading, problems = bring(
        with_member(plain_workbook(), "xl/media/a.bin", bytes(60_000_000)), "figures.xlsx"
    )
    message = (
        "The workbook is 0.1 MB and unpacks to 60.0 MB or more, which no table of figures does. It was not "
        "opened. Save the one sheet of figures as CSV UTF-8."
    )
    assert said(problems) == [("stop", "unpacks-too-large", message)]
    assert reading.rows.is_empty()


def test_a_zip_bomb_that_lies_about_its_size(bring: Bring) -> None:
    """The directory says 10 bytes; what is unpacked is counted, not believed."""
    data = bytearray(with_member(plain_workbook(), "xl/media/a.bin", bytes(60_000_000)))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    _, problems = bring(bytes(data), "figures.xlsx")
    assert problems["rule"].to_list() == ["unpacks-too-large"]


def test_a_damaged_workbook(bring: Bring) -> None:
    _, problems = bring(b"PK\x03\x04" + b"x" * 100, "figures.xlsx")
    message = "The file looks like a workbook and is damaged: File is not a zip file."
    assert said(problems) == [("stop", "workbook", message)]


def test_a_workbook_of_the_old_form(bring: Bring) -> None:
    _, problems = bring(b"\xd0\xcf\x11\xe0" + bytes(100), "figures.xls")
    message = (
        "This is a workbook of the old form (.xls), or one with a password. Save it as .xlsx, or as CSV "
        "UTF-8."
    )
    assert said(problems) == [("stop", "workbook", message)]


def test_a_workbook_without_our_columns(bring: Bring) -> None:
    _, problems = bring(workbook(lambda book: book.active.append(["a", "b"])), "figures.xlsx")
    message = "No sheet has a row of column names with “indicator”, “area”, “period”, “value”."
    assert said(problems) == [("stop", "missing-column", message)]


def ods(rows: str) -> bytes:
    """An OpenDocument spreadsheet with one sheet."""
    names = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Data">{rows}</table:table>'
        f"</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def ods_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def ods_text(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def ods_number(value: float, formula: str = "") -> str:
    told = f' table:formula="{formula}"' if formula else ""
    cell = f'<table:table-cell{told} office:value-type="float" office:value="{value}">'
    return f"{cell}<text:p>{value}</text:p></table:table-cell>"


def test_an_open_document_spreadsheet(bring: Bring) -> None:
    header = ods_row(*(ods_text(t) for t in ("indicator", "area", "period", "value")))
    good = ods_row(
        ods_text("unemployment"), ods_text("E08000025"), ods_text("2019"), ods_number(5.5, "of:=11/2")
    )
    unsaved = '<table:table-cell table:formula="of:=1/2"/>'
    bad = ods_row(ods_text("unemployment"), ods_text("E08000025"), ods_text("2020"), unsaved)
    reading, problems = bring(ods(header + good + bad), "figures.ods")
    assert reading.rows["value"].to_list() == [5.5, None]
    assert problems.select("rule", "row", "column").rows() == [("no-saved-result", 3, "D3")]


def test_a_file_that_is_not_there(tmp_path: Path, register: Register) -> None:
    reading = read([tmp_path / "nothing.csv"], register=register)
    assert said(reading.problems) == [("stop", "not-found", "There is no file “nothing.csv”.")]


def test_a_folder_without_figures(tmp_path: Path, register: Register) -> None:
    reading = read(tmp_path, register=register)
    message = "There is no file of figures (CSV, XLSX, ODS) here."
    assert said(reading.problems) == [("stop", "not-found", message)]


def test_two_files_of_one_dataset(tmp_path: Path, register: Register) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "figures.csv").write_text(HEADER + ROW)
    reading = read(tmp_path, register=register)
    both = "“a/figures.csv” and “b/figures.csv” are both the dataset “figures”."
    message = f"{both} Rename one of them, or leave it out."
    assert said(reading.problems) == [("stop", "same-dataset", message)] * 2
    assert reading.problems["file"].to_list() == ["a/figures.csv", "b/figures.csv"]
    assert reading.datasets == ("figures",)
