"""Undo and redo changes made in the browser, unless another program has changed the files."""

from __future__ import annotations

import json
import os
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from threading import RLock
from typing import TYPE_CHECKING, Any

from brief.editorial.editing.errors import ChangedMeanwhileError
from brief.editorial.editing.saving import read_for_editing, write_if_unchanged
from brief.findings import Place
from brief.preview.server.security.keys import FOLDER
from brief.project import cache_folder
from brief.storage.atomic_write import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project

MAX_STEPS = 200
MAX_KEPT = 30
"""Steps of a briefing that are kept for the next run: each has whole files."""
LISTS = ("done", "undone")


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


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a briefing that can be undone, and those that can be made again."""

    done: deque[Step] = field(default_factory=lambda: deque(maxlen=MAX_STEPS))
    undone: deque[Step] = field(default_factory=lambda: deque(maxlen=MAX_STEPS))


class ChangeLog:
    """Writes changes of files, and takes them back; a briefing has steps of its own.

    The last steps outlive the run. None overwrites a text that is not the one after the step.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = RLock()
        self._steps: dict[str, Steps] = {}

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
                steps = self._open(slug)
                steps.done.append(Step(what, triples))
                steps.undone.clear()
                self._keep(slug)
        return hashes

    def undo(self, slug: str) -> str | None:
        """Take back the last change; return what it is called, None without one.

        Raises ChangedMeanwhileError if a file has another text than after the change.
        """
        return self._move(slug, is_undo=True)

    def redo(self, slug: str) -> str | None:
        """Make the change again that was undone last."""
        return self._move(slug, is_undo=False)

    def _move(self, slug: str, *, is_undo: bool) -> str | None:
        with self._lock:
            steps = self._open(slug)
            origin, target = (steps.done, steps.undone) if is_undo else (steps.undone, steps.done)
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
            self._keep(slug)
            return step.what

    def _open(self, slug: str) -> Steps:
        """Return the steps of a briefing; at first those that an earlier run kept."""
        if slug not in self._steps:
            self._steps[slug] = self._read(slug)
        return self._steps[slug]

    def _read(self, slug: str) -> Steps:
        try:
            kept = json.loads(self._store(slug).read_bytes())
            return Steps(*(deque(map(self._as_step, kept[name]), MAX_STEPS) for name in LISTS))
        except (OSError, ValueError, LookupError, TypeError):  # none, or damaged
            return Steps()

    def _as_step(self, data: dict[str, Any]) -> Step:
        changes = [(self._project.root / path, *texts) for path, *texts in data["changes"]]
        return Step(data["what"], tuple(changes))

    def _keep(self, slug: str) -> None:
        """Keep the last steps for the next run, in a file that only this user can read."""
        root = self._project.root
        kept = {
            name: [
                {
                    "what": step.what,
                    "changes": [
                        (os.path.relpath(path, root), *rest) for path, *rest in step.changes
                    ],
                }
                for step in list(getattr(self._steps[slug], name))[-MAX_KEPT:]
            ]
            for name in LISTS
        }
        with suppress(OSError):  # then the steps last for this run
            write_atomically(self._store(slug), json.dumps(kept).encode())

    def _store(self, slug: str) -> Path:
        name = sha256(os.fsencode(self._project.root) + b"\0" + slug.encode()).hexdigest()[:32]
        return cache_folder() / FOLDER / f"{name}.steps.json"

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
