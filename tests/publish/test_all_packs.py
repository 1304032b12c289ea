"""Every figure of our own packs, judged by every rule: each sentence is well made, each picture drawn."""

from pathlib import Path
from typing import Any

import altair
import polars as pl
import pytest
from tests.publish.svg import inspect_spoken, parsed
from tests.publish.wellmade import inspect_sentence

from commonweal import evidence, packs
from commonweal.packs import Library
from commonweal.progress.assess import assess, definitions_frame, targets_frame
from commonweal.publish import charts, sentences, tables
from commonweal.publish.sparkline import sparkline

Row = dict[str, Any]


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return packs.read_library(sorted(p.parent for p in (root / "packs").glob("*/pack.yaml")))


@pytest.fixture(scope="module")
def observations(library: Library) -> pl.DataFrame:
    register = evidence.Register.from_definitions(
        library.indicators.values(), library.places.values(), library.area_sets.values()
    )
    reading = evidence.read(list(library.figures.values()), register=register)
    return reading.rows.select(evidence.OBSERVATION.names())


@pytest.fixture(scope="module")
def rows(library: Library, observations: pl.DataFrame) -> list[Row]:
    extra = [entry for pack in library.packs for entry in pack.targets]
    indicators = list(library.indicators.values())
    judged = assess(observations, definitions_frame(indicators), targets_frame(indicators, extra))
    return [r for r in judged.iter_rows(named=True) if r["indicator"] in library.indicators]


@pytest.fixture(scope="module")
def places(library: Library) -> dict[str, str]:
    return {c: p.name for c, p in library.places.items()} | {c: s.name for c, s in library.area_sets.items()}


def test_every_sentence_is_well_made(rows: list[Row], library: Library, places: dict[str, str]) -> None:
    assert len(rows) > 1000
    for row in rows:
        indicator = library.indicators[row["indicator"]]
        for say in (
            sentences.latest,
            sentences.change,
            sentences.comparison,
            sentences.gap,
            sentences.status,
        ):
            inspect_sentence(say(row, indicator, places))


def test_every_sparkline_speaks(rows: list[Row], library: Library) -> None:
    for row in rows:
        inspect_spoken(parsed(sparkline(row, library.indicators[row["indicator"]])))


def test_every_series_has_its_chart_and_its_table(
    rows: list[Row], observations: pl.DataFrame, library: Library, places: dict[str, str]
) -> None:
    """One rule and one place, and one series of each shape held against the schema: it is slow."""
    held = observations.partition_by("indicator", "area", "breakdown", as_dict=True)
    area = "E08000025"
    mine = [r for r in rows if r["area"] == area and r["rule"] == rows[0]["rule"]]
    assert len(mine) > 30
    shapes: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in mine:
        indicator = library.indicators[row["indicator"]]
        own = held[row["indicator"], area, row["breakdown"]]
        other = held.get((row["indicator"], row["comparator"], row["breakdown"]))
        for width in (720, 340):
            spec = charts.indicator_chart(own, indicator, row, places, other, width=width)
            inspect_sentence(spec["description"])
            shapes[tuple(sorted({layer["mark"]["type"] for layer in spec["layer"]}))] = spec
        assert len(tables.series_table(own, indicator)) == own.height
    for spec in shapes.values():
        altair.LayerChart.from_dict(spec)
