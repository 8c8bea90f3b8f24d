"""Hyphenation dictionaries, kept ready between runs.

Pyphen reads a dictionary pattern by pattern, in Python: the 66,000 of German take a quarter of a
second, in each process. What it has made of them is kept in brief's cache folder, and put where
Pyphen looks for dictionaries that are open, so that WeasyPrint has it too.
"""

from __future__ import annotations

import marshal
import sys
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from brief.project import cache_folder
from brief.storage.atomic_write import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from pyphen import HyphDict, Pyphen

FOLDER = "hyphenation"
PARTS = {"patterns", "cache", "maxlen"}
"""What a dictionary of Pyphen's consists of: one of other parts is left to Pyphen."""
HASH_LENGTH = 32


@lru_cache(maxsize=64)
def open_dictionary(language: str) -> Pyphen | None:
    """Return what hyphenates a language, or None if there are no patterns for it."""
    import pyphen

    found = pyphen.language_fallback(language) if language else None
    if not found:
        return None
    path = pyphen.LANGUAGES[found]
    if path not in pyphen.hdcache:
        pyphen.hdcache[path] = _read_dictionary(path)
    return pyphen.Pyphen(lang=found)


def _read_dictionary(path: Path) -> HyphDict:
    import pyphen

    key = f"{pyphen.__version__} {sys.version} {sha256(path.read_bytes()).hexdigest()}".encode()
    kept = cache_folder() / FOLDER / f"{path.stem}.patterns"
    made = _ready(kept, key)
    if made is None:
        made = pyphen.HyphDict(path)
        _keep(kept, key, made)
    return made


def _ready(kept: Path, key: bytes) -> HyphDict | None:
    """Return the dictionary that was kept; None if it is another one's, or damaged."""
    from pyphen import HyphDict

    try:
        content = kept.read_bytes()
    except OSError:
        return None
    body = content[HASH_LENGTH:]
    if sha256(key + body).digest() != content[:HASH_LENGTH]:
        return None
    made: HyphDict = HyphDict.__new__(HyphDict)
    made.patterns, made.maxlen = marshal.loads(body)  # noqa: S302 - hashed, and plain data
    made.cache = {}
    return made


def _keep(kept: Path, key: bytes, made: HyphDict) -> None:
    """Keep a dictionary for the next process; what cannot be kept costs time only."""
    if vars(made).keys() != PARTS:
        return
    shared: dict[object, object] = {}  # 66,000 patterns share 2,500 values
    patterns = {name: shared.setdefault(value, value) for name, value in made.patterns.items()}
    try:
        body = marshal.dumps((patterns, made.maxlen))
        write_atomically(kept, sha256(key + body).digest() + body)
    except (OSError, ValueError):  # ValueError: patterns that change letters are no plain numbers
        return
