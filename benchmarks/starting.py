"""The second start of `make run`, until the home page is there, beside a start of Python with Django."""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.line import Line

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3
PATIENCE = 180.0  # seconds for the first start, which sets everything up


def run() -> list[Line]:
    with tempfile.TemporaryDirectory() as var:
        first = _start(Path(var))
        again = statistics.median(_start(Path(var)) for _ in range(RUNS))
    peer = statistics.median(_bare() for _ in range(RUNS))
    return [
        Line(what="first start, all set up", value=first, unit="s", peer=peer, peer_is="Django alone"),
        Line(what="second start", value=again, unit="s", peer=peer, peer_is="Django alone", ceiling=5.0),
    ]


def _start(var: Path) -> float:
    """Seconds from the command to the first home page."""
    port = _free_port()
    command = [Path(sys.executable).with_name("commonweal"), "serve", "--example", "--port", str(port)]
    environment = {k: v for k, v in os.environ.items() if k != "COMMONWEAL_DATABASE_URL"}
    environment["COMMONWEAL_VAR"] = str(var)
    begun = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    ) as server:
        try:
            while not _answers(port):
                if server.poll() is not None or time.perf_counter() - begun > PATIENCE:
                    raise RuntimeError("The site did not start.")
                time.sleep(0.02)
            return time.perf_counter() - begun
        finally:
            _stop(server)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Granian waits for ever for a worker that was told to stop while it was still starting."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def _bare() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import django.core.management, django.db.models"], check=True)
    return time.perf_counter() - begun


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
