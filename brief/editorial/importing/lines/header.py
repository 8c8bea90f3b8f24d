"""Read the lines under a headline: who wrote the text, when, and in which section it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.editorial.importing.lines.dates import find_day, without_day, without_time
from brief.editorial.importing.lines.leftovers import is_boilerplate
from brief.editorial.importing.lines.sources import read_sources
from brief.editorial.importing.lines.words import (
    COLON,
    SENTENCE_END,
    find_ending,
    find_opening,
    normalise_line,
    strip_signs,
    words_of,
)

if TYPE_CHECKING:
    from brief.editorial.importing.document import SourceLine
    from brief.editorial.importing.lines.dates import FoundDay
    from brief.editorial.locale.partial_date import PartialDate

MAX_HEADER = 160
MAX_NAME = 80
MAX_NAME_WORDS = 7
MAX_SECTION = 40
MAX_SHORT_NAME = 20
MAX_DATED = 100
MAX_WORDS_OF_NAME = 4
MAX_UNKNOWN = 30

_ADDRESS = re.compile(r"\s*[(<]?[\w.+-]+@[\w.-]+[)>]?")
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_BESIDE = re.compile(r"(\s+[/–—-]\s+|,\s)")
_PARTS = re.compile(
    r"\s*[|·•‖｜／\u3000]\s*|\s+[–—/-]\s+|\s{2,}"
    r"|\s+(?=(?:作者|来源|來源|编辑|編輯|记者|記者|责任编辑|責任編輯|字号|字號)\s*[:：])"
)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The author, the day, the section and the sources that a line under a headline names.

    `is_marked`: a word such as "by" says that it is the author.
    """

    byline: str = ""
    day: PartialDate | None = None
    section: str = ""
    sources: tuple[SourceLine, ...] = ()
    is_marked: bool = False


def read_header(line: str, language: str, *, strict: bool = False) -> HeaderLine | None:
    """Return what the line says if all its parts are byline, day, section, source or leftovers.

    `strict`: a byline has to be a name, unless it is in brackets; for lines in which a headline is
    possible.
    """
    bare = _ADDRESS.sub("", line).strip()
    if len(bare) > MAX_HEADER or SENTENCE_END.search(bare.rstrip(".")):
        return None
    strict = strict and bare[:1] not in "(（"
    parts = [part for part in _PARTS.split(bare.strip(" ()（）[]【】")) if part]
    found = HeaderLine()
    days = 0
    has_bars = any(sign in bare for sign in "|·•")
    dated = len(parts) > 1 and find_day(bare, language) is not None
    for part in parts:
        rest, day = without_day(part, language)
        rest = rest if day else without_time(rest)
        is_aside = is_name(rest) or has_bars
        if (
            dated
            and day is None
            and not _is_counter(rest)
            and is_aside
            and len(rest) <= MAX_UNKNOWN
        ):
            known = read_header(rest, language) if len(parts) > 1 else None
            cased = not rest[:1].islower() and is_list_of_names(rest)
            name = found.byline or strip_place(rest)
            found = found if known or not cased else replace(found, byline=name)
            if known is None:
                continue
        read = _read_part(rest, day, language, len(parts), strict=strict)
        if read is None:
            return None
        days += day is not None
        found = HeaderLine(
            found.byline or read.byline,
            found.day or read.day,
            found.section or read.section,
            found.sources + read.sources,
            found.is_marked or read.is_marked,
        )
    named = found.byline or found.sources or (found.section and len(bare) <= MAX_SECTION)
    return found if parts and (days or named) else None


def strip_place(line: str) -> str:
    """Return names without the place beside them: "Ada Berg (Paris)", "Ada Berg / Paris"."""
    bare = _BRACKETS.sub("", line)
    first, sign, last = (*_BESIDE.split(bare), "", "")[:3]
    if not sign or _BESIDE.search(last):
        return bare
    if len(first.split()) > 1 and is_name(first) and len(last.split()) == 1 and is_name(last):
        return first
    is_place_first = len(first.split()) == 1 and len(last.split()) > 1 and sign.strip() in "–—-"
    return last if is_place_first and is_name(first) and is_name(last) else bare


