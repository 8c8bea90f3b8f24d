"""Read the lines that name the source of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.importing.document import SourceLine
from brief.editorial.importing.lines.dates import find_day, without_day
from brief.editorial.importing.lines.words import find_opening, strip_signs

if TYPE_CHECKING:
    from brief.editorial.locale.partial_date import PartialDate

MAX_SOURCE = 240

_OPENING, _CLOSING = '„“”"«»', '“”"«»'
_COMMA = re.compile(r",\s|،\s|，|\s[|·–—-]\s")
_FURTHER_KEY = re.compile(r"[\u3000\s][^\W\d_]{2,6}[:：]")
_MARK_END = re.compile(r"\s*(?:[:：﹕]|\s[–—-])\s*")


def read_sources(line: str, language: str) -> tuple[SourceLine, ...]:
    """Return the sources that a line such as "Source: Harbour Review, 12 May 2025" names."""
    text = strip_signs(line).strip("()（）[]【】*_ ")
    if text[:1] in _OPENING and text[-1:] in _CLOSING:  # a block quotation of a page
        text = text[1:-1].strip()
    folded = text.casefold().replace("'", "’")
    opening = find_opening(folded, "source", language)
    colon = _MARK_END.match(text, len(opening)) if opening else None
    if colon is None or len(line) > MAX_SOURCE or len(folded) != len(text):
        return ()
    named = text[colon.end() :].strip()
    if _FURTHER_KEY.search(named):  # a line with author, day and size of the letters
        return ()
    found = (_read_source(each, language) for each in re.split(r"\s*[;；]\s*", named) if each)
    return tuple(each for each in found if each)


def _split_parts(text: str, language: str) -> list[str]:
    """Return the parts of a source between commas; a day after a name without one is a part."""
    parts = [part.strip() for part in _COMMA.split(text) if part.strip()]
    first = parts[0] if parts else ""
    found = find_day(first, language)
    if found is None or found.start == 0:
        whole = find_day(text, language)
        named = text[whole.start : whole.end] if whole else ""
        if whole and named[0].isalpha() and _COMMA.search(named):  # May 3, 2026
            rest = [text[: whole.start], text[whole.start : whole.end], text[whole.end :]]
            parts = [part for each in (rest[0], rest[2]) for part in _COMMA.split(each)]
            parts = [part.strip(" ,") for part in (parts[0], rest[1], *parts[1:])]
        return [part for part in parts if part]
    return [first[: found.start].strip(" ("), first[found.start :], *parts[1:]]


def _read_source(text: str, language: str) -> SourceLine | None:
    day: PartialDate | None = None
    parts: list[str] = []
    for part in _split_parts(text, language):
        rest, found = without_day(part, language) if parts else (part, None)
        day = day or (found.day if found else None)
        if rest:
            parts.append(rest)
    numbered = [part for part in parts[1:] if any(sign.isdigit() for sign in part)]
    names = [part for part in parts if part not in numbered]
    publication = ", ".join(names).strip("*_ ").rstrip(" .,;")
    if publication[-1:] in _CLOSING and publication[:1] in _OPENING:
        publication = publication[1:-1].strip()
    if not any(sign.isalpha() for sign in publication):
        return None
    return SourceLine(publication, day, ", ".join(numbered).rstrip(" ."))
