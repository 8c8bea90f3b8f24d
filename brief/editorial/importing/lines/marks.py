"""Recognise the lines around a text: byline, date, source, label, and the mark of a summary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.importing.document import SourceLine
from brief.editorial.importing.lines.dates import find_day, without_day
from brief.editorial.importing.lines.leftovers import is_boilerplate
from brief.editorial.importing.lines.rights import is_reservation, parse_rights
from brief.editorial.importing.lines.words import (
    find_ending,
    find_opening,
    normalise_line,
    strip_signs,
    words_of,
)

if TYPE_CHECKING:
    from brief.editorial.locale.partial_date import PartialDate

MAX_HEADER = 160
MAX_NAME = 80
MAX_NAME_WORDS = 7
MAX_LABEL = 80
MAX_SECTION = 40
MAX_SOURCE = 240
MAX_DATELINE = 70
MAX_HEADING = 80

_COLON = re.compile(r"\s*[:：﹕]\s*")
_MARK_END = re.compile(r"\s*(?:[:：﹕]|\s[–—-])\s*")
_PARTS = re.compile(r"\s*[|·•‖｜／]\s*|\s+[–—/]\s+|\s{3,}")
_SENTENCE_END = re.compile(r"[.!?…;。！？]$")
_DATELINE = re.compile(
    rf"(?P<place>[^–—:.!?]{{2,{MAX_DATELINE}}}?)\s*(?P<agency>[(（][^()（）]{{2,30}}[)）])?"
    r"(?P<end>\s+[–—-]{1,2}\s+|\s*[—]\s*|\s*=\s+)(?=\S)"
)
_XINHUA = re.compile(
    r"[^\s，。]{2,20}[0-9]{1,2}月[0-9]{1,2}日电\s*(?:[(（][^()（）]{2,40}[)）])?\s*"
)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The author, the day and the section that a line under a headline names."""

    byline: str = ""
    day: PartialDate | None = None
    section: str = ""


def stands_apart(line: str) -> bool:
    """Return whether a line belongs to no paragraph: it is a byline, a source or a button.

    The language of the text is not known yet: the words of all languages count.
    """
    if len(line) > MAX_SOURCE:
        return False
    if is_boilerplate(line) or parse_rights(line) or is_reservation(line) or is_end(line):
        return True
    if read_sources(line, ""):
        return True
    return bool(_read_author(line, "", strict=True)) or _is_header_with_bars(line)


def _is_header_with_bars(line: str) -> bool:
    """Return whether one part of a line is a day or a byline: "Ada Berg | 3 May 2025"."""
    parts = [part for part in _PARTS.split(line) if part]
    return len(line) <= MAX_HEADER and len(parts) > 1 and read_header(line, "") is not None


def read_header(line: str, language: str, *, strict: bool = False) -> HeaderLine | None:
    """Return what the line says if all its parts are byline, day, section or leftovers.

    `strict`: a byline has to be a name; for lines in which a headline is possible.
    """
    if len(line) > MAX_HEADER or _SENTENCE_END.search(line.rstrip(".")):
        return None
    found = HeaderLine()
    parts = [part for part in _PARTS.split(line.strip(" ()（）[]【】")) if part]
    days = 0
    for part in parts:
        rest, day = without_day(part, language)
        days += day is not None
        author = _read_author(rest, language, strict=strict) if rest else ""
        is_section = normalise_line(rest) in words_of("sections", language)
        if day is not None and rest and not author and not is_section:
            if not is_name(rest) and not _is_place(rest):
                return None
            author = rest if len(rest.split()) > 1 and is_name(rest) else ""
        elif rest and not author and not is_section and not _is_other_part(rest, len(parts)):
            return None
        found = HeaderLine(
            found.byline or author,
            found.day or (day.day if day else None),
            found.section or (rest if is_section else ""),
        )
    is_header = days or found.byline or (found.section and len(line) <= MAX_SECTION)
    return found if parts and is_header else None


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


def find_summary_mark(line: str, language: str) -> int:
    """Return where the text begins after "In brief:", or 0 for a line without such a mark."""
    return _find_mark(line, "summary", language)


def _find_mark(line: str, key: str, language: str) -> int:
    text = strip_signs(line)
    lead = len(line) - len(line.lstrip()) + len(line.strip()) - len(text)
    folded = text[:MAX_HEADING].casefold().replace("'", "’")
    opening = find_opening(folded, key, language)
    colon = _MARK_END.match(text, len(opening)) if opening else None
    return lead + colon.end() if colon and colon.end() < len(text) else 0


def is_heading_of(line: str, key: str, language: str) -> bool:
    """Return whether a line is one of the words of a key and nothing else."""
    return len(line) <= MAX_HEADING and normalise_line(line) in words_of(key, language)


def is_end(line: str) -> bool:
    """Return whether the line marks the end of a press release: "###", "– ENDE –"."""
    bare = line.strip().strip("–—-*()（）[]<>【】 .").casefold()
    return len(line) <= MAX_LABEL // 2 and (
        bare in words_of("end") or line.strip() in words_of("end", "en") or set(bare) == {"#"}
    )


