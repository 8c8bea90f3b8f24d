"""Keys above a text: what they name is taken, all others are listed."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.numbers_and_dates import read_partial_date
from brief.editorial.importing.document import ImportedBlock
from brief.editorial.importing.lines.dates import find_day
from brief.editorial.prose import TextSpan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.editorial.importing.document import Manuscript

MAX_LISTED = 300
MAX_AUTHORS = 9
MAX_LINES = 30
MIN_KEYS = 2
WHY_KEYS = "it is in the keys above the text"

_LINE = re.compile(r"(?P<key>[^\W\d_][\w -]{0,30}?)[ \t]*[:：][ \t]*(?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys above a text, and the length of what contains them."""

    keys: Mapping[str, object] = field(default_factory=dict)
    length: int = 0

    @property
    def title(self) -> str:
        """The title that the keys name, or ""."""
        return self.text_of("title")

    def text_of(self, wanted: str) -> str:
        """Return the text of a key, in whatever language it is named, or ""."""
        for key, value in self.keys.items():
            if _meaning(key) == wanted and isinstance(value, str):
                return " ".join(value.split())
        return ""


def read_line_keys(text: str) -> FrontMatter:
    """Return the keys above a text that has one to a line and a blank line after them.

    MultiMarkdown writes metadata so. The first key is the title: "Note: …" alone is prose.
    """
    keys: dict[str, object] = {}
    at = 0
    last = ""
    for line in text.lstrip("\ufeff").split("\n")[: MAX_LINES + 1]:
        found = _LINE.fullmatch(line.rstrip())
        if not line.strip():
            break
        if line[:1].isspace() and last:
            keys[last] = f"{keys[last]} {line.strip()}"
        elif found and (keys or _meaning(found["key"]) == "title"):
            last = found["key"]
            keys.setdefault(last, found["value"].strip())
        else:
            return FrontMatter()
        at += len(line) + 1
    known = {_meaning(key) for key in keys} - {""}
    is_read = len(known) >= MIN_KEYS and len(keys) <= MAX_LINES
    return FrontMatter(keys, at + text.startswith("\ufeff")) if is_read else FrontMatter()


def take_keys(front: FrontMatter, manuscript: Manuscript) -> None:
    """Take title, standfirst, author and day from the keys above a text; list the other keys."""
    used = _take_author_and_day(front, manuscript)
    subtitle = front.text_of("subtitle")
    has_title = any(block.kind == "heading" and block.level == 1 for block in manuscript.blocks)
    if subtitle and (front.title or has_title):
        at = 1 if has_title and manuscript.blocks[0].kind == "heading" else 0
        manuscript.blocks.insert(at, ImportedBlock("standfirst", (TextSpan(subtitle),)))
        used.add("subtitle")
    if front.title and not has_title:
        heading = ImportedBlock("heading", (TextSpan(front.title),), 0, 1)
        manuscript.blocks.insert(0, heading)
        used.add("title")
    for key, value in front.keys.items():
        if _meaning(key) not in used:
            manuscript.leave_out(f"{key}: {value}"[:MAX_LISTED], WHY_KEYS)


def _take_author_and_day(front: FrontMatter, manuscript: Manuscript) -> set[str]:
    """Take author and day from the keys above a text; return the meanings that are used."""
    used = set()
    for key, value in front.keys.items():
        meaning = _meaning(key)
        author = _read_names(value) if meaning == "author" else ""
        if author and not manuscript.byline:
            manuscript.byline = author
            used.add(meaning)
        if meaning == "date" and manuscript.published is None:
            with suppress(InvalidValue):
                manuscript.published = read_partial_date(str(value)[:10])
                used.add(meaning)
            found = find_day(str(value), "en") if manuscript.published is None else None
            if found and found.day:
                manuscript.published = found.day
                used.add(meaning)
    return used


def _read_names(value: object) -> str:
    """Return the names of authors: one, a list of them, or a list of keys with `name`."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_read_names, value[:MAX_AUTHORS])))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _meaning(key: str) -> str:
    """Return what a key names: title, subtitle, author or date; "" for any other."""
    return _meanings().get(key.strip().casefold(), "")


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    text = files(__package__).joinpath("keys.yaml").read_text("utf-8")
    read = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts and lists only
    return {name.casefold(): meaning for meaning, names in read.items() for name in names}
