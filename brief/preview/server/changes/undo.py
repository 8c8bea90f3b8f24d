"""Undo and redo changes made in the browser, unless another program has changed the files."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING

from brief.editorial.editing.errors import ChangedMeanwhileError
from brief.editorial.editing.saving import read_for_editing, write_if_unchanged
from brief.findings import Place

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project

MAX_STEPS = 200


@dataclass(frozen=True, slots=True)
class FileChange:
    """The text of a file before and after a change, and the hash of the file before it."""

    path: Path
    before: str
    after: str
    hash_before: str


@dataclass(frozen=True, slots=True)
class Step:
    """One change, of one file or of several, and what it is called."""

    what: str
    changes: tuple[tuple[Path, str, str], ...]
    """Path, text before, text after."""


class ChangeLog:
    """Writes changes of files, and takes them back; a briefing has steps of its own."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = RLock()
        self._done: dict[str, deque[Step]] = defaultdict(lambda: deque(maxlen=MAX_STEPS))
        self._undone: dict[str, deque[Step]] = defaultdict(lambda: deque(maxlen=MAX_STEPS))

    def write(self, slug: str, what: str, changes: list[FileChange]) -> dict[Path, str]:
        """Write the changed files, and return the new hash of each.

        Raises ChangedMeanwhileError if one has changed meanwhile; then none is written, as far as
        the file system lets know.
        """
        wanted = [one for one in changes if one.before != one.after]
        with self._lock:
            hashes = self._write_all([(one.path, one.after, one.hash_before) for one in wanted])
            if wanted:
                triples = tuple((one.path, one.before, one.after) for one in wanted)
                self._done[slug].append(Step(what, triples))
                self._undone[slug].clear()
        return hashes

    def undo(self, slug: str) -> str | None:
        """Take back the last change; return what it is called, None without one.

        Raises ChangedMeanwhileError if a file has another text than after the change.
        """
        return self._move(self._done[slug], self._undone[slug], is_undo=True)

    def redo(self, slug: str) -> str | None:
        """Make the change again that was undone last."""
        return self._move(self._undone[slug], self._done[slug], is_undo=False)

    def _move(self, origin: deque[Step], target: deque[Step], *, is_undo: bool) -> str | None:
        with self._lock:
            if not origin:
                return None
            step = origin[-1]
            writes = []
            for path, before, after in step.changes:
                expected, wanted = (after, before) if is_undo else (before, after)
                found = read_for_editing(path, self._project)
                if found.text != expected:
                    place = Place(self._project.display_path(path))
                    raise ChangedMeanwhileError(place, wanted, found.text, found.hash)
                writes.append((path, wanted, found.hash))
            self._write_all(writes)
            target.append(origin.pop())
            return step.what

    def _write_all(self, writes: list[tuple[Path, str, str]]) -> dict[Path, str]:
        for path, text, expected in writes:
            found = read_for_editing(path, self._project)
            if found.hash != expected:
                place = Place(self._project.display_path(path))
                raise ChangedMeanwhileError(place, text, found.text, found.hash)
        return {
            path: write_if_unchanged(path, text, expected, self._project)
            for path, text, expected in writes
        }
