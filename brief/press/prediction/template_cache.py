"""Cache of page templates, as JSON, under the hash of everything that a template depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.storage.hashed_store import HashedStore

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "templates"


def template_store(cache: Path) -> HashedStore:
    """Return the store of page templates below the cache folder."""
    return HashedStore(cache / FOLDER, ".json", 64 << 20)
