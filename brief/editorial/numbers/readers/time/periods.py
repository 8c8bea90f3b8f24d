"""Quarters and halves of a year: `drittes Quartal`, `secondo semestre`, `Q3 2024`, `1H25`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.names import parse_roman
from brief.editorial.numbers.readers.quantity_factory import make_quantity
from brief.editorial.numbers.readers.time.calendar import YEAR_DIGITS
from brief.editorial.numbers.readers.time.years import OPENING_APOSTROPHES, SHORT_DIGITS
from brief.editorial.numbers.text.digits import divide

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Quantity
    from brief.editorial.numbers.readers.token_stream import TokenStream

    Found = tuple[list[Quantity], int]

QUARTER, HALF_YEAR = "calendar-quarter", "half-year"
# How many of each a year has, and how many months it lasts.
PERIODS_PER_YEAR = {QUARTER: 4, HALF_YEAR: 2}
MONTHS_PER_PERIOD = {QUARTER: Decimal(3), HALF_YEAR: Decimal(6)}
# Letters for them beside a digit: half, Quartal or quarter, semestre, trimestre.
_LETTERS = {"Q": QUARTER, "T": QUARTER, "H": HALF_YEAR, "S": HALF_YEAR}
_WITH_YEAR = re.compile(r"[1-4]['’]\d\d")
_NUMBERS = ("1", "2", "3", "4")
# A letter that is enough by itself; beside the others a year must stand, since `H1` is a name.
_QUARTER_LETTER = "Q"


def read_period(stream: TokenStream, index: int) -> Found | None:
    """Read a quarter or a half of a year; as a word, since a translation may say its months."""
    shown = stream.text_at(index)
    lettered = (
        _read_letter_period(stream, index) if shown in _LETTERS or shown in _NUMBERS else None
    )
    return lettered or _read_ordinal_period(stream, index)


def _read_letter_period(stream: TokenStream, index: int) -> Found | None:
    """Read `Q3`, `Q3/2024`, `T4 2024`, `3Q24`, `1S 2025`."""
    letter, digit = (index + 1, index) if stream.kind_at(index) == "digits" else (index, index + 1)
    unit = _LETTERS.get(stream.text_at(letter))
    number = stream.text_at(digit)
    if unit and letter == index and _WITH_YEAR.fullmatch(number) and stream.is_attached(digit):
        return _split_short_year(stream, index, unit)
    if (
        not unit
        or not stream.is_attached(index + 1)
        or number not in _NUMBERS[: PERIODS_PER_YEAR[unit]]
    ):
        return None
    after = index + 2
    year = _find_year(stream, after, joined=letter > digit)
    goes_on = stream.is_attached(after) and stream.kind_at(after) in {"word", "digits"}
    if not year and (stream.text_at(letter) != _QUARTER_LETTER or goes_on):
        return None
    made = [_make_period(stream, index, after, Decimal(number), unit)]
    if year and stream.is_attached(year) and stream.kind_at(year) == "digits":
        # Nothing else would read a year that is written as one with the quarter.
        value = Decimal(stream.text_at(year))
        short = len(stream.text_at(year)) == SHORT_DIGITS
        made.append(
            make_quantity(stream, year, year + 1, "year", value, unit="short-year" if short else "")
        )
        after = year + 1
    return made, after


def _split_short_year(stream: TokenStream, index: int, unit: str) -> Found:
    """Read `Q4’24`, of which the digits are one token: the quarter and its year."""
    number, year = stream.text_at(index + 1)[0], stream.text_at(index + 1)[-SHORT_DIGITS:]
    whole = _make_period(stream, index, index + 2, Decimal(number), unit)
    cut = whole.end - SHORT_DIGITS
    short = make_quantity(stream, index + 1, index + 2, "year", Decimal(year), unit="short-year")
    return [
        replace(whole, end=cut, text=stream.text[whole.start : cut]),
        replace(short, start=cut, text=stream.text[cut : short.end]),
    ], index + 2


def _find_year(stream: TokenStream, index: int, *, joined: bool) -> int:
    """Return the token of the year that follows, past `/`, `-`, `de` or an apostrophe; else 0."""
    here = index
    if stream.text_at(here) in {"/", "-"} and stream.is_attached(here):
        here += 1
    elif passed := stream.find(here, "of"):
        here = passed[1]
    if stream.text_at(here) in OPENING_APOSTROPHES and stream.is_attached(here + 1):
        here += 1
    digits = stream.text_at(here)
    if stream.kind_at(here) != "digits" or not digits.isdigit():
        return 0
    short = len(digits) == SHORT_DIGITS and (here > index or (joined and stream.is_attached(here)))
    return here if short or len(digits) == YEAR_DIGITS else 0


def _read_ordinal_period(stream: TokenStream, index: int) -> Found | None:
    """Read `drittes Quartal`, `3. Quartal`, `III trimestre`, `prima metà del 2024`."""
    counted = _read_period_number(stream, index)
    if not counted:
        return None
    value, here = counted
    here = stream.skip_hyphen(here)
    period = stream.find(here, "period")
    if not period and (of_year := stream.find(here, "period-of-year")):
        period = of_year if _is_followed_by_year(stream, of_year[1]) else None
    if not period or value > PERIODS_PER_YEAR[period[0].name]:
        return None
    return [_make_period(stream, index, period[1], value, period[0].name)], period[1]


def _read_period_number(stream: TokenStream, index: int) -> tuple[Decimal, int] | None:
    """Return which one it is, from one to four, and the token after that."""
    word = stream.find(index, "ordinal")
    if word and word[0].value:
        return word[0].value, word[1]
    shown, after = stream.text_at(index), index + 1
    number = parse_roman(shown) if stream.kind_at(index) == "word" and shown.isupper() else None
    if shown in _NUMBERS:
        number = int(shown)
        if not stream.is_attached(after):
            return None
    if not number:
        return None
    if stream.is_attached(after) and (mark := stream.find(after, "ordinal-mark")):
        after = mark[1]
    if stream.text_at(after) in {".", "º"} and stream.is_attached(after):
        after += 1
    return Decimal(number), after


def _is_followed_by_year(stream: TokenStream, index: int) -> bool:
    """Say whether a year follows: `half of 2024`, `half of the year`, `Hälfte 2024`."""
    here = index
    while passed := stream.find(here, "of", "the"):
        here = passed[1] + (stream.text_at(passed[1]) in OPENING_APOSTROPHES)
    digits = stream.text_at(here)
    if stream.kind_at(here) == "digits" and digits.isdigit() and len(digits) == YEAR_DIGITS:
        decade = stream.is_attached(here + 1) and stream.kind_at(here + 1) == "word"
        counted = stream.find(here + 1, "unit", "unit-sign", "currency", "currency-sign")
        return not (decade or counted)
    return bool(stream.find(index, "past-year") or stream.find(here, "past-year", "year-word"))


def _make_period(
    stream: TokenStream, index: int, after: int, value: Decimal, unit: str
) -> Quantity:
    return make_quantity(stream, index, after, "ordinal", value, unit=unit, weight="word")


def read_each_nth(stream: TokenStream, index: int) -> Found | None:
    """Read `jeder Fünfte`, `every third`, `co czwarty`: a part, which the number answers too."""
    each = stream.find(index, "each")
    part = stream.find(each[1], "ordinal") if each else None
    if not part or not part[0].value or part[0].value <= 1:
        return None
    value = part[0].value
    share = divide(1, value)
    readings = (Reading(value, value, ""),)
    made = make_quantity(
        stream, index, part[1], "fraction", share, weight="word", readings=readings
    )
    return [made], part[1]
