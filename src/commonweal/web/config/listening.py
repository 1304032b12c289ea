"""Whether the site can have its port: asked before a set-up that takes a minute, and again before serving.

The server shares its port among its workers (SO_REUSEPORT), so the system would give a second site the same
port without a word, and visitors would come now to the one and now to the other. Knows no Django, as what is
asked first.
"""

from __future__ import annotations

import errno
import os
import socket
import time

#: How long another server that is just being stopped may take to let go of the port, in seconds.
PATIENCE = 3.0
_PAUSE = 0.1


class PortRefused(Exception):
    """Why the port cannot be had, and what to do about it."""


def port_to_use(host: str, port: int, *, patience: float = PATIENCE) -> int:
    """The port, once nobody has it; for 0 one that is free now. Raises :class:`PortRefused`."""
    left = patience
    while True:
        try:
            return _bound(host, port)
        except socket.gaierror:
            raise PortRefused(
                f"“{host}” is no address of a machine. Write --host 127.0.0.1, or 0.0.0.0."
            ) from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE or left <= 0:
                raise PortRefused(_in_words(host, port, error)) from None
        time.sleep(_PAUSE)
        left -= _PAUSE


def _bound(host: str, port: int) -> int:
    """Bind and let go. SO_REUSEADDR passes over connections that only linger; a listener still refuses."""
    family, kind, protocol, _name, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    with socket.socket(family, kind, protocol) as probe:
        if os.name == "posix":  # elsewhere the flag would let two listen
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
        return int(probe.getsockname()[1])


def _in_words(host: str, port: int, error: OSError) -> str:
    other = port + 1 if port < 65535 else 8000
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is taken: another program answers there, perhaps another Commonweal. "
            f"Stop it, or choose another port: --port {other}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may only be used by the administrator. Choose another: --port 8000."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"This machine has no address {host}. Write --host 127.0.0.1, or 0.0.0.0 for all that it has."
    return f"Port {port} of {host} cannot be used ({error.strerror}). Choose another: --port {other}."
