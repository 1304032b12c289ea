"""The figures of an edition to take away: a Data Package (Frictionless, version 1) in one ZIP.

    datapackage.json            what each file is, its columns, source and licence
    README.md  LICENCE.md
    edition.xlsx                every figure and table, a sheet each
    data/figure-….csv           the figures behind each picture, unrounded, with codes; each table as shown
    data/figure-….xlsx          the same as a workbook
    data/figures-in-the-text.csv   every figure in a sentence, with its source and vintage
    pictures/figure-….svg, .png
    text/<part>.md              the words, with the tokens that their figures come from

The same edition gives the same bytes.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import polars as pl

from commonweal.editions.archive import unzipped, zipped
from commonweal.editions.book import Book, citation, cited
from commonweal.editions.grids import Grid
from commonweal.editions.pictures import Drawn, frame_of
from commonweal.editions.pressing import png
from commonweal.editions.tree import Used
from commonweal.publish import downloads
from commonweal.words import _, using

__all__ = ["figures_in_the_text", "files", "frame_for", "xlsx", "zipped"]

Tick = Callable[[str, int, int], None]
_TYPES = {
    pl.Float64: "number",
    pl.Date: "date",
    pl.Boolean: "boolean",
    pl.UInt32: "integer",
    pl.Int64: "integer",
}
#: What columns are, like their names, in English (as ``downloads.COLUMNS``).
_USED = {  # stays English
    "chapter": "The address of the part that the figure stands in.",
    "token": "What was written for it.",
    "text": "What a reader sees.",
    "value": "The figure, unrounded; empty where it is words.",
}


def files(book: Book, *, as_png: Callable[[str], bytes] = png, tick: Tick | None = None) -> dict[str, bytes]:
    """Every file of the package by its path, ``datapackage.json`` first."""
    with using(book.edition.language):
        return _files(book, as_png, tick)


def _files(book: Book, as_png: Callable[[str], bytes], tick: Tick | None) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    resources: list[dict[str, Any]] = []
    shown = book.shown
    for number, one in enumerate(shown, start=1):
        frame = frame_for(one)
        path = f"data/{one.name}.csv"  # stays English
        made[path] = downloads.csv_bytes(frame)
        resources.append(_table(path, one, frame))
        path = f"data/{one.name}.xlsx"  # stays English
        made[path] = xlsx([one])
        resources.append(_workbook(path, one))
        if isinstance(one, Drawn) and one.svg:
            for ending, kind, content in (
                ("svg", "image/svg+xml", one.svg.encode()),
                ("png", "image/png", as_png(one.svg)),
            ):
                made[f"pictures/{one.name}.{ending}"] = content
                resources.append(_picture(f"pictures/{one.name}.{ending}", kind, one))
        if tick is not None:
            tick("Figures and tables", number, len(shown))  # stays English
    used = figures_in_the_text(book)
    made["data/figures-in-the-text.csv"] = downloads.csv_bytes(used)
    resources.append(
        _resource(
            "data/figures-in-the-text.csv",
            _("Every figure in a sentence, with its source and vintage"),
            "",
            used,
        )
    )
    made |= {f"text/{p.slug}.md": p.text.encode() for p in book.edition.parts if p.text}  # stays English
    made["edition.xlsx"] = xlsx(shown, (book.title, *book.facts))
    made["README.md"] = _readme(book).encode()
    made["LICENCE.md"] = (book.edition.licence or _("No licence is stated.")).encode() + b"\n"
    return {"datapackage.json": _described(book, resources), **made}


def frame_for(one: Drawn | Grid) -> pl.DataFrame:
    """What its CSV holds: a picture's figures unrounded and with codes, another table as it stands."""
    return one.frame if isinstance(one, Drawn) else frame_of(one.header, one.rows)


def figures_in_the_text(book: Book) -> pl.DataFrame:
    """One row a figure in a sentence, in reading order."""
    names = ["chapter", *Used.__dataclass_fields__]
    rows = [
        {"chapter": section.slug, **{k: _flat(v) for k, v in asdict(used).items()}}
        for section in book.sections
        if section.chapter is not None
        for used in section.chapter.used
    ]
    kinds: dict[str, Any] = {"value": pl.Float64, "decimals": pl.Int64, "percent": pl.Boolean}
    return pl.DataFrame(rows, schema={n: kinds.get(n, pl.String) for n in names})


