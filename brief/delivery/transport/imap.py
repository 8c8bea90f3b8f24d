"""A mailbox over IMAP: bounces and unsubscriptions are read, and sent messages are searched for."""

from __future__ import annotations

import imaplib
import re
from contextlib import contextmanager, suppress
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import TYPE_CHECKING

from brief.delivery.transport.folder_name import encode_folder_name, quote_text
from brief.delivery.transport.imap_connection import (
    describe_problem,
    log_in_imap,
    open_imap_connection,
)
from brief.delivery.transport.transport_error import TransportError, quote_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from brief.editorial.models.mail import MailServer

MAX_OCTETS = 4_194_304
"""The most that is read of a message: a bounce has its report at the start."""
PROBES = 20
_FIELD_NAME = re.compile(r"[!-9;-~]{1,76}")
_UID = re.compile(rb"\bUID (\d+)")

Items = list[tuple[int, bytes]]


class Mailbox:
    """An open folder. Every method raises TransportError if the connection is lost.

    A message is named by its UID, which is valid as long as `uid_validity` is the same (RFC 3501,
    2.3.1.1).
    """

    def __init__(self, connection: imaplib.IMAP4, name: str, folder: str) -> None:
        self._connection = connection
        self._name = name
        self._folder = folder
        self._searchable: dict[str, bool] = {}
        self._index: dict[str, dict[str, list[int]]] = {}
        self._indexed: dict[str, int] = {}
        status, words = connection.select(quote_text(encode_folder_name(folder)))
        if status != "OK":
            msg = f"{name} has no folder {folder}: {quote_server(words[0] or '')}"
            raise TransportError(msg, "check `folder`", "mail-server")
        value = connection.response("UIDVALIDITY")[1][0]
        self.uid_validity = int(value) if value and value.isdigit() else 0

    def find_header(self, name: str, value: str) -> list[int]:
        """Return the UIDs of the messages whose header has exactly this value.

        The server searches. If it refuses, or finds nothing although it cannot search for this
        header, which is tried with a message that is there, the headers are read instead.
        """
        if not _FIELD_NAME.fullmatch(name):
            msg = "not the name of a header"
            raise ValueError(msg)
        quoted = quote_text(value)
        with self._reporting():
            self._connection.noop()  # the server reports new messages
            found = self._search("HEADER", name, quoted)
            if found:
                hits = self._fetch_field(name, ",".join(map(str, found)))
                return [uid for uid, text in hits if text == value]
            if found is not None and self._can_search(name):
                return []
            return self._look_up(name, value)

    def read_newest(self, name: str, count: int) -> list[tuple[int, str]]:
        """Return the values of a header in the newest messages, with their UIDs, oldest first."""
        with self._reporting():
            self._connection.noop()
            newest = sorted(self._search("ALL") or [])[-count:]
            # A range, since servers limit the length of a command (RFC 7162, 4).
            return self._fetch_field(name, f"{newest[0]}:{newest[-1]}") if newest else []

    def new_messages(self, after_uid: int) -> Iterator[tuple[int, bytes]]:
        """Yield the UID and content of the messages after a UID, oldest first.

        The content is cut off after `MAX_OCTETS`. Messages stay unseen.
        """
        with self._reporting():
            self._connection.noop()
            uids = self._search("UID", f"{after_uid + 1}:*") or []
        for uid in sorted(uid for uid in uids if uid > after_uid):  # `n:*` always has the last
            with self._reporting():
                found = self._fetch(str(uid), f"(UID BODY.PEEK[]<0.{MAX_OCTETS}>)")
            yield from ((number, content) for number, content in found if number == uid)

    def mark_seen(self, uid: int) -> None:
        """Mark a message as seen."""
        with self._reporting():
            status, words = self._connection.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")
        if status != "OK":
            msg = f"{self._name} does not mark messages: {quote_server(words[0] or '')}"
            raise TransportError(msg, "allow the user to change this folder", "mail-server")

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except (imaplib.IMAP4.error, OSError) as problem:
            raise describe_problem(self._name, problem) from None

    def _search(self, *criteria: str) -> list[int] | None:
        """Return the UIDs that match, or None if the server refuses the search."""
        try:
            status, data = self._connection.uid("SEARCH", *criteria)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:  # BAD
            return None
        if status != "OK":
            return None
        return [int(number) for line in data if line for number in line.split() if number.isdigit()]

    def _fetch(self, uids: str, items: str) -> Items:
        """Return the literal of each message, with its UID."""
        status, data = self._connection.uid("FETCH", uids, items)
        if status != "OK":
            return []
        found: Items = []
        for number, part in enumerate(data):
            if not isinstance(part, tuple):
                continue
            after = data[number + 1] if number + 1 < len(data) else b""
            # The UID is before the literal or after it.
            match = _UID.search(part[0]) or _UID.search(after if isinstance(after, bytes) else b"")
            if match:
                found.append((int(match[1]), part[1]))
        return found

    def _fetch_field(self, name: str, uids: str) -> list[tuple[int, str]]:
        """Return the value of a header in each message that has it."""
        parser = BytesHeaderParser(policy=compat32)
        found = []
        for uid, content in self._fetch(uids, f"(UID BODY.PEEK[HEADER.FIELDS ({name})])"):
            value = parser.parsebytes(content).get(name)
            if value is not None:
                found.append((uid, " ".join(str(value).split())))
        return found

    def _can_search(self, name: str) -> bool:
        """Return whether the server finds one of the newest messages by this header."""
        if name not in self._searchable:
            newest = (self._search("ALL") or [])[-PROBES:]
            known = self._fetch_field(name, ",".join(map(str, newest))) if newest else []
            works = not known or any(
                uid in (self._search("HEADER", name, quote_text(value)) or [])
                for uid, value in known[-1:]
                if value.isascii() and value.isprintable()
            )
            if not known:  # nothing to try it with yet
                return works
            self._searchable[name] = works
        return self._searchable[name]

    def _look_up(self, name: str, value: str) -> list[int]:
        """Return the UIDs by the headers of all messages, each of which is read once."""
        index = self._index.setdefault(name, {})
        last = self._indexed.get(name, 0)
        for uid, text in self._fetch_field(name, f"{last + 1}:*"):
            if uid > last:
                index.setdefault(text, []).append(uid)
                self._indexed[name] = max(self._indexed.get(name, 0), uid)
        return index.get(value, [])


@contextmanager
def open_mailbox(
    server: MailServer,
    root: Path,
    folder: str = "INBOX",
    *,
    seconds: float = 60.0,
    get_secret: Callable[[], str] | None = None,
) -> Iterator[Mailbox]:
    """Log in, open a folder, and log out at the end of the block.

    Raises TransportError if the server cannot be used; `seconds` is the longest wait for a reply.
    """
    connection, name = open_imap_connection(server, root, seconds)
    try:
        log_in_imap(connection, server, name, get_secret)
        try:
            mailbox = Mailbox(connection, name, folder)
        except (imaplib.IMAP4.error, OSError) as problem:
            raise describe_problem(name, problem) from None
        yield mailbox
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            connection.logout()
        with suppress(OSError):
            connection.shutdown()
