"""Years that are more than four digits: spans (`2019/20`), decades (`1990er`), short (`’24`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.spelled import read_spelled
from brief.editorial.numbers.readers.time.calendar import YEAR_DIGITS

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import Line

SHORT_DIGITS = 2
FIRST_YEAR, LAST_YEAR = 1000, 2199
FIRST_DECADE, LAST_DECADE = 20, 90
APOSTROPHES = frozenset("'’‘")


@dataclass(frozen=True, slots=True)
class Years:
    """A span of years, or a decade (`unit`), of which two digits may be all that is said."""

    low: int
    high: int
    unit: str
    after: int
    spelled: bool = False


def read_years(line: Line, at: int) -> Years | None:
    """Return the span, decade or short year that begins at that token."""
    return _decade(line, at) or _span(line, at) or _short(line, at)


def _decade(line: Line, at: int) -> Years | None:
    """Read `1990er`, `the ’90s`, `anni Novanta`, `années 1990`, `Neunziger`."""
    word = line.find(at, "decade-word")
    if word and word[0].value is not None:
        return Years(int(word[0].value), int(word[0].value), "decade", word[1], spelled=True)
    before = line.find(at, "decade")
    here = _past_apostrophe(line, before[1] if before else at)
    value = _digits(line, here)
    if value is not None and value % 10 == 0:
        mark = line.find(here + 1, "decade-mark")
        if mark and (line.glued(here + 1) or line.shown(here + 1) in "-'’"):
            return Years(value, value, "decade", mark[1])
        after = here + 1
        if before and (value >= FIRST_YEAR or FIRST_DECADE <= value <= LAST_DECADE):
            if line.shown(after) == "." and line.lexicon.dotted_ordinals and line.glued(after):
                after += 1
            return Years(value, value, "decade", after)
    if before:
        spelled = read_spelled(line, here)
        if spelled and spelled.value % 10 == 0 and FIRST_DECADE <= spelled.value <= LAST_DECADE:
            number = int(spelled.value)
            return Years(number, number, "decade", spelled.after, spelled=True)
    return None


def _span(line: Line, at: int) -> Years | None:
    """Read `2019/20`, `2019-20`, `2019–2021`: four digits, a mark, two or four digits."""
    first = _digits(line, at)
    if first is None or not FIRST_YEAR <= first <= LAST_YEAR:
        return None
    if not (line.shown(at + 1) == "/" or line.is_dash(at + 1)):
        return None
    second = _digits(line, at + 2, shortest=1)
    if second is None or bool(line.tokens[at + 1].gap) != bool(line.tokens[at + 2].gap):
        return None
    shorter = len(line.shown(at + 2))
    if shorter < YEAR_DIGITS:
        second += first - first % 10**shorter
    if not first < second <= LAST_YEAR:
        return None
    if line.find(at + 3, "unit", "unit-sign", "scale", "currency", "currency-sign"):
        return None
    return Years(first, second, "", at + 3)


def _short(line: Line, at: int) -> Years | None:
    """Read `’24`: an apostrophe that opens, and two digits."""
    if line.shown(at) not in APOSTROPHES or line.glued(at) or not line.glued(at + 1):
        return None
    value = _digits(line, at + 1)
    if value is None or len(line.shown(at + 1)) != SHORT_DIGITS:
        return None
    return Years(value, value, "short-year", at + 2)


def _past_apostrophe(line: Line, at: int) -> int:
    return at + 1 if line.shown(at) in APOSTROPHES and line.glued(at + 1) else at


def _digits(line: Line, at: int, shortest: int = SHORT_DIGITS) -> int | None:
    text = line.shown(at)
    if line.kind(at) != "digits" or not text.isdigit():
        return None
    return int(text) if shortest <= len(text) <= SHORT_DIGITS or len(text) == YEAR_DIGITS else None
