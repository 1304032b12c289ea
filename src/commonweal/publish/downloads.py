"""Figures to take away: CSV, JSON and Parquet, each with a metadata file that says what they are.

The CSV begins with its header and holds nothing but the table; what must be known of it lies beside it in the
vocabulary of CSV on the Web (W3C, *Metadata Vocabulary for Tabular Data*), and both together in one ZIP.

A cell of text that a spreadsheet would run as a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or
a carriage return) gets an apostrophe before it in the CSV, and only there: JSON and Parquet hold the text as
it is. Numbers are never touched, so "-0.7" in a column of values stays a number.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from commonweal.packs.models import Indicator
from commonweal.progress.snapshot import VintageInForce
from commonweal.publish import placenames
from commonweal.words import ENGLISH, _, using

CSV = "text/csv; charset=utf-8"  # stays English
PARQUET = "application/vnd.apache.parquet"
_FORMULA = r"^([=+\-@\t\r])"
#: Like all that goes into a file, in English.
COLUMNS = {  # stays English
    "indicator": "The indicator's identifier.",
    "indicator_name": "The indicator's name.",
    "area": "The place's official code. Join on it: two places may share a name.",
    "place": "The place's name.",
    "period": "ISO 8601: a start and a duration (2019-01-01/P1Y), or a date for a point in time.",
    "period_start": "The first day of the period.",
    "period_end": "The last day of the period.",
    "breakdown": "The group that the figure is of (age=16-24;sex=female); empty for everyone.",
    "value": "The figure; empty where it is missing.",
    "lower": "The lower bound of the figure's interval, as its source publishes it.",
    "upper": "The upper bound of the figure's interval, as its source publishes it.",
    "numerator": "The count above the line, where it is known.",
    "denominator": "The count below the line, where it is known.",
    "status": "SDMX CL_OBS_STATUS: A normal, B break, E estimated, P provisional; L, M, O, Q missing.",
    "note": "What the source or a person says of this figure.",
    "dataset": "The dataset that the figure came in.",
    "vintage": "SHA-256 of the file that holds the figure.",
}
_IN_UNITS = frozenset({"value", "lower", "upper"})


def with_names(
    frame: pl.DataFrame, indicators: Sequence[Indicator], places: Mapping[str, str]
) -> pl.DataFrame:
    """The same rows with ``place`` and ``indicator_name`` beside the codes."""
    named = {code: placenames.name(code, places) for code in frame["area"].unique().to_list()}
    titles = {i.id: i.name for i in indicators}
    beside = frame.with_columns(
        place=pl.col("area").replace_strict(named, default=None, return_dtype=pl.String),
        indicator_name=pl.col("indicator").replace_strict(titles, default=None, return_dtype=pl.String),
    )
    first = ["area", "place", "indicator", "indicator_name"]
    return beside.select(*first, pl.exclude(first))


def csv_bytes(frame: pl.DataFrame) -> bytes:
    """UTF-8 without a byte-order mark, one header line, LF; text that looks like a formula made harmless."""
    text = pl.col(pl.String).str.replace(_FORMULA, "'$1")
    return frame.with_columns(text).write_csv(line_terminator="\n").encode()


def json_bytes(frame: pl.DataFrame, metadata: Mapping[str, Any]) -> bytes:
    """``{"metadata": …, "rows": [{column: value}]}``; what is missing is null."""
    rows = frame.with_columns(pl.col(pl.Float64).fill_nan(None)).write_json()
    about = json.dumps(metadata, ensure_ascii=False)
    return f'{{"metadata": {about},\n"rows": {rows}}}\n'.encode()  # stays English


def parquet_bytes(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def metadata_bytes(metadata: Mapping[str, Any]) -> bytes:
    return (json.dumps(metadata, ensure_ascii=False, indent=2) + "\n").encode()


def zip_bytes(name: str, frame: pl.DataFrame, metadata: Mapping[str, Any]) -> bytes:
    """``<name>.csv`` and ``<name>.csv-metadata.json``. The same table gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        files = {  # stays English
            f"{name}.csv": csv_bytes(frame),
            f"{name}.csv-metadata.json": metadata_bytes(metadata),
        }
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def metadata(
    frame: pl.DataFrame,
    *,
    indicators: Sequence[Indicator],
    snapshot: str,
    datasets: Sequence[VintageInForce],
    places: Mapping[str, str],
    address: str,
    query: Mapping[str, str] | None = None,
    publisher: str = "Commonweal",
    file: str,
) -> dict[str, Any]:
    """What the rows are, in the terms of CSV on the Web.

    ``address`` is where the page of these figures lies, ``query`` what was asked to get them, ``file`` where
    the CSV lies, seen from the metadata.
    """
    title = _title(indicators)
    with using(ENGLISH):  # a file is the same for everybody
        organisation = "; ".join(_distinct(i.organisation for i in indicators))
        citation = cite(title, publisher, snapshot, datasets, address, organisation)
    codes = frame["area"].unique(maintain_order=True).to_list()
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
        "@type": "Table",
        "url": file,
        "dc:title": title,
        "dc:description": _description(indicators),
        "dc:publisher": publisher,
        "dc:license": _distinct(d.licence for d in datasets) or _distinct(i.licence for i in indicators),
        "dc:spatial": [{"dc:identifier": c, "dc:title": placenames.name(c, places)} for c in codes],
        "dc:temporal": _temporal(frame),
        "schema:url": address,
        "schema:version": snapshot,
        "schema:query": dict(query or {}),
        "schema:size": frame.height,
        "schema:citation": citation,
        "schema:isBasedOn": [_dataset(d) for d in datasets],
        "schema:variableMeasured": [_indicator(i) for i in indicators],
        "rdfs:comment": _remarks(indicators),
        "dialect": {"encoding": "utf-8", "header": True, "headerRowCount": 1, "lineTerminators": ["\n"]},
        "tableSchema": {
            "columns": [_column(name, kind, indicators) for name, kind in frame.schema.items()],
            "primaryKey": [c for c in ("indicator", "area", "period", "breakdown") if c in frame.columns],
        },
    }


