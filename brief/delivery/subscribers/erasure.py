"""Erase a person: rows, the file's free pages and the write-ahead log; a keyed hash remains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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

    For a person who was erased before, the clean-up is repeated. Returns None if the address is
    neither stored nor erased.
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
    _rewrite_database(store)
    return Erasure(subscriber is not None, at or "", find_traces(store.folder.path, key))


def find_traces(folder: Path, key: str) -> tuple[Path, ...]:
    """Return the files of a folder in which an address is, in any case."""
    wanted = key.encode("utf-8").lower()
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple(path for path in paths if _contains(path, wanted))


def _rewrite_database(store: SubscriberStore) -> None:
    """Rewrite the file without its free space, and empty the write-ahead log.

    While another process reads an old state, the log cannot be emptied; after some seconds the
    address stays in it, which `find_traces` reports.
    """
    with explain_database_errors(store.folder.subscribers_file):
        store.database.execute("VACUUM")
        for _ in range(ATTEMPTS):
            busy, *_ = store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
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
