"""Quarters and halves of a year: `drittes Quartal`, `secondo semestre`, `Q3 2024`, `1H25`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.names import roman
from brief.editorial.numbers.readers.quantity_factory import make
from brief.editorial.numbers.readers.time.calendar import YEAR_DIGITS
from brief.editorial.numbers.readers.time.years import APOSTROPHES, SHORT_DIGITS
from brief.editorial.numbers.text.digits import part_of

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Quantity
    from brief.editorial.numbers.readers.token_stream import Line

    Found = tuple[list[Quantity], int]

QUARTER, HALF_YEAR = "calendar-quarter", "half-year"
# How many of each a year has, and how many months it lasts.
COUNT = {QUARTER: 4, HALF_YEAR: 2}
MONTHS = {QUARTER: Decimal(3), HALF_YEAR: Decimal(6)}
# Letters for them beside a digit: half, Quartal or quarter, semestre, trimestre.
_LETTERS = {"Q": QUARTER, "T": QUARTER, "H": HALF_YEAR, "S": HALF_YEAR}
_WITH_YEAR = re.compile(r"[1-4]['’]\d\d")
_NUMBERS = ("1", "2", "3", "4")
# A letter that is enough by itself; beside the others a year must stand, since `H1` is a name.
_SURE = "Q"


def read_period(line: Line, at: int) -> Found | None:
    """Read a quarter or a half of a year; as a word, since a translation may say its months."""
    shown = line.shown(at)
    lettered = _lettered(line, at) if shown in _LETTERS or shown in _NUMBERS else None
    return lettered or _ordinal(line, at)


def _lettered(line: Line, at: int) -> Found | None:
    """Read `Q3`, `Q3/2024`, `T4 2024`, `3Q24`, `1S 2025`."""
    letter, digit = (at + 1, at) if line.kind(at) == "digits" else (at, at + 1)
    unit = _LETTERS.get(line.shown(letter))
    number = line.shown(digit)
    if unit and letter == at and _WITH_YEAR.fullmatch(number) and line.glued(digit):
        return _with_year(line, at, unit)
    if not unit or not line.glued(at + 1) or number not in _NUMBERS[: COUNT[unit]]:
        return None
    after = at + 2
    year = _year_after(line, after, joined=letter > digit)
    goes_on = line.glued(after) and line.kind(after) in {"word", "digits"}
    if not year and (line.shown(letter) != _SURE or goes_on):
        return None
    made = [_made(line, at, after, Decimal(number), unit)]
    if year and line.glued(year) and line.kind(year) == "digits":
        # Nothing else would read a year that is written as one with the quarter.
        value = Decimal(line.shown(year))
        short = len(line.shown(year)) == SHORT_DIGITS
        made.append(make(line, year, year + 1, "year", value, unit="short-year" if short else ""))
        after = year + 1
    return made, after


def _with_year(line: Line, at: int, unit: str) -> Found:
    """Read `Q4’24`, of which the digits are one token: the quarter and its year."""
    number, year = line.shown(at + 1)[0], line.shown(at + 1)[-SHORT_DIGITS:]
    whole = _made(line, at, at + 2, Decimal(number), unit)
    cut = whole.end - SHORT_DIGITS
    short = make(line, at + 1, at + 2, "year", Decimal(year), unit="short-year")
    return [
        replace(whole, end=cut, text=line.text[whole.start : cut]),
        replace(short, start=cut, text=line.text[cut : short.end]),
    ], at + 2


def _year_after(line: Line, at: int, *, joined: bool) -> int:
    """Return the token of the year that follows, past `/`, `-`, `de` or an apostrophe; else 0."""
    here = at
    if line.shown(here) in {"/", "-"} and line.glued(here):
        here += 1
    elif passed := line.find(here, "of"):
        here = passed[1]
    if line.shown(here) in APOSTROPHES and line.glued(here + 1):
        here += 1
    digits = line.shown(here)
    if line.kind(here) != "digits" or not digits.isdigit():
        return 0
    short = len(digits) == SHORT_DIGITS and (here > at or (joined and line.glued(here)))
    return here if short or len(digits) == YEAR_DIGITS else 0


def _ordinal(line: Line, at: int) -> Found | None:
    """Read `drittes Quartal`, `3. Quartal`, `III trimestre`, `prima metà del 2024`."""
    counted = _count(line, at)
    if not counted:
        return None
    value, here = counted
    here = line.past_hyphen(here)
    period = line.find(here, "period")
    if not period and (of_year := line.find(here, "period-of-year")):
        period = of_year if _names_year(line, of_year[1]) else None
    if not period or value > COUNT[period[0].name]:
        return None
    return [_made(line, at, period[1], value, period[0].name)], period[1]


def _count(line: Line, at: int) -> tuple[Decimal, int] | None:
    """Return which one it is, from one to four, and the token after that."""
    word = line.find(at, "ordinal")
    if word and word[0].value:
        return word[0].value, word[1]
    shown, after = line.shown(at), at + 1
    number = roman(shown) if line.kind(at) == "word" and shown.isupper() else None
    if shown in _NUMBERS:
        number = int(shown)
        if not line.glued(after):
            return None
    if not number:
        return None
    if line.glued(after) and (mark := line.find(after, "ordinal-mark")):
        after = mark[1]
    if line.shown(after) in {".", "º"} and line.glued(after):
        after += 1
    return Decimal(number), after


def _names_year(line: Line, at: int) -> bool:
    """Say whether a year follows: `half of 2024`, `half of the year`, `Hälfte 2024`."""
    here = at
    while passed := line.find(here, "of", "the"):
        here = passed[1] + (line.shown(passed[1]) in APOSTROPHES)
    digits = line.shown(here)
    if line.kind(here) == "digits" and digits.isdigit() and len(digits) == YEAR_DIGITS:
        decade = line.glued(here + 1) and line.kind(here + 1) == "word"
        counted = line.find(here + 1, "unit", "unit-sign", "currency", "currency-sign")
        return not (decade or counted)
    return bool(line.find(at, "past-year") or line.find(here, "past-year", "year-word"))


def _made(line: Line, at: int, after: int, value: Decimal, unit: str) -> Quantity:
    return make(line, at, after, "ordinal", value, unit=unit, weight="word")


def read_each(line: Line, at: int) -> Found | None:
    """Read `jeder Fünfte`, `every third`, `co czwarty`: a part, which the number answers too."""
    each = line.find(at, "each")
    part = line.find(each[1], "ordinal") if each else None
    if not part or not part[0].value or part[0].value <= 1:
        return None
    value = part[0].value
    share = part_of(1, value)
    readings = (Reading(value, value, ""),)
    made = make(line, at, part[1], "fraction", share, weight="word", readings=readings)
    return [made], part[1]
