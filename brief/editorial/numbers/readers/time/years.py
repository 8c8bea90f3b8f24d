"""Years that are more than four digits: spans (`2019/20`), decades (`1990er`), short (`’24`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.spelled import read_spelled
from brief.editorial.numbers.readers.time.calendar import YEAR_DIGITS

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

SHORT_DIGITS = 2
FIRST_YEAR, LAST_YEAR = 1000, 2199
FIRST_DECADE, LAST_DECADE = 20, 90
OPENING_APOSTROPHES = frozenset("'’‘")


@dataclass(frozen=True, slots=True)
class ParsedYears:
    """A span of years, or a decade (`unit`), of which two digits may be all that is said."""

    low: int
    high: int
    unit: str
    after: int
    spelled: bool = False


def read_years(stream: TokenStream, index: int) -> ParsedYears | None:
    """Return the span, decade or short year that begins at that token."""
    return (
        _read_decade(stream, index)
        or _read_year_span(stream, index)
        or _read_short_year(stream, index)
    )


def _read_decade(stream: TokenStream, index: int) -> ParsedYears | None:
    """Read `1990er`, `the ’90s`, `anni Novanta`, `années 1990`, `Neunziger`."""
    word = stream.find(index, "decade-word")
    if word and word[0].value is not None:
        return ParsedYears(int(word[0].value), int(word[0].value), "decade", word[1], spelled=True)
    before = stream.find(index, "decade")
    here = _skip_apostrophe(stream, before[1] if before else index)
    value = _read_year_digits(stream, here)
    if value is not None and value % 10 == 0:
        mark = stream.find(here + 1, "decade-mark")
        if mark and (stream.is_attached(here + 1) or stream.text_at(here + 1) in "-'’"):
            return ParsedYears(value, value, "decade", mark[1])
        after = here + 1
        if before and (value >= FIRST_YEAR or FIRST_DECADE <= value <= LAST_DECADE):
            if (
                stream.text_at(after) == "."
                and stream.lexicon.dotted_ordinals
                and stream.is_attached(after)
            ):
                after += 1
            return ParsedYears(value, value, "decade", after)
    if before:
        spelled = read_spelled(stream, here)
        if spelled and spelled.value % 10 == 0 and FIRST_DECADE <= spelled.value <= LAST_DECADE:
            number = int(spelled.value)
            return ParsedYears(number, number, "decade", spelled.after, spelled=True)
    return None


def _read_year_span(stream: TokenStream, index: int) -> ParsedYears | None:
    """Read `2019/20`, `2019-20`, `2019–2021`: four digits, a mark, two or four digits."""
    first = _read_year_digits(stream, index)
    if first is None or not FIRST_YEAR <= first <= LAST_YEAR:
        return None
    if not (stream.text_at(index + 1) == "/" or stream.is_dash(index + 1)):
        return None
    second = _read_year_digits(stream, index + 2, shortest=1)
    if second is None or bool(stream.tokens[index + 1].gap) != bool(stream.tokens[index + 2].gap):
        return None
    shorter = len(stream.text_at(index + 2))
    if shorter < YEAR_DIGITS:
        second += first - first % 10**shorter
    if not first < second <= LAST_YEAR:
        return None
    if stream.find(index + 3, "unit", "unit-sign", "scale", "currency", "currency-sign"):
        return None
    return ParsedYears(first, second, "", index + 3)


def _read_short_year(stream: TokenStream, index: int) -> ParsedYears | None:
    """Read `’24`: an apostrophe that opens, and two digits."""
    if (
        stream.text_at(index) not in OPENING_APOSTROPHES
        or stream.is_attached(index)
        or not stream.is_attached(index + 1)
    ):
        return None
    value = _read_year_digits(stream, index + 1)
    if value is None or len(stream.text_at(index + 1)) != SHORT_DIGITS:
        return None
    return ParsedYears(value, value, "short-year", index + 2)


def _skip_apostrophe(stream: TokenStream, index: int) -> int:
    return (
        index + 1
        if stream.text_at(index) in OPENING_APOSTROPHES and stream.is_attached(index + 1)
        else index
    )


def _read_year_digits(stream: TokenStream, index: int, shortest: int = SHORT_DIGITS) -> int | None:
    text = stream.text_at(index)
    if stream.kind_at(index) != "digits" or not text.isdigit():
        return None
    return int(text) if shortest <= len(text) <= SHORT_DIGITS or len(text) == YEAR_DIGITS else None
