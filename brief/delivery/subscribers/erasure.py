"""Erase a person: rows, the file's free pages and the write-ahead log; a keyed hash remains."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.delivery.private_database import BUSY_TIMEOUT
from brief.delivery.subscribers.schema import explain_database_errors
from brief.delivery.subscribers.store import normalize_key

if TYPE_CHECKING:
    from pathlib import Path

    from brief.delivery.subscribers.store import SubscriberStore

ATTEMPTS = 2
"""How often to wait for readers of the write-ahead log, each time as long as the busy timeout."""
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Erasure:
    """What `erase_person` did.

    `is_new`: the person was stored until now; `at`: when the person was erased; `traces`: files of
    the folder in which the address still is.
    """

    is_new: bool
    at: str
    traces: tuple[Path, ...]


def erase_person(store: SubscriberStore, address: str) -> Erasure | None:
    """Erase all that is stored of a person but the keyed hash of the address.

    What the journal has of the person must have been replaced before; its file is rewritten like
    that of the subscribers, so that the address is not in free space. For a person who was erased
    before, the clean-up is repeated. Returns None if the address is neither stored nor erased.
    """
    key = normalize_key(address)
    with store.transaction() as database:
        subscriber = store.find(address)
        at = store.erased_at(key)
        if subscriber is None and at is None:
            return None
        if subscriber is not None:
            at = at or store.now
            database.execute("DELETE FROM subscribers WHERE id = ?", (subscriber.id,))
            row = (store.hash_key(key), at)
            database.execute("INSERT OR REPLACE INTO erased VALUES (?, ?)", row)
    _rewrite_database(store.database, store.folder.subscribers_file)
    others = set(store.folder.path.glob("*.sqlite")) - {store.folder.subscribers_file}
    for path in sorted(others):
        if find_traces(store.folder.path, key, f"{path.name}*"):
            _rewrite_file(path)
    return Erasure(subscriber is not None, at or "", find_traces(store.folder.path, key))


def find_traces(folder: Path, key: str, pattern: str = "*") -> tuple[Path, ...]:
    """Return the files of a folder, and those below, in which an address is, in any case."""
    wanted = key.encode("utf-8").lower()
    paths = (path for path in sorted(folder.rglob(pattern)) if path.is_file())
    return tuple(path for path in paths if _contains(path, wanted))


def _rewrite_file(path: Path) -> None:
    """Rewrite another database of the folder."""
    with (
        explain_database_errors(path),
        closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)) as database,
    ):
        database.execute("PRAGMA secure_delete = ON")
        database.execute("PRAGMA temp_store = MEMORY")
        _rewrite_database(database, path)


def _rewrite_database(database: sqlite3.Connection, path: Path) -> None:
    """Rewrite a file without its free space, and empty the write-ahead log.

    While another process reads an old state, the log cannot be emptied; after some seconds the
    address stays in it, which `find_traces` reports.
    """
    with explain_database_errors(path):
        database.execute("VACUUM")
        for _ in range(ATTEMPTS):
            busy, *_ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return


def _contains(path: Path, wanted: bytes) -> bool:
    """Return whether a file contains these bytes in lower or upper case."""
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if wanted in (rest + chunk).lower():
                return True
            rest = chunk[-len(wanted) :]
    return False
