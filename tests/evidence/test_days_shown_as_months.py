"""Periods of a workbook that are days, and are shown as months or years."""

from __future__ import annotations

import pytest

from commonweal.evidence import periods

from .books import (
    HEADER,
    ROW,
    ods_format,
    ods_parts,
    ods_row,
    ods_style,
    row_xml,
    styles_xml,
    xlsx_parts,
    zipped,
)
from .conftest import Bring

JANUARY = 45292  # 2024-01-01, as it stands in the file
WRITE = "2024-01-01/P1M for the month, 2024 for the year."
ONE = f"and is shown without it, as a month or a year. Write the period as text: {WRITE}"


def sheet(*days: str, start: int = 1) -> str:
    """A row of figures for each cell of a period, below a header; ``{}`` is where the cell stands."""
    rows = [row_xml(start, *HEADER)]
    for n, day in enumerate(days, start + 1):
        others = row_xml(n, ROW[0], ROW[1], "C", ROW[3])
        rows.append(others.replace(f'<c r="C{n}" t="inlineStr"><is><t>C</t></is></c>', day.format(f"C{n}")))
    return "".join(rows)


def day(style: int = 1, number: float = JANUARY) -> str:
    return f'<c r="{{}}" s="{style}"><v>{number}</v></c>'


def book(rows: str, *formats: str) -> bytes:
    return zipped({**xlsx_parts({"Data": rows}), "xl/styles.xml": styles_xml(*formats)})


@pytest.mark.parametrize(
    "shown",
    [
        "17", "mmm-yy", "yyyy", "mmm yyyy", "MMMM\\ YYYY", "mm/yyyy", "yyyy-mm;@", "mmmmm", "m", "mm h",
        "[$-409]mmm\\-yy;@", "[$-F400-d]yyyy", "&quot;day of &quot;mmm-yy", "yyyy\\d", "mmm_dyy", "mmm*dyy",
        "yyyy;dd/mm/yyyy", "[&lt;43831]yyyy;mmm-yy", "mmm yyyy hh:mm", "yyyy-mm hh:mm:ss", "yy mm [h]",
        "[Red]mmm-yy", "ddd mmm yyyy", "yyyy&quot;年&quot;m&quot;月&quot;", "[Color 10]mmm yy",
    ],
)  # fmt: skip
def test_a_format_without_a_day_stops(bring: Bring, shown: str) -> None:
    _, problems = bring(book(sheet(day()), shown), "figures.xlsx")
    assert problems.select("severity", "rule", "row", "column", "value", "message").rows() == [
        (
            "stop",
            "date-format",
            2,
            "period",
            "2024-01-01",
            f"Row 2, period: the cell is a day, 2024-01-01, {ONE}",
        )
    ]


@pytest.mark.parametrize(
    "shown",
    [
        "14", "15", "16", "22", "dd/mm/yyyy", "d mmm", "d\\-mmm\\-yy", "[$-809]dd mmmm yyyy;@",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "yyyy\\-mm\\-dd", "[Red]d/m/yy", "m/d/yy h:mm", "DD.MM.YYYY",
        "dddd, d mmm yy", "[&lt;43831]yyyy;dd/mm/yyyy", "[&lt;43831]dd/mm/yyyy;yyyy",
    ],
)  # fmt: skip
def test_a_format_with_a_day_is_read_as_one(bring: Bring, shown: str) -> None:
    reading, problems = bring(book(sheet(day()), shown), "figures.xlsx")
    assert problems.is_empty()
    assert reading.rows["period"].to_list() == ["2024-01-01"]


@pytest.mark.parametrize(
    "shown",
    [
        "18",
        "20",
        "21",
        "45",
        "h:mm",
        "hh:mm:ss",
        "mm:ss",
        "mm:ss.0",
        "[h]:mm",
        "[mm]:ss",
        "[m]",
        "h:mm AM/PM",
    ],
)
def test_a_time_of_day_is_told_by_its_own_rule(bring: Bring, shown: str) -> None:
    _, problems = bring(book(sheet(day(number=JANUARY + 0.5)), shown), "figures.xlsx")
    assert problems["rule"].to_list() == ["period"]


@pytest.mark.parametrize("shown", ["0", "General", "# ##0", "0.00E+00", "@", "0&quot; months&quot;"])
def test_a_year_as_a_number_is_no_day(bring: Bring, shown: str) -> None:
    reading, problems = bring(book(sheet(day(number=2019)), shown), "figures.xlsx")
    assert problems.is_empty()
    assert reading.rows["period"].to_list() == ["2019-01-01/P1Y"]


