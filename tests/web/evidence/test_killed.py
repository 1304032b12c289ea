"""Killed at any moment of a publish, the old snapshot stands whole, and the next try goes through."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest
from tests.warm import Warm, cli, warm

ROOT = Path(__file__).resolve().parents[3]
FIRST = "indicator,area,period,value\nlocal-election-turnout,E08000025,2022-05-05,31.0\n"
SECOND = FIRST + "local-election-turnout,E08000025,2023-05-04,30.1\n"


def in_force(var: Path) -> str:
    with sqlite3.connect(f"file:{var / 'commonweal.sqlite3'}?mode=ro", uri=True) as database:
        return str(database.execute("select snapshot_id from evidence_inforce").fetchone()[0])


def whole(var: Path, id_: str) -> int:
    """Rows of the snapshot's progress, every file of it read to its end and its name checked."""
    import hashlib
    import json

    folder = var / "evidence"
    manifest = json.loads((folder / "snapshots" / id_ / "manifest.json").read_bytes())
    assert (folder / "definitions" / f"{manifest['definitions']}.json").exists()
    for vintage in manifest["vintages"]:
        content = (folder / "vintages" / f"{vintage['sha256']}.parquet").read_bytes()
        assert hashlib.sha256(content).hexdigest() == vintage["sha256"]
    [progress] = (folder / "snapshots" / id_).glob("progress-*.parquet")
    return pl.read_parquet(progress).height


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Iterator[tuple[Path, Warm]]:
    """A site with the two frameworks and one published file; processes of it."""
    folder = tmp_path_factory.mktemp("killed")
    packs = [str(p.parent) for p in (ROOT / "packs").glob("*/pack.yaml")]
    shutil.copyfile(empty_file, folder / "commonweal.sqlite3")
    file = folder / "local-turnout.csv"
    file.write_text(FIRST)
    with warm(folder) as processes:
        assert processes.run(cli("pack", "load", "--no-figures", *packs)) == 0
        assert processes.run(cli("import", str(file))) == 0
        yield folder, processes


def test_killed_at_any_moment(site: tuple[Path, Warm]) -> None:
    var, processes = site
    before = in_force(var)
    rows = whole(var, before)
    file = var / "local-turnout.csv"
    file.write_text(SECOND)
    started = time.monotonic()
    assert processes.run(cli("import", "--no-publish", str(file))) == 0
    usual = time.monotonic() - started
    chance = random.Random(20261123)
    # The earliest first: a process that has hardly begun is killed on the slowest and the fastest machine,
    # whatever the one that was timed met with; the later ones find it further on, until one comes through.
    moments = [0.1, *sorted(chance.uniform(0.2, 2.0) for _ in range(20))]
    killed = 0
    for moment in moments:
        running = processes.begin(cli("import", str(file)))
        time.sleep(usual * moment)
        with suppress(ProcessLookupError):  # it came through
            os.kill(running, signal.SIGKILL)
        killed += processes.end() == -signal.SIGKILL
        now = in_force(var)
        # Either the old snapshot or, when it came through, the new one: each whole.
        assert whole(var, now) >= rows
        if now != before:
            break
    assert killed >= 3
    assert processes.run(cli("import", str(file))) == 0
    after = in_force(var)
    assert after != before
    assert whole(var, before) == rows
