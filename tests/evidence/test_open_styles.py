"""Cells of an OpenDocument spreadsheet that only their style shows in per cent."""

from __future__ import annotations

import pytest

from .books import HEADER, ROW, ods_format, ods_parts, ods_row, ods_style, zipped
from .conftest import Bring

FORMAT = ods_format("N11", "percentage", "<number:number/><number:text>%</number:text>")
PLAIN = ods_format("N2", "number", "<number:number/><number:text>%</number:text>")
SHARE = FORMAT + ods_style("share", shows="N11")
OF_PLAIN = ods_style("share", shows="N2")
SECTION = '<style:map style:condition="value()&gt;=0" style:apply-style-name="N11"/>'
FOR_ALL = "table:default-cell-style-name"


def cell(value: float = 0.31, style: str = "share", repeated: int = 1) -> str:
    told = f'office:value-type="float" office:value="{value}"'
    named = f'table:style-name="{style}"' if style else ""
    times = f'table:number-columns-repeated="{repeated}"'
    return f"<table:table-cell {named} {times} {told}><text:p>{value:.0%}</text:p></table:table-cell>"


def sheet(*values: str, row: str = "") -> str:
    """Columns of figures as many as there are values."""
    rows = ods_row(*HEADER, "lower", "upper")
    return rows + ods_row(*ROW[:3], *values).replace("<table:table-row", f"<table:table-row {row}")


def columns(*styles: str) -> str:
    told = "".join(f'<table:table-column {FOR_ALL}="{style}"/>' for style in styles)
    return f'<table:table-column table:number-columns-repeated="3"/>{told}'


def book(rows: str, styles: str = SHARE, common: str = "") -> bytes:
    return zipped(ods_parts({"Data": rows}, styles=styles, common=common))


FOUND = [("stop", "per-cent-format", 2, "value")]


@pytest.mark.parametrize(
    ("styles", "common"),
    [
        (SHARE, ""),
        (ods_style("share", shows="N11") + FORMAT, ""),
        (ods_style("share", above="above"), FORMAT + ods_style("above", shows="N11")),
        (ods_style("share", above="b"), FORMAT + ods_style("a", shows="N11") + ods_style("b", above="a")),
        (ods_style("share", shows="N11"), FORMAT),
        ("", SHARE),
        (PLAIN.replace("N2", "N11") + ods_style("share", above="a"), FORMAT + ods_style("a", shows="N11")),
        (FORMAT + ods_format("N2", "text", SECTION) + ods_style("share", shows="N2"), ""),
    ],
)
def test_by_the_style_of_the_cell(bring: Bring, styles: str, common: str) -> None:
    _, problems = bring(book(sheet(cell()), styles, common), "figures.ods")
    assert problems.select("severity", "rule", "row", "column").rows() == FOUND


@pytest.mark.parametrize(
    ("styles", "common"),
    [
        (PLAIN + ods_style("share", shows="N2"), ""),
        (FORMAT + ods_style("share", shows="N12"), ""),
        (FORMAT + PLAIN + ods_style("share", shows="N2", above="a") + ods_style("a", shows="N11"), ""),
        (ods_style("share"), SHARE),
        (ods_style("share", above="a") + ods_style("a", above="share"), SHARE),
        (SHARE.replace("table-cell", "table-row"), ""),
        (FORMAT + PLAIN + ods_style("a").replace("/>", f">{SECTION}</style:style>") + OF_PLAIN, ""),
    ],
)
def test_other_styles(bring: Bring, styles: str, common: str) -> None:
    reading, problems = bring(book(sheet(cell()), styles, common), "figures.ods")
    assert (reading.rows["value"].to_list(), problems.height) == ([0.31], 0)


def test_by_the_style_of_the_row(bring: Bring) -> None:
    _, problems = bring(book(sheet(cell(style=""), row=f'{FOR_ALL}="share"')), "figures.ods")
    assert problems.select("severity", "rule", "row", "column").rows() == FOUND


def test_by_the_style_of_the_column(bring: Bring) -> None:
    told = columns("share") + sheet(cell(style=""), cell(0.3, ""), cell(0.32, ""))
    _, problems = bring(book(told), "figures.ods")
    assert problems.select("severity", "rule", "row", "column").rows()[:1] == FOUND
    assert "per-cent-format" not in problems["rule"].to_list()[1:]


def test_a_cell_that_is_repeated_over_several_columns(bring: Bring) -> None:
    told = columns("share", "plain", "share") + sheet(cell(style="", repeated=3))
    _, problems = bring(book(told), "figures.ods")
    found = problems.filter(rule="per-cent-format")["column"].to_list()
    assert found == ["value", "upper"]


def test_the_style_of_a_cell_goes_before_that_of_its_row_and_that_before_its_column(bring: Bring) -> None:
    styles = SHARE + PLAIN + ods_style("plain", shows="N2")
    of_cell = columns("share") + sheet(cell(style="plain"), row=f'{FOR_ALL}="share"')
    of_row = columns("share") + sheet(cell(style=""), row=f'{FOR_ALL}="plain"')
    for rows in (of_cell, of_row):
        _, problems = bring(book(rows, styles), "figures.ods")
        assert problems.is_empty()


def test_a_text_in_such_a_column_is_no_number(bring: Bring) -> None:
    text = '<table:table-cell table:style-name="share" office:value-type="string"><text:p>31</text:p>'
    _, problems = bring(book(columns("share") + sheet(f"{text}</table:table-cell>")), "figures.ods")
    assert problems.is_empty()


def test_columns_are_those_of_their_own_sheet(bring: Bring) -> None:
    tables = {"Notes": columns("share") + ods_row("x", "", "", 5.1), "Data": sheet(cell(style=""))}
    _, problems = bring(zipped(ods_parts(tables, styles=SHARE)), "figures.ods")
    assert problems["rule"].to_list() == ["several-sheets"]


def test_rows_that_are_repeated_are_counted(bring: Bring) -> None:
    rows = columns("share") + sheet(cell(style="")).replace("0.31", "0.3")
    rows += ods_row(*ROW[:2], "2020", cell(style=""), repeated=120)
    _, problems = bring(book(rows), "figures.ods")
    assert "from here on 121 cells are shown in per cent" in problems["message"][0]


def test_more_spans_of_cells_than_are_kept_apart(bring: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commonweal.evidence.cells._SPANS", 2)
    _, problems = bring(book(sheet(cell(), cell(), cell())), "figures.ods")
    assert problems.filter(rule="per-cent-format")["column"].to_list() == ["value", "lower", "upper"]


@pytest.mark.parametrize("part", ["content.xml", "styles.xml"])
def test_a_document_without_a_body_is_streamed_too(bring: Bring, part: str) -> None:
    """What the reader of workbooks makes of it is its own matter: no limit is passed by."""
    parts = ods_parts({"Data": sheet(cell(repeated=1_000_000_000))}, styles=SHARE, common=SHARE)
    parts[part] = parts[part].replace("<office:body>", "").replace("</office:body>", "")
    _, problems = bring(zipped(parts), "figures.ods")
    assert problems["rule"].to_list() == ["too-large"]
