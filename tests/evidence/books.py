"""Workbooks written part by part: what spreadsheet programs save, and what nobody's program would."""

from __future__ import annotations

import io
import zipfile

HEADER = ("indicator", "area", "period", "value")
ROW = ("unemployment", "E08000025", "2019", 5.1)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def row_xml(number: int, *cells: str | float) -> str:
    """A row of an XLSX with its cells in columns A, B, C …"""
    written = (cell_xml(f"{c}{number}", v) for c, v in zip("ABCDEFGH", cells, strict=False))
    return f'<row r="{number}">{"".join(written)}</row>'


def cell_xml(reference: str, value: str | float) -> str:
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'


FIGURES = row_xml(1, *HEADER) + row_xml(2, *ROW)


def xlsx_parts(
    sheets: dict[str, str], *, states: dict[str, str] | None = None, strings: tuple[str, ...] = ()
) -> dict[str, str]:
    """The parts of an XLSX with these sheets, each given by its rows. ``states``: "hidden", by name."""
    named = list(enumerate(sheets, 1))
    state = {name: f' state="{told}"' for name, told in (states or {}).items()}
    book = "".join(
        f'<sheet name="{name}" sheetId="{n}"{state.get(name, "")} r:id="rId{n}"/>' for n, name in named
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _name in named
    )
    book = f"<sheets>{book}</sheets>"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _relations(
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": _relations(relations),
    }
    for n, name in named:
        data = f"<sheetData>{sheets[name]}</sheetData>"
        parts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{_MAIN}">{data}</worksheet>'
    if strings:
        texts = "".join(f"<si><t>{s}</t></si>" for s in strings)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{texts}</sst>'
    return parts


def _relations(told: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def styles_xml(*formats: str) -> str:
    """The styles of an XLSX: number 0 shows plain numbers, those after it show these formats in turn.

    A whole number names a format that every program knows.
    """
    known = [f if f.isdecimal() else str(164 + n) for n, f in enumerate(formats)]
    own = "".join(
        f'<numFmt numFmtId="{n}" formatCode="{f}"/>'
        for n, f in zip(known, formats, strict=True)
        if not f.isdecimal()
    )
    xfs = "".join(f'<xf numFmtId="{n}"/>' for n in ("0", *known))
    of_styles = '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    styles = f"<numFmts>{own}</numFmts>{of_styles}<cellXfs>{xfs}</cellXfs>"
    return f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>'


def xlsx(rows: str = FIGURES, *, strings: tuple[str, ...] = ()) -> bytes:
    return zipped(xlsx_parts({"Data": rows}, strings=strings))


def zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def ods_parts(
    tables: dict[str, str], *, hidden: tuple[str, ...] = (), styles: str = "", common: str = ""
) -> dict[str, str]:
    """The parts of an OpenDocument spreadsheet with these sheets, each given by its rows.

    ``styles`` stand before the sheets, ``common`` in a part of their own.
    """
    names = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for n in ("office", "table", "text", "style", "number", "calcext")
    )
    styles += "".join(
        f'<style:style style:name="{name}" style:family="table">'
        f'<style:table-properties table:display="{shown}"/></style:style>'
        for name, shown in (("shown", "true"), ("hidden", "false"))
    )
    told = "".join(
        f'<table:table table:name="{name}" table:style-name="{"hidden" if name in hidden else "shown"}">'
        f"{rows}</table:table>"
        for name, rows in tables.items()
    )
    of_all = (
        f"<office:document-styles {names}><office:styles>{common}</office:styles></office:document-styles>"
    )
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": f"<office:document-content {names}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{told}</office:spreadsheet></office:body>"
        "</office:document-content>",
    } | ({"styles.xml": of_all} if common else {})


def ods_row(*cells: str | float, repeated: int = 1) -> str:
    """A text beginning with "<" is a cell already."""
    written = "".join(c if isinstance(c, str) and c.startswith("<") else ods_cell(c) for c in cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{written}</table:table-row>'


def ods_format(name: str, kind: str, parts: str = "") -> str:
    return f'<number:{kind}-style style:name="{name}">{parts}</number:{kind}-style>'


def ods_style(name: str, *, shows: str = "", above: str = "") -> str:
    """A style of cells with the format that it names and the style above it."""
    told = "".join(
        f' style:{key}="{value}"'
        for key, value in (("data-style-name", shows), ("parent-style-name", above))
        if value
    )
    return f'<style:style style:name="{name}" style:family="table-cell"{told}/>'


def ods_cell(value: str | float | None, repeated: int = 1) -> str:
    times = f'table:number-columns-repeated="{repeated}"'
    if value is None:
        return f"<table:table-cell {times}/>"
    if isinstance(value, str):
        told = 'office:value-type="string"'
    else:
        told = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {times} {told}><text:p>{value}</text:p></table:table-cell>"
