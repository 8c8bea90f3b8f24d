"""Read the lines that name the source of a text."""

from __future__ import annotations

import re

from brief.editorial.importing.document import SourceLine
from brief.editorial.importing.lines.dates import find_day
from brief.editorial.importing.lines.words import find_opening, strip_signs

MAX_SOURCE = 240

_MARK_END = re.compile(r"\s*(?:[:：﹕]|\s[–—-])\s*")


def read_sources(line: str, language: str) -> tuple[SourceLine, ...]:
    """Return the sources that a line such as "Source: Harbour Review, 12 May 2025" names."""
    text = strip_signs(line).strip("()（）[]【】*_ ")
    folded = text.casefold().replace("'", "’")
    opening = find_opening(folded, "source", language)
    colon = _MARK_END.match(text, len(opening)) if opening else None
    if colon is None or len(line) > MAX_SOURCE or len(folded) != len(text):
        return ()
    named = text[colon.end() :].strip()
    found = (_read_source(each, language) for each in re.split(r"\s*[;；]\s*", named) if each)
    return tuple(each for each in found if each)


def _read_source(text: str, language: str) -> SourceLine | None:
    rest, found = text, find_day(text, language)
    day = found.day if found else None
    if found:
        before = text[: found.start].strip(" ,.;:()（）-–—|·、，")
        after = text[found.end :].strip(" ,.;:()（）-–—|·、，")
        rest = f"{before}, {after}" if before and after else before or after
    parts = [part.strip() for part in re.split(r",\s|،\s|，|\s[|·–—-]\s", rest) if part.strip()]
    numbered = [part for part in parts[1:] if any(sign.isdigit() for sign in part)]
    names = [part for part in parts if part not in numbered]
    publication = ", ".join(names).rstrip(" .,;").strip('„“”"«»*_ ')
    if not any(sign.isalpha() for sign in publication):
        return None
    return SourceLine(publication, day, ", ".join(numbered).rstrip(" ."))
