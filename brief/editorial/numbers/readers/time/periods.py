"""Read quarters and halves of a year: `drittes Quartal`, `secondo semestre`, `Q3 2024`, `1H25`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.names import parse_roman
from brief.editorial.numbers.readers.number_words.spelled import read_spelled
from brief.editorial.numbers.readers.quantity_factory import make_quantity, make_result
from brief.editorial.numbers.readers.time.years import OPENING_APOSTROPHES
from brief.editorial.numbers.readers.token_stream import (
    HYPHENS,
    SHORT_YEAR_DIGITS,
    YEAR_DIGITS,
)
from brief.editorial.numbers.text import divide

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Quantity
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.token_stream import TokenStream

QUARTER, HALF_YEAR = "calendar-quarter", "half-year"
PERIODS_PER_YEAR = {QUARTER: 4, HALF_YEAR: 2}
MONTHS_PER_PERIOD = {QUARTER: Decimal(3), HALF_YEAR: Decimal(6)}
# Letters beside a digit: half, Quartal or quarter, semestre, trimestre.
_LETTERS = {"Q": QUARTER, "T": QUARTER, "H": HALF_YEAR, "S": HALF_YEAR}
_WITH_YEAR = re.compile(r"[1-4]['’]\d\d")
_NUMBERS = ("1", "2", "3", "4")
# The letter that needs neither a year nor a preposition; the others do, since `H1` is a name.
_QUARTER_LETTER = "Q"


def read_period(stream: TokenStream, i: int) -> ReadResult | None:
    """Read a quarter or half of a year: a `word`, since a translation may name its months."""
    text = stream.text_at(i)
    if stream.kind_at(i) == "digits" and text not in _NUMBERS:
        return None
    found = _read_letter_period(stream, i) if text in _LETTERS or text in _NUMBERS else None
    return found or _read_ordinal_period(stream, i) or _read_named_period(stream, i)


def _read_named_period(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `quý III`, `الربع الثالث`, `ไตรมาส 3`, and words for half a year: `上半年`."""
    half = stream.find(i, "half-year-number")
    if half and half[0].value:
        return [_make_period(stream, i, half[1], half[0].value, HALF_YEAR)], half[1]
    named = stream.find(i, "period-before")
    if not named:
        return None
    here = stream.skip_hyphen(stream.skip(named[1], "ordinal-before", "prefix"))
    word = stream.find(here, "ordinal", "number")
    digits = stream.text_at(here) if stream.text_at(here) in _NUMBERS else ""
    number = parse_roman(stream.text_at(here)) if stream.kind_at(here) == "word" else None
    value = Decimal(digits or number or (word[0].value if word and word[0].value else 0))
    if not 1 <= value <= PERIODS_PER_YEAR[named[0].name]:
        return None
    after = word[1] if word else here + 1
    return [_make_period(stream, i, after, value, named[0].name)], after


