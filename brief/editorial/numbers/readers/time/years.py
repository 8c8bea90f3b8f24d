"""Read years other than four digits: spans (`2019/20`), decades (`1990er`), short years (`’24`)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.locale.partial_date import PartialDate
from brief.editorial.numbers.readers.number_words.spelled import HUNDRED, read_spelled
from brief.editorial.numbers.readers.numerals import FIRST_YEAR, LAST_YEAR
from brief.editorial.numbers.readers.ordinals import read_ordinal
from brief.editorial.numbers.readers.quantity_factory import make_result
from brief.editorial.numbers.readers.token_stream import SHORT_YEAR_DIGITS, YEAR_DIGITS
from brief.editorial.numbers.readers.units import is_counted
from brief.editorial.numbers.text import remainder

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Weight
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.token_stream import TokenStream

FIRST_DECADE, LAST_DECADE = 20, 90
MAX_QUOTED = 8  # tokens
OPENING_APOSTROPHES = frozenset("'’‘")


def read_years(stream: TokenStream, i: int) -> ReadResult | None:
    """Read a span of years, a decade with or without its century, or a short year."""
    readers = (_read_decade, _read_century_decade, _read_year_span, _read_short_year)
    for reader in (*readers, _read_named_year):
        if found := reader(stream, i):
            return found
    return None


def _read_decade(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `1990er`, `the ’90s`, `anni Novanta`, `années 1990`, `Neunziger`."""
    word = stream.find(i, "decade-word")
    if word and word[0].value is not None:
        return _make_decade(stream, i, word[1], int(word[0].value), "word")
    before = stream.find(i, "decade")
    here = stream.skip_hyphen(stream.skip(before[1], "prefix")) if before else i
    if stream.text_at(here) in OPENING_APOSTROPHES and stream.is_attached(here + 1):
        here += 1
    value = _read_year_digits(stream, here)
    after = here + 1
    if value is not None and value % 10 == 0:
        mark = stream.find(after, "decade-mark")
        separate = mark and mark[1] > after + 1  # `1980 के दशक`
        if mark and (separate or stream.is_attached(after) or stream.text_at(after) in "-'’"):
            return _make_decade(stream, i, mark[1], value)
        if before and (value >= FIRST_YEAR or FIRST_DECADE <= value <= LAST_DECADE):
            dotted = stream.lexicon.dotted_ordinals and stream.text_at(after) == "."
            return _make_decade(stream, i, after + (dotted and stream.is_attached(after)), value)
    spelled = read_spelled(stream, here) if before else None
    if (
        spelled
        and remainder(spelled.value, 10) == 0
        and FIRST_DECADE <= spelled.value <= LAST_DECADE
    ):
        return _make_decade(stream, i, spelled.after, int(spelled.value), "word")
    return None


def _make_decade(
    stream: TokenStream, i: int, after: int, year: int, weight: Weight = "figure"
) -> ReadResult:
    """Return the decade, in the century that follows it: `anni Venti del XX secolo`."""
    value = Decimal(year)
    if value < HUNDRED:
        # `30. letech 20. století`, `80-е годы XX века`
        named = stream.skip(stream.skip(after, "decade"), "of")
        century = read_ordinal(stream, named) if named < len(stream) else None
        if century and century[0][0].unit == "century" and century[0][0].low is not None:
            value, after = value + (century[0][0].low - 1) * HUNDRED, century[1]
    return make_result(stream, i, after, "year", value, unit="decade", weight=weight)


def _read_century_decade(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `20. gadsimta 80. gados`, `XX a. 4-ame dešimtmetyje`: a century, and its decade."""
    if not (stream.digits_at(i) or stream.text_at(i).isupper()):
        return None
    if not stream.is_attached(i + 1) and not stream.find(i + 1, "century", "ordinal-mark"):
        return None
    century = read_ordinal(stream, i)
    if not century or century[0][0].unit != "century" or century[1] >= len(stream):
        return None
    decade = _read_decade(stream, century[1])
    start, years = century[0][0].low, decade[0][0].low if decade else None
    if not decade or start is None or years is None or years >= HUNDRED:
        return None
    value = (start - 1) * HUNDRED + years
    return make_result(stream, i, decade[1], "year", value, unit="decade")


def _read_year_span(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `2019/20`, `2019-20`, `2019–2021`: four digits, a mark, one, two or four digits."""
    first = _read_year_digits(stream, i)
    if first is None or not FIRST_YEAR <= first <= LAST_YEAR:
        return None
    dotted = stream.lexicon.dotted_ordinals and stream.text_at(i + 1) == "."
    mark = i + 2 if dotted and stream.is_attached(i + 1) else i + 1  # `2024./25.`
    if not (stream.text_at(mark) == "/" or stream.is_dash(mark)):
        return None
    second = _read_year_digits(stream, mark + 1, shortest=1)
    if second is None or bool(stream.tokens[mark].gap) != bool(stream.tokens[mark + 1].gap):
        return None
    length = len(stream.text_at(mark + 1))
    if length < YEAR_DIGITS:
        second += first - first % 10**length
    if not first < second <= LAST_YEAR:
        return None
    after = mark + 2
    if is_counted(stream, after) and not stream.find(after, "year-word"):
        return None
    return make_result(stream, i, after, "year", Decimal(first), high=Decimal(second))


def _read_named_year(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `2018 года`, `2018. aastal`: a year with its word; it is not a span of time."""
    digits, after = stream.digits_at(i), i + 1
    if len(digits) != YEAR_DIGITS or not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return None
    if stream.lexicon.dotted_ordinals and stream.text_at(after) == ".":
        after += 1
    named = stream.find(after, "year-word")
    if not named:
        return None
    value, date = Decimal(digits), PartialDate(int(digits))
    return make_result(stream, i, named[1], "year", value, date=date)


def _read_short_year(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `’24`: an opening apostrophe and two digits."""
    if stream.text_at(i) not in OPENING_APOSTROPHES or stream.is_attached(i):
        return None
    digits = stream.digits_at(i + 1)
    if len(digits) != SHORT_YEAR_DIGITS or not stream.is_attached(i + 1):
        return None
    if is_counted(stream, i + 2) or _is_quoted(stream, i):
        return None
    return make_result(stream, i, i + 2, "year", Decimal(digits), unit="short-year")


def _is_quoted(stream: TokenStream, i: int) -> bool:
    """Return whether the apostrophe opens a quotation that ends soon: `'60 Ships'`."""
    if stream.text_at(i) == "’":
        return False
    for here in range(i + 2, i + MAX_QUOTED):
        if stream.text_at(here) in OPENING_APOSTROPHES and stream.is_attached(here):
            return not stream.is_attached(here + 1) or stream.kind_at(here + 1) == "mark"
    return False


def _read_year_digits(stream: TokenStream, i: int, shortest: int = SHORT_YEAR_DIGITS) -> int | None:
    digits = stream.digits_at(i)
    fits = shortest <= len(digits) <= SHORT_YEAR_DIGITS or len(digits) == YEAR_DIGITS
    return int(digits) if fits else None
