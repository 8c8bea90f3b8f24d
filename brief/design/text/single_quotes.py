"""Straight single quotes: tell quotation marks from apostrophes, by what encloses words.

A quote before a word opens a quotation only if one after a word closes it; all others are
apostrophes: `workers' rights`, `the '90s`, `un po'`, `'n Kran`. Feet and minutes (`5' 10"`) stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.editorial.locale.locales import get_quotation_marks, parse_locale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
MAX_WORD = 40  # characters of a word that are compared
_OPENING = re.compile(r"'(?<!\w')(?=[\w(\[«„“…¿¡$€£])")
_CLOSING = re.compile(r"'(?<=[\w.,;:!?…%)\]»”\"°*]')(?!\w|[\"'«„“‘]\w)")  # not in l'"altro"
_BETWEEN_WORDS = re.compile(r"(?<=\s)'n'(?=\s)")  # rock 'n' roll
_DECADE = re.compile(r"'\d\d(?!\d)")  # '90s, '68er, anni '90
_MEASURE = re.compile(r"(?<=\d)'(?:(?!\w)|(?=\d\d?\"))")  # feet or minutes: 5' or 5'10"
_BESIDE_WORD = re.compile(r"(?<=\w)'|'(?=\w)")
_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")

# Words that are written without their beginning, by language.
_WITHOUT_BEGINNING = {
    "en": "tis twas twere twill em n til cause cos cuz bout round kay nuff neath tween ere cept",
    "de": "s n ne nen ner nem nes ran raus rein runter rauf rüber mal",
    "nl": "s t n k m r er ie ns",
    "it": "sto sta sti ste ndrangheta ndrina ndrine",
    "fr": "tit tite tits",
    "es": "pa ta toy",
    "pt": "tá pra tava",
    "el": "ναι μαι σαι στε ταν χω χει χουν χαν ρθει ρθουν ρχεται πε πα",
}
# Words that are written without their end. In every language, a name that ends in s, x or z may be
# a genitive (Klaus' Haus, the workers' rights).
_WITHOUT_END = {
    "en": re.compile(r"(?:\w+in|o|ol|an|th|\w*[sxz])", re.IGNORECASE),
    "it": re.compile(
        r"(?:po|mo|da|sta|fa|va|di|be|to|ca|pie|fe|que|co|de|ne|vo|ve|a|i|\w*[sxz])", re.IGNORECASE
    ),
    "el": re.compile(r"(?:γι|κι|\w*[βγδζθκλμξπστφχψ])", re.IGNORECASE),  # απ' όλα: no word ends so
    "mt": re.compile(r"(?:\w*[aei]|[bfmx]|\w*[sxz])", re.IGNORECASE),  # ta', jista', f'
    "de": re.compile(r"(?:hab|hätt|wär|könnt|möcht|würd|\w*[sxzß])", re.IGNORECASE),
}
_GENITIVE = re.compile(r"\w*[sxzß]", re.IGNORECASE)


@lru_cache(maxsize=64)
def resolve_single_quotes(text: str, tag: str) -> Mapping[int, str]:
    """Return what to set in place of each straight single quote of the text, by offset."""
    _, _, opening, closing = get_quotation_marks(tag)
    language = parse_locale(tag).language
    resolved = {found.start(): APOSTROPHE for found in re.finditer("'", text)}
    middle = {at for n in _BETWEEN_WORDS.finditer(text) for at in (n.start(), n.end() - 1)}
    openers = [at for at in _find(_OPENING, text) if at not in middle]
    closers = [at for at in _find(_CLOSING, text) if at not in middle]
    quoting = [at for at in openers if not _is_shortened(text, at, language)]
    is_quoting = set(quoting)
    taken: set[int] = set()
    for at in sorted(openers, key=lambda each: (each not in is_quoting, each)):
        shortened = at not in is_quoting
        rivals = openers if shortened else quoting
        following = bisect_right(rivals, at)
        end = rivals[following] if following < len(rivals) else len(text)
        between = closers[bisect_right(closers, at) : bisect_left(closers, end)]
        free = [each for each in between if each not in taken]
        closer = _choose_closer(text, at, free, language, shortened=shortened)
        if closer is not None:
            taken |= {at, closer}
            resolved[at], resolved[closer] = opening, closing
    for at in resolved.keys() - taken:
        if _MEASURE.match(text, at) or not _BESIDE_WORD.match(text, at):
            resolved[at] = "'"
    return resolved


def _find(pattern: re.Pattern[str], text: str) -> list[int]:
    return [found.start() for found in pattern.finditer(text)]


def _is_shortened(text: str, at: int, language: str) -> bool:
    """Return whether the word after the quote is one that loses its beginning, or a decade."""
    if _DECADE.match(text, at):
        return True
    word = _WORD.match(text, at + 1)
    return word is not None and word[0].lower() in _WITHOUT_BEGINNING.get(language, "").split()


def _choose_closer(
    text: str, at: int, closers: Sequence[int], language: str, *, shortened: bool
) -> int | None:
    """Return the closing quote of the opening one at `at`, or None if that is an apostrophe.

    A quote after a word that may be shortened or a genitive closes only if no other can.
    """
    sure = [each for each in closers if not _may_be_apostrophe(text, at, each, language)]
    if sure or shortened:
        return sure[0] if sure else None
    ending = [each for each in closers if not re.match(r"'\s\w", text[each : each + 3])]
    return next(iter((*ending, *closers)), None)


def _may_be_apostrophe(text: str, at: int, closer: int, language: str) -> bool:
    before = text[max(at + 1, closer - MAX_WORD) : closer]
    if before[-1:].isdigit():
        return not before.isdigit()  # '24' is quoted, and 5' is a measure
    word = _LAST_WORD.search(before)
    ending = _WITHOUT_END.get(language, _GENITIVE)
    return word is not None and ending.fullmatch(word[0]) is not None
