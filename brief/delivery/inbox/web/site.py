"""What the handler of a request needs to know of its server."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from brief.delivery.inbox.web.request import SECONDS

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from brief.delivery.inbox.web.service import SubscriptionService
    from brief.delivery.tokens import TokenKey


@dataclass(slots=True)
class Incomplete:
    """The connections whose request is not complete, with the time of their beginning."""

    _since: dict[socket.socket, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, connection: socket.socket) -> None:
        """Add a new connection."""
        with self._lock:
            self._since[connection] = monotonic()

    def remove(self, connection: socket.socket) -> None:
        """Remove a connection, if it is there."""
        with self._lock:
            self._since.pop(connection, None)

    def take_oldest(self, min_age: float) -> socket.socket | None:
        """Remove and return the oldest connection, if it is at least `min_age` seconds old."""
        with self._lock:
            oldest = min(self._since, key=self._since.__getitem__, default=None)
            if oldest is None or monotonic() - self._since[oldest] < min_age:
                return None
            del self._since[oldest]
            return oldest


@dataclass(frozen=True, slots=True)
class Site:
    """`sender` is the name on the pages, `prefix` the path of the public address.

    `log` gets a line for each change, without addresses and tokens; `seconds` is the time that a
    client has for its request.
    """

    service: SubscriptionService
    key: TokenKey
    sender: str
    prefix: str
    log: Callable[[str], None]
    seconds: float = SECONDS
    incomplete: Incomplete = field(default_factory=Incomplete)
