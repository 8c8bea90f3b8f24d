"""Recognise the lines around a text: byline, date, source, label, and the mark of a summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.importing.lines.dates import find_day, without_day
from brief.editorial.importing.lines.header import MAX_SECTION, is_name, read_header
from brief.editorial.importing.lines.leftovers import is_boilerplate
from brief.editorial.importing.lines.rights import is_reservation, parse_rights
from brief.editorial.importing.lines.sources import MAX_SOURCE, read_sources
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
    from brief.editorial.locale.partial_date import PartialDate

MAX_LABEL = 80
MAX_DATELINE = 70
MAX_HEADING = 80
MAX_PUBLISHER = 8
MAX_COVER = 200
MAX_NUMBER = 8

_COMMA = re.compile(r"\s*[,،，、]\s*")
_MARK_END = re.compile(r"\s*(?:[:：﹕]|\s[–—-])\s*")
_PARTS = re.compile(r"\s*[|·•‖｜／]\s*|\s+[–—/]\s+|\s{3,}")
_DATELINE = re.compile(
    rf"(?P<place>[^–—:!?]{{2,{MAX_DATELINE}}}?)\s*(?P<agency>[(（][^()（）]{{2,30}}[)）])?"
    r"(?P<end>\s+[–—-]{1,2}\s+|\s*[—]\s*|\s*=\s+)(?=\S)"
)
_SHOUTED = re.compile(r"(?P<place>[^\W\d_]{3,}(?:[ -][^\W\d_]{2,}){0,2})\.\s+(?=\w)")
# What agencies of Korea and Japan write before a text: (서울=한빛뉴스), 【東京＝港湾通信】.
_BRACKETS = re.compile(
    r"[(（【\[][^()（）【】=＝]{1,12}[=＝][^()（）【】]{1,20}[)）】\]]\s*"
    r"(?:[^=\s]{2,5} 기자\s*=\s*)?"
)
_PLACE = re.compile(r"(?P<place>[^\W\d_]{2,}(?:[ /-][^\W\d_]{2,})?)\s+[–—-]\s+(?=\w)")
# A place and an agency in brackets: Stuttgart (wk).
_AGENCY = re.compile(
    r"(?P<place>[^\W\d_]{2,}(?:[ /-][^\W\d_]{2,}){0,2})\s*"
    r"[(（][^()（）\d]{2,20}[)）]\s*[.:]\s+(?=\w)"
)
# (VNAgency) - , МОСКВА, 6 ноября. /Агентство/.
_BARE_AGENCY = re.compile(r"[(（][^\W\d_][\w. ]{1,20}[)）]\s*[–—-]{1,2}\s+(?=\w)")
_SLASHED = re.compile(r"[^/.:!?]{2,40}\.?\s*/[^/\d]{2,30}/\s*[.–—-]+\s+(?=\w)")
_XINHUA = re.compile(
    r"[^\s，。]{2,20}[0-9]{1,2}月[0-9]{1,2}日[电讯電訊]\s*(?:[(（][^()（）]{2,40}[)）])?\s*"
)


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
    if _opens_part(line, "about") or _opens_part(line, "contact"):
        return True
    return read_header(line, "", strict=True) is not None


def _opens_part(line: str, key: str) -> bool:
    short = len(line) <= MAX_SECTION + 10 and line[:1].isupper()
    return short and opens_closing(line, key, "")


def find_summary_mark(line: str, language: str, *, comma: bool = False) -> int:
    """Return where the text begins after "In brief:", or 0 for a line without such a mark.

    `comma`: after "In brief, " too.
    """
    return _find_mark(line, "summary", language, _COMMA if comma else _MARK_END)


def _find_mark(line: str, key: str, language: str, end: re.Pattern[str]) -> int:
    text = strip_signs(line)
    lead = len(line) - len(line.lstrip()) + len(line.strip()) - len(text)
    folded = text[:MAX_HEADING].casefold().replace("'", "’")
    opening = find_opening(folded, key, language)
    colon = end.match(text, len(opening)) if opening else None
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
    parts = [normalise_line(part) for part in re.split(r"\s[-–—|]\s", line)]
    if len(parts) > 1 and words_of("labels", language) & set(parts) and len(line) <= MAX_LABEL:
        return True
    opening = find_opening(text, "labels", language)
    is_abbreviated = re.search(r"\s[^\W\d_]\.$", line.strip())  # 2026 r.
    if not opening or len(line) > MAX_LABEL:
        return False
    if SENTENCE_END.search(line.strip()) and not is_abbreviated:
        return False
    if find_bracketed_label(line, language) and len(text) > len(opening) + MAX_NUMBER:
        return False
    rest = text[len(opening) :].strip()
    dashed = rest[:1] in set("|–—-/·(")
    return not rest or dashed or any(sign.isdigit() for sign in rest)


def read_section(line: str, language: str) -> str:
    """Return the name of a site's section that a line consists of, or ""."""
    parts = [part for part in re.split(r"\s*[|/>›»→·]\s*", line.strip()) if part]
    known = words_of("sections", language)
    if is_navigation(line):
        return ""
    others = known | words_of("lines", language)
    if (
        not parts
        or len(line) > MAX_LABEL
        or any(normalise_line(each) not in others for each in parts)
    ):
        return ""
    return next((part for part in reversed(parts) if normalise_line(part) in known), "")


