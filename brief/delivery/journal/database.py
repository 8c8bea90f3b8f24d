"""A connection to the journal's database, and transactions that say how durable they are."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from brief.delivery.journal.model import Delivery, State, write_time
from brief.errors import BriefError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

COLUMNS = (
    "id, edition, address, subscriber, language, wanted, delivery_id, state, reason, message_date, "
    "content_hash, attempts, last_reply, last_attempt, next_try, returned"
)
"""The columns of a delivery, in the order of the fields of `Delivery`."""


class Event(NamedTuple):
    """An event: of an edition and a delivery, or of neither."""

    edition_id: int | None
    row: int | None
    at: datetime
    kind: str
    text: str


class JournalDatabase:
    """A connection that several threads share; one uses it at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = RLock()
        self._durability = ""

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()

    def select(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def select_deliveries(self, where: str, values: Sequence[object]) -> list[Delivery]:
        """Return deliveries; `where` is text of ours, the values are bound to its `?`."""
        query = f"SELECT {COLUMNS} FROM deliveries WHERE {where}"  # noqa: S608 - our own text
        return [_read_delivery(row) for row in self.select(query, values)]

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """Run a transaction that writes.

        A durable one survives a power cut; any other survives the death of the process only, and
        needs no `fsync`. Raises BriefError if the disk is full, or another process keeps the
        database locked.
        """
        with self._lock:
            try:
                self._set_durability("FULL" if durable else "NORMAL")
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                    self._connection.execute("COMMIT")
                except BaseException:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise
            except sqlite3.OperationalError as problem:
                msg = f"the journal cannot be written: {problem}"
                remedy = "free space on the disk, or end the program that uses the journal"
                raise BriefError(msg, remedy, "journal-not-written") from problem

    def _set_durability(self, level: str) -> None:
        if level != self._durability:
            self._connection.execute(f"PRAGMA synchronous = {level}")
            self._durability = level


def add_event(connection: sqlite3.Connection, event: Event) -> None:
    """Add an event, in the transaction of what it is about."""
    query = "INSERT INTO events (edition, delivery, at, kind, text) VALUES (?, ?, ?, ?, ?)"
    values = (event.edition_id, event.row, write_time(event.at), event.kind, event.text)
    connection.execute(query, values)


def _read_delivery(row: tuple[object, ...]) -> Delivery:
    values = dict(zip(Delivery.__dataclass_fields__, row, strict=True))
    values["state"] = State(str(values["state"]))
    return Delivery(**values)  # type: ignore[arg-type] # as the columns of the table are typed
