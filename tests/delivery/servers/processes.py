"""Start a server for the tests, and end it, also when the tests are killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 20

GUARD = """
while read -r line; do :; done
kill -TERM "$1" 2>/dev/null || exit 0
sleep 5
kill -KILL -"$1" 2>/dev/null
rm -rf -- "$2"
"""
"""Waits for the end of the tests, whatever ends them: its standard input is closed then.

It ends the server and removes the files of all servers, which end at the same time.
"""


def find_free_ports(count: int) -> list[int]:
    """Return ports of 127.0.0.1 that were free a moment ago."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind((HOST, 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


@contextmanager
def run_server(command: Sequence[str], ports: Sequence[int], folder: Path) -> Iterator[None]:
    """Run a server until the end of the block; at its start all its ports answer.

    `folder` is that of the server, in a folder with nothing but files of test servers.
    """
    output = folder / "output.log"
    with output.open("ab") as log:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    guard = subprocess.Popen(
        ["sh", "-c", GUARD, "guard", str(server.pid), str(folder.parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for_ports(server, ports, output)
        yield
    finally:
        guard.kill()  # first: after the server's end its process id may be that of another
        guard.communicate()
        _end(server)


def _wait_for_ports(server: subprocess.Popen[bytes], ports: Sequence[int], output: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    for port in ports:
        while True:
            with suppress(OSError), socket.create_connection((HOST, port), timeout=5):
                break
            ended = server.poll() is not None
            if ended or time.monotonic() > deadline:
                said = output.read_text("utf-8", "replace")
                msg = f"{server.args!r} {'ended' if ended else 'does not answer'}: {said}"
                raise AssertionError(msg)
            time.sleep(0.02)


def _end(server: subprocess.Popen[bytes]) -> None:
    """End a server and all processes of its session, which it started itself."""
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait(STOP_SECONDS)
