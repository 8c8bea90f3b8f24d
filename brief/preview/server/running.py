"""Run the server on loopback until it is stopped."""

from __future__ import annotations

import socket
from threading import Event, Thread
from typing import TYPE_CHECKING

from brief.errors import SetupError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

LOOPBACK = "127.0.0.1"
LOOPBACK_6 = "::1"
DEFAULT_PORT = 8026
GRACE = 1
"""Seconds that requests in progress have when the server stops."""


def open_sockets(port: int | None) -> list[socket.socket]:
    """Return listening sockets on 127.0.0.1 and, if this machine has it, ::1, of the same port.

    None tries the usual port first, and then takes a free one; so does 0 at once. Raises SetupError
    if the port that was asked for is taken.
    """
    if port is None:
        try:
            return open_sockets(DEFAULT_PORT)
        except SetupError:
            port = 0
    try:
        first = _listen(socket.AF_INET, LOOPBACK, port)
    except (OSError, OverflowError) as problem:
        reason = getattr(problem, "strerror", "") or str(problem)
        msg = f"port {port} of {LOOPBACK} cannot be used: {reason}"
        remedy = "stop the other program, choose another --port, or leave it out for a free one"
        raise SetupError(msg, remedy) from problem
    try:
        return [first, _listen(socket.AF_INET6, LOOPBACK_6, first.getsockname()[1])]
    except OSError:  # no IPv6 here, or another program has this port of ::1
        return [first]


def _listen(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family is socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((host, port))
        made.listen(128)
    except BaseException:
        made.close()
        raise
    made.setblocking(False)  # noqa: FBT003 - as the library names it
    return made


class RunningServer:
    """uvicorn in a thread of its own; Ctrl-C stays with the thread that started it."""

    def __init__(self, app: ASGIApp, sockets: list[socket.socket]) -> None:
        import uvicorn

        self._sockets = sockets
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            proxy_headers=False,
            h11_max_incomplete_event_size=32 * 1024,
            timeout_graceful_shutdown=GRACE,
        )
        self._server = uvicorn.Server(config)
        self._ended = Event()
        self._thread = Thread(target=self._run, name="server", daemon=True)

    def start(self) -> None:
        """Begin to answer requests."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the requests in progress."""
        self._server.should_exit = True
        self._thread.join(timeout=GRACE + 3)
        for each in self._sockets:
            each.close()

    def wait(self, seconds: float) -> bool:
        """Return whether the server has ended, waiting these seconds at most."""
        return self._ended.wait(seconds)

    def _run(self) -> None:
        try:
            self._server.run(sockets=self._sockets)
        finally:
            self._ended.set()
