"""Figures, charts and the feed as files: what has an address of its own."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from commonweal import publish
from commonweal.evidence.schema import OBSERVATION
from commonweal.progress.snapshot import rule_sources_digest, write_beside
from commonweal.publish import charts, downloads
from commonweal.publish import feed as atom
from commonweal.web.evidence import selectors as evidence
from commonweal.web.framework.selectors.book import (
    Book,
    default_rule,
    moves,
    of_indicator,
    series,
    series_row,
    standing,
)


def figures(book: Book, indicators: Sequence[str], places: Sequence[str]) -> pl.DataFrame:
    """The figures in force of some indicators, in some places or in all, with names beside the codes."""
    found = [book.snapshot.observations(i) for i in indicators]
    held = [f for f in found if f.height]
    if not held:
        empty = OBSERVATION.to_frame().with_columns(dataset=pl.lit(""), vintage=pl.lit(""))
        return downloads.with_names(empty, [], book.places)
    frame = pl.concat(held)
    if places:
        frame = frame.filter(pl.col("area").is_in(list(places)))
    chosen = [book.snapshot.indicators[i] for i in indicators]
    return downloads.with_names(frame, chosen, book.places)


@dataclass(frozen=True)
class Lies:
    """``page``: the whole address of the page of some figures; ``file``: their CSV's, from beside it."""

    page: str
    file: str


def download(book: Book, indicators: Sequence[str], places: Sequence[str], kind: str, where: Lies) -> bytes:
    """Figures as ``csv``, ``json``, ``parquet``, or ``zip`` of the CSV and its metadata."""
    frame = figures(book, indicators, places)
    if kind == "csv":
        return downloads.csv_bytes(frame)
    if kind == "parquet":
        return downloads.parquet_bytes(frame)
    if kind == "json":
        return downloads.json_bytes(frame, _metadata(book, frame, indicators, places, where))
    inside = replace(where, file="figures.csv")  # the archive holds both
    return downloads.zip_bytes("figures", frame, _metadata(book, frame, indicators, places, inside))


def download_metadata(book: Book, indicators: Sequence[str], places: Sequence[str], where: Lies) -> bytes:
    """What the columns are, whose the figures are, and how to cite them."""
    frame = figures(book, indicators, places)
    return downloads.metadata_bytes(_metadata(book, frame, indicators, places, where))


def _metadata(
    book: Book, frame: pl.DataFrame, indicators: Sequence[str], places: Sequence[str], where: Lies
) -> dict[str, Any]:
    vintages = {v.dataset: v for i in indicators for v in book.snapshot.datasets_of.get(i, ())}
    return downloads.metadata(
        frame,
        indicators=[book.snapshot.indicators[i] for i in indicators],
        snapshot=book.id,
        datasets=list(vintages.values()),
        places=book.places,
        address=where.page,
        file=where.file,
        query={"places": " ".join(places)} if places else None,
    )


def feed(book: Book, address: str, here: str, others: Sequence[atom.Entry] = ()) -> bytes:
    """What was published, the newest first: one entry a snapshot, with the marks that moved.

    ``address`` is that of the site, ``here`` the feed's own; ``others``: what the rooms above have to say of
    themselves.
    """
    records = evidence.snapshot_records(20)
    entries = [
        atom.Entry(
            title=f"{r.reason}",
            address=f"{address}/data/snapshots/{r.id[:12]}/",  # stays English
            updated=r.made_at,
            summary=_moves_in_words(book, r),
        )
        for r in records
    ]
    updated = records[0].made_at if records else dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    return atom.atom(
        f"Commonweal · {book.site_name}: what changed",  # stays English
        address,
        "Commonweal",
        [*entries, *others],
        updated,
        here=here,
    )


def _moves_in_words(book: Book, record: Any) -> str:
    if not record.previous:
        return "The first figures."  # stays English
    site = set(book.site_areas)
    found = [
        m
        for m in moves(record.previous, record.id)
        if m["area"] in site and m["rule"] == default_rule() and m["indicator"] in book.snapshot.indicators
    ]
    if not found:
        return "No mark changed."  # stays English
    names = list(dict.fromkeys(book.snapshot.indicators[m["indicator"]].name for m in found))
    return f"{len(found)} marks changed: {'; '.join(names[:10])}."  # stays English


@lru_cache(maxsize=1)
def _drawing_code() -> str:
    """Names the code that draws: part of a chart's name in the cache, so that no old drawing outlives it."""
    here = Path(publish.__file__).parent
    return rule_sources_digest([*here.glob("*.py"), *here.glob("charts/*.py")])


def indicator_chart(
    book: Book, indicator: str, area: str, breakdown: str, rule: str, kind: str, *, small: bool = False
) -> bytes:
    """One series over time as ``svg`` or ``png``; the indicator's headline series where none is named."""
    found = standing(book, indicator, area, rule)
    known = {r["breakdown"] for r in found.rows}
    chosen = breakdown if breakdown in known else found.breakdown

    def draw() -> dict[str, Any]:
        row = series_row(book, rule, area, indicator, chosen)
        other = row["comparator"] if row else None
        beside = series(book, indicator, other, chosen) if other and other != area else None
        definition = book.snapshot.indicators[indicator]
        figures = series(book, indicator, area, chosen)
        if small:
            return charts.indicator_chart(figures, definition, row, book.places, beside, width=340)
        title = f"{definition.name}, {book.places.get(area, area)}" if kind == "png" else ""
        source = (
            f"Source: {definition.organisation}; Commonweal snapshot {book.id[:12]}"
            if kind == "png"
            else ""  # stays English
        )
        return charts.indicator_chart(
            figures, definition, row, book.places, beside, title=title, source=source
        )

    size = "small" if small else "large"
    return _cached((book.id, indicator, area, chosen, rule, size), kind, draw)


def comparison_chart(
    book: Book,
    indicator: str,
    areas: Sequence[str],
    breakdown: str,
    rule: str,
    kind: str,
    *,
    small: bool = False,
) -> bytes:
    """Each place's latest figure with its interval, as ``svg`` or ``png``."""

    def draw() -> dict[str, Any]:
        by_area = {r["area"]: r for r in of_indicator(book, indicator, rule) if r["breakdown"] == breakdown}
        rows = [by_area[a] for a in areas if a in by_area]
        definition = book.snapshot.indicators[indicator]
        return charts.compare_chart(rows, definition, book.places, width=340 if small else 720)

    return _cached((book.id, indicator, " ".join(areas), breakdown, rule, f"places {small}"), kind, draw)


def _cached(name: tuple[str, ...], kind: str, draw: Any) -> bytes:
    """Drawn once a snapshot and code: kept beside the store, written whole."""
    key = hashlib.sha256("\n".join((_drawing_code(), *name)).encode()).hexdigest()
    path = Path(settings.CHARTS_CACHE) / key[:2] / f"{key}.{kind}"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        spec = draw()
        picture = charts.render_svg(spec) if kind == "svg" else charts.render_png(spec)
        write_beside(path, picture)
        return picture
