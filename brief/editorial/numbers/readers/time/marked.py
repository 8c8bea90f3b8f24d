"""Read dates with a mark for each number, and years of an era: `2018年9月29日`, `令和7年`."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from brief.editorial.locale.partial_date import PartialDate
from brief.editorial.numbers.lexicon.load import load_lexicon
from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.number_words.spelled import read_spelled
from brief.editorial.numbers.readers.numerals import FIRST_YEAR, LAST_YEAR
from brief.editorial.numbers.readers.quantity_factory import make_result
from brief.editorial.numbers.readers.time.calendars import (
    GREGORIAN,
    convert_persian_day,
    list_gregorian_years,
    read_unmarked_year,
)
from brief.editorial.numbers.readers.token_stream import YEAR_DIGITS

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Weight
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.token_stream import TokenStream

LAST_DAY, MONTHS, DAY_DIGITS = 31, 12, 2
_PERSIAN_SAMPLE_YEARS = 1402, 1403  # a common year and a leap year
_MAX_LISTED = 4  # days or months before one mark
_MARKS = ("era", "year-mark", "month-mark", "day-mark", "calendar-mark", "solar-month")
_COUNTED = (*("unit", "unit-sign", "scale", "currency", "currency-sign", "clock", "decade-mark"),)


def read_marked(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `2018年9月29日`, `9월 29일`, `7～9月`, `29日`, `令和7年`, `2561`, `۱۵ مهر ۱۴۰۴`."""
    if not _has_marks(stream.lexicon.tag):
        return None
    year, after_year = _read_year(stream, i)
    months, here = _read_counts(stream, after_year, "month-mark", MONTHS)
    days, after = _read_counts(stream, here, "day-mark", LAST_DAY)
    if year and months[1:] and not days:
        # The months of `2025年1～9月期` may be `the first nine months` elsewhere, but not the year.
        found, after = _make_dates(stream, (after_year, here), 0, months, [])
        return [*_make_year(stream, i, after_year, year)[0], *found], after
    if months:
        return _make_dates(stream, (i, after if days else here), year, months, days)
    if year:
        return _make_year(stream, i, here, year)
    if days:
        return _make_day(stream, i, after, days)
    return _read_persian_day(stream, i) or _read_other_calendar(stream, i)


@lru_cache(maxsize=64)
def _has_marks(tag: str) -> bool:
    """Return whether a language marks years, months or days, or counts years of its own."""
    lexicon = load_lexicon(tag)
    phrases = chain(lexicon.by_first_word.values(), lexicon.by_stem.values())
    kinds = {phrase.sense.kind for each in phrases for phrase in each}
    return not kinds.isdisjoint(_MARKS) or lexicon.calendar not in {"", GREGORIAN}


def _read_year(stream: TokenStream, i: int) -> tuple[int, int]:
    """Return a year with a mark or an era, and the index after it; or 0 and `i`."""
    era = stream.find(i, "era")
    count = _read_count(stream, era[1] if era else i)
    if not count:
        return 0, i
    value, after = count
    mark = stream.find(after, "year-mark")
    if era:
        return value + int(era[0].value or 0), mark[1] if mark else after
    fits = FIRST_YEAR <= value <= LAST_YEAR
    # `2018年` is a year, but `3000年前` and `1500年间` are spans of time.
    other = (mark and stream.find(mark[1], "ago")) or stream.find(after, "decade-mark")
    return (value, mark[1]) if mark and fits and not other else (0, i)


def _read_count(stream: TokenStream, i: int) -> tuple[int, int] | None:
    """Return a whole number in digits or words, and the index after it."""
    digits = stream.digits_at(i)
    if digits:
        return (int(digits), i + 1) if len(digits) <= YEAR_DIGITS else None
    if not stream.lexicon.digits_and_units:
        return None
    spelled = read_spelled(stream, i, alone=True)
    return (int(spelled.value), spelled.after) if spelled else None


def _read_counts(stream: TokenStream, i: int, kind: str, most: int) -> tuple[list[int], int]:
    """Return the numbers before one mark (`29～30日`, `3日から5日`), and the index after it."""
    found: list[int] = []
    here, end = i, i
    while len(found) < _MAX_LISTED and (count := _read_count(stream, here)):
        value, after = count
        if not 1 <= value <= most:
            break
        found.append(value)
        mark = stream.find(after, kind)
        if mark and not stream.find(mark[1], "not-a-day"):
            after = end = mark[1]
        joint = stream.find(after, "to", "and")
        if stream.is_dash(after) or stream.text_at(after) in {"、", "・"}:
            here = after + 1
        elif joint:
            here = joint[1]
        else:
            break
        if end == after and not _is_marked(stream, here, kind):
            break
    marked = end > i
    return (found if marked else [], end if marked else i)


