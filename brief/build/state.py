"""Database of what earlier builds made, beside the PDFs: the source hash and report per briefing.

SQLite lets several builds write at the same time, and stays intact if a build is killed. The
database only saves time: if it is lost or damaged, everything is built again.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = ".brief-ledger"
TABLE_VERSION = 1  # a new number makes a new table
LOCK_TIMEOUT = 10.0  # seconds to wait while another build writes
TABLE = f"built_{TABLE_VERSION}"


class BuildState:
    """The state of one folder of PDFs, for one set of options."""

    def __init__(self, folder: Path, options: str) -> None:
        self._path = folder / FILE_NAME
        self._options = options
        self._entries = self._read_entries()

    def find_entry(self, slug: str, source_hash: str) -> dict[str, Any] | None:
        """Return the entry of a briefing if its sources and its PDFs have not changed.

        A PDF with another time or place (copied, touched) is compared by its content.
        """
        entry = self._entries.get(slug)
        if entry is None or entry[0] != source_hash:
            return None
        try:
            saved: dict[str, Any] = json.loads(entry[1])
            outputs = (record["output"] for record in saved["results"])
            folder = os.fspath(self._path.parent)
            unmodified = all(_is_unmodified(folder, output) for output in outputs)
        except (ValueError, KeyError, TypeError):
            return None
        return saved if unmodified else None

    def save_entry(self, slug: str, source_hash: str, saved: dict[str, Any]) -> None:
        """Save the report of a briefing; each result has an `output` made by `describe_output`."""
        statement = f"INSERT OR REPLACE INTO {TABLE} VALUES (?, ?, ?, ?)"  # noqa: S608 - our own name
        self._write_row(statement, (slug, self._options, source_hash, json.dumps(saved)))

    def remove_entry(self, slug: str) -> None:
        """Remove the entry of a briefing that failed, so that the next build tries again."""
        if slug in self._entries:
            statement = f"DELETE FROM {TABLE} WHERE slug = ? AND flavour = ?"  # noqa: S608 - as above
            self._write_row(statement, (slug, self._options))

    def _read_entries(self) -> dict[str, tuple[str, str]]:
        if not self._path.is_file():
            return {}
        query = f"SELECT slug, key, records FROM {TABLE} WHERE flavour = ?"  # noqa: S608 - as above
        try:
            with closing(self._open_database()) as database:
                rows = database.execute(query, (self._options,))
                return {slug: (key, records) for slug, key, records in rows}
        except sqlite3.Error:
            return {}

    def _write_row(self, statement: str, values: tuple[str, ...]) -> None:
        try:
            self._execute_statement(statement, values)
        except sqlite3.DatabaseError as problem:
            if isinstance(problem, sqlite3.OperationalError):
                return  # locked, or the disk is full: the next build builds this briefing again
            self._path.unlink(missing_ok=True)  # not a database any more
            try:
                self._execute_statement(statement, values)
            except sqlite3.Error:
                return

    def _execute_statement(self, statement: str, values: tuple[str, ...]) -> None:
        with closing(self._open_database()) as database, database:
            database.execute(
                f"CREATE TABLE IF NOT EXISTS {TABLE} "
                "(slug TEXT, flavour TEXT, key TEXT, records TEXT, PRIMARY KEY (slug, flavour))"
            )
            database.execute(statement, values)

    def _open_database(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=LOCK_TIMEOUT)
        database.execute("PRAGMA synchronous = OFF")  # a power cut may cost an entry, not more
        return database


def describe_output(path: Path, written_hash: str) -> dict[str, object]:
    """Return the state and hash of a file, by which a later build sees whether it has changed.

    `written_hash` is the SHA-256 of what this build wrote: if another build has replaced the file
    since, no state is returned, and the next build compares the content.
    """
    state = _read_file_state(path)
    same = sha256(path.read_bytes()).hexdigest() == written_hash
    return {"name": path.name, "state": state if same else None, "sha256": written_hash}


def _is_unmodified(folder: str, output: dict[str, Any]) -> bool:
    """Return whether a PDF has not changed. Uses strings, which are faster than paths."""
    path = f"{folder}/{output['name']}"
    try:
        if _read_file_state(path) == output["state"]:
            return True
        if not os.path.isfile(path):  # noqa: PTH113 - reading a pipe would never end
            return False
        with open(path, "rb") as file:  # noqa: PTH123
            return bool(sha256(file.read()).hexdigest() == output["sha256"])
    except OSError:
        return False


def _read_file_state(path: Path | str) -> list[int]:
    """Return size, times and inode of a file; programs cannot set its change time (ctime)."""
    state = os.stat(path)  # noqa: PTH116
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]
