"""Requests to the web server: raw, as a browser makes them, and as mailbox providers do."""

from __future__ import annotations

import socket
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage, HTTPResponse
from io import BytesIO
from threading import Thread
from typing import TYPE_CHECKING, cast

from brief.delivery.inbox.web.server import SubscriptionServer
from brief.delivery.inbox.web.service import SubscriptionService
from brief.delivery.inbox.web.site import Site
from tests.delivery.inbox.returns import KEY, NOW, FakeJournal, FakeSubscribers

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_CLICK = "List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: HTTPMessage
    text: str


@dataclass
class Running:
    """A server that runs in a thread."""

    server: SubscriptionServer
    subscribers: FakeSubscribers
    journal: FakeJournal
    lines: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return self.server.server_port

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        return ask(self.port, method, path, body, **headers)

    def send_raw(self, content: bytes, seconds: float = 20) -> bytes:
        """Send bytes, end the sending, and return everything that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(content)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65_536), b""))


def ask(port: int, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
    """Make a request; `Accept_Language="it"` is a header."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            named.setdefault("Content-Type", FORM)
        connection.request(method, path, body, named)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read().decode("utf-8"))


class _Bytes:
    """Bytes in the form of a socket, for the parser of responses."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, *_: object) -> BytesIO:
        return BytesIO(self._content)


def read_answer(content: bytes) -> Answer:
    """Return a raw answer in parts."""
    response = HTTPResponse(cast("socket.socket", _Bytes(content)))
    response.begin()
    return Answer(response.status, response.headers, response.read().decode("utf-8"))


@contextmanager
def run_server(prefix: str = "", seconds: float = 10.0) -> Iterator[Running]:
    """Run a server with fakes for subscribers and journal."""
    people, journal, lines = FakeSubscribers(), FakeJournal(), list[str]()
    service = SubscriptionService(lambda: people, lambda: journal, lambda: NOW)
    site = Site(service, KEY, "Institute of Ports", prefix, lines.append, seconds)
    server = SubscriptionServer(("127.0.0.1", 0), site)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Running(server, people, journal, lines)
    finally:
        server.stop()
        thread.join()
        server.server_close()
