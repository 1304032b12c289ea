"""The real server, as `make run` starts it, on a port and in a folder of its own."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Served:
    """``accounts`` are the example accounts as the server printed them: e-mail → password.

    ``cookies``: those of each who signed in, for the next journey of the same person.
    """

    home: str
    accounts: dict[str, str]
    var: Path
    log: Path
    cookies: dict[str, list[Any]] = field(default_factory=dict)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, worker_id: str, empty_file: Path) -> Iterator[Served]:
    """A server of this worker's own. The first worker loads the example; the others begin with a copy."""
    var = tmp_path_factory.mktemp("served")
    base = tmp_path_factory.getbasetemp()
    first = (base if worker_id == "master" else base.parent) / "served-first"
    with (first.parent / "served.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if first.exists():
            shutil.copytree(first, var, dirs_exist_ok=True)
            fcntl.flock(lock, fcntl.LOCK_UN)
        else:
            shutil.copyfile(empty_file, var / "commonweal.sqlite3")
        # Two processes answer, as they do for `make run`; of a second server one will do.
        serving = _serve(var, workers=1 if first.exists() else 2)
        try:
            found = next(serving)
            if not first.exists():
                _copy(var, first)
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)
    try:
        yield found
    finally:
        serving.close()


def _copy(var: Path, to: Path) -> None:
    """What a server has loaded that nobody has asked for anything yet; whole, or not there."""
    beside = to.with_name("served-copying")
    shutil.copytree(var, beside, ignore=shutil.ignore_patterns("*.sqlite3*", "server.log"))
    with (
        closing(sqlite3.connect(var / "commonweal.sqlite3")) as one,
        closing(sqlite3.connect(beside / "commonweal.sqlite3")) as other,
    ):
        one.backup(other)
    beside.rename(to)


def _serve(var: Path, workers: int) -> Generator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("COMMONWEAL_")}
    log = var / "server.log"
    serve = ["serve", "--example", f"--port={port}", f"--workers={workers}"]
    environment = {
        **kept,
        "COMMONWEAL_VAR": str(var),
        "COLUMNS": "160",
        # One person may bring and publish in the journeys of one person; two people are tried apart.
        "COMMONWEAL_FOUR_EYES": "1",
    }
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "commonweal.cli", *serve],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        home = f"http://127.0.0.1:{port}"
        try:
            _wait(home, server, log)
            yield Served(home, _accounts(log.read_text()), var, log)
        finally:
            server.terminate()
            server.wait(20)


def _wait(home: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(720):
        if server.poll() is not None:
            raise RuntimeError("the server stopped:\n" + log.read_text()[-3000:])
        try:
            with urllib.request.urlopen(f"{home}/health/", timeout=2):
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the server did not answer:\n" + log.read_text()[-3000:])


def _accounts(printed: str) -> dict[str, str]:
    found = re.findall(r"(\S+@example\.\S+)\s*│\s*(\S+)", printed)
    assert found, "the server printed no example accounts:\n" + printed
    return dict(found)
