"""What earlier builds made, in a small database beside the PDFs: per briefing, from which sources.

SQLite, from Python's own library, lets builds at the same time write to it, and a build that is
killed leave it whole (its journal undoes what was begun). The ledger only saves time: if it is lost
or damaged, everything is made anew.
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
TABLE_VERSION = 1  # of the table: another number, another table
LOCK_TIMEOUT = 10.0  # seconds that a build waits for another one's entry
TABLE = f"built_{TABLE_VERSION}"


class BuildState:
    """The ledger of one folder of PDFs, for one `flavour` of building."""

    def __init__(self, folder: Path, options: str) -> None:
        self._path = folder / FILE_NAME
        self._options = options
        self._entries = self._read_entries()

    def find_entry(self, slug: str, source_hash: str) -> dict[str, Any] | None:
        """Return what was noted for a briefing, if its sources and its PDFs are as they were.

        A PDF that only looks changed (copied, touched) counts by its content.
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
        """Note what was told of a briefing; each of the results has an `output` made by `seal`."""
        self._write_row(
            f"INSERT OR REPLACE INTO {TABLE} VALUES (?, ?, ?, ?)",  # noqa: S608 - our own name
            (slug, self._options, source_hash, json.dumps(saved)),
        )

    def remove_entry(self, slug: str) -> None:
        """Note that a briefing could not be made, so that the next build tries again."""
        if slug in self._entries:
            self._write_row(
                f"DELETE FROM {TABLE} WHERE slug = ? AND flavour = ?",  # noqa: S608 - our own name
                (slug, self._options),
            )

    def _read_entries(self) -> dict[str, tuple[str, str]]:
        if not self._path.is_file():
            return {}
        try:
            with closing(self._open_database()) as database:
                rows = database.execute(
                    f"SELECT slug, key, records FROM {TABLE} WHERE flavour = ?",  # noqa: S608
                    (self._options,),
                )
                return {slug: (key, records) for slug, key, records in rows}
        except sqlite3.Error:
            return {}

    def _write_row(self, statement: str, values: tuple[str, ...]) -> None:
        try:
            self._execute_statement(statement, values)
        except sqlite3.DatabaseError as problem:
            if isinstance(problem, sqlite3.OperationalError):
                return  # locked, or the disk is full: the next build does this briefing again
            self._path.unlink(missing_ok=True)  # no database any more
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
        database.execute("PRAGMA synchronous = OFF")  # a power cut may cost an entry, and no more
        return database


def describe_output(path: Path, written_hash: str) -> dict[str, object]:
    """Return what tells whether a file is still what was written: its state, and its hash.

    `content` is the SHA-256 of what was written: should another build have replaced it meanwhile
    by something else, the next build notices.
    """
    state = _read_file_state(path)
    same = sha256(path.read_bytes()).hexdigest() == written_hash
    return {"name": path.name, "state": state if same else None, "sha256": written_hash}


def _is_unmodified(folder: str, output: dict[str, Any]) -> bool:
    """Say whether a PDF is as noted; strings, for a build of nothing asks about a thousand."""
    path = f"{folder}/{output['name']}"
    try:
        if _read_file_state(path) == output["state"]:
            return True
        with open(path, "rb") as file:  # noqa: PTH123
            return bool(sha256(file.read()).hexdigest() == output["sha256"])
    except OSError:
        return False


def _read_file_state(path: Path | str) -> list[int]:
    """Return size, times and place of a file; no program can set the time of change (ctime)."""
    state = os.stat(path)  # noqa: PTH116
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]
