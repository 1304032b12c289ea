"""The record of working together as plain tables: what a site keeps of it in public, to count or take away.

Every table and column is told in :data:`~.tables.TABLES`. The figures of goal 17 are counted from these
tables (:mod:`commonweal.partnership.together`), so anybody can count them again.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from commonweal.words import _

from .tables import HANGS_ON, TABLES, Kind


@dataclass(frozen=True)
class Record:
    """Tables by name, each of the columns of :data:`~.tables.TABLES`; one that is not given is empty."""

    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def __getitem__(self, name: str) -> pl.DataFrame:
        held = self.tables.get(name)
        return TABLES[name].schema.to_frame() if held is None else held

    @property
    def area(self) -> str:
        """The authority's own area; "" where the record does not say."""
        return str(self["site"]["area"][0]) if self["site"].height else ""

    @property
    def framework(self) -> str:
        return str(self["site"]["framework"][0]) if self["site"].height else ""

    def without_examples(self) -> Record:
        """The same record without what was made up, and whatever hangs on it."""
        found = {name: self[name] for name in TABLES}
        for name, frame in found.items():
            if "example" in frame.columns:
                found[name] = frame.filter(~pl.col("example"))
        for name, (parent, key) in HANGS_ON.items():
            found[name] = found[name].join(found[parent].select(key).unique(), on=key, how="semi")
        # What a made-up organisation does is made up too, whatever its own row says.
        real = found["organisations"].select("organisation")
        found["commitments"] = found["commitments"].join(real, on="organisation", how="semi")
        found["commitment_updates"] = found["commitment_updates"].join(
            found["commitments"].select("commitment"), on="commitment", how="semi"
        )
        vacant = pl.col("organisation") == ""
        seats = found["seats"]
        found["seats"] = pl.concat(
            [seats.filter(vacant), seats.filter(~vacant).join(real, on="organisation", how="semi")]
        ).sort("seat")
        return Record(found)


def frame(name: str, rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    """A table of rows in the order of its columns. Raises ``KeyError`` for a table that is none."""
    return pl.DataFrame(list(rows), schema=TABLES[name].schema, orient="row")


def files(record: Record) -> dict[str, bytes]:
    """Every file of an export: a CSV a table, README.md, and datapackage.json (Frictionless Data Package)."""
    found = {f"{name}.csv": _csv(record[name]) for name in TABLES}
    found["README.md"] = _readme(record).encode()
    found["datapackage.json"] = (json.dumps(_package(record), indent=1, ensure_ascii=False) + "\n").encode()
    return found


def write(record: Record, folder: Path) -> None:
    """Write an export into a folder. Raises ``FileExistsError`` where something lies there already."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(
            _("{folder} is not empty. Name a folder that is not there yet.").format(folder=folder)
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files(record).items():
        (folder / name).write_bytes(content)


def archive(record: Record) -> bytes:
    """An export as one ZIP, the same bytes for the same record."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in files(record).items():
            told = zipfile.ZipInfo(f"record/{name}", date_time=(2020, 1, 1, 0, 0, 0))
            told.compress_type = zipfile.ZIP_DEFLATED
            held.writestr(told, content)
    return out.getvalue()


def read(folder: Path) -> Record:
    """The record of an export. Raises ``FileNotFoundError`` for a table that is not there."""
    tables = {}
    for name, table in TABLES.items():
        text = pl.read_csv(folder / f"{name}.csv", infer_schema=False).fill_null("")
        tables[name] = text.select(_read(c, kind) for c, kind in table.schema.items())
    return Record(tables)


def _read(column: str, kind: Kind) -> pl.Expr:
    text = pl.col(column)
    if kind == pl.String:
        return text.str.replace(r"^'([=+\-@\t\r])", "$1")
    filled = pl.when(text != "").then(text)
    if kind == pl.Boolean:
        return (filled == "true").alias(column)
    return filled.str.to_date("%Y-%m-%d") if kind == pl.Date else filled.cast(pl.Int64)


def _csv(held: pl.DataFrame) -> bytes:
    """A text that a spreadsheet would work out gets an apostrophe before it, as in every file of figures."""
    text = pl.col(pl.String).fill_null("").str.replace(r"^([=+\-@\t\r])", "'$1")
    return held.with_columns(text).write_csv(line_terminator="\n").encode()


def _words(record: Record) -> tuple[str, str]:
    site = record["site"]
    if site.is_empty():
        return "this site", ""  # stays English
    return str(site["name"][0]), f"{site['as_at'][0]:%-d %B %Y}"


def _readme(record: Record) -> str:
    name, day = _words(record)
    lines = [  # stays English
        f"# The record of working together: {name}",
        "",
        "What this site keeps in public of who works together, what they promise and what becomes of "
        f"it, as of {day or 'no day'}. The figures of goal 17 are counted from these tables; how is said on "
        "the site, under “Working together”. Nothing that is not public is in them: no exempt report, no "
        "proposal or report before it is made public, no person.",
        "",
        "Rows whose `example` is true were made up to show how the site works. They are left out of every "
        "figure that is published.",
        "",
        "CSV, UTF-8, a comma between cells, days as 2026-11-25; an empty cell is not known or does not "
        "apply. A text that a spreadsheet would work out as a formula has an apostrophe before it.",
    ]
    for table, told in TABLES.items():
        lines += ["", f"## {table}.csv", "", f"{told.title}: {record[table].height:,} rows.", ""]
        lines += ["| column | what it holds |", "|---|---|"]  # stays English
        lines += [f"| `{column}` | {words} |" for column, (_kind, words) in told.columns.items()]
    return "\n".join(lines) + "\n"


_TYPES = {pl.String: "string", pl.Date: "date", pl.Int64: "integer", pl.Boolean: "boolean"}


def _package(record: Record) -> dict[str, Any]:
    name, day = _words(record)
    return {  # stays English
        "name": "working-together",
        "title": f"The record of working together: {name}",
        "description": f"As of {day}." if day else "",
        "profile": "tabular-data-package",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [
            {
                "name": table.replace("_", "-"),
                "path": f"{table}.csv",
                "title": told.title,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": column, "type": _TYPES[kind], "description": words}  # type: ignore[index]
                        for column, (kind, words) in told.columns.items()
                    ],
                    "missingValues": [""],
                },
            }
            for table, told in TABLES.items()
        ],
    }
