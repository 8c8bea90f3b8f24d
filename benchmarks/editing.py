"""Edits between two builds, and whether a build left its files unchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.content import BRAND, LANGUAGES, goods, slugs

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random


def change_word(root: Path, slug: str, language: str, chance: Random) -> None:
    """Replace the last word of the summary."""
    file = root / "content" / slug / f"{language}.yaml"
    before, word, after = re.split(r"(\w+)(?=\.\npoints:)", file.read_text("utf-8"))
    another = chance.choice([name for name in goods(language) if name != word])
    file.write_text(before + another + after, "utf-8")


def change_words(root: Path, chance: Random) -> None:
    """Change a word in each edition of the project."""
    for slug in slugs(root):
        for language in LANGUAGES:
            change_word(root, slug, language, chance)


def change_colour(root: Path, chance: Random) -> None:
    """Give the project's brand another accent, as dark as the one that it has."""
    file = root / "styles" / "brands" / BRAND / "brand.yaml"
    text = file.read_text("utf-8")
    red, green, blue = (chance.randrange(least, least + 24) for least in (116, 12, 28))
    accent = f'accent: {{screen: "#{red:02x}{green:02x}{blue:02x}"'
    changed, times = re.subn(r'accent: \{screen: "#[0-9a-f]{6}"', accent, text)
    if times != 1:
        msg = f"{file.name} names its accent {times} times"
        raise ValueError(msg)
    file.write_text(changed, "utf-8")


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Return what lies in the folder: of each file the inode and when it was written, in ns."""
    found = {}
    for file in folder.rglob("*"):
        status = file.stat()
        found[file.relative_to(folder).as_posix()] = (status.st_ino, status.st_mtime_ns)
    return found
