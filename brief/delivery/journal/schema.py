"""The database of the journal: its tables, and how older ones become those of this version."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from brief.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BUSY_SECONDS = 10.0
PRIVATE_FILE = 0o600

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE editions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        slug TEXT NOT NULL UNIQUE,
        created TEXT NOT NULL,
        pdf_hashes TEXT NOT NULL,
        tags TEXT NOT NULL,
        languages TEXT NOT NULL,
        audience INTEGER NOT NULL
    );
    CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        edition INTEGER NOT NULL REFERENCES editions (id),
        address TEXT NOT NULL COLLATE NOCASE,
        subscriber INTEGER NOT NULL,
        language TEXT NOT NULL,
        wanted TEXT NOT NULL,
        delivery_id TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'accepted', 'deferred',
            'failed', 'unknown', 'skipped')),
        reason TEXT NOT NULL DEFAULT '',
        message_date TEXT NOT NULL DEFAULT '',
        content_hash TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0,
        last_reply TEXT NOT NULL DEFAULT '',
        last_attempt TEXT NOT NULL DEFAULT '',
        next_try TEXT NOT NULL DEFAULT '',
        returned TEXT NOT NULL DEFAULT '',
        UNIQUE (edition, address)
    );
    CREATE INDEX deliveries_by_state ON deliveries (edition, state, id);
    CREATE INDEX deliveries_by_subscriber ON deliveries (subscriber, edition);
    CREATE TABLE events (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        edition INTEGER REFERENCES editions (id),
        delivery INTEGER REFERENCES deliveries (id),
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX events_by_delivery ON events (delivery, id);
    CREATE TABLE attempts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        domain TEXT NOT NULL,
        ended INTEGER
    );
    CREATE INDEX attempts_by_end ON attempts (ended);
    """,
)
"""What makes each version from the one before; the first makes it from an empty database.

A step that was released is never changed.
"""


def open_database(path: Path, migrations: Sequence[str] = MIGRATIONS) -> sqlite3.Connection:
    """Return a connection to the database in its present version; create the file.

    The connection may be used by several threads, one at a time. Raises SetupError if a newer brief
    has written the database, or if it cannot be opened.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, PRIVATE_FILE))
        path.chmod(PRIVATE_FILE)  # whatever the umask is; SQLite copies it to its other files
        database = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
    except (OSError, sqlite3.Error) as problem:
        raise _cannot_open(path, problem) from problem
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA foreign_keys = ON")
        _migrate(database, path, migrations)
    except sqlite3.DatabaseError as problem:
        database.close()
        raise _cannot_open(path, problem) from problem
    except SetupError:
        database.close()
        raise
    return database


def _migrate(database: sqlite3.Connection, path: Path, migrations: Sequence[str]) -> None:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > len(migrations):
        msg = f"{path} was written by a newer brief (version {version} of its tables)"
        raise SetupError(msg, "install that version of brief, or a newer one")
    if version == len(migrations):
        return
    database.execute("BEGIN IMMEDIATE")
    try:  # another process may have been faster
        (version,) = database.execute("PRAGMA user_version").fetchone()
        for step in migrations[version:]:
            for statement in _split(step):
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {len(migrations):d}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:  # SQLite ends it itself if the disk is full
            database.execute("ROLLBACK")
        raise


def _split(script: str) -> list[str]:
    """Return the statements of a script; `executescript` would end the transaction."""
    found, part = [], ""
    for line in script.splitlines():
        part += f"{line}\n"
        if sqlite3.complete_statement(part):
            found.append(part)
            part = ""
    return found


def _cannot_open(path: Path, problem: Exception) -> SetupError:
    reason = getattr(problem, "strerror", None) or problem
    msg = f"the journal {path} cannot be used: {reason}"
    remedy = "restore it from a backup; without it, brief does not know who got which edition"
    return SetupError(msg, remedy)