def is_list_of_names(line: str) -> bool:
    """Return whether a line consists of names of persons: "Ada Berg and Jan Lind"."""
    either = "|".join(sorted(words_of("and")))
    names = re.split(rf",\s|\s(?:{either})\s", strip_place(line))
    return all(is_name(name) and 1 < len(name.split()) <= MAX_WORDS_OF_NAME for name in names)


def read_dated_line(line: str, language: str) -> HeaderLine | None:
    """Return the day of a short line that ends with it: "Summary of the report, 5 March 2026"."""
    bare = line.strip(" ()*_")
    if len(bare) > MAX_DATED or SENTENCE_END.search(bare):
        return None
    found = find_day(bare, language)
    before = bare[: found.start].rstrip() if found else ""
    is_apart = before.endswith((",", "|", "(", "–", "—", "，", "،", "（"))
    return HeaderLine(day=found.day) if found and is_apart and found.end == len(bare) else None


def _read_part(
    rest: str, found: FoundDay | None, language: str, parts: int, *, strict: bool
) -> HeaderLine | None:
    """Return what a part of a line says, its day apart; None if it may be a part of the text."""
    part = HeaderLine(day=found.day if found else None)
    if not any(sign.isalpha() for sign in rest):
        return part if found or parts > 1 else None
    if sources := read_sources(rest, language):
        return replace(part, sources=sources)
    if author := _read_author(rest, language, strict=strict):
        return replace(part, byline=author, is_marked=True)
    if normalise_line(rest) in words_of("sections", language):
        return replace(part, section=rest)
    if found is not None:
        named = is_name(rest)
        author = rest if named and len(rest.split()) > 1 and "," not in rest[:4] else ""
        return replace(part, byline=author if parts == 1 else "") if named else None
    return part if _is_other_part(rest, parts) else None


def _read_author(line: str, language: str, *, strict: bool = False) -> str:
    """Return the author whom a byline names: what follows "By" or "Author:"."""
    text = strip_signs(line).strip(" ()（）*_")
    if not text or len(text) > MAX_HEADER:
        return ""
    folded = text.casefold().replace("'", "’")
    if normalise_line(text) in words_of("newsroom", language):
        return text
    opening = find_opening(folded, "author", language)
    if opening and (colon := COLON.match(text, len(opening))) and colon.end() < len(text):
        name = _first_name(text[colon.end() :])
        return name if _is_author(name, strict=False) else ""
    if opening := find_opening(folded, "by", language):
        if opening == folded and " " in opening:
            return text.partition(" ")[2]
        name = _first_name(text[len(opening) :])
        return name if name and _is_author(name, strict=strict) else ""
    ending = find_ending(folded, "by-after", language)
    name = text[: -len(ending)].strip() if ending else ""
    return name if name and len(name) <= MAX_SHORT_NAME and _is_author(name, strict=True) else ""


def _is_author(name: str, *, strict: bool) -> bool:
    if len(name) > MAX_NAME or SENTENCE_END.search(name) or any(sign.isdigit() for sign in name):
        return False
    if strict:
        return is_name(name)
    words = name.split()
    return len(words) <= MAX_NAME_WORDS and any(not word[:1].islower() for word in words)


def is_name(text: str) -> bool:
    """Return whether the words of a text, but for "de", "von", "and", begin with capitals."""
    words, particles = re.findall(r"[^\s,،、/]+", text), words_of("particles")
    named = [word for word in words if word.casefold() not in particles]
    if not named or len(named) > MAX_NAME_WORDS or any(sign.isdigit() for sign in text):
        return False
    return all(word[:1].isalpha() and not word[:1].islower() for word in named)


def _is_other_part(part: str, parts: int) -> bool:
    """Return whether a part of a header line is a button, or an agency's short name."""
    is_agency = parts > 1 and len(part) <= MAX_SECTION and part.isupper() and " " not in part
    return is_boilerplate(part) or is_agency or _is_counter(part)


def _is_counter(part: str) -> bool:
    """Return whether a part counts readers, or sets the size of the letters: "字号：大 中 小"."""
    key, colon, _ = part.partition("：" if "：" in part else ":")
    return bool(colon) and normalise_line(key) in words_of("counters")


def _first_name(text: str) -> str:
    """Return the author before "; Editing by …"."""
    return re.split(r"[;；]", text)[0].strip(" )）]】")
