"""The database of subscribers: opening it, and the steps between versions of its tables.

`PRAGMA user_version` is the version. A step is never changed once it was released; a change of the
tables is a new step at the end.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from brief.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PRIVATE_FILE = 0o600
BUSY_TIMEOUT = 10.0
"""How long to wait for another process that writes, in seconds."""

STEPS: tuple[str, ...] = (
    """
    CREATE TABLE subscribers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: tokens in old mails name it
        address TEXT NOT NULL,
        address_key TEXT NOT NULL UNIQUE,      -- the address in lower case
        name TEXT NOT NULL,
        languages TEXT NOT NULL,               -- in order of preference: "de it"
        tags TEXT NOT NULL,                    -- sorted, between separators: ",board,press,"
        status TEXT NOT NULL,
        status_at TEXT NOT NULL,
        status_cause TEXT NOT NULL,
        consent_at TEXT NOT NULL,
        consent_source TEXT NOT NULL,
        consent_text TEXT NOT NULL,
        joined_at TEXT NOT NULL
    );
    CREATE INDEX subscribers_by_status ON subscribers (status);
    CREATE TABLE status_changes (
        id INTEGER PRIMARY KEY,
        subscriber_id INTEGER NOT NULL REFERENCES subscribers ON DELETE CASCADE,
        at TEXT NOT NULL,
        status TEXT NOT NULL,
        cause TEXT NOT NULL
    );
    CREATE INDEX status_changes_by_subscriber ON status_changes (subscriber_id);
    CREATE TRIGGER status_changes_stay BEFORE UPDATE ON status_changes
    BEGIN SELECT RAISE(ABORT, 'the history of status changes is append-only'); END;
    CREATE TABLE imports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        file TEXT NOT NULL,
        rows INTEGER NOT NULL,
        undone_at TEXT NOT NULL DEFAULT ''
    );
    CREATE TABLE import_changes (
        import_id INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE,
        subscriber_id INTEGER NOT NULL REFERENCES subscribers ON DELETE CASCADE,
        before TEXT,                           -- JSON; NULL if the import added the person
        after TEXT,                            -- JSON; NULL if the import added the person
        PRIMARY KEY (import_id, subscriber_id)
    ) WITHOUT ROWID;
    CREATE INDEX import_changes_by_subscriber ON import_changes (subscriber_id);
    CREATE TABLE erased (hash TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """,
)


def open_database(path: Path, steps: Sequence[str] = STEPS) -> sqlite3.Connection:
    """Return the database at `path`, with the tables of the present version; create it if needed.

    The file is readable by its owner only. Raises SetupError if the file is damaged, was written
    by a newer version of brief, or cannot be opened.
    """
    with explain_database_errors(path):
        _make_private(path)
        database = sqlite3.connect(
            path, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False
        )
        try:
            _prepare_database(database, path, steps)
        except BaseException:
            database.close()
            raise
        return database


@contextmanager
def explain_database_errors(path: Path) -> Iterator[None]:
    """Raise a SetupError with a remedy for an error of SQLite or of the file system."""
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        name = getattr(problem, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            msg = f"another process writes to {path}"
            raise SetupError(msg, "wait until it has ended, and try again") from problem
        if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            msg = f"{path} is damaged: {problem}"
            remedy = "restore it from a backup; without it, brief does not know who unsubscribed"
            raise SetupError(msg, remedy) from problem
        if isinstance(problem, sqlite3.OperationalError | OSError):
            msg = f"{path} cannot be used: {getattr(problem, 'strerror', None) or problem}"
            remedy = "make the folder delivery/ writable, and check that the disk is not full"
            raise SetupError(msg, remedy) from problem
        raise


def _make_private(path: Path) -> None:
    """Create the file if it does not exist; the files beside it (WAL) get its permissions."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
    try:
        os.fchmod(handle, PRIVATE_FILE)
    finally:
        os.close(handle)


def _prepare_database(database: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA secure_delete = ON")  # erased content is overwritten with zeros
    database.execute("PRAGMA temp_store = MEMORY")  # no address in the system's temporary folder
    if _read_version(database) != len(steps):
        _migrate(database, path, steps)


def _migrate(database: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    """Run the missing steps in one transaction; another process may have been faster."""
    database.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[_read_known_version(database, path, steps) :]:
            for statement in _split_statements(step):
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {len(steps)}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:  # SQLite ends it itself if the disk is full
            database.execute("ROLLBACK")
        raise


def _read_known_version(database: sqlite3.Connection, path: Path, steps: Sequence[str]) -> int:
    """Return the version of the tables. Raises SetupError for one that is newer than the steps."""
    version = _read_version(database)
    if version <= len(steps):
        return version
    msg = f"{path} was written by a newer version of brief (tables {version})"
    raise SetupError(msg, f"update brief; this one knows the tables up to {len(steps)}")


def _split_statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; `executescript` would end the transaction."""
    statement = ""
    for part in script.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _read_version(database: sqlite3.Connection) -> int:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)
