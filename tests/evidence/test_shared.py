"""All 62 files of ../shared: every row, by a count of our own, and twenty series row by row."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from commonweal.evidence import Reading, Register, Store, check, difference, read
from commonweal.evidence.periods import why_unreadable

from .conftest import TODAY


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "data" / "ons-explore-local-statistics"


@pytest.fixture(scope="module")
def reading(folder: Path) -> Reading:
    return read(folder, register=Register())


@pytest.fixture(scope="module")
def by_csv(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Every file read by the csv module alone."""
    found = {}
    for path in sorted(folder.glob("*/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            found[path.stem] = list(csv.DictReader(stream))
    return found


def test_every_row_of_every_file(reading: Reading, by_csv: dict[str, list[dict[str, str]]]) -> None:
    assert {s.dataset: s.rows for s in reading.sources} == {k: len(v) for k, v in by_csv.items()}
    assert len(reading.sources) == 62
    assert sum(s.rows for s in reading.sources) == 300_041
    assert reading.series.height == 90
    assert len(reading.new_indicators) == 90


def test_what_is_set_aside(reading: Reading) -> None:
    """Three city regions without a code (60 rows) and 20 rows that stand twice."""
    assert reading.rows.height == 300_041 - 60 - 20
    counts = dict(reading.problems.group_by("rule").len().iter_rows())
    assert counts == {
        "no-figures": 7,
        "column-twice": 1,
        "no-official-code": 3,
        "missing-without-status": 12,
        "repeated-row": 20,
    }


def test_nothing_stops(reading: Reading) -> None:
    found = check(reading, register=Register(), previous=None, previous_series=None, today=TODAY)
    assert found["severity"].unique().to_list() == ["warn"]
    assert dict(found.group_by("rule").len().iter_rows()) == {"interval-rounding": 6, "jump": 16}


def test_twenty_series_equal_their_rows(reading: Reading, by_csv: dict[str, list[dict[str, str]]]) -> None:
    """For the combined authority where there are figures of it, else for England."""
    compared = 0
    for dataset, series, indicator in reading.series.select("dataset", "series", "indicator").rows()[:25]:
        own = [r for r in by_csv[dataset] if r.get("indicator") == series]
        for area in ("E47000007", "E92000001"):
            expected = {r["period"]: r["observation"] for r in own if r["areacd"] == area}
            if not expected:
                continue
            rows = reading.rows.filter((pl.col("indicator") == indicator) & (pl.col("area") == area))
            got = dict(rows.select("period", "value").iter_rows())
            assert got == {p: float(v) if v else None for p, v in expected.items()}
            compared += 1
            break
    assert compared >= 20


def test_the_store_gives_back_what_was_read(reading: Reading, tmp_path: Path) -> None:
    store = Store(tmp_path, fsync=False)
    names = {d: store.put(reading.frame(d)) for d in reading.datasets}
    assert len(set(names.values())) == 62
    assert all(store.verify(n) for n in names.values())
    assert store.scan(names.values()).select(pl.len()).collect().item() == reading.rows.height
    for dataset, name in list(names.items())[::10]:
        assert difference(store.get(name), reading.frame(dataset)).is_empty()


def test_periods_of_the_sdg_repository(shared: Path) -> None:
    """Unread are sentences, blanks, and spans that may mean two things even of financial years."""
    years: set[str] = set()
    for path in sorted((shared / "data" / "ons-sdg" / "data").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header, *rows = csv.reader(stream) or [[]]
            years |= {row[header.index("Year")] for row in rows if row and "Year" in header}
    unread = {year for year in years if why_unreadable(year, year_kind="fiscal")}
    sentences = {year for year in unread if " indicator" in year}
    ambiguous = {f"20{n:02}-{n + 2:02}" for n in range(11)} & unread
    assert unread - sentences - ambiguous == {"", "2010/20", "2013/16"} & years
    assert len(sentences) == 5
    assert len(years) > 200
