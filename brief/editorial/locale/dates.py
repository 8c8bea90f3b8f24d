"""Format days, months and years in a language, by CLDR's Gregorian calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import parse_pattern

from brief.editorial.locale.locales import parse_locale
from brief.editorial.locale.numerals import NBSP, native_digits

if TYPE_CHECKING:
    from babel import Locale

    from brief.editorial.locale.partial_date import PartialDate

# The fields of a CLDR date pattern (UTS 35, part 4, 8.1), a quoted text, or anything else.
_PIECE = re.compile(r"'(?:[^']|'')*'|[dLM]+|[^'dLM]+")


def format_date(day: date, tag: str) -> str:
    """Return the day in CLDR's long form: `15. September 2025`, `15 settembre 2025`.

    A line never breaks between the day and the month. The calendar is Gregorian everywhere.
    """
    locale = parse_locale(tag)
    return _apply_pattern(locale.date_formats["long"].pattern, day, locale)


def format_period(period: PartialDate, tag: str) -> str:
    """Return a year, month or day in words: `2025`, `settembre 2025`, `15 settembre 2025`."""
    if period.month is None:
        return format_year(period.year, tag)
    if period.day is not None:
        return format_date(date(period.year, period.month, period.day), tag)
    locale = parse_locale(tag)
    pattern = locale.datetime_skeletons["yMMMM"].pattern
    return _apply_pattern(pattern, date(period.year, period.month, 1), locale)


def format_short_period(period: PartialDate, tag: str) -> str:
    """Return a year, month or day as short as a label of an axis: `2025`, `Sept. 2025`, `15.9.25`.

    A year is its numeral alone, also where the language adds a text to it.
    """
    locale = parse_locale(tag)
    if period.month is None:
        return native_digits(str(period.year), locale)
    if period.day is None:
        pattern = locale.datetime_skeletons["yMMM"].pattern
        return _apply_pattern(pattern, date(period.year, period.month, 1), locale)
    day = date(period.year, period.month, period.day)
    return native_digits(locale.date_formats["short"].apply(day, locale), locale)


def format_year(year: int, tag: str) -> str:
    """Return the year with the text that the language adds: `2025`, `2025年`, `2025.`."""
    locale = parse_locale(tag)
    before, after = year_affixes(locale)
    return f"{before}{native_digits(str(year), locale)}{after}".replace(" ", NBSP)


def year_affixes(locale: Locale) -> tuple[str, str]:
    """Return the texts before and after a year without a month (CLDR, skeleton `y`)."""
    before, _, after = locale.datetime_skeletons["y"].pattern.partition("y")
    return before.replace("'", ""), after.replace("'", "")


def _apply_pattern(pattern: str, day: date, locale: Locale) -> str:
    """Apply the pattern in the language's own digits.

    Spaces between day and month, and before `г.`, become no-break spaces.
    """
    pieces = _PIECE.findall(pattern)
    fields = [i for i, piece in enumerate(pieces) if piece[0] in "dLM"]
    for i in range(fields[0], fields[-1]):
        pieces[i] = pieces[i].replace(" ", NBSP)
    bound = re.sub(r"([yd]\.?) '", rf"\1{NBSP}'", "".join(pieces))
    return native_digits(parse_pattern(bound).apply(day, locale), locale)
