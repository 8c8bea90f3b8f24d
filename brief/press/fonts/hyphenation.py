"""Hyphenation dictionaries, parsed once and cached between runs.

Pyphen parses a dictionary in Python, pattern by pattern: the 66,000 patterns of German take a
quarter of a second in each process. The parsed patterns are kept in brief's cache folder and put
into Pyphen's own table of open dictionaries, where WeasyPrint finds them too.
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from brief.project import cache_folder
from brief.storage.hashed_store import HashedStore

if TYPE_CHECKING:
    from pathlib import Path

    from pyphen import HyphDict, Pyphen


def prefer_usual_regions() -> None:
    """Let `en` have American patterns, as its dates are American (CLDR, likely subtags).

    Pyphen takes the first file of a language, which is the British one.
    """
    import pyphen

    pyphen.LANGUAGES["en"] = pyphen.LANGUAGES["en_US"]


@lru_cache(maxsize=64)
def open_dictionary(language: str) -> Pyphen | None:
    """Return Pyphen's hyphenator of a language, or None for a language without patterns."""
    import pyphen

    found = pyphen.language_fallback(language) if language else None
    if not found:
        return None
    path = pyphen.LANGUAGES[found]
    if path not in pyphen.hdcache:
        pyphen.hdcache[path] = _read_dictionary(path)
    return pyphen.Pyphen(lang=found)


def hyphenation_store(cache: Path) -> HashedStore:
    """Return the store of parsed dictionaries below the cache folder."""
    return HashedStore(cache / "hyphenation", ".patterns", 64 << 20)


def _read_dictionary(path: Path) -> HyphDict:
    """Return a dictionary, from the cache or parsed and then cached."""
    import pyphen

    version = f"{pyphen.__version__} {sys.version} {sha256(path.read_bytes()).hexdigest()}"
    key = f"{path.stem}-{sha256(version.encode()).hexdigest()[:16]}"
    store = hyphenation_store(cache_folder())
    content = store.read(key)
    if content is not None:
        cached: pyphen.HyphDict = pyphen.HyphDict.__new__(pyphen.HyphDict)
        cached.patterns, cached.maxlen = marshal.loads(content)  # noqa: S302 - hashed, plain data
        cached.cache = {}
        return cached
    parsed = pyphen.HyphDict(path)
    if vars(parsed).keys() == {"patterns", "cache", "maxlen"}:  # all that is restored above
        # ValueError: patterns that change letters are not plain numbers
        with suppress(OSError, ValueError):
            store.write(key, marshal.dumps((_share_values(parsed.patterns), parsed.maxlen)))
    return parsed


def _share_values(patterns: dict[str, object]) -> dict[str, object]:
    """Return the patterns with equal values as one object: 66,000 patterns have 2,500 values."""
    shared: dict[object, object] = {}
    return {name: shared.setdefault(value, value) for name, value in patterns.items()}
