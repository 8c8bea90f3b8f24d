"""Find files by names that are typed otherwise than they are stored, and say how two names differ.

macOS stores ü as u and a combining diaeresis, and writes a narrow no-break space (U+202F) into the
names of screenshots; on a keyboard both are typed in another way.
"""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212_"), "-")
QUOTES = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033"), '"'),
}


def find_file(folder: Path, name: str) -> Path:
    """Return the path of a file below a folder; names are alike if only spaces or NFC differ.

    The path need not exist. Raises OSError or ValueError if the name cannot be one of a file.
    """
    path = folder / name
    if path.exists():
        return path
    path = folder
    for part in name.split("/"):
        own = path / part
        path = own if own.exists() else _find_alike(path, part) or own
    return path


def are_confusable(first: str, second: str) -> bool:
    """Return whether two names differ only in what is hardly seen: case, dashes, quotes, spaces."""
    return _fold(first) == _fold(second)


def describe_difference(wanted: str, found: str) -> str:
    """Return in words by which character a name that was found differs from the one wanted."""
    if wanted.casefold() == found.casefold():
        return "upper and lower case"
    at = next((n for n, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), -1)
    if at < 0:
        at = min(len(wanted), len(found))
    here, there = wanted[at : at + 1], found[at : at + 1]
    if here and there and here.casefold() == there.casefold():
        return "upper and lower case"
    return f"{_name(there)} in place of {_name(here)}"


def _name(character: str) -> str:
    if not character:
        return "nothing"
    name = unicodedata.name(character, "").lower()
    shown = f" ({character})" if character.isprintable() and not character.isspace() else ""
    return f"U+{ord(character):04X} {name}{shown}".strip()


def _find_alike(folder: Path, name: str) -> Path | None:
    wanted = _normalise(name)
    try:
        found = sorted(own for own in os.listdir(folder) if _normalise(own) == wanted)  # noqa: PTH208
    except OSError:
        return None
    return folder / found[0] if len(found) == 1 else None


def _normalise(name: str) -> str:
    """Return a name in NFC, with plain spaces."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(" " if unicodedata.category(it) == "Zs" else it for it in composed)


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKC", _normalise(name)).translate(DASHES).translate(QUOTES)
    visible = (it for it in plain if unicodedata.category(it) not in {"Cf", "Zs"})
    return "".join(visible).casefold()
