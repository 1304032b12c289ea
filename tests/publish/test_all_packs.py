"""Every figure of our own packs, judged by every rule: each sentence is well made, each picture drawn."""

from pathlib import Path
from typing import Any

import altair
import polars as pl
import pytest
from tests.publish.svg import inspect_spoken, parsed, reaches
from tests.publish.typefaces import FACES
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


@pytest.mark.parametrize("width", [720, 340])
def test_no_words_leave_a_picture_whatever_typeface_draws_them(
    rows: list[Row], observations: pl.DataFrame, library: Library, places: dict[str, str], width: int
) -> None:
    """Each indicator over time in two places, and side by side in all, drawn in Arial and in DejaVu Sans."""
    held = observations.partition_by("indicator", "area", "breakdown", as_dict=True)
    first = [r for r in rows if r["rule"] == rows[0]["rule"]]
    by_indicator: dict[tuple[str, str], list[Row]] = {}
    for row in first:
        by_indicator.setdefault((row["indicator"], row["breakdown"]), []).append(row)
    whole = dict(sorted(by_indicator, reverse=True))  # the first breakdown of each
    found: list[tuple[str, str, tuple[str, float, float]]] = []

    def look_at(name: str, spec: dict[str, Any]) -> None:
        root = parsed(charts.render_svg(spec))
        wide = float(root.attrib["viewBox"].split()[2])
        found.extend(
            (name, face, words)
            for face in FACES
            for words in reaches(root, face)
            if words[1] < -0.5 or words[2] > wide + 0.5
        )

    # Words have least room in the narrow picture: there all are looked at, and of the wide ones a third.
    chosen = [*whole.items()][:: 3 if width > 400 else 1]
    for key, breakdown in chosen:
        indicator, same = library.indicators[key], by_indicator[key, breakdown]
        for row in [r for r in same if r["area"] in {"E08000026", "E47000007"}] or same[:1]:
            other = held.get((key, row["comparator"], breakdown))
            titled = {"title": f"{indicator.name}, {places[row['area']]}"} if width > 400 else {}
            own = held[key, row["area"], breakdown]
            spec = charts.indicator_chart(own, indicator, row, places, other, width=width, **titled)
            look_at(f"{key} in {row['area']}", spec)
        look_at(f"{key} by place", charts.compare_chart(same[:14], indicator, places, width=width))
        areas = [r["area"] for r in same[:4]]
        panels = charts.small_multiples(
            observations.filter(pl.col("indicator") == key, pl.col("breakdown") == breakdown),
            indicator, areas, places, comparator=same[0]["comparator"], width=width,
        )  # fmt: skip
        look_at(f"{key} in panels", panels)
    assert len(chosen) > 60 / (3 if width > 400 else 1)
    assert not found, f"{len(found)}: {found[:12]}"