def names_publisher(line: str) -> bool:
    """Return whether a line names an authority, a chamber, a bank or an institute."""
    words = normalise_line(line).split()
    stems = tuple(words_of("publishers"))
    return len(words) <= MAX_PUBLISHER and any(word.startswith(stems) for word in words)


def is_publisher(line: str) -> bool:
    """Return whether a line is a publisher's name and nothing else, by its last word.

    So it is in scripts without capitals, and where verbs end sentences.
    """
    bare = normalise_line(line)
    is_short = len(bare) <= MAX_SECTION and not any(sign.isdigit() for sign in bare)
    return is_short and bare.endswith(tuple(words_of("publisher-ends")))


def is_cover(line: str, language: str) -> bool:
    """Return whether the line only hands the text over: "Please find our press release below."."""
    bare = normalise_line(line)
    if len(line) > MAX_COVER or any(sign.isdigit() for sign in bare):
        return False
    opening = find_opening(bare, "cover", language)
    labels = words_of("labels", language)
    return bool(opening) and (len(line) <= MAX_HEADING or any(each in bare for each in labels))


def is_navigation(line: str) -> bool:
    """Return whether the line lists the sections of a site: "Home | News | Business"."""
    parts = [normalise_line(part) for part in line.split("|")]
    known = words_of("sections") | words_of("lines")
    return len(parts) > 2 and known.issuperset(parts)  # noqa: PLR2004 - more than section and topic


def split_section(line: str, language: str) -> tuple[str, int]:
    """Return the section in "WORLD | Ports run short", and where the headline begins; "" and 0."""
    found = re.match(r"\s*(?P<section>[^|»›>]{2,40}?)\s*[|»›>]\s*(?=\S)", line)
    if found and normalise_line(found["section"]) in words_of("sections", language):
        return found["section"], found.end()
    return "", 0


def find_bracketed_label(line: str, language: str) -> int:
    """Return the length of "[Exclusive] " at the start of a headline, or 0."""
    found = re.match(r"\s*[\[【［(（](?P<label>[^\]】］)）]{2,20})[\]】］)）]\s*(?=\S)", line)
    known = words_of("labels", language) | words_of("sections", language)
    if found is None:
        return 0
    is_known = normalise_line(found["label"]) in known or found["label"].isupper()
    return found.end() if is_known else 0


def opens_closing(line: str, key: str, language: str) -> bool:
    """Return whether a line opens what follows a press release: "Contact:", "About Skagen"."""
    text = normalise_line(line)
    opening = find_opening(text, key, language)
    if len(line) > MAX_HEADING and not COLON.match(line.strip(), len(opening) or len(line)):
        return False
    if key == "about":
        name = line.strip()[len(opening) :].strip()
        named = " " in opening or (bool(opening) and (name[:1].isupper() or not name[:1].isascii()))
        return not SENTENCE_END.search(line.strip()) and (
            named or bool(find_ending(text, key, language))
        )
    if not opening:
        return False
    bare = line.strip()
    return len(opening) == len(text) or bool(COLON.match(bare, len(opening)))


def _match_place(text: str) -> int:
    """Return the length of a place, or of an agency's brackets, at the start of a text."""
    if found := _XINHUA.match(text) or _BRACKETS.match(text) or _BARE_AGENCY.match(text):
        return found.end()
    if (found := _SLASHED.match(text)) and _starts_names(text):
        return found.end()
    found = _SHOUTED.match(text)
    if found and found["place"].isupper():
        return _skip_short_parts(text, found.end())
    if found := _AGENCY.match(text):
        return found.end() if not found["place"][:1].islower() else 0
    found = _PLACE.match(text)
    if found is None:
        return 0
    place, follows = found["place"], text[found.end()]
    is_start = follows.isalpha() and not follows.islower()
    return found.end() if is_start and not place[:1].islower() else 0


def _skip_short_parts(text: str, at: int) -> int:
    """Return the index after the day and the agency that follow a place: "KYIV. 6 May. UNIAN. "."""
    while part := re.compile(r"(?P<part>[^.]{2,25})\.\s+(?=\w)").match(text, at):
        words = part["part"].split()
        is_day = any(sign.isdigit() for sign in part["part"]) and len(words) == 2  # noqa: PLR2004 - day and month
        if not is_day and not (part["part"].isupper() and len(words) == 1):
            break
        at = part.end()
    return at


def find_dateline(text: str, language: str) -> tuple[int, PartialDate | None]:
    """Return the length of "BERLIN, 3 March (dpa) – " at the start of a text, and its day."""
    if length := _match_place(text):
        return length, None
    if (found_day := find_day(text[:MAX_DATELINE], language)) and found_day.day:
        before = text[: found_day.start].strip(" ,(")
        after = re.match(r"\)?\s*[.:–—-]+\s+(?=\S)", text[found_day.end :])
        if after and (is_name(before) if before else after[0].strip()[-1:] in "–—-"):
            return found_day.end + after.end(), found_day.day
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