def cite(
    title: str,
    publisher: str,
    snapshot: str,
    datasets: Sequence[VintageInForce],
    address: str,
    organisation: str = "",
) -> str:
    """How to cite these figures: what, whose, which release, which snapshot, where.

    ``organisation`` is whose they are where a dataset does not say.
    """
    sources = _distinct(_source(d, organisation) for d in datasets)
    told = [
        _("{publisher}, “{title}”, snapshot {snapshot}.").format(
            publisher=publisher, title=title, snapshot=snapshot[:8]
        )
    ]
    if sources:
        told.append(_("Source: {sources}.").format(sources="; ".join(sources)))
    return " ".join((*told, address)).rstrip()


def _source(d: VintageInForce, organisation: str) -> str:
    whose = d.organisation or organisation or _("not stated")
    if not d.released:
        return f"{whose}, {d.title}"
    return _("{organisation}, {title}, released {day}").format(
        organisation=whose, title=d.title, day=d.released
    )


def _title(indicators: Sequence[Indicator]) -> str:
    names = [i.name for i in indicators]
    if len(names) > 3:
        return f"{len(names)} indicators"
    return "; ".join(names) or "No indicator"  # stays English


def _description(indicators: Sequence[Indicator]) -> str:
    return indicators[0].description if len(indicators) == 1 else "; ".join(i.name for i in indicators)


def _distinct(values: Any) -> list[str]:
    return list(dict.fromkeys(v for v in values if v))


def _temporal(frame: pl.DataFrame) -> str:
    """The first and the last day of all periods, ISO 8601."""
    days = frame.select(first=pl.col("period_start").min(), last=pl.col("period_end").max()).row(0)
    return "/".join(str(day) for day in days) if None not in days else ""


def _dataset(d: VintageInForce) -> dict[str, Any]:
    found = {
        "schema:name": d.title,
        "schema:publisher": d.organisation,
        "schema:url": d.address,
        "schema:license": d.licence,
        "schema:datePublished": d.released,
        "schema:identifier": f"sha256:{d.sha256}",
    }
    return {key: value for key, value in found.items() if value}


def _indicator(i: Indicator) -> dict[str, Any]:
    better = {  # stays English
        1: "higher is better",
        -1: "lower is better",
        0: "neither higher nor lower is better",
    }
    found: dict[str, Any] = {  # stays English
        "schema:identifier": i.id,
        "schema:name": i.name,
        "schema:description": i.description,
        "schema:unitText": i.unit,
        "schema:measurementMethod": better[i.polarity],
        "schema:publisher": i.organisation,
        "schema:url": i.address,
        "schema:license": i.licence,
        "rdfs:comment": [*i.caveats, *(f"Break in series from {b.period}: {b.reason}" for b in i.breaks)],
    }
    return {key: value for key, value in found.items() if value}


def _remarks(indicators: Sequence[Indicator]) -> list[str]:
    provisional = _distinct(  # stays English
        f"{i.name}: figures from {i.provisional_from} on are provisional."
        for i in indicators
        if i.provisional_from
    )
    harmless = (  # stays English
        "In the CSV an apostrophe stands before a text that begins with =, +, -, @, a tab or a carriage "
        "return, so that no spreadsheet runs it."
    )
    return [*provisional, harmless]


def _column(name: str, kind: pl.DataType, indicators: Sequence[Indicator]) -> dict[str, Any]:
    types = {pl.Float64: "double", pl.Date: "date", pl.Boolean: "boolean", pl.UInt32: "integer"}
    column: dict[str, Any] = {"name": name, "titles": name, "datatype": types.get(type(kind), "string")}
    if name in COLUMNS:
        column["dc:description"] = COLUMNS[name]
    units = _distinct(i.unit for i in indicators)
    if name in _IN_UNITS and len(units) == 1:
        column["schema:unitText"] = units[0]
    return column
