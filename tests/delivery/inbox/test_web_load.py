"""Many clients at a time, and slow ones, which do not block the others."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from threading import active_count

import pytest

from brief.delivery.inbox.web import server
from brief.delivery.inbox.web.server import check_host
from brief.delivery.subscribers.model import Status
from brief.delivery.tokens import Purpose
from brief.errors import SetupError, UsageError
from tests.delivery.inbox.browsing import ONE_CLICK, Running, run_server
from tests.delivery.inbox.returns import KEY, UNSUBSCRIBE, make_person

LINK = f"/u/{UNSUBSCRIBE}"
SLOW = b"POST /u/x HTTP/1.1\r\nHost: x\r\n"


def test_two_hundred_readers_unsubscribe_at_the_same_time() -> None:
    with run_server() as running, ThreadPoolExecutor(200) as pool:
        running.subscribers.people = {number: make_person(number) for number in range(1, 201)}
        paths = [f"/u/{KEY.make_token(Purpose.UNSUBSCRIBE, number, 3)}" for number in range(1, 201)]
        answers = list(pool.map(lambda path: running.ask("POST", path, ONE_CLICK), paths))
        assert {answer.status for answer in answers} == {200}
        found = {person.status for person in running.subscribers.people.values()}
        assert found == {Status.UNSUBSCRIBED}


def connect_slowly(running: Running, stack: ExitStack, count: int) -> list[socket.socket]:
    """Open connections that begin a request and do not end it."""
    address = ("127.0.0.1", running.port)
    found = [stack.enter_context(socket.create_connection(address, 30)) for _ in range(count)]
    for connection in found:
        connection.sendall(SLOW)
    return found


def test_slow_clients_do_not_block_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MAX_THREADS", 20)
    monkeypatch.setattr(server, "GRACE", 0.2)
    with ExitStack() as stack:
        running = stack.enter_context(run_server(seconds=60))
        before = active_count()
        connect_slowly(running, stack, 40)
        begun = time.monotonic()
        assert [running.ask("GET", LINK).status for _ in range(5)] == [200] * 5
        assert time.monotonic() - begun < 20
        assert active_count() - before <= 20


def test_a_client_has_a_limited_time_for_its_whole_request() -> None:
    with ExitStack() as stack:
        running = stack.enter_context(run_server(seconds=0.5))
        (client,) = connect_slowly(running, stack, 1)
        begun = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - begun < 30:  # a byte at a time, each in good time
                client.sendall(b"x")
                client.settimeout(0.05)
                with suppress(TimeoutError):
                    if client.recv(1) == b"":
                        break
        assert time.monotonic() - begun < 20


def test_stopping_ends_incomplete_requests() -> None:
    with ExitStack() as stack:
        running = stack.enter_context(run_server(seconds=300))
        connect_slowly(running, stack, 3)
        assert running.ask("GET", LINK).status == 200
        begun = time.monotonic()
        running.server.stop()
        running.server.server_close()
        assert time.monotonic() - begun < 20


def test_a_port_in_use_is_reported() -> None:
    with run_server() as running, pytest.raises(SetupError, match="cannot be used"):
        server.SubscriptionServer(("127.0.0.1", running.port), running.server._site)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", "", "127.1"])  # noqa: S104
def test_only_this_machine_is_listened_on(host: str) -> None:
    with pytest.raises(UsageError, match="this machine only"):
        check_host(host)


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("::1", "::1"), ("127.8.8.8",) * 2],
)
def test_addresses_of_this_machine_are_accepted(host: str, expected: str) -> None:
    assert check_host(host) == expected
