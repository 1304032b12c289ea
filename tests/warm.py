"""Processes of one site, each a fork of one that has read all of Commonweal in.

A process that is killed at some moment is then killed at its work. Begun anew it would read modules for most
of its life, which takes longer than the work and can do no harm.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

#: What is read in before. It opens no database and uses no Polars, whose threads do not outlive a fork.
READ = """
import django; django.setup()
from django.urls import get_resolver; get_resolver().url_patterns
import commonweal.cli
"""


class Warm:
    """``run(code)`` in a process of its own; ``begin(code)`` and ``end()`` where it is met on its way."""

    def __init__(self, of: subprocess.Popen[str]) -> None:
        self._of = of

    def begin(self, code: str) -> int:
        """The number of a process that runs the code. One at a time."""
        assert self._of.stdin is not None
        self._of.stdin.write(json.dumps(code) + "\n")
        self._of.stdin.flush()
        return self._told()

    def end(self) -> int:
        """Wait for it: its exit code, or minus the signal that killed it."""
        return self._told()

    def run(self, code: str) -> int:
        self.begin(code)
        return self.end()

    def _told(self) -> int:
        assert self._of.stdout is not None
        line = self._of.stdout.readline()
        if not line:
            raise RuntimeError("the process that the others are forks of has ended")
        return int(line)


@contextmanager
def warm(var: Path) -> Iterator[Warm]:
    """Processes of the site whose data lies in ``var``. What they print is thrown away, faults excepted."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("COMMONWEAL_")}
    site = {
        "COMMONWEAL_VAR": str(var),
        "COMMONWEAL_EXAMPLE": "1",
        "DJANGO_SETTINGS_MODULE": "commonweal.web.config.settings",
    }
    first = subprocess.Popen(
        [sys.executable, __file__],
        cwd=ROOT,
        env={**kept, **site},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Warm(first)
    finally:
        first.stdin.close()  # type: ignore[union-attr]
        first.wait(20)
        first.stdout.close()  # type: ignore[union-attr]


def _serve() -> None:
    """Fork for each line that comes; tell the number of the process, and what it ended with."""
    exec(READ)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            _be(json.loads(line))
        print(process, file=answers, flush=True)
        _, ended = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(ended), file=answers, flush=True)


def _be(code: str) -> None:
    """Run the code and end as a Python that was begun for it would."""
    ended = 1
    try:
        exec(code, {"__name__": "__main__"})
        ended = 0
    except SystemExit as said:
        ended = said.code if isinstance(said.code, int) else int(said.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended)


def cli(*arguments: str) -> str:
    """The code of a command: ``run(cli("import", "figures.csv"))``."""
    return f"from commonweal.cli import app; app({list(arguments)!r})"


def dying_at(target: str) -> str:
    """Code after which the process kills itself where it would call ``target``."""
    return (
        "import os, signal\n"
        "def dies(*given, **more):\n"
        f"    os.kill(os.getpid(), {int(signal.SIGKILL)})\n"
        f"{target} = dies\n"
    )


if __name__ == "__main__":
    _serve()