def is_label(line: str, language: str) -> bool:
    """Return whether the line says what kind of text it is: "Press release No. 12/2025"."""
    text = normalise_line(line)
    opening = find_opening(text, "labels", language)
    if not opening or len(line) > MAX_LABEL or _SENTENCE_END.search(line.strip()):
        return False
    rest = text[len(opening) :].strip()
    dashed = rest[:1] in set("|–—-/·(")
    return not rest or dashed or any(sign.isdigit() for sign in rest)


def read_section(line: str, language: str) -> str:
    """Return the name of a site's section that a line consists of, or ""."""
    parts = [part for part in re.split(r"\s*[|/>›»→·]\s*", line.strip()) if part]
    known = words_of("sections", language)
    others = known | words_of("lines", language)
    if (
        not parts
        or len(line) > MAX_LABEL
        or any(normalise_line(each) not in others for each in parts)
    ):
        return ""
    return next((part for part in reversed(parts) if normalise_line(part) in known), "")


def split_section(line: str, language: str) -> tuple[str, int]:
    """Return the section in "WORLD | Ports run short", and where the headline begins; "" and 0."""
    found = re.match(r"\s*(?P<section>[^|»›>]{2,40}?)\s*[|»›>]\s*(?=\S)", line)
    if found and normalise_line(found["section"]) in words_of("sections", language):
        return found["section"], found.end()
    return "", 0


def opens_closing(line: str, key: str, language: str) -> bool:
    """Return whether a line opens what follows a press release: "Contact:", "About Skagen"."""
    text = normalise_line(line)
    opening = find_opening(text, key, language)
    if len(line) > MAX_HEADING and not _COLON.match(line.strip(), len(opening) or len(line)):
        return False
    if key == "about":
        name = line.strip()[len(opening) :].strip()
        named = bool(opening) and (name[:1].isupper() or not name[:1].isascii())
        return not _SENTENCE_END.search(line.strip()) and (
            named or bool(find_ending(text, key, language))
        )
    if not opening:
        return False
    bare = line.strip()
    return len(opening) == len(text) or bool(_COLON.match(bare, len(opening)))


def find_dateline(text: str, language: str) -> tuple[int, PartialDate | None]:
    """Return the length of "BERLIN, 3 March (dpa) – " at the start of a text, and its day."""
    if found := _XINHUA.match(text):
        return found.end(), None
    found = _DATELINE.match(text)
    if found is None:
        return 0, None
    place = found["place"]
    rest, day = without_day(place, language)
    name = rest or place
    letters = [sign for sign in name if sign.isalpha()]
    shouted = len(letters) > 2 and all(sign.isupper() for sign in letters)  # noqa: PLR2004 - no abbreviation
    dated = (day is not None or _has_day_without_year(place, language)) and _starts_names(name)
    if dated or shouted or (found["agency"] and _starts_names(name)):
        return found.end(), day.day if day else None
    return 0, None


def _has_day_without_year(text: str, language: str) -> bool:
    from brief.editorial.numbers import find_quantities

    found = find_quantities(text, language or "en")
    return len(found) == 1 and found[0].kind == "date"


def _starts_names(text: str) -> bool:
    return text[:1].isupper() or not text[:1].isascii()


def _read_author(line: str, language: str, *, strict: bool = False) -> str:
    """Return the author whom a byline names: what follows "By" or "Author:"."""
    text = strip_signs(line).strip(" ()（）*_")
    if not text or len(text) > MAX_HEADER:
        return ""
    folded = text.casefold().replace("'", "’")
    opening = find_opening(folded, "author", language)
    if opening and (colon := _COLON.match(text, len(opening))) and colon.end() < len(text):
        name = text[colon.end() :].strip()
        return name if _is_author(name, strict=False) else ""
    if opening := find_opening(folded, "by", language):
        name = text[len(opening) :].strip()
        return name if name and _is_author(name, strict=strict) else ""
    ending = find_ending(folded, "by-after", language)
    name = text[: -len(ending)].strip() if ending else ""
    return name if name and len(name) <= MAX_HEADING // 4 and _is_author(name, strict=True) else ""


def _is_author(name: str, *, strict: bool) -> bool:
    if len(name) > MAX_NAME or _SENTENCE_END.search(name) or any(sign.isdigit() for sign in name):
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


def _is_place(text: str) -> bool:
    return len(text.split()) <= 3 and is_name(text)  # noqa: PLR2004 - "San Juan, Argentina"


def _is_other_part(part: str, parts: int) -> bool:
    """Return whether a part of a header line is a button, a label, or a name beside others."""
    return is_boilerplate(part) or (parts > 1 and is_label(part, "")) or _is_agency(part, parts)


def _is_agency(part: str, parts: int) -> bool:
    return parts > 1 and len(part) <= MAX_SECTION and part.isupper() and " " not in part
