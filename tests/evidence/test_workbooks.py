"""Workbooks that would cost too much, and those put together in another way than programs do."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.evidence import ReadLimits, workbook

from .books import (
    FIGURES,
    HEADER,
    ROW,
    cell_xml,
    ods_cell,
    ods_parts,
    ods_row,
    row_xml,
    xlsx,
    xlsx_parts,
    zipped,
)
from .conftest import Bring, said

SAVE = "Save it again, without a password."
EMPTY_CELLS = "Delete what stands far from the table, or save the table alone as CSV UTF-8."


def opened(reason: str) -> list[tuple[str, str, str]]:
    return [("stop", "workbook", f"The workbook cannot be opened: {reason}. {SAVE}")]


def far(cell: str, value: str | float = "x") -> str:
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}">{cell_xml(cell, value)}</row>'


@pytest.mark.parametrize(
    ("cell", "rows", "cells"),
    [("XFD1048576", "1,048,576", "17,179,869,184"), ("XFD5000", "5,000", "81,920,000")],
)
def test_one_cell_far_from_the_others(bring: Bring, cell: str, rows: str, cells: str) -> None:
    """Room for all cells before it would be asked for: for the first, half a terabyte."""
    _, problems = bring(xlsx(FIGURES + far(cell)), "figures.xlsx")
    message = (
        f"The sheet “Data” reaches as far as {cell}: {rows} × 16,384 = {cells} cells, empty ones too; at "
        f"most 8,000,000 are read. {EMPTY_CELLS}"
    )
    assert said(problems) == [("stop", "too-large", message)]


def test_the_farthest_cells_are_both_named(bring: Bring) -> None:
    rows = row_xml(1, *HEADER).replace("</row>", cell_xml("XFD1", "x") + "</row>") + row_xml(2, *ROW)
    _, problems = bring(xlsx(rows + far("B900000")), "figures.xlsx")
    assert "reaches as far as XFD1 and B900000: 900,000 × 16,384 = " in said(problems)[0][2]


@pytest.mark.parametrize("sheet", [FIGURES + far("D3", 4.0), FIGURES + '<row><c t="n"><v>1</v></c></row>'])
def test_the_limit_is_of_rows_times_columns(bring: Bring, sheet: str) -> None:
    for most, refused in ((12, False), (11, True)):
        _, problems = bring(xlsx(sheet), "figures.xlsx", limits=ReadLimits(cells=most))
        assert ("too-large" in problems["rule"].to_list()) is refused


def test_a_reference_is_not_believed_where_the_reader_counts(bring: Bring) -> None:
    """It passes over a reference with a character written as its number, and takes the next cell."""
    row = '<row r="2">' + cell_xml("XFC2", 1) + "<c r='&#65;2'><v>1</v></c></row>"
    _, problems = bring(xlsx(row_xml(1, *HEADER) + row), "figures.xlsx", limits=ReadLimits(cells=2 * 16_383))
    assert "as far as XFD2 and XFC2: 2 × 16,384 = " in said(problems)[0][2]


def test_the_dimension_that_a_sheet_declares_is_not_believed(bring: Bring) -> None:
    parts = xlsx_parts({"Data": FIGURES})
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    reading, problems = bring(zipped(parts), "figures.xlsx")
    assert (reading.rows["value"].to_list(), problems.height) == ([5.1], 0)


def test_an_empty_cell_may_stand_anywhere(bring: Bring) -> None:
    """A format that was given to a whole sheet fills no cell."""
    reading, problems = bring(
        xlsx(FIGURES + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'), "figures.xlsx"
    )
    assert (reading.rows["value"].to_list(), problems.height) == ([5.1], 0)


def test_a_long_text_that_many_cells_point_to(bring: Bring) -> None:
    cells = "".join(f'<c r="{c}3" t="s"><v>0</v></c>' for c in "ABCDEFGH")
    data = xlsx(f'{FIGURES}<row r="3">{cells}</row>', strings=("long" * 25_000,))
    _, problems = bring(data, "figures.xlsx", limits=ReadLimits(text_bytes=700_000))
    message = (
        "The cells of the sheet “Data” hold 0.8 MB of text; at most 0.7 MB are read. Leave out the columns "
        "of long texts, or save the sheet as CSV UTF-8."
    )
    assert said(problems) == [("stop", "too-large", message)]


@pytest.mark.parametrize("cell", ["ZZZZZZ99999999999", "A1048577", "XFE2", "A0", "7", "A"])
def test_a_cell_that_no_sheet_has(bring: Bring, cell: str) -> None:
    _, problems = bring(xlsx(FIGURES + f'<row r="3"><c r="{cell}"><v>1</v></c></row>'), "figures.xlsx")
    assert said(problems) == opened(f"it names a cell or row “{cell}”, which no sheet has")


def test_a_sheet_after_the_one_that_is_read_may_be_anything(bring: Bring) -> None:
    reading, problems = bring(zipped(xlsx_parts({"Data": FIGURES, "Log": far("XFD1048576")})), "figures.xlsx")
    assert reading.rows["value"].to_list() == [5.1]
    assert said(problems) == [("warn", "several-sheets", "The sheet “Data” was read. Not read: “Log”.")]


def test_where_the_reader_of_workbooks_falls_over(bring: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """What it raises then is of a class that cannot be imported."""

    def fall_over(*_given: object) -> None:
        raise PanicException("called `Option::unwrap()` on a `None` value")

    monkeypatch.setattr(workbook.CalamineWorkbook, "from_filelike", fall_over, raising=True)
    _, problems = bring(xlsx(), "figures.xlsx")
    assert said(problems) == opened("it is damaged")


ODS_FIGURES = ods_row(*HEADER) + ods_row(*ROW)


def ods(rows: str) -> bytes:
    return zipped(ods_parts({"Data": rows}))


def test_an_open_document_that_is_filled_up_with_empty_cells(bring: Bring) -> None:
    """As every program saves it: to the last column and to the last row."""
    header = ods_row(*HEADER, ods_cell(None, 16_380))
    below = ods_row(ods_cell(None, 16_384), repeated=1_048_574)
    reading, problems = bring(ods(header + ods_row(*ROW) + below), "figures.ods")
    assert (reading.rows["value"].to_list(), problems.height) == ([5.1], 0)


@pytest.mark.parametrize(
    "rows",
    [
        ods_row(ods_cell(None, 16_383), "x", repeated=5_000),
        ods_row(ods_cell(None, 16_384), repeated=1_000_000) + ods_row(ods_cell("x", 16_384)),
        ods_row(ods_cell("x", 1_000_000_000)),
        ods_row(ods_cell(None, 1_000_000_000), ods_cell(None)),
    ],
)
def test_an_open_document_that_repeats_without_end(bring: Bring, rows: str) -> None:
    _, problems = bring(ods(ODS_FIGURES + rows), "figures.ods")
    assert problems["rule"].to_list() == ["too-large"]


def test_all_sheets_of_an_open_document_count(bring: Bring) -> None:
    """Its reader reads every one of them."""
    data = zipped(ods_parts({"Data": ODS_FIGURES, "Log": ods_row(ods_cell("x", 1_000_000_000))}))
    _, problems = bring(data, "figures.ods")
    assert said(problems)[0][2].startswith("The sheet “Log” reaches")


def test_a_text_or_a_space_repeated_in_an_open_document(bring: Bring) -> None:
    spaces = '<table:table-cell><text:p>a<text:s text:c="1000000000"/></text:p></table:table-cell>'
    for row in (ods_row(ods_cell("long" * 1_000, 100), repeated=1_000), ods_row(spaces)):
        _, problems = bring(ods(ODS_FIGURES + row), "figures.ods")
        assert problems["rule"].to_list() == ["too-large"]


def renamed(old: str, new: str) -> dict[str, str]:
    return {name.replace(old, new): content for name, content in xlsx_parts({"Data": FIGURES}).items()}


@pytest.mark.parametrize(
    "parts",
    [
        renamed("xl/", "XL/"),
        renamed("/", "\\"),
        xlsx_parts({"Data": FIGURES}) | {"content.xml": "no XML"},
        {
            name: content.replace('Target="worksheets', 'Target="/xl/worksheets')
            for name, content in xlsx_parts({"Data": FIGURES}).items()
        },
        {
            name.replace("xl/", "book/"): content.replace('Target="xl/', 'Target="book/')
            for name, content in xlsx_parts({"Data": FIGURES}).items()
        },
    ],
    ids=["capitals", "backslashes", "a part of another program", "targets from the root", "another folder"],
)
def test_parts_are_found_as_the_reader_finds_them(bring: Bring, parts: dict[str, str]) -> None:
    error = '<row r="3"><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    for sheet in [name for name in parts if name.endswith("sheet1.xml")]:
        parts[sheet] = parts[sheet].replace("</sheetData>", error + "</sheetData>")
    reading, problems = bring(zipped(parts), "figures.xlsx")
    assert reading.rows["value"][0] == 5.1
    assert ("cell-error", 3, "D3") in problems.select("rule", "row", "column").rows()


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"]
)
def test_a_damaged_part(bring: Bring, name: str) -> None:
    parts = xlsx_parts({"Data": FIGURES})
    parts[name] += "<more/>"
    _, problems = bring(zipped(parts), "figures.xlsx")
    (problem,) = said(problems)
    assert problem[:2] == ("stop", "workbook")
    assert f"its part “{name}” is damaged (junk after document element" in problem[2]


@pytest.mark.parametrize("name", ["xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_a_missing_part(bring: Bring, name: str) -> None:
    parts = xlsx_parts({"Data": FIGURES})
    del parts[name]
    _, problems = bring(zipped(parts), "figures.xlsx")
    assert said(problems) == opened(f"its part “{name}” is missing")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("xl/worksheets/SHEET1.xml", "xl/worksheets/SHEET1.xml"),
        ("worksheets/sheet1.xml", "worksheets/sheet1.xml"),
        ("book/workbook.xml", "workbook.xml"),
    ],
)
def test_a_part_that_is_there_twice(bring: Bring, name: str, told: str) -> None:
    """One would be checked and the other read."""
    parts = xlsx_parts({"Data": FIGURES})
    parts[name] = parts["xl/worksheets/sheet1.xml"]
    _, problems = bring(zipped(parts), "figures.xlsx")
    assert said(problems) == opened(f"its part “{told}” is there twice")


def test_entities_that_grow(bring: Bring) -> None:
    parts = xlsx_parts({"Data": FIGURES})
    grows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = f'<!DOCTYPE x [<!ENTITY e0 "ha">{grows}]>' + parts[sheet].replace(">2019<", ">&e8;<")
    _, problems = bring(zipped(parts), "figures.xlsx")
    assert said(problems) == opened("it declares a document type, which no spreadsheet program does")


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            {"xl/workbook.bin": "", "xl/worksheets/sheet1.bin": ""},
            "This is a binary workbook (.xlsb). Save it as .xlsx, or as CSV UTF-8.",
        ),
        (
            xlsx_parts({"Data": FIGURES}) | ods_parts({"Data": ODS_FIGURES}),
            "The file is two workbooks in one. Save the one that is meant as .xlsx, or as CSV UTF-8.",
        ),
        (
            {"figures.csv": "indicator,area,period,value"},
            "This is a ZIP archive and no workbook. Unpack it, and bring the files of figures in it.",
        ),
    ],
)
def test_an_archive_of_another_kind(bring: Bring, parts: dict[str, str], message: str) -> None:
    _, problems = bring(zipped(parts), "figures.xlsx")
    assert said(problems) == [("stop", "workbook", message)]


OLD = FIGURES.replace("5.1", "99")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_sheet_that_is_shown_goes_before_one_that_is_hidden(bring: Bring, state: str) -> None:
    data = zipped(xlsx_parts({"Old": OLD, "Data": FIGURES}, states={"Old": state}))
    reading, problems = bring(data, "figures.xlsx")
    assert reading.rows["value"].to_list() == [5.1]
    message = "The sheet “Data” was read. Not read: “Old” (hidden)."
    assert said(problems) == [("warn", "several-sheets", message)]


def test_a_hidden_sheet_is_read_where_no_other_has_our_columns_and_it_is_said(bring: Bring) -> None:
    notes = row_xml(1, "About these figures")
    data = zipped(xlsx_parts({"Data": FIGURES, "Notes": notes}, states={"Data": "hidden"}))
    reading, problems = bring(data, "figures.xlsx")
    assert reading.rows["value"].to_list() == [5.1]
    message = "The sheet “Data” was read, which is hidden: no sheet that is shown has our columns."
    assert said(problems) == [
        ("warn", "hidden-sheet", message),
        ("warn", "several-sheets", "The sheet “Data” was read. Not read: “Notes”."),
    ]


def test_a_hidden_sheet_of_an_open_document(bring: Bring) -> None:
    tables = {"Old": ODS_FIGURES.replace("5.1", "99"), "Data": ODS_FIGURES}
    reading, problems = bring(zipped(ods_parts(tables, hidden=("Old",))), "figures.ods")
    assert reading.rows["value"].to_list() == [5.1]
    assert "“Old” (hidden)" in said(problems)[0][2]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.booleans(), st.data())
def test_a_workbook_with_anything_in_its_parts_is_read_or_refused(
    bring: Bring, is_ods: bool, data: st.DataObject
) -> None:
    parts = ods_parts({"Data": ODS_FIGURES}) if is_ods else xlsx_parts({"Data": FIGURES}, strings=("a",))
    name = data.draw(st.sampled_from(sorted(parts)))
    at, cut = data.draw(st.integers(0, len(parts[name]))), data.draw(st.integers(0, 40))
    put = data.draw(st.sampled_from(("", "<", ">", '"', "&#0;", "<c/>", "<v>", 'r="', "9", "-1", "\0", "é")))
    parts[name] = parts[name][:at] + put + parts[name][at + cut :]
    reading, problems = bring(zipped(parts), "figures.xlsx")
    assert reading.rows.height or problems.height


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_workbook_with_damaged_bytes_is_read_or_refused(
    bring: Bring, damage: list[tuple[int, int]]
) -> None:
    data = bytearray(xlsx())
    for at, byte in damage:
        data[4 + at % (len(data) - 4)] = byte
    reading, problems = bring(bytes(data), "figures.xlsx")
    assert reading.rows.height or problems.height


def test_whichever_byte_of_its_list_of_contents_is_damaged_it_is_read_or_refused(bring: Bring) -> None:
    """Of a version that is none the reader of archives says that it is not written yet."""
    whole = xlsx()
    first, end = whole.index(b"PK\x01\x02"), whole.rindex(b"PK\x05\x06")
    version = first + 6
    for at in (*range(first, first + 46), *range(end, len(whole))):
        reading, problems = bring(whole[:at] + b"\xff" + whole[at + 1 :], "figures.xlsx")
        assert reading.rows.height or problems.height, at
        if at == version:
            [problem] = said(problems)
            assert problem[2].startswith("The file looks like a workbook and is damaged: zip file version")