def _is_marked(stream: TokenStream, i: int, kind: str) -> bool:
    """Return whether a number with that mark follows: the end of a span of months or days."""
    count = _read_count(stream, i)
    return bool(count and stream.find(count[1], kind))


def _make_year(stream: TokenStream, i: int, after: int, year: int) -> ReadResult:
    return make_result(stream, i, after, "year", Decimal(year), date=PartialDate(year))


def _make_dates(
    stream: TokenStream, span: tuple[int, int], year: int, months: list[int], days: list[int]
) -> ReadResult:
    """Return a date with its days, or one date for each month, of the tokens of the span."""
    i, after = span
    if days:
        first = PartialDate(year, months[-1], days[0])
        ends = (Reading(Decimal(days[0]), Decimal(days[-1]), "days"),) if days[1:] else ()
        return make_result(stream, i, after, "date", date=first, readings=ends)
    weight: Weight = "figure" if year else "word"
    found = [
        make_result(stream, i, after, "date", date=PartialDate(year, month), weight=weight)[0][0]
        for month in months
    ]
    return found, after


def _make_day(stream: TokenStream, i: int, after: int, days: list[int]) -> ReadResult:
    """Return a day of the month, which may also be a number of days: `29日`."""
    low, high = Decimal(days[0]), Decimal(max(days))
    span = (Reading(low, high, "day"),)
    if low > high or not days[1:]:
        high = low
    in_words = not stream.digits_at(i) and high == 1  # `一日` is also one day
    weight: Weight = "word" if in_words else "figure"
    return make_result(stream, i, after, "ordinal", low, high=high, readings=span, weight=weight)


def _read_day(stream: TokenStream, i: int) -> tuple[int, int] | None:
    """Return a day of the month and the index after it: `۱۵`, `۱۵م`, `اول`, `پانزدهم`."""
    digits = stream.digits_at(i)
    if digits:
        mark = stream.find(i + 1, "ordinal-mark")
        fits = len(digits) <= DAY_DIGITS
        return (int(digits), mark[1] if mark else i + 1) if fits else None
    found = stream.find(i, "ordinal")
    return (int(found[0].value), found[1]) if found and found[0].value else None


def _read_persian_day(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `۱۵ مهر ۱۴۰۴` and `اول مهر`; without a year, the day may be one of two."""
    count = _read_day(stream, i)
    month = stream.find(count[1], "solar-month") if count else None
    if not count or not month or not month[0].value:
        return None
    number, day, here = int(month[0].value), count[0], month[1]
    written = stream.digits_at(stream.skip(here, "year-before"))
    if len(written) == YEAR_DIGITS:
        found = convert_persian_day(int(written), number, day)
        after = stream.skip(here, "year-before") + 1
        return make_result(stream, i, after, "date", date=found) if found else None
    found, other = (convert_persian_day(year, number, day) for year in _PERSIAN_SAMPLE_YEARS)
    if not found or not other:
        return None
    readings = (Reading(Decimal(other.month or 0), Decimal(other.day or 0), "date"),)
    undated = PartialDate(0, found.month, found.day)
    return make_result(stream, i, here, "date", date=undated, readings=readings)


def _read_other_calendar(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `2561` in Thai, `۱۴۰۴` in Persian, `1446 هـ` in Arabic, `۲۰۲۵ میلادی`, `2018ء`."""
    digits = stream.digits_at(i)
    if not digits or len(digits) > YEAR_DIGITS:
        return None
    year, after = int(digits), i + 1
    mark = stream.find(after, "calendar-mark")
    if mark:
        years, after = list_gregorian_years(year, mark[0].name), mark[1]
        if mark[0].name == GREGORIAN and len(digits) < YEAR_DIGITS:
            return None
    elif len(digits) < YEAR_DIGITS or stream.find(after, *_COUNTED) or stream.is_dash(after):
        return None
    else:
        years = read_unmarked_year(year, stream.lexicon)
    if not mark and years == (year,):
        return None
    others = (*years[1:], year) if years != (year,) else ()
    readings = tuple(Reading(Decimal(each), Decimal(each), "") for each in others)
    first = PartialDate(years[0])
    return make_result(stream, i, after, "year", Decimal(years[0]), date=first, readings=readings)
