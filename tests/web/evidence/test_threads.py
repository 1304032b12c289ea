"""However many threads Polars has: the same vintages, the same snapshot, the same answers in the same order.

`make test` gives it one (`tools/test.py`), and a site as many as there are processors: what hung on the order
in which threads end would be seen by nobody.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PACKS = sorted(str(p.parent) for p in (ROOT / "packs").glob("*/pack.yaml"))
#: The command, in a process that is sure to have so many threads.
COMMAND = """
import polars, runpy
assert polars.thread_pool_size() == {threads}
runpy.run_module("commonweal.cli", run_name="__main__")
"""


@pytest.fixture
def loaded(tmp_path: Path, empty_file: Path) -> dict[int, Path]:
    """The packs and all their figures, loaded with one thread and with four."""
    found = {}
    for threads in (1, 4):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("COMMONWEAL_")}
        found[threads] = var = tmp_path / str(threads)
        var.mkdir()
        shutil.copyfile(empty_file, var / "commonweal.sqlite3")
        own = {"COMMONWEAL_VAR": str(var), "COMMONWEAL_EXAMPLE": "1", "POLARS_MAX_THREADS": str(threads)}
        load = [sys.executable, "-c", COMMAND.format(threads=threads), "pack", "load", *PACKS]
        subprocess.run(load, cwd=ROOT, env=kept | own, check=True, stdout=subprocess.DEVNULL)
    return found


def test_figures_and_answers_are_the_same_bytes(loaded: dict[int, Path]) -> None:
    one, four = map(made, loaded.values())
    assert one == four
    assert len([name for name in one if name.startswith("vintages/")]) > 20
    assert len([name for name in one if "/progress-" in name]) >= 1


def made(var: Path) -> dict[str, str]:
    """The snapshot in force, and every file of figures and answers with what is in it.

    Not what was brought, which is named by chance; of it came all the rest.
    """
    with closing(sqlite3.connect(f"file:{var / 'commonweal.sqlite3'}?mode=ro", uri=True)) as database:
        found = {"in force": str(database.execute("select snapshot_id from evidence_inforce").fetchone()[0])}
    for folder in ("definitions", "vintages", "snapshots"):
        for path in sorted(path for path in (var / "evidence" / folder).rglob("*") if path.is_file()):
            name = path.relative_to(var / "evidence").as_posix()
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found
