"""A port that somebody has is refused before anything slow, also where the system would share it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from commonweal.web.config.listening import PortRefused, port_to_use

ROOT = Path(__file__).resolve().parents[3]
HERE = "127.0.0.1"


@pytest.fixture(params=["plain", "shared"])
def taken(request: pytest.FixtureRequest) -> Iterator[socket.socket]:
    """Somebody listens: a program of any kind, or a server that shares its port as ours does."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if request.param == "shared":
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind((HERE, 0))
        other.listen()
        yield other


def test_a_port_that_is_taken_is_refused(taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    for host in (HERE, "0.0.0.0", "localhost"):
        with pytest.raises(PortRefused, match=rf"Port {port} of {host} is taken.*--port {port + 1}\."):
            port_to_use(host, port, patience=0)


def test_one_that_is_just_being_let_go_is_waited_for(taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    threading.Timer(0.3, taken.close).start()
    assert port_to_use(HERE, port) == port


def test_connections_that_linger_are_no_listener() -> None:
    """After a server that closed first, the system keeps its side of a connection for a minute."""
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((HERE, 0))
        server.listen()
        port = server.getsockname()[1]
        with closing(socket.create_connection((HERE, port))) as visitor:
            answered, _address = server.accept()
            answered.close()
            assert visitor.recv(1) == b""
    with socket.socket() as plain, pytest.raises(OSError, match="in use"):
        plain.bind((HERE, port))
    assert port_to_use(HERE, port, patience=0) == port


def test_port_0_is_one_that_is_free() -> None:
    port = port_to_use(HERE, 0)
    assert port > 1023
    assert port_to_use(HERE, port) == port


@pytest.mark.parametrize(
    ("host", "said"), [("no.such.host.invalid", "no address of"), ("192.0.2.1", "has no")]
)
def test_an_address_that_is_not_ours(host: str, said: str) -> None:
    with pytest.raises(PortRefused, match=f"{said}.*--host 127.0.0.1"):
        port_to_use(host, 8000)


@pytest.mark.parametrize("taken", ["shared"], indirect=True)
def test_serve_says_so_before_it_sets_anything_up(taken: socket.socket, tmp_path: Path) -> None:
    port = taken.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("COMMONWEAL_")}
    began = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "commonweal.cli", "serve", "--example", "--port", str(port)],
        cwd=ROOT, env={**kept, "COMMONWEAL_VAR": str(tmp_path / "var")}, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stdout.startswith(f"Port {port} of 127.0.0.1 is taken")
    assert "Commonweal is at" not in ended.stdout
    assert not (tmp_path / "var").exists()
    assert time.monotonic() - began < 30


def test_a_worker_that_does_not_hear_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is told to stop while it begins: the server then hung until somebody killed it."""
    from commonweal import cli

    begun: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _path, arguments: begun.append(arguments))
    cli._become_server(HERE, 8000, 2)
    [arguments] = begun
    assert 0 < int(arguments[arguments.index("--workers-kill-timeout") + 1]) <= 30