def _read_letter_period(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `Q3`, `Q3/2024`, `T4 2024`, `3Q24`, `1S 2025`."""
    letter, digit = (i + 1, i) if stream.kind_at(i) == "digits" else (i, i + 1)
    unit = _LETTERS.get(stream.text_at(letter))
    number = stream.text_at(digit)
    if not unit or not stream.is_attached(i + 1):
        return None
    if letter == i and _WITH_YEAR.fullmatch(number):
        return _split_short_year(stream, i, unit)
    if number not in _NUMBERS[: PERIODS_PER_YEAR[unit]]:
        return None
    after = i + 2
    year = _find_year(stream, after, joined=letter > digit)
    goes_on = stream.is_attached(after) and stream.kind_at(after) in {"word", "digits"}
    joined = stream.text_at(after) in HYPHENS and stream.is_attached(after + 1)
    sure = stream.text_at(letter) == _QUARTER_LETTER or _is_dated(stream, i)
    if not year and (not sure or goes_on or joined):
        return None  # `H1-Visum`
    found = [_make_period(stream, i, after, Decimal(number), unit)]
    if year and stream.is_attached(year):
        # No other reader would read a year that is attached to the quarter.
        digits, after = stream.text_at(year), year + 1
        unit = "short-year" if len(digits) == SHORT_YEAR_DIGITS else ""
        found.append(make_quantity(stream, year, after, "year", Decimal(digits), unit=unit))
    return found, after


def _split_short_year(stream: TokenStream, i: int, unit: str) -> ReadResult:
    """Read `Q4’24`, whose digits are one token, as a quarter and a year."""
    number, year = stream.text_at(i + 1)[0], stream.text_at(i + 1)[-SHORT_YEAR_DIGITS:]
    whole = _make_period(stream, i, i + 2, Decimal(number), unit)
    cut = whole.end - SHORT_YEAR_DIGITS
    short = make_quantity(stream, i + 1, i + 2, "year", Decimal(year), unit="short-year")
    return [
        replace(whole, end=cut, text=stream.text[whole.start : cut]),
        replace(short, start=cut, text=stream.text[cut : short.end]),
    ], i + 2


def _find_year(stream: TokenStream, i: int, *, joined: bool) -> int:
    """Return the index of the year after `/`, `-`, `de` or an apostrophe, or 0.

    `joined`: the digits of a short year may follow the letter directly (`3Q24`).
    """
    here = i
    if stream.text_at(here) in {"/", "-"} and stream.is_attached(here):
        here += 1
    elif passed := stream.find(here, "of"):
        here = passed[1]
    if stream.text_at(here) in OPENING_APOSTROPHES and stream.is_attached(here + 1):
        here += 1
    digits = len(stream.digits_at(here))
    short = digits == SHORT_YEAR_DIGITS and (here > i or (joined and stream.is_attached(here)))
    return here if short or digits == YEAR_DIGITS else 0


def _read_ordinal_period(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `drittes Quartal`, `3. Quartal`, `III trimestre`, `prima metà del 2024`."""
    counted = _read_period_number(stream, i)
    if not counted:
        return None
    value, here = counted[0], stream.skip_hyphen(counted[1])
    period = stream.find(here, "period")
    if not period and (of_year := stream.find(here, "period-of-year")):
        alone = _is_dated(stream, i) and _stands_alone(stream, of_year[1])
        period = of_year if alone or _is_followed_by_year(stream, of_year[1]) else None
    if not period or value > PERIODS_PER_YEAR[period[0].name]:
        return None
    return [_make_period(stream, i, period[1], value, period[0].name)], period[1]


def _read_period_number(stream: TokenStream, i: int) -> tuple[Decimal, int] | None:
    word = stream.find(i, "ordinal")
    if word and word[0].value:
        return word[0].value, word[1]
    before = stream.find(i, "ordinal-before")
    digits_and_units = stream.lexicon.digits_and_units
    spelled = digits_and_units and read_spelled(stream, before[1] if before else i, alone=True)
    if spelled:
        return spelled.value, spelled.after
    i = before[1] if before else i
    text, after = stream.text_at(i), i + 1
    number = parse_roman(text) if stream.kind_at(i) == "word" and text.isupper() else None
    if text in _NUMBERS and stream.is_attached(after):
        number = int(text)
    if not number:
        return None
    if stream.is_attached(after) and (mark := stream.find(after, "ordinal-mark")):
        after = mark[1]
    if stream.text_at(after) in {".", "º"} and stream.is_attached(after):
        after += 1
    return Decimal(number), after


def _is_followed_by_year(stream: TokenStream, i: int) -> bool:
    """Return whether a year follows: `half of 2024`, `half of the year`, `Hälfte 2024`."""
    here = i
    while passed := stream.find(here, "of", "the"):
        here = passed[1] + (stream.text_at(passed[1]) in OPENING_APOSTROPHES)
    if len(stream.digits_at(here)) == YEAR_DIGITS:
        decade = stream.is_attached(here + 1) and stream.kind_at(here + 1) == "word"
        counted = stream.find(here + 1, "unit", "unit-sign", "currency", "currency-sign")
        named = stream.find(here + 1, "year-word")  # `половине 2018 года`
        return bool(named) or not (decade or counted)
    return bool(stream.find(i, "past-year") or stream.find(here, "past-year", "year-word"))


def _is_dated(stream: TokenStream, i: int) -> bool:
    """Return whether a preposition of time precedes: `in the second half`, `nel primo semestre`."""
    the = stream.find(i - 1, "the")
    here = i - 1 if the and the[1] == i else i
    return any(
        (found := stream.find(here - back, "in-period")) and found[1] == here for back in (1, 2)
    )


def _stands_alone(stream: TokenStream, i: int) -> bool:
    """Return whether the half is not half of something: `half of January`, `half hour`."""
    counted = stream.find(i, "of", "unit", "scale", "currency", "fraction")
    return not counted and not stream.is_attached(i + 1) and stream.kind_at(i) != "digits"


def _make_period(stream: TokenStream, i: int, after: int, value: Decimal, unit: str) -> Quantity:
    return make_quantity(stream, i, after, "ordinal", value, unit=unit, weight="word")


def read_each_nth(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `jeder Fünfte`, `every third`, `co czwarty` as a fraction, or as its number."""
    each = stream.find(i, "each")
    part = stream.find(each[1], "ordinal") if each else None
    if not part or not part[0].value or part[0].value <= 1:
        return None
    value, after = part[0].value, part[1]
    readings = (Reading(value, value, ""),)
    share = divide(1, value)
    return make_result(stream, i, after, "fraction", share, weight="word", readings=readings)
