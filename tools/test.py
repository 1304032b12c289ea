"""Run every test on SQLite and, meanwhile, those of the database on PostgreSQL.

    .venv/bin/python tools/test.py                   # what `make test` does once all is set up
    .venv/bin/python tools/test.py tests/web -k pay  # the same for some of them

Two workers for SQLite and one process for PostgreSQL: one waits for its browser while another computes, and
nobody waits for the last test of a run before the other begins. What PostgreSQL's says is kept back and shown
whole, after the other's. Standard library only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest"]
WORKERS = ["-n", "2"]
#: What pytest ends with where it found no test.
NOTHING_TO_RUN = 5


def main(chosen: list[str], command: list[str] = PYTEST) -> int:
    """What the first run that failed ended with, or 0."""
    with tempfile.TemporaryFile() as said:
        say("All tests, on SQLite; meanwhile those of the database on PostgreSQL, which are told of below")
        other = start([*command, *chosen], "postgres", said)
        one = start([*command, *WORKERS, *chosen], "sqlite")
        try:
            one.wait()
            if other.poll() is None:
                say("Waiting for those on PostgreSQL")
            other.wait()
        except KeyboardInterrupt:  # they have heard it too, and put away what they began
            one.wait()
            other.wait()
        say("The tests of the database, on PostgreSQL")
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout.buffer)
        sys.stdout.flush()
    ended = [one.returncode, other.returncode]
    if chosen and set(ended) != {NOTHING_TO_RUN}:  # some of them may all be of one run
        ended = [number for number in ended if number != NOTHING_TO_RUN]
    return next(filter(None, ended), 0)


def start(command: list[str], database: str, said: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "COMMONWEAL_TEST_DATABASE": database}
    # As many processes as processors: threads of Polars beside them only stand in each other's way.
    environment.setdefault("POLARS_MAX_THREADS", "1")
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)


def say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
