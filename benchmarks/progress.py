"""Judging every series of the 62 published files by every rule, in one pass."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from benchmarks.line import Line
from tests.progress.test_shared import read

from commonweal.progress import DEFINITION, TARGET, assess

FILES = Path(__file__).resolve().parents[2] / "shared" / "data" / "ons-explore-local-statistics"
TIMES = 5
MOST_TIMES = 4.0  # of one read of the same files; on two cores it took 0.20 to 0.31 s


def run() -> list[Line]:
    paths = sorted(FILES.glob("*/*.csv"))
    if not paths:
        return []
    observations = pl.concat(read(path) for path in paths)
    frames = observations, _definitions(observations), pl.DataFrame(schema=TARGET)
    judging = _median(lambda: assess(*frames))
    return [
        Line(
            what=f"Judge {observations.height:,} figures by two rules",
            value=judging,
            unit="s",
            peer=_median(lambda: [pl.read_csv(path, infer_schema=False) for path in paths]),
            peer_is="one Polars read of the same files",
            limit=MOST_TIMES,
        )
    ]


def _definitions(observations: pl.DataFrame) -> pl.DataFrame:
    names = observations["indicator"].unique().sort()
    rows = [
        {"indicator": n, "polarity": (1, -1)[k % 2], "comparator": "K02000001", "decimals": 1}
        for k, n in enumerate(names)
    ]
    return pl.DataFrame(rows, schema=DEFINITION)


def _median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(_seconds(work) for _ in range(TIMES))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
