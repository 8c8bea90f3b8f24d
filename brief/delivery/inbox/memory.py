"""What was read from the mailbox already, in `delivery/inbox.sqlite`.

Each message is remembered by a hash of its bytes, so that an old unsubscription is not read again
after the server has changed the numbers of its messages (UIDVALIDITY, RFC 3501, 2.3.1.1) or the
mailbox has moved. The file contains no text of a message and no address.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from brief.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from brief.delivery.folder import DeliveryFolder

FILE_NAME = "inbox.sqlite"
PRIVATE_FILE = 0o600
BUSY_SECONDS = 10.0
HASH_BYTES = 20

MIGRATIONS = (
    """
    CREATE TABLE messages (
        hash BLOB PRIMARY KEY,
        kind TEXT NOT NULL,
        read_at TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE mailboxes (
        name TEXT PRIMARY KEY,
        uid_validity INTEGER NOT NULL,
        last_uid INTEGER NOT NULL
    ) WITHOUT ROWID;
    """,
)
"""The steps from one version of the schema to the next; version 0 is an empty file."""


@dataclass(frozen=True, slots=True)
class Position:
    """A message's place in a mailbox."""

    mailbox: str
    uid_validity: int
    uid: int


@dataclass(frozen=True, slots=True)
class InboxMemory:
    """The messages that were read; `open_memory` opens it."""

    connection: sqlite3.Connection
    path: Path

    def last_uid(self, mailbox: str, uid_validity: int) -> int:
        """Return the number of the last message read; 0 if the numbers are no longer valid."""
        query = "SELECT last_uid FROM mailboxes WHERE name = ? AND uid_validity = ?"
        with _explain_errors(self.path):
            row = self.connection.execute(query, (mailbox, uid_validity)).fetchone()
        return int(row[0]) if row else 0

    def knows(self, content: bytes) -> bool:
        """Return whether a message with the same bytes was read."""
        query = "SELECT 1 FROM messages WHERE hash = ?"
        with _explain_errors(self.path):
            return self.connection.execute(query, (_hash(content),)).fetchone() is not None

    def remember(self, position: Position, content: bytes, kind: str, read_at: str) -> None:
        """Record that a message was read, and that all before it were."""
        with _explain_errors(self.path), self.connection:
            self.connection.execute(
                "INSERT OR IGNORE INTO messages VALUES (?, ?, ?)", (_hash(content), kind, read_at)
            )
            self.connection.execute(
                "INSERT INTO mailboxes VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
                "uid_validity = excluded.uid_validity, last_uid = excluded.last_uid",
                astuple(position),
            )


@contextmanager
def open_memory(folder: DeliveryFolder) -> Iterator[InboxMemory]:
    """Open the memory of a project, and create it at first.

    Raises SetupError if a newer version of brief has written it, or if it cannot be used.
    """
    path = folder.path / FILE_NAME
    with _explain_errors(path):
        _make_private(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        with _explain_errors(path):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA foreign_keys = ON")
            _migrate(connection, path)
        yield InboxMemory(connection, path)
    finally:
        connection.close()


@contextmanager
def _explain_errors(path: Path) -> Iterator[None]:
    """Raise errors of the database as SetupError."""
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        msg = f"{path} cannot be used: {problem}"
        remedy = "delete it; messages in the mailbox are then read once more, which does no harm"
        raise SetupError(msg, remedy) from problem


def _make_private(path: Path) -> None:
    """Create the file for its owner only, whatever the umask is."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE)
    try:
        os.fchmod(handle, PRIVATE_FILE)
    finally:
        os.close(handle)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the schema to the present version."""
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > len(MIGRATIONS):
        msg = f"{path} was written by a newer version of brief (schema {found})"
        raise SetupError(msg, "update brief")
    for number, step in enumerate(MIGRATIONS[found:], found + 1):
        connection.executescript(f"BEGIN;{step};PRAGMA user_version = {number};COMMIT;")


def _hash(content: bytes) -> bytes:
    return sha256(content).digest()[:HASH_BYTES]
