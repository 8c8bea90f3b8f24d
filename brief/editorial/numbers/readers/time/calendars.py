"""Convert years and days of the Buddhist, Persian and Islamic calendars to Gregorian ones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from brief.editorial.locale.partial_date import PartialDate

if TYPE_CHECKING:
    from brief.editorial.numbers.lexicon.lexicon import Lexicon

BUDDHIST, SOLAR, LUNAR, GREGORIAN = "buddhist", "solar", "lunar", "gregorian"
# Years that are written without a word for their calendar: 1857 to 2106, and 1871 to 2121.
_UNMARKED = {BUDDHIST: range(2400, 2650), SOLAR: range(1250, 1501)}
# The remainders of Persian leap years by 33, right from 1244 to 1472.
_LEAP_YEARS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_CYCLE = 33
_NEW_YEAR = date(2025, 3, 21)  # the first day of the Persian year 1404
_NEW_YEAR_NUMBER = 1404
_LONG_MONTHS, _LONG_MONTH, _SHORT_MONTH = 6, 31, 30
_PERSIAN_MONTHS = 12


def list_gregorian_years(year: int, calendar: str) -> tuple[int, ...]:
    """Return the Gregorian years in which a year of another calendar lies, the likeliest first."""
    if calendar == BUDDHIST:
        return (year - 543,)
    if calendar == SOLAR:  # from March to March
        return year + 621, year + 622
    if calendar == LUNAR:  # 354 days
        first = int(year * 0.970224 + 621.5774)
        return first, first + 1
    return (year,)


def read_unmarked_year(year: int, lexicon: Lexicon) -> tuple[int, ...]:
    """Return the Gregorian years of a year that is written without a word for its calendar."""
    unmarked = year in _UNMARKED.get(lexicon.calendar, ())
    return list_gregorian_years(year, lexicon.calendar) if unmarked else (year,)


def convert_persian_day(year: int, month: int, day: int) -> PartialDate | None:
    """Return the Gregorian day of a Persian one, or None if that calendar does not have it.

    Six months have 31 days, five 30, and the last 29, or 30 in leap years.
    """
    leap = year % _CYCLE in _LEAP_YEARS
    last = _LONG_MONTH if month <= _LONG_MONTHS else _SHORT_MONTH
    last -= month == _PERSIAN_MONTHS and not leap
    if not 1 <= month <= _PERSIAN_MONTHS or not 1 <= day <= last:
        return None
    passed = (month - 1) * _SHORT_MONTH + min(month - 1, _LONG_MONTHS) + day - 1
    days = 365 * (year - _NEW_YEAR_NUMBER) + _count_leaps(year) - _count_leaps(_NEW_YEAR_NUMBER)
    found = date.fromordinal(_NEW_YEAR.toordinal() + days + passed)
    return PartialDate(found.year, found.month, found.day)


def _count_leaps(year: int) -> int:
    """Return the number of leap years before a year."""
    cycles, rest = divmod(year - 1, _CYCLE)
    return cycles * len(_LEAP_YEARS) + sum(leap <= rest for leap in _LEAP_YEARS)
