"""The database of the journal: its tables, and how older ones become those of this version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.delivery.private_database import open_private_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

DAMAGE_REMEDY = "restore it from a backup; without it, brief does not know who got which edition"

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
    """Return the database at `path`; create it if needed. Raises SetupError."""
    return open_private_database(path, migrations, DAMAGE_REMEDY)
