"""The files that pages depend on, and how a change of them is noticed."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from brief.project import Project

WATCHED = ("content", "layouts", "styles")
POLL_INTERVAL_MS = 500
"""How often files are compared, in milliseconds. Some changes send no event: those during the
first build, in `brief.yaml`, and of folders that appear or disappear."""

Snapshot = dict[str, tuple[int, int, int]]
"""Time of the last change, size and inode of every file by its path."""


def watched_folders(project: Project) -> tuple[Path, ...]:
    """Return the folders whose files pages depend on; without any, the project's own.

    Folders are watched, not files, because some editors save by renaming.
    """
    found = tuple(folder for name in WATCHED if (folder := project.root / name).is_dir())
    return found or (project.root,)


def take_snapshot(project: Project) -> Snapshot:
    """Return the state of every watched file, to compare with a later one."""
    found: Snapshot = {}
    for path in _watched_files(project):
        with suppress(OSError):  # removed meanwhile, as by an editor that saves by renaming
            state = os.stat(path)  # noqa: PTH116 - thousands of files, twice a second
            found[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


class ContentComparison:
    """Finds the files whose content has changed; one that was only touched has not."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._seen = take_snapshot(project)
        self._hashes = {path: _hash_file(path) for path in self._seen}

    def find_changes(self) -> frozenset[str]:
        """Return the paths of the files that were changed, added or removed since the last call."""
        now = take_snapshot(self._project)
        changed = {path for path in self._seen if path not in now}
        for path in changed:
            self._hashes.pop(path, None)
        for path, state in now.items():
            if self._seen.get(path) != state and self._has_new_content(path):
                changed.add(path)
        self._seen = now
        return frozenset(changed)

    def _has_new_content(self, path: str) -> bool:
        found = _hash_file(path)
        before, self._hashes[path] = self._hashes.get(path), found
        return found != before


def _watched_files(project: Project) -> Iterator[str]:
    """Yield the files that pages depend on, without the hidden and backup files of editors."""
    yield os.fspath(project.settings_file)
    for folder in WATCHED:
        for parent, _, names in os.walk(project.root / folder):
            for name in names:
                if not name.startswith(".") and not name.endswith("~"):
                    yield os.path.join(parent, name)  # noqa: PTH118 - as above


def _hash_file(path: str) -> bytes:
    """Return the hash of a file's content; of one that cannot be read, nothing."""
    try:
        if not os.path.isfile(path):  # noqa: PTH113 - reading a pipe would never end
            return b""
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - thousands of files
            return sha256(file.read()).digest()
    except OSError:
        return b""
