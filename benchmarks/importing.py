"""Import, check, publish and progress of all files of a release, beside one plain Polars read of them."""

from __future__ import annotations

import datetime as dt
import statistics
import time
from pathlib import Path

import polars as pl
from benchmarks.apart import apart
from benchmarks.line import Line

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT.parent / "shared" / "data" / "ons-explore-local-statistics"
RUNS = 5


def run() -> list[Line]:
    if not RELEASE.is_dir():
        print("  ../shared is absent: the release of 62 files is not here to be measured.")
        return []
    outcomes = [_in_a_process_of_its_own() for _ in range(RUNS)]
    read = statistics.median(o[0] for o in outcomes)
    whole = statistics.median(o[1] for o in outcomes)
    memory = max(o[2] for o in outcomes)
    return [
        Line(
            what="import, check, publish and progress of 62 files",
            value=whole,
            unit="s",
            peer=read,
            peer_is="plain Polars read of the same",
            limit=6.0,
        ),
        Line(what="most memory held meanwhile", value=memory / 1e9, unit="GB", ceiling=1.0),
    ]


def _in_a_process_of_its_own() -> tuple[float, float, float]:
    """A fresh store and database each time; imports of modules are not counted on either side."""
    read, whole, memory = (float(x) for x in apart("benchmarks.importing").split()[-3:])
    return read, whole, memory


def _measure() -> None:
    import resource

    from commonweal.cli_console import start_django

    start_django()
    from django.core.management import call_command

    from commonweal.web.audit.actions import COMMAND_LINE
    from commonweal.web.evidence import actions

    now = dt.datetime.now(dt.UTC)
    call_command("migrate", verbosity=0)
    packs = sorted(p.parent for p in (ROOT / "packs").glob("*/pack.yaml"))
    actions.load_packs(paths=packs, by=COMMAND_LINE, now=now, figures=False)
    files = sorted(RELEASE.glob("*/*.csv"))
    for file in files:
        file.read_bytes()  # both sides find the files in memory
    started = time.perf_counter()
    rows = sum(pl.read_csv(file).height for file in files)
    read = time.perf_counter() - started
    started = time.perf_counter()
    brought = actions.bring(paths=[RELEASE], title="All files", by=COMMAND_LINE, now=now)
    actions.publish(brought=brought, by=COMMAND_LINE, now=now)
    whole = time.perf_counter() - started
    print(f"{rows} rows; {brought.rows} kept; {brought.stops} stops; {brought.warnings} warnings")
    print(read, whole, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


if __name__ == "__main__":
    _measure()
