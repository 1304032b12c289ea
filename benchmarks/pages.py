"""Goal and indicator pages under load, beside a static file from the same server.

Twenty clients ask over kept-open connections; the 95th percentile is over all their requests. The clients
share the machine's two cores with the server, on both sides of the comparison alike.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.line import Line

ROOT = Path(__file__).resolve().parent.parent
CLIENTS, REQUESTS_EACH = 20, 30


def run() -> list[Line]:
    with served() as home:
        static = _static_path(home)
        _ask(home, static)
        peer = _ask(home, static)
        lines = []
        for what, path in (
            ("goal page", "/frameworks/inclusive-growth/goals/inclusive-economy/"),
            ("indicator page", _an_indicator(home)),
            ("home page", "/"),
        ):
            _ask(home, path)  # each worker opens its snapshot once
            found = _ask(home, path)
            lines.append(
                Line(
                    what=f"{what}, 95th percentile, {CLIENTS} clients",
                    value=found * 1000,
                    unit="ms",
                    peer=peer * 1000,
                    peer_is="a static file",
                )
            )
        return lines


@contextmanager
def served() -> Iterator[str]:
    """The real server with the example, on a free port of this machine, in a folder of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as var:
        environment = {**os.environ, "COMMONWEAL_VAR": var}
        server = subprocess.Popen(
            [sys.executable, "-m", "commonweal.cli", "serve", "--example", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        home = f"http://127.0.0.1:{port}"
        try:
            _wait(home, server)
            yield home
        finally:
            server.terminate()
            server.wait(20)


def _wait(home: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError("the server stopped before it answered")
        try:
            with urllib.request.urlopen(f"{home}/health/", timeout=2):
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the server did not answer within a minute")


def _text(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


def _static_path(home: str) -> str:
    page = _text(home + "/")
    return page.split('rel="stylesheet" href="')[1].split('"')[0]


def _an_indicator(home: str) -> str:
    page = _text(home + "/frameworks/inclusive-growth/goals/inclusive-economy/")
    return "/indicators/" + page.split('href="/indicators/')[1].split('"')[0].replace("&amp;", "&")


def _ask(home: str, path: str) -> float:
    """Seconds within which 95 of 100 requests are answered."""
    times = asyncio.run(_all_clients(home, path))
    return sorted(times)[int(len(times) * 0.95)]


async def _all_clients(home: str, path: str) -> list[float]:
    host, port = home.removeprefix("http://").split(":")
    per_client = await asyncio.gather(*(_client(host, int(port), path) for _ in range(CLIENTS)))
    return [t for times in per_client for t in times]


async def _client(host: str, port: int, path: str) -> list[float]:
    reader, writer = await asyncio.open_connection(host, port)
    request = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode()
    times = []
    for _ in range(REQUESTS_EACH):
        started = time.perf_counter()
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        if " 200 " not in head.splitlines()[0]:
            raise RuntimeError(f"{path} was answered: {head.splitlines()[0]}")
        if "content-length:" in head:
            length = int(head.split("content-length:")[1].split("\r\n")[0])
            await reader.readexactly(length)
        else:
            while (size := int((await reader.readline()).strip() or b"0", 16)) > 0:
                await reader.readexactly(size + 2)
            await reader.readline()
        times.append(time.perf_counter() - started)
    writer.close()
    return times
