"""What was read from the mailbox already, in `delivery/inbox.sqlite`.

Each message is remembered by a hash of its bytes, so that an old unsubscription is not read again
after the server has changed the numbers of its messages (UIDVALIDITY, RFC 3501, 2.3.1.1) or the
mailbox has moved. The file contains no text of a message and no address.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from brief.delivery.private_database import explain_database_errors, open_private_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from brief.delivery.folder import DeliveryFolder

FILE_NAME = "inbox.sqlite"
DAMAGE_REMEDY = "delete it; messages in the mailbox are then read once more, which does no harm"
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
        with explain_database_errors(self.path, DAMAGE_REMEDY):
            row = self.connection.execute(query, (mailbox, uid_validity)).fetchone()
        return int(row[0]) if row else 0

    def knows(self, content: bytes) -> bool:
        """Return whether a message with the same bytes was read."""
        query = "SELECT 1 FROM messages WHERE hash = ?"
        with explain_database_errors(self.path, DAMAGE_REMEDY):
            return self.connection.execute(query, (_hash(content),)).fetchone() is not None

    def remember(self, position: Position, content: bytes, kind: str, read_at: str) -> None:
        """Record that a message was read, and that all before it were."""
        with explain_database_errors(self.path, DAMAGE_REMEDY), self.connection:
            self.connection.execute("BEGIN IMMEDIATE")
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
    """Open the memory of a project, and create it at first. Raises SetupError."""
    path = folder.path / FILE_NAME
    connection = open_private_database(path, MIGRATIONS, DAMAGE_REMEDY)
    try:
        yield InboxMemory(connection, path)
    finally:
        connection.close()


def _hash(content: bytes) -> bytes:
    return sha256(content).digest()[:HASH_BYTES]
