"""The rack: skeletons kept in a folder, by the hash of all that they depend on.

An entry is one file that opens with the hash of what follows. None is needed: one that is damaged,
or was taken away, is made anew.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from brief.storage.atomic_write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "skeletons"
SUFFIX = ".json"
MOST_KEPT = 2048
KEPT_OF_THESE = 0.75  # when there are more: room for a while


class TemplateCache:
    """The skeletons in one folder of `cache`, as text."""

    def __init__(self, cache: Path) -> None:
        self.folder = cache / FOLDER

    def get(self, key: str) -> str | None:
        """Return what is kept there, or None if nothing is, or it is damaged."""
        try:
            head, _, text = self._path(key).read_bytes().decode().partition("\n")
        except (OSError, ValueError):
            return None
        return text if head == sha256(text.encode()).hexdigest() else None

    def put(self, key: str, text: str) -> None:
        """Keep a skeleton; where that cannot be done, each process makes its own."""
        with suppress(OSError):
            head = sha256(text.encode()).hexdigest()
            write_atomically(self._path(key), f"{head}\n{text}".encode())
            self.prune()

    def prune(self) -> None:
        """Take away the oldest where there are too many."""
        dated = sorted(self._dated())
        if len(dated) > MOST_KEPT:
            for _, _, path in dated[: len(dated) - round(MOST_KEPT * KEPT_OF_THESE)]:
                path.unlink(missing_ok=True)

    def usage(self) -> tuple[int, int]:
        """Return how many are kept, and their size in bytes."""
        sizes = [size for _, size, path in self._dated() if path.suffix == SUFFIX]
        return len(sizes), sum(sizes)

    def clear(self) -> int:
        """Take away all of them; return the bytes freed."""
        freed = 0
        for _, size, path in self._dated():
            path.unlink(missing_ok=True)
            freed += size
        return freed

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{SUFFIX}"

    def _dated(self) -> Iterator[tuple[float, int, Path]]:
        """Yield when each was made, its size, and where it is."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                with suppress(OSError):  # another build took it away
                    state = path.stat()
                    yield state.st_mtime, state.st_size, path
