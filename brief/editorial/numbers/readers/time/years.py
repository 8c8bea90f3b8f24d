"""Read years other than four digits: spans (`2019/20`), decades (`1990er`), short years (`’24`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.numerals import FIRST_YEAR, LAST_YEAR
from brief.editorial.numbers.readers.spelled import read_spelled
from brief.editorial.numbers.readers.token_stream import SHORT_YEAR_DIGITS, YEAR_DIGITS

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

FIRST_DECADE, LAST_DECADE = 20, 90
OPENING_APOSTROPHES = frozenset("'’‘")


@dataclass(frozen=True, slots=True)
class ParsedYears:
    """A span of years, or a decade (`unit`), perhaps in two digits only."""

    low: int
    high: int
    unit: str
    after: int
    spelled: bool = False


def read_years(stream: TokenStream, i: int) -> ParsedYears | None:
    """Return the span, decade or short year that begins at that token."""
    return _read_decade(stream, i) or _read_year_span(stream, i) or _read_short_year(stream, i)


def _read_decade(stream: TokenStream, i: int) -> ParsedYears | None:
    """Read `1990er`, `the ’90s`, `anni Novanta`, `années 1990`, `Neunziger`."""
    word = stream.find(i, "decade-word")
    if word and word[0].value is not None:
        return _make_decade(int(word[0].value), word[1], spelled=True)
    before = stream.find(i, "decade")
    here = before[1] if before else i
    if stream.text_at(here) in OPENING_APOSTROPHES and stream.is_attached(here + 1):
        here += 1
    value = _read_year_digits(stream, here)
    after = here + 1
    if value is not None and value % 10 == 0:
        mark = stream.find(after, "decade-mark")
        if mark and (stream.is_attached(after) or stream.text_at(after) in "-'’"):
            return _make_decade(value, mark[1])
        if before and (value >= FIRST_YEAR or FIRST_DECADE <= value <= LAST_DECADE):
            dotted = stream.lexicon.dotted_ordinals and stream.text_at(after) == "."
            return _make_decade(value, after + (dotted and stream.is_attached(after)))
    spelled = read_spelled(stream, here) if before else None
    if spelled and spelled.value % 10 == 0 and FIRST_DECADE <= spelled.value <= LAST_DECADE:
        return _make_decade(int(spelled.value), spelled.after, spelled=True)
    return None


def _make_decade(year: int, after: int, *, spelled: bool = False) -> ParsedYears:
    return ParsedYears(year, year, "decade", after, spelled)


def _read_year_span(stream: TokenStream, i: int) -> ParsedYears | None:
    """Read `2019/20`, `2019-20`, `2019–2021`: four digits, a mark, one, two or four digits."""
    first = _read_year_digits(stream, i)
    if first is None or not FIRST_YEAR <= first <= LAST_YEAR:
        return None
    if not (stream.text_at(i + 1) == "/" or stream.is_dash(i + 1)):
        return None
    second = _read_year_digits(stream, i + 2, shortest=1)
    if second is None or bool(stream.tokens[i + 1].gap) != bool(stream.tokens[i + 2].gap):
        return None
    length = len(stream.text_at(i + 2))
    if length < YEAR_DIGITS:
        second += first - first % 10**length
    if not first < second <= LAST_YEAR:
        return None
    if stream.find(i + 3, "unit", "unit-sign", "scale", "currency", "currency-sign"):
        return None
    return ParsedYears(first, second, "", i + 3)


def _read_short_year(stream: TokenStream, i: int) -> ParsedYears | None:
    """Read `’24`: an opening apostrophe and two digits."""
    if stream.text_at(i) not in OPENING_APOSTROPHES or stream.is_attached(i):
        return None
    digits = stream.digits_at(i + 1)
    if len(digits) != SHORT_YEAR_DIGITS or not stream.is_attached(i + 1):
        return None
    return ParsedYears(int(digits), int(digits), "short-year", i + 2)


def _read_year_digits(stream: TokenStream, i: int, shortest: int = SHORT_YEAR_DIGITS) -> int | None:
    digits = stream.digits_at(i)
    fits = shortest <= len(digits) <= SHORT_YEAR_DIGITS or len(digits) == YEAR_DIGITS
    return int(digits) if fits else None
