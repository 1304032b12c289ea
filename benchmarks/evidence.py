"""Reading, checking and storing the 62 files of a release, each beside one plain Polars read of them."""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from benchmarks.line import Line

from commonweal.evidence import Reading, Register, Store, check, difference, read

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT.parent / "shared" / "data" / "ons-explore-local-statistics"
RUNS = 5
TODAY = dt.date(2026, 11, 23)


def run() -> list[Line]:
    if not RELEASE.is_dir():
        print("  ../shared is absent: the release of 62 files is not here to be measured.")
        return []
    files, register = sorted(RELEASE.glob("*/*.csv")), Register()
    with tempfile.TemporaryDirectory() as folder:
        reading = read(RELEASE, register=register)  # a warm start for both sides
        steps: dict[str, Callable[[int], object]] = {
            "plain": lambda n: [pl.read_csv(f) for f in files],
            "read": lambda n: read(RELEASE, register=register),
            "check": lambda n: check(
                reading, register=register, previous=None, previous_series=None, today=TODAY
            ),
            "store": lambda n: _store(reading, Path(folder) / str(n)),
            "difference": lambda n: _differences(reading),
        }
        taken: dict[str, list[float]] = {name: [] for name in steps}
        for n in range(RUNS):
            for name, step in steps.items():
                started = time.perf_counter()
                step(n)
                taken[name].append(time.perf_counter() - started)
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    words = {
        "read": "read 62 files (300,041 rows)",
        "check": "check them",
        "store": "store them as vintages, flushed to the disk",
        "difference": "find what was revised in one row of fifty",
    }
    peer, peer_is = medians["plain"], "plain Polars read of the same"
    return [
        Line(what=what, value=medians[name], unit="s", peer=peer, peer_is=peer_is)
        for name, what in words.items()
    ]


def _store(reading: Reading, root: Path) -> list[str]:
    store = Store(root)
    return [store.put(reading.frame(dataset)) for dataset in reading.datasets]


def _differences(reading: Reading) -> int:
    revised = pl.when(pl.int_range(pl.len()) % 50 == 0).then(pl.col("value") * 1.1).otherwise("value")
    frames = [reading.frame(dataset) for dataset in reading.datasets]
    return sum(difference(frame, frame.with_columns(value=revised)).height for frame in frames)
