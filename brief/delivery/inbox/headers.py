"""Read headers of messages from strangers: whatever they contain, the result is a string."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

RECIPIENT_HEADERS = (
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "To",
    "Cc",
    "Resent-To",
)
"""Where the recipient is named; servers put that of the envelope into the first four."""

MAX_HEADER, MAX_HEADERS = 10_000, 20
_ADDRESS = re.compile(r"[^\s<>,;:\"()]{1,250}@[^\s<>,;:\"()]{1,253}")


def read_header(message: Message, name: str) -> str:
    """Return the first header of a name in one line, with encoded words decoded; "" without."""
    return next(read_headers(message, name), "")


def read_headers(message: Message, name: str) -> Iterator[str]:
    """Yield the headers of a name, each in one line, with encoded words decoded (RFC 2047).

    Further ones than MAX_HEADERS are left out, so that no message takes long to read.
    """
    for value in message.get_all(name, [])[:MAX_HEADERS]:
        yield " ".join(_decode(str(value)[:MAX_HEADER]).split())


def read_recipients(message: Message) -> Iterator[str]:
    """Yield the addresses to which a message was sent, as they are written."""
    for name in RECIPIENT_HEADERS:
        for value in read_headers(message, name):
            yield from _ADDRESS.findall(value)


def split_address(address: str) -> tuple[str, str, str]:
    """Return the mailbox, the detail after the last `+`, and the domain (RFC 5233)."""
    local, _, domain = address.rpartition("@")
    mailbox, plus, detail = local.rpartition("+")
    return (mailbox, detail, domain) if plus else (local, "", domain)


def _decode(value: str) -> str:
    if "=?" not in value:
        return value
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(
        _decode_bytes(part, charset) if isinstance(part, bytes) else part for part, charset in parts
    )


def _decode_bytes(part: bytes, charset: str | None) -> str:
    try:
        return part.decode(charset or "ascii", "replace")
    except (LookupError, ValueError):  # an unknown character set, or one that is not for text
        return part.decode("ascii", "replace")
