"""What a faulty server does wrong, and when."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from enum import Enum
from fnmatch import fnmatch


class Action(Enum):
    """What happens at the command instead of its normal reply."""

    REPLY = "reply"
    CLOSE = "close"  # the connection ends; with `reply`, after it
    LOSE = "lose"  # at DOT: the message is accepted, and the connection ends before the reply
    WAIT = "wait"  # the normal reply comes late


@dataclass(frozen=True, slots=True)
class Fault:
    """A deviation from normal service.

    `command` is CONNECT, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, BODY (after the first `octets` of
    the content; only CLOSE, after `reply` if there is one) or DOT (the end of the content). `to` is
    a pattern for the recipient, at RCPT and DOT. The first `after` matching commands are served
    normally, then `times` of them are not, then all are again; `each_connection` counts them from
    0 in every connection.
    """

    command: str
    reply: str = ""
    to: str = "*"
    action: Action = Action.REPLY
    after: int = 0
    times: int | None = None
    seconds: float = 0.0
    octets: int = 1000
    each_connection: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """A message that the server accepted, or would have (`Action.LOSE`); `at` is `time.time()`."""

    at: float
    sender: str
    recipients: tuple[str, ...]
    content: bytes
    sender_options: tuple[str, ...] = ()
    connection: int = 0
    replied: bool = True


@dataclass(slots=True)
class Script:
    """The faults of a server, and what it has seen so far; safe to use from several threads."""

    faults: tuple[Fault, ...] = ()
    received: list[Received] = field(default_factory=list)
    commands: list[tuple[int, float, str]] = field(default_factory=list)
    """Each command: the number of its connection, its time, and its text without secrets."""
    connections: int = 0
    open_connections: int = 0
    most_connections: int = 0
    logins: list[tuple[str, str, str]] = field(default_factory=list)
    """Each attempt to log in: the mechanism, the user and the password or token."""
    tokens: set[str] = field(default_factory=set)
    """The access tokens that are valid; a test may take one away."""
    _counts: dict[tuple[int, int], int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set_faults(self, *faults: Fault) -> None:
        """Replace the faults; counting starts again, and what was seen is kept."""
        with self._lock:
            self.faults = faults
            self._counts.clear()

    def find_fault(self, command: str, connection: int, recipient: str = "") -> Fault | None:
        """Return the first fault that applies to this command now; count the command."""
        with self._lock:
            found = None
            for number, fault in enumerate(self.faults):
                if fault.command != command or not fnmatch(recipient, fault.to):
                    continue
                key = (number, connection if fault.each_connection else -1)
                seen = self._counts[key] = self._counts.get(key, 0) + 1
                last = fault.after + fault.times if fault.times is not None else seen
                if found is None and fault.after < seen <= last:
                    found = fault
            return found

    def record_command(self, connection: int, text: str) -> None:
        """Record a command."""
        with self._lock:
            self.commands.append((connection, time.time(), text))

    def record_message(self, message: Received) -> None:
        """Record a message that was accepted."""
        with self._lock:
            self.received.append(message)

    def open_connection(self) -> int:
        """Count a connection and return its number, from 1."""
        with self._lock:
            self.connections += 1
            self.open_connections += 1
            self.most_connections = max(self.most_connections, self.open_connections)
            return self.connections

    def close_connection(self) -> None:
        """Count a connection that ended."""
        with self._lock:
            self.open_connections -= 1

    def forget_connections(self) -> None:
        """Count connections from 0 again, as soon as all have ended."""
        deadline = time.monotonic() + 10
        while self.open_connections and time.monotonic() < deadline:
            time.sleep(0.005)
        with self._lock:
            self.connections = self.most_connections = 0
            self.commands.clear()

    @property
    def recipients(self) -> list[str]:
        """The recipients of all accepted messages, in order."""
        return [address for message in self.received for address in message.recipients]

    @property
    def verbs(self) -> list[str]:
        """The first word of each command."""
        return [text.split(" ", 1)[0].upper() for _, _, text in self.commands]