def xlsx(shown: Iterable[Drawn | Grid], about: Sequence[str] = ()) -> bytes:
    """A workbook: a first sheet that names the others, then one a figure or table, with its source above it.

    ``about``: lines above the names. Text is written as text: a cell that begins with "=" is no formula.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    chosen = list(shown)
    book = Workbook(write_only=True)
    bold = Font(bold=True)
    index = book.create_sheet(_("Contents"))
    index.column_dimensions["A"].width, index.column_dimensions["B"].width = 14, 90
    for line in about:
        index.append([_cell(index, line, bold)])
    index.append([_cell(index, _("Sheet"), bold), _cell(index, _("What it holds"), bold)])
    for one in chosen:
        index.append([_cell(index, one.label), _cell(index, _title(one))])
    for one in chosen:
        frame = frame_for(one)
        sheet = book.create_sheet(one.label)
        for n, name in enumerate(frame.columns, start=1):
            sheet.column_dimensions[get_column_letter(n)].width = min(48, max(12, len(name) + 2))
        sheet.append([_cell(sheet, f"{one.label}. {_title(one)}", bold)])
        sheet.append([_cell(sheet, _note(one))])
        sheet.append([_cell(sheet, name, bold) for name in frame.columns])
        for row in frame.iter_rows():
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _cell(sheet: Any, value: Any, font: Any = None) -> Any:
    """A bare value where that is enough: a cell of its own costs several times as much."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str) and not value.isprintable():
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    formula = isinstance(value, str) and value.startswith("=")
    if font is None and not formula:
        return value
    cell = WriteOnlyCell(sheet, value=value)
    if formula:
        cell.data_type = "s"
    if font is not None:
        cell.font = font
    return cell


def _without_clock(content: bytes) -> bytes:
    """The same workbook without the minute at which it was saved."""
    core = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
        b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    )
    return zipped({**unzipped(content), "docProps/core.xml": core})


def _title(one: Drawn | Grid) -> str:
    return one.title if isinstance(one, Drawn) else one.caption


def _note(one: Drawn | Grid) -> str:
    return one.source if isinstance(one, Drawn) else one.note


def _flat(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, tuple) else value


def _table(path: str, one: Drawn | Grid, frame: pl.DataFrame) -> dict[str, Any]:
    return _resource(path, f"{one.label}. {_title(one)}", _note(one), frame)


def _resource(path: str, title: str, description: str, frame: pl.DataFrame) -> dict[str, Any]:
    about = {**downloads.COLUMNS, **_USED}
    fields = []
    for name, kind in frame.schema.items():
        field = {"name": name, "type": _TYPES.get(type(kind), "string")}
        fields.append({**field, "description": about[name]} if name in about else field)
    return {
        "name": path.removeprefix("data/").removesuffix(".csv"),
        "path": path,
        "title": title,
        **({"description": description} if description else {}),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _workbook(path: str, one: Drawn | Grid) -> dict[str, Any]:
    return {
        "name": path.removeprefix("data/").replace(".", "-"),
        "path": path,
        "title": f"{one.label}. {_title(one)}",
        "mediatype": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "format": "xlsx",
    }


def _picture(path: str, kind: str, one: Drawn) -> dict[str, Any]:
    name = path.removeprefix("pictures/").replace(".", "-")
    return {
        "name": name,
        "path": path,
        "title": f"{one.label}. {one.title}",
        "description": one.said,
        "mediatype": kind,
        "format": kind.partition("/")[2].partition("+")[0],
    }


def _described(book: Book, resources: list[dict[str, Any]]) -> bytes:
    edition = book.edition
    people = [edition.editor] if edition.editor else []
    content = {
        "profile": "data-package",
        "name": edition.slug,
        "title": edition.title,
        "description": " ".join(book.facts),
        "version": str(1 + len(edition.corrections)),
        "licenses": [{"name": "other-open", "title": edition.licence or _("not stated")}],
        "contributors": [
            {
                "title": str(c),
                "role": "author",
                **({"organization": c.organisation} if c.organisation else {}),
            }
            for c in (*people, *edition.contributors)
        ],
        "sources": [{"title": s} for s in _sources(book)],
        "commonweal:snapshot": book.snapshot,
        "commonweal:citation": f"{cited(edition, book.snapshot)}.",
        "resources": resources,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _sources(book: Book) -> Iterator[str]:
    before = _("Source: {source}.").partition("{")[0]
    seen = dict.fromkeys(
        one.source.removeprefix(before) for one in book.shown if isinstance(one, Drawn) and one.source
    )
    return iter(seen)


def _readme(book: Book) -> str:
    lines = [
        f"# {book.title}",
        "",
        *book.facts,
        "",
        citation(book.edition, book.snapshot),
        "",
        _(
            "- `data/`: the figures behind each picture, unrounded, with official codes; each table as it "
            "stands"
        ),
        _("- `data/figures-in-the-text.csv`: every figure in a sentence, with its source and vintage"),
        _("- `edition.xlsx`: the same, a sheet each"),
        _("- `pictures/`: each picture as SVG and PNG; its words are in `datapackage.json`"),
        _("- `text/`: the words of each part, with the tokens that their figures come from"),
        _("- `datapackage.json`: what each file and column is (Data Package, specs.frictionlessdata.io)"),
        "",
        _(
            "In the CSV an apostrophe stands before a text that begins with =, +, -, @, a tab or a carriage\n"
            "return, so that no spreadsheet runs it."
        ),
        "",
        _("| file | what |"),
        "|---|---|",
    ]
    lines += [f"| `{one.name}` | {one.label}. {_title(one)} |" for one in book.shown]
    return "\n".join(lines) + "\n"
