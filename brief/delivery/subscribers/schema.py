"""The database of subscribers: the steps between versions of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.delivery.private_database import explain_database_errors as _explain_errors
from brief.delivery.private_database import open_private_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

DAMAGE_REMEDY = "restore it from a backup; without it, brief does not know who unsubscribed"

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
    """Return the database at `path`; create it if needed. Raises SetupError."""
    return open_private_database(path, steps, DAMAGE_REMEDY)


def explain_database_errors(path: Path) -> AbstractContextManager[None]:
    """Raise a SetupError with a remedy for an error of SQLite or of the file system."""
    return _explain_errors(path, DAMAGE_REMEDY)
