"""Cells of a workbook that are shown in per cent: 0.31 stands in the file where 31% is seen."""

from __future__ import annotations

import pytest

from .books import HEADER, ROW, ods_parts, ods_row, row_xml, styles_xml, xlsx_parts, zipped
from .conftest import Bring

SEEN = "so that 0.31 stands in the file where 31% is seen. Give the column the format of a plain number, and "
SEEN += "write 31 for 31%."


def sheet(*styles: str, start: int = 1) -> str:
    """A row of figures for each style of its value, below a header."""
    rows = [row_xml(start, *HEADER)]
    for n, style in enumerate(styles, start + 1):
        row = row_xml(n, *ROW[:2], f"{1900 + n}")
        rows.append(row.replace("</row>", f'<c r="D{n}"{style}><v>0.31</v></c></row>'))
    return "".join(rows)


def book(rows: str, *formats: str) -> bytes:
    return zipped({**xlsx_parts({"Data": rows}), "xl/styles.xml": styles_xml(*formats)})


@pytest.mark.parametrize("shown", ["9", "10", "0.0%", "0.00\\ %", "[Red]0%;-0%", "[$-809]0%", "[&gt;=1]0%;0"])
def test_figures_shown_in_per_cent_stop(bring: Bring, shown: str) -> None:
    _, problems = bring(book(sheet("", ' s="1"', ' s="1"'), shown), "figures.xlsx")
    assert problems.select("severity", "rule", "row", "column").rows() == [
        ("stop", "per-cent-format", 3, "value")
    ]
    assert problems["message"][0] == f"Row 3, value: from here on 2 cells are shown in per cent, {SEEN}"


def test_one_such_cell(bring: Bring) -> None:
    _, problems = bring(book(sheet(' s="1"'), "9"), "figures.xlsx")
    assert problems["message"].to_list() == [f"Row 2, value: the cell is shown in per cent, {SEEN}"]


@pytest.mark.parametrize(
    "shown",
    [
        "2",
        "0.0",
        "0.0&quot;%&quot;",
        "0.0\\%",
        "# ##0,",
        "[$%-409]0.0",
        "0.0[$%]",
        "0.0[$ %]",
        "[Color 5]0.0",
    ],
)
def test_a_sign_that_is_only_written_behind_the_number_changes_nothing(bring: Bring, shown: str) -> None:
    reading, problems = bring(book(sheet(' s="1"'), shown), "figures.xlsx")
    assert problems.is_empty()
    assert reading.rows["value"].to_list() == [0.31]


def test_a_format_of_a_condition_has_a_number_of_its_own(bring: Bring) -> None:
    """Which may be that of another format, and of one that no cell has."""
    of_conditions = "".join(
        f'<dxf><numFmt numFmtId="{n}" formatCode="0.0%"/></dxf>' for n in ("0", "2", "164", "165")
    )
    styles = styles_xml("#,##0.000", "2").replace(
        "</styleSheet>", f"<dxfs>{of_conditions}</dxfs></styleSheet>"
    )
    parts = {**xlsx_parts({"Data": sheet("", ' s="1"', ' s="2"')}), "xl/styles.xml": styles}
    reading, problems = bring(zipped(parts), "figures.xlsx")
    assert problems.is_empty()
    assert reading.rows["value"].to_list() == [0.31, 0.31, 0.31]


def test_the_style_without_a_number_may_be_of_per_cent(bring: Bring) -> None:
    parts = {**xlsx_parts({"Data": sheet("")}), "xl/styles.xml": styles_xml()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(
        '<cellXfs><xf numFmtId="0"/>', '<cellXfs><xf numFmtId="9"/>'
    )
    _, problems = bring(zipped(parts), "figures.xlsx")
    assert problems["rule"].to_list() == ["per-cent-format"]


def test_only_figures_below_the_header_are_looked_at(bring: Bring) -> None:
    """A title above the table and a column that is not read may be shown as they like."""
    above = '<row r="1"><c r="D1" s="1"><v>0.5</v></c></row>'
    rows = sheet("", start=2).replace("</row>", '<c r="E3" s="1"><v>0.2</v></c></row>')
    reading, problems = bring(book(above + rows, "9"), "figures.xlsx")
    assert "per-cent-format" not in problems["rule"].to_list()
    assert reading.rows["value"].to_list() == [0.31]


def test_an_empty_cell_and_a_text_are_no_number(bring: Bring) -> None:
    texts = '<c r="D2" s="1"/><c r="E2" s="1" t="str"><v>0.31</v></c></row>'
    rows = sheet() + row_xml(2, *ROW[:3]).replace("</row>", texts)
    _, problems = bring(book(rows, "9"), "figures.xlsx")
    assert "per-cent-format" not in problems["rule"].to_list()


@pytest.mark.parametrize("start", [1, 40])
def test_of_an_open_document(bring: Bring, start: int) -> None:
    told = 'office:value-type="percentage" office:value="0.31"'
    cell = f"<table:table-cell {told}><text:p>31%</text:p></table:table-cell>"
    rows = ods_row(*HEADER) + "".join(
        ods_row(*ROW[:2], f"{1900 + n}", *((cell,) if n >= start else (0.31,))) for n in range(start + 2)
    )
    _, problems = bring(zipped(ods_parts({"Data": rows})), "figures.ods")
    assert problems.select("rule", "row").rows() == [("per-cent-format", start + 2)]
    assert "from here on 2 cells" in problems["message"][0]


def test_a_table_that_begins_further_down_and_to_the_right(bring: Bring) -> None:
    def moved(number: int, *cells: str | float, style: str = "") -> str:
        row = row_xml(number, *cells)
        for old, new in zip("DCBA", "GFED", strict=True):
            row = row.replace(f'r="{old}', f'r="{new}')
        return row.replace('r="G5"', f'r="G5"{style}')

    rows = moved(4, *HEADER) + moved(5, *ROW, style=' s="1"')
    _, problems = bring(book(rows, "9"), "figures.xlsx")
    assert problems.select("rule", "row", "column").rows() == [("per-cent-format", 5, "value")]


def test_more_of_them_than_are_kept_by_row_are_counted(bring: Bring) -> None:
    _, problems = bring(book(sheet(*[' s="1"'] * 150), "9"), "figures.xlsx")
    assert "from here on 150 cells" in problems["message"][0]
