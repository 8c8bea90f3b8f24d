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

NAME = ".brief-ledger"
LAYOUT = 1  # of the table: another number, another table
PATIENCE = 10.0  # seconds that a build waits for another one's entry
TABLE = f"built_{LAYOUT}"


class Ledger:
    """The ledger of one folder of PDFs, for one `flavour` of building."""

    def __init__(self, folder: Path, flavour: str) -> None:
        self._path = folder / NAME
        self._flavour = flavour
        self._entries = self._read()

    def unchanged(self, slug: str, key: str) -> dict[str, Any] | None:
        """Return what was noted for a briefing, if its sources and its PDFs are as they were.

        A PDF that only looks changed (copied, touched) counts by its content.
        """
        entry = self._entries.get(slug)
        if entry is None or entry[0] != key:
            return None
        try:
            told: dict[str, Any] = json.loads(entry[1])
            outputs = (record["output"] for record in told["results"])
            folder = os.fspath(self._path.parent)
            whole = all(_is_same(folder, output) for output in outputs)
        except (ValueError, KeyError, TypeError):
            return None
        return told if whole else None

    def record(self, slug: str, key: str, told: dict[str, Any]) -> None:
        """Note what was told of a briefing; each of the results has an `output` made by `seal`."""
        self._write(
            f"INSERT OR REPLACE INTO {TABLE} VALUES (?, ?, ?, ?)",  # noqa: S608 - our own name
            (slug, self._flavour, key, json.dumps(told)),
        )

    def forget(self, slug: str) -> None:
        """Note that a briefing could not be made, so that the next build tries again."""
        if slug in self._entries:
            self._write(
                f"DELETE FROM {TABLE} WHERE slug = ? AND flavour = ?",  # noqa: S608 - our own name
                (slug, self._flavour),
            )

    def _read(self) -> dict[str, tuple[str, str]]:
        if not self._path.is_file():
            return {}
        try:
            with closing(self._open()) as database:
                rows = database.execute(
                    f"SELECT slug, key, records FROM {TABLE} WHERE flavour = ?",  # noqa: S608
                    (self._flavour,),
                )
                return {slug: (key, records) for slug, key, records in rows}
        except sqlite3.Error:
            return {}

    def _write(self, statement: str, values: tuple[str, ...]) -> None:
        try:
            self._change(statement, values)
        except sqlite3.DatabaseError as problem:
            if isinstance(problem, sqlite3.OperationalError):
                return  # locked, or the disk is full: the next build does this briefing again
            self._path.unlink(missing_ok=True)  # no database any more
            try:
                self._change(statement, values)
            except sqlite3.Error:
                return

    def _change(self, statement: str, values: tuple[str, ...]) -> None:
        with closing(self._open()) as database, database:
            database.execute(
                f"CREATE TABLE IF NOT EXISTS {TABLE} "
                "(slug TEXT, flavour TEXT, key TEXT, records TEXT, PRIMARY KEY (slug, flavour))"
            )
            database.execute(statement, values)

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=PATIENCE)
        database.execute("PRAGMA synchronous = OFF")  # a power cut may cost an entry, and no more
        return database


def seal(path: Path, content: str) -> dict[str, object]:
    """Return what tells whether a file is still what was written: its state, and its hash.

    `content` is the SHA-256 of what was written: should another build have replaced it meanwhile
    by something else, the next build notices.
    """
    state = _state(path)
    same = sha256(path.read_bytes()).hexdigest() == content
    return {"name": path.name, "state": state if same else None, "sha256": content}


def _is_same(folder: str, output: dict[str, Any]) -> bool:
    """Say whether a PDF is as noted; strings, for a build of nothing asks about a thousand."""
    path = f"{folder}/{output['name']}"
    try:
        if _state(path) == output["state"]:
            return True
        with open(path, "rb") as file:  # noqa: PTH123
            return bool(sha256(file.read()).hexdigest() == output["sha256"])
    except OSError:
        return False


def _state(path: Path | str) -> list[int]:
    """Return size, times and place of a file; no program can set the time of change (ctime)."""
    state = os.stat(path)  # noqa: PTH116
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]
