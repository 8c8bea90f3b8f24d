"""Databases of the delivery folder: private files with versioned tables (SQLite).

`PRAGMA user_version` is the version. A step between two versions is never changed once it was
released; a change of the tables is a new step at the end.
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


def open_private_database(path: Path, steps: Sequence[str], remedy: str) -> sqlite3.Connection:
    """Return the database at `path`, with the tables of the present version; create it if needed.

    Each of the `steps` makes a version of the tables from the one before; the first begins with an
    empty database. `remedy` says what to do if the file is damaged. The file is readable by its
    owner only; several threads may use the connection, one at a time. Raises SetupError if the
    file is damaged, was written by a newer version of brief, or cannot be opened.
    """
    with explain_database_errors(path, remedy):
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
def explain_database_errors(path: Path, damage_remedy: str) -> Iterator[None]:
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
            raise SetupError(msg, damage_remedy) from problem
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
