"""A small web server on loopback, behind a reverse proxy that has the certificate.

It has a bounded number of threads. If all are in use, the connection that has been sending its
request for the longest time is closed, so that slow clients do not block the others.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from contextlib import suppress
from functools import partial
from http.server import ThreadingHTTPServer
from socketserver import TCPServer
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from brief.delivery.inbox.web.handler import SubscriptionHandler
from brief.errors import SetupError, UsageError

if TYPE_CHECKING:
    from brief.delivery.inbox.web.site import Site

MAX_THREADS = 128
GRACE = 2.0
"""How long a connection is kept in any case, in seconds."""

WAIT = 0.05


class SubscriptionServer(ThreadingHTTPServer):
    """Serves `/u/TOKEN` and `/l/TOKEN`. Raises SetupError if the port cannot be used."""

    daemon_threads = False  # `server_close` waits for the requests in progress
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], site: Site) -> None:
        self._site = site
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self._slots = BoundedSemaphore(MAX_THREADS)
        try:
            super().__init__(address, partial(SubscriptionHandler, site))
        except OSError as problem:
            msg = f"port {address[1]} of {address[0]} cannot be used: {problem.strerror}"
            raise SetupError(msg, "stop the other program, or choose another --port") from problem

    def server_bind(self) -> None:
        """Bind the socket; unlike the base class, without a look-up of the host's name."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    @property
    def url(self) -> str:
        """The address on this machine."""
        host = f"[{self.server_name}]" if ":" in self.server_name else self.server_name
        return f"http://{host}:{self.server_port}"

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base
        """Answer in a thread, as soon as there is one."""
        while not self._slots.acquire(timeout=WAIT):
            if oldest := self._site.incomplete.take_oldest(GRACE):
                _close(oldest)
        self._site.incomplete.add(request)
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer, and free the thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._site.incomplete.remove(request)
            self._slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base
        """Log an error without the client's address."""
        del request, client_address
        self._site.log(f"a request failed ({type(sys.exception()).__name__})")

    def stop(self) -> None:
        """End `serve_forever`; close connections whose request is not complete."""
        self.shutdown()
        while waiting := self._site.incomplete.take_oldest(0):
            _close(waiting)


def _close(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def check_host(host: str) -> str:
    """Return the address to listen on. Raises UsageError unless it is one of this machine only."""
    if host == "localhost":
        return "127.0.0.1"
    try:
        is_local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_local = False
    if is_local:
        return host
    msg = f"--host {host}: the server listens on this machine only"
    remedy = "use 127.0.0.1, and let a reverse proxy with a certificate forward to it"
    raise UsageError(msg, remedy)
