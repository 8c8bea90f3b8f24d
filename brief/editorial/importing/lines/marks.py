"""Recognise the lines around a text: byline, date, source, label, and the mark of a summary."""

from __future__ import annotations

import re

from brief.editorial.importing.lines.header import MAX_SECTION, read_header
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

MAX_LABEL = 80
MAX_HEADING = 80
MAX_PUBLISHER = 8
MAX_COVER = 200
MAX_NUMBER = 8

_COMMA = re.compile(r"\s*[,،，、]\s*")
_MARK_END = re.compile(r"\s*(?:[:：﹕]|\s[–—-])\s*")
_PARTS = re.compile(r"\s*[|·•‖｜／]\s*|\s+[–—/]\s+|\s{3,}")


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


def find_deck_mark(line: str, language: str) -> int:
    """Return where the text begins after "Subtitle:" or "Utl.:", or 0 for any other line."""
    return _find_mark(line, "deck", language, COLON)


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
    if is_publisher(_without_label(text, language)):
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


def publisher_of_label(line: str, language: str) -> str:
    """Return the publisher in "經濟發展局新聞稿", which is its name and what kind of text it is."""
    bare = strip_signs(line)
    name = bare[: len(_without_label(bare, language))].strip()
    return name if name != bare and is_publisher(name) else ""


def _without_label(text: str, language: str) -> str:
    """Return a line without the word at its end that says what kind of text it is, or ""."""
    ending = find_ending(text, "labels", language)
    return text[: -len(ending)].strip() if ending else ""


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