def test_one_problem_of_all_the_cells(bring: Bring) -> None:
    """Those without a number and those with a day are not counted."""
    text = '<c r="{}" s="1" t="str"><v>2019</v></c>'
    days = (
        text,
        day(2),
        day(1, JANUARY + 31),
        day(3, JANUARY + 366),
        '<c r="{}" s="1" t="d"><v>2025-03-01</v></c>',
    )
    _, problems = bring(book(sheet(*days), "mmm-yy", "dd/mm/yyyy", "yyyy"), "figures.xlsx")
    found = problems.filter(rule="date-format")
    assert found["row"].to_list() == [4]
    assert found["message"][0] == (
        "Row 4, period: from here on 3 cells are days, the first of them 2024-02-01, and are shown without "
        "the day, as months or years. Write the periods as text: 2024-02-01/P1M for the month, 2024 for the "
        "year."
    )


def test_what_is_advised_is_read(bring: Bring) -> None:
    assert periods.parse("2009-10-01/P1M").kind == "month"
    assert periods.parse("2009").kind == "calendar"
    for text in ("2009-10-01/P1M", "2009"):
        cell = f'<c r="{{}}" s="1" t="str"><v>{text}</v></c>'
        _, problems = bring(book(sheet(cell), "mmm-yy"), "figures.xlsx")
        assert problems.is_empty()


def test_only_periods_below_the_header_are_looked_at(bring: Bring) -> None:
    above = f'<row r="1"><c r="C1" s="1"><v>{JANUARY}</v></c></row>'
    rows = sheet(day(2), start=2).replace("</row>", f'<c r="E3" s="1"><v>{JANUARY}</v></c></row>')
    _, problems = bring(book(above + rows, "mmm-yy", "14"), "figures.xlsx")
    assert "date-format" not in problems["rule"].to_list()


MONTH = ods_format(
    "N1", "date", '<number:month number:textual="true"/><number:text> </number:text><number:year/>'
)
YEAR = ods_format("N1", "date", '<number:year number:style="long"/>')
WHOLE = ods_format("N1", "date", "<number:day/><number:text>/</number:text><number:month/><number:year/>")
TIME = ods_format("N1", "date", "<number:hours/><number:minutes/>")
NAMED = ods_style("day", shows="N1")


def open_document(styles: str, cell: str = 'table:style-name="day"', columns: str = "") -> bytes:
    told = 'office:value-type="date" office:date-value="2024-01-01"'
    period = f"<table:table-cell {cell} {told}><text:p>Jan 24</text:p></table:table-cell>"
    rows = columns + ods_row(*HEADER) + ods_row(*ROW[:2], period, ROW[3])
    return zipped(ods_parts({"Data": rows}, styles=styles))


@pytest.mark.parametrize("shown", [MONTH, YEAR])
def test_of_an_open_document(bring: Bring, shown: str) -> None:
    _, problems = bring(open_document(shown + NAMED), "figures.ods")
    assert problems.select("severity", "rule", "row", "message").rows() == [
        ("stop", "date-format", 2, f"Row 2, period: the cell is a day, 2024-01-01, {ONE}")
    ]


def test_of_a_column_of_an_open_document(bring: Bring) -> None:
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += '<table:table-column table:default-cell-style-name="day"/>'
    _, problems = bring(open_document(MONTH + NAMED, "", columns), "figures.ods")
    assert problems["rule"].to_list() == ["date-format"]


SECTION = '<style:map style:condition="value()&gt;=0" style:apply-style-name="N1"/>'


@pytest.mark.parametrize("shown", [MONTH, YEAR])
def test_of_a_format_of_two_sections(bring: Bring, shown: str) -> None:
    styles = shown + ods_format("N2", "text", SECTION) + ods_style("day", shows="N2")
    _, problems = bring(open_document(styles), "figures.ods")
    assert problems["rule"].to_list() == ["date-format"]


@pytest.mark.parametrize(
    "styles", [WHOLE + NAMED, TIME + NAMED, NAMED, MONTH + ods_format("N2", "date", "<number:day/>" + SECTION)
               + ods_style("day", shows="N2")],
)  # fmt: skip
def test_an_open_document_with_the_day_or_with_no_date(bring: Bring, styles: str) -> None:
    reading, problems = bring(open_document(styles), "figures.ods")
    assert problems.is_empty()
    assert reading.rows["period"].to_list() == ["2024-01-01"]
