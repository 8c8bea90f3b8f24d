"""Read requests within limits: the path with its token, and the fields of a form."""

from __future__ import annotations

import io
import re
import time
from email import message_from_bytes
from email.message import Message
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from brief.delivery.tokens import Purpose

if TYPE_CHECKING:
    import socket

MAX_BODY = 1024
MAX_HEAD = 16_384
MAX_PATH = 1024
SECONDS = 10.0
"""The time that a client has to send its whole request."""

_PATH = re.compile(r"(?P<prefix>(?:/[^/]*)*)/(?P<purpose>[ul])/(?P<token>[A-Za-z0-9.-]{1,190})/?")


class RequestTooLargeError(Exception):
    """A request is larger than MAX_HEAD and MAX_BODY together."""


class LimitedReader(io.RawIOBase):
    """Reads from a socket until a deadline, and at most as much as a request may have.

    Raises TimeoutError and RequestTooLargeError.
    """

    def __init__(self, connection: socket.socket, seconds: float = SECONDS) -> None:
        self._connection = connection
        self._deadline = time.monotonic() + seconds
        self._left = MAX_HEAD + MAX_BODY

    def readable(self) -> bool:
        """Return that this can be read."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Read what has come, and wait for it at most until the deadline."""
        if not self._left:
            raise RequestTooLargeError
        seconds = self._deadline - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        self._connection.settimeout(seconds)
        count = self._connection.recv_into(buffer, min(len(buffer), self._left))
        self._left -= count
        return count


def read_path(target: str, prefix: str) -> tuple[Purpose, str] | None:
    """Return purpose and token of a request's target; None if it is another one.

    `prefix` is the path of the public address. A proxy may keep or remove it. Parameters that a
    scanner of mails adds are ignored.
    """
    if len(target) > MAX_PATH:
        return None
    try:
        path = unquote(urlsplit(target).path, errors="strict")
    except ValueError:
        return None
    match = _PATH.fullmatch(path)
    if not match or match["prefix"] not in {"", prefix.rstrip("/")}:
        return None
    return Purpose(match["purpose"]), match["token"]


def read_form(body: bytes, content_type: str) -> dict[str, str]:
    """Return the fields of a form of either type that RFC 8058 (3.2) permits.

    Parts that cannot be read are left out.
    """
    if "multipart/form-data" in content_type.lower():
        return _read_multipart(body, content_type)
    try:
        pairs = parse_qsl(body.decode("ascii"), max_num_fields=10)
    except ValueError:
        return {}
    return {name.strip(): value.strip() for name, value in pairs}


def _read_multipart(body: bytes, content_type: str) -> dict[str, str]:
    head = f"Content-Type: {' '.join(content_type.split())}\r\n\r\n"
    message = message_from_bytes(head.encode("latin-1", "replace") + body)
    parts = message.get_payload()
    found = {}
    for part in parts if isinstance(parts, list) else ():
        if not isinstance(part, Message):
            continue
        name = part.get_param("name", header="content-disposition")
        value = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(value, bytes):
            found[name] = value.decode("ascii", "replace").strip()
    return found
