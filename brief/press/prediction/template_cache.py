"""Cache of page templates, under the hash of everything that a template depends on."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from brief.storage.hashed_store import HashedStore

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "templates"
SUFFIX = ".json"
MAX_BYTES = 64 << 20


class TemplateCache:
    """The page templates kept below the cache folder, as text."""

    def __init__(self, cache: Path) -> None:
        self.store = HashedStore(cache / FOLDER, SUFFIX, MAX_BYTES)

    def get(self, key: str) -> str | None:
        """Return the template, or None if it does not exist or is damaged."""
        content = self.store.read(key)
        return None if content is None else content.decode()

    def put(self, key: str, text: str) -> None:
        """Store a template; if that fails, each process makes its own."""
        with suppress(OSError):
            self.store.write(key, text.encode())
