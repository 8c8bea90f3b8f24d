"""Keep bytes under keys in a cache folder, and check each entry by its SHA-256 when it is read.

An entry is one file, written atomically, so that builds at the same time can share a store without
locks. Entries only save time: a damaged entry is deleted, reported once, and made again.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from time import time
from typing import TYPE_CHECKING

from brief.findings import note
from brief.storage.atomic_write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from brief.findings import Finding

HASH_LENGTH = 64
PRUNE_TARGET = 0.8  # share of the limit that is left, so that not every new entry prunes
TEMPORARY_MAX_AGE = 24 * 3600  # seconds after which a temporary file was left by a crash

_damage: list[str] = []


@dataclass(frozen=True, slots=True)
class StoreUsage:
    """Number of entries in a store, and their size in bytes."""

    entries: int
    size: int


@dataclass(frozen=True, slots=True)
class _StoredFile:
    """A file of a store; `size` includes the folders that belong to the entry."""

    path: Path
    used: float
    size: int


class HashedStore:
    """The entries in one folder, limited to about `max_bytes`; the least recently used go first.

    Keys are valid in file names and at least three characters long. `suffix` ends the names
    of entries. An entry may have folders of its own beside it (`companion`), which are removed
    with it; `companions` are the suffixes of their names.
    """

    def __init__(
        self, folder: Path, suffix: str, max_bytes: int, companions: tuple[str, ...] = ()
    ) -> None:
        self.folder = folder
        self.max_bytes = max_bytes
        self._suffix = suffix
        self._companions = companions
        self._written = 0

    def read(self, key: str) -> bytes | None:
        """Return the content of an entry, or None if it does not exist or was damaged."""
        path = self.entry_path(key)
        try:
            file = path.read_bytes()
        except OSError:
            return None
        content = file[HASH_LENGTH + 1 :]
        if file[: HASH_LENGTH + 1] != _header(key, content):
            self.discard(key)
            return None
        with suppress(OSError):
            os.utime(path)  # the least recently used entries are pruned first
        return content

    def write(self, key: str, content: bytes) -> None:
        """Store an entry, and prune the store now and then. Raises OSError if that fails."""
        write_atomically(self.entry_path(key), _header(key, content) + content)
        self._written += len(content)
        if self._written > self.max_bytes * (1 - PRUNE_TARGET) / 2:
            self._written = 0
            prune_stores([self], self.max_bytes)

    def discard(self, key: str) -> None:
        """Delete a damaged entry, and record the damage for `take_damage_notes`."""
        path = self.entry_path(key)
        path.unlink(missing_ok=True)
        _damage.append(f"{path.parent.parent.name}/{path.parent.name}/{path.name}")

    def entry_path(self, key: str) -> Path:
        """Return the path of an entry."""
        return self.folder / key[:2] / f"{key[2:]}{self._suffix}"

    def companion(self, key: str, suffix: str) -> Path:
        """Return the path of a folder that belongs to an entry."""
        return self.entry_path(key).with_suffix(suffix)

    def clear(self) -> int:
        """Delete everything in the store; return the bytes freed."""
        freed = sum(file.size for file in self.list_files())
        shutil.rmtree(self.folder, ignore_errors=True)
        return freed

    def read_usage(self) -> StoreUsage:
        """Return the number of entries and their size."""
        sizes = [file.size for file in self.list_files() if file.path.suffix == self._suffix]
        return StoreUsage(len(sizes), sum(sizes))

    def list_files(self) -> list[_StoredFile]:
        """Return the entries, and temporary files that a crash left behind."""
        found = []
        for path in self.folder.glob("??/*"):
            if path.suffix in self._companions:
                continue
            with suppress(OSError):  # another build may delete entries meanwhile
                state = path.stat()
                if path.suffix == self._suffix:
                    folders = (path.with_suffix(suffix) for suffix in self._companions)
                    size = state.st_size + sum(map(_folder_size, folders))
                    found.append(_StoredFile(path, state.st_mtime, size))
                elif time() - state.st_mtime > TEMPORARY_MAX_AGE:
                    found.append(_StoredFile(path, state.st_mtime, state.st_size))
        return found

    def delete_file(self, path: Path) -> None:
        """Delete a file of the store with the folders that belong to it."""
        path.unlink(missing_ok=True)
        for suffix in self._companions:
            shutil.rmtree(path.with_suffix(suffix), ignore_errors=True)


def prune_stores(stores: Iterable[HashedStore], max_bytes: int) -> int:
    """Delete the least recently used entries of all stores until little enough is left.

    If the stores together hold more than `max_bytes`, 80 % of it is left. Returns the bytes freed.
    """
    files = [(file, store) for store in stores for file in store.list_files()]
    size = sum(file.size for file, _ in files)
    if size <= max_bytes:
        return 0
    freed = 0
    for file, store in sorted(files, key=lambda item: item[0].used):
        if size - freed <= max_bytes * PRUNE_TARGET:
            break
        store.delete_file(file.path)
        freed += file.size
    return freed


def take_damage_notes() -> list[Finding]:
    """Return a note for each damaged entry that this process found since the last call."""
    notes = [note("cache-damaged", f"a damaged cache entry was made again: {it}") for it in _damage]
    _damage.clear()
    return notes


def _header(key: str, content: bytes) -> bytes:
    """Return the hash of an entry and its key: an entry under another key's name is damaged."""
    return sha256(key.encode() + b"\n" + content).hexdigest().encode() + b"\n"


def _folder_size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*"))
