"""Read dates in digits and with month names: `3.3.2024`, `3 marzo`, `July 2025`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.locale.partial_date import PartialDate
from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.number_words.spelled import read_spelled
from brief.editorial.numbers.readers.quantity_factory import make_result
from brief.editorial.numbers.readers.time.calendars import (
    SOLAR,
    convert_persian_day,
    read_unmarked_year,
)
from brief.editorial.numbers.readers.time.marked import read_marked
from brief.editorial.numbers.readers.token_stream import APOSTROPHES, SHORT_YEAR_DIGITS, YEAR_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.editorial.numbers.quantity import Weight
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.token_stream import TokenStream

LAST_DAY, MONTHS = 31, 12
DAY_DIGITS = 2
# How many days may share one month and year: `3., 5., 7. und 9. März`.
MAX_DAYS = 5
# Years in two digits: up to 49 they are in this century (POSIX `strptime`: up to 68).
CENTURY_PIVOT = 50
FIRST_YEAR, LAST_YEAR = 1000, 2199
_MONTH_DAY_LANGUAGES = frozenset(("en", "zh", "ja", "ko", "hu", "lt", "hi", "ur", "hy"))


def read_date(stream: TokenStream, i: int) -> ReadResult | None:
    """Read a date in digits or with the name of a month; one without day and year is a word."""
    if stream.kind_at(i) == "date":
        return _read_numeric_date(stream, i)
    start = stream.skip(i, "day-before")
    if start > i and (numbers := _read_day_and_month_number(stream, i, start)):
        return numbers
    for reader in (read_marked, _read_year_first, _read_day_first, _read_month_first):
        if found := reader(stream, i):
            return found
    return None


def _read_day_and_month_number(stream: TokenStream, i: int, start: int) -> ReadResult | None:
    """Read `ngày 29/9`, `ngày 29-9`: a day and a month in digits, after a word for the day."""
    parts = stream.digits_at(start), stream.digits_at(start + 2)
    joined = stream.text_at(start + 1) in {"/", "-"} and stream.is_attached(start + 2)
    if not joined or not all(1 <= len(part) <= DAY_DIGITS for part in parts):
        return None
    return _join_dates(stream, i, start + 3, [_make_date(0, int(parts[1]), int(parts[0]))])


def _read_numeric_date(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `2024-03-03`, `3.3.2024`, `03/03/24`."""
    text = stream.text_at(i)
    first, second, third = map(int, re.findall(r"\d+", text))
    if first >= 10 ** (YEAR_DIGITS - 1):
        year = read_unmarked_year(first, stream.lexicon)[0]
        if year != first and stream.lexicon.calendar == SOLAR:
            return _join_dates(stream, i, i + 1, [convert_persian_day(first, second, third)])
        first = year
        return _join_dates(stream, i, i + 1, [_make_date(first, second, third)])
    year = third if third >= 10**SHORT_YEAR_DIGITS else _expand_year(third)
    year = read_unmarked_year(year, stream.lexicon)[0]
    dates = [_make_date(year, second, first), _make_date(year, first, second)]
    if "/" not in text:
        dates.pop()
    elif stream.lexicon.month_first:
        dates.reverse()
    return _join_dates(stream, i, i + 1, dates)


def _expand_year(short: int) -> int:
    return short + (2000 if short < CENTURY_PIVOT else 1900)


def _make_date(year: int, month: int, day: int | None) -> PartialDate | None:
    if not 1 <= month <= MONTHS or not (day is None or 1 <= day <= LAST_DAY):
        return None
    return PartialDate(year, month, day)


def _join_dates(
    stream: TokenStream, i: int, after: int, dates: Iterable[PartialDate | None]
) -> ReadResult | None:
    """Return the date; the last day of `3. bis 5. März`, or day and month exchanged: a reading."""
    real = [date for date in dates if date]
    if not real:
        return None
    date, *others = real
    readings: tuple[Reading, ...] = ()
    if others and stream.kind_at(i) == "date":
        month, day = others[0].month, others[0].day
        readings = (Reading(Decimal(month or 0), Decimal(day or 0), "date"),)
    elif others:
        readings = (Reading(Decimal(date.day or 0), Decimal(others[-1].day or 0), "days"),)
    weight: Weight = "figure" if date.day is not None or date.year else "word"
    return make_result(stream, i, after, "date", date=date, weight=weight, readings=readings)


def _read_day(stream: TokenStream, i: int) -> tuple[int, int] | None:
    """Return the number of a day and the index after it: `3`, `3.`, `1er`, `3rd`, `primo`."""
    digits = stream.digits_at(i)
    if digits and len(digits) <= DAY_DIGITS:
        value, after = int(digits), i + 1
        if stream.text_at(after) in {".", "º", "°", "ª"} and stream.is_attached(after):
            after += 1
            if stream.text_at(after) == "º" and stream.is_attached(after):  # `1.º de enero`
                after += 1
        elif stream.is_attached(after) and (mark := stream.find(after, "ordinal-mark")):
            after = mark[1]
        return (value, after) if 1 <= value <= LAST_DAY else None
    one = stream.find(i, "one")
    if one and _read_month(stream, stream.skip(one[1], "of")):
        return 1, one[1]  # `uno de octubre`
    found = stream.find(i, "ordinal")
    if found and found[0].value and found[0].value <= LAST_DAY:
        return int(found[0].value), found[1]
    spelled = read_spelled(stream, i)
    if spelled and spelled.value == int(spelled.value) and 1 <= spelled.value <= LAST_DAY:
        return int(spelled.value), spelled.after
    return None


def _read_days(stream: TokenStream, here: int, days: list[int]) -> int:
    """Add the further days of `3. bis 5. März` to `days`; return the index after the last one."""
    while len(days) < MAX_DAYS and (joint := _skip_joint(stream, here)):
        further = _read_day(stream, joint)
        if not further or (stream.is_dash(here) and further[0] <= days[-1]):
            break  # `4-1 di febbraio` is a score
        after_word = stream.kind_at(here - 1) == "word" and not stream.is_attached(here - 1)
        if stream.kind_at(joint - 1) == "mark" and (
            stream.kind_at(joint) == "word" or (after_word and not stream.is_dash(joint - 1))
        ):
            break  # `first, 30 September`
        days.append(further[0])
        here = further[1]
    return here


def _skip_joint(stream: TokenStream, i: int) -> int | None:
    """Return the index after a word or mark that joins two days: a dash, a comma, `und`, `bis`."""
    if stream.is_dash(i) or stream.text_at(i) in {",", "/"}:
        return i + 1
    found = stream.find(i, "to", "and", "join")
    return found[1] if found else None


def _read_month(stream: TokenStream, i: int) -> tuple[int, int] | None:
    found = stream.find(i, "month", "month-short", "month-in-case")
    if not found or not found[0].value:
        return None
    after = found[1]
    # `29 سبتمبر/أيلول`: the month has two names.
    again = stream.find(after + 1, "month") if stream.text_at(after) == "/" else None
    if again and again[0].value == found[0].value:
        after = again[1]
    dotted = stream.text_at(after) == "." and stream.is_attached(after)
    return int(found[0].value), after + (dotted and found[0].kind == "month-short")


def _read_year(stream: TokenStream, i: int) -> tuple[int, int]:
    """Return the year after a month and `de`, `of` or a comma, and the index after it; else 0."""
    here = i + 1 if stream.text_at(i) == "," else stream.skip(i, "of")
    if stream.text_at(here) == "/" and stream.is_attached(here):  # `tháng 9/2018`
        here += 1
    here = stream.skip(here, "year-before", "era")
    if len(digits := stream.digits_at(here)) == YEAR_DIGITS:
        return read_unmarked_year(int(digits), stream.lexicon)[0], here + 1
    short = stream.digits_at(i + 1)
    apostrophe = stream.text_at(i) in APOSTROPHES and stream.is_attached(i + 1)
    if apostrophe and len(short) == SHORT_YEAR_DIGITS:
        return _expand_year(int(short)), i + 2
    return 0, i


def _read_year_first(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `2018. szeptember 29.`, `2018. gada 29. septembrī`, `2018. aasta juunis`.

    A point or a word for the year is between year and month, except in languages that begin their
    dates with the year.
    """
    digits = stream.digits_at(i)
    if len(digits) != YEAR_DIGITS or not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return None
    dotted = stream.lexicon.dotted_ordinals and stream.text_at(i + 1) == "."
    after = i + 2 if dotted and stream.is_attached(i + 1) else i + 1
    after = stream.skip(after, "ordinal-mark") if stream.is_attached(after) else after
    named = stream.skip(after, "year-word")
    if named == i + 1 and not stream.lexicon.year_first:
        return None
    found = _read_day_first(stream, named) or _read_month_first(stream, named)
    date = found[0][0].date if found else None
    if not found or not date or date.year:
        return None
    dated = replace(date, year=int(digits))
    readings = found[0][0].readings
    return make_result(stream, i, found[1], "date", date=dated, readings=readings)


def _read_day_first(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `3. März 2024`, `3 mars`, `3rd of March, 2024`, `3.–5. März 2024`, `ngày 3 tháng 3`."""
    first = _read_day(stream, stream.skip(i, "day-before"))
    if not first or _ends_score(stream, i):
        return None
    days = [first[0]]
    here = _read_days(stream, first[1], days)
    month = _read_month(stream, stream.skip(here, "of"))
    if not month:
        return None
    year, after = _read_year(stream, month[1])
    dates = [_make_date(year, month[0], day) for day in days]
    return _join_dates(stream, i, after, dates)


def _ends_score(stream: TokenStream, i: int) -> bool:
    """Return whether the number ends a score such as `4-1`, and not a span of days."""
    if not (stream.is_attached(i) and stream.is_dash(i - 1) and stream.is_attached(i - 1)):
        return False
    before, here = stream.digits_at(i - 2), stream.digits_at(i)
    return 0 < len(before) <= DAY_DIGITS and bool(here) and int(before) >= int(here[:DAY_DIGITS])


def _read_month_first(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `March 3, 2024`, `luglio 2025`, `Juli`."""
    month = _read_month(stream, i)
    if not month:
        return None
    year, after = _read_year(stream, month[1])
    if after > month[1]:
        return _join_dates(stream, i, after, [_make_date(year, month[0], None)])
    day = _read_day(stream, after) if stream.kind_at(after) == "digits" else None
    if day and _may_precede_day(stream, i, day[1]):
        return _read_month_day(stream, i, month[0], day)
    if not _is_month_name(stream, i):
        return None
    return _join_dates(stream, i, after, [_make_date(0, month[0], None)])


def _may_precede_day(stream: TokenStream, i: int, after: int) -> bool:
    """Return whether the number after a month is a day: `június 26`, not `júniusban 26 hajó`."""
    in_case = stream.find(i, "month-in-case") and not stream.find(i, "month", "month-short")
    named = stream.find(after, "day-word")  # `joulukuun 26. päivänä`
    first = stream.lexicon.tag.partition("-")[0] in _MONTH_DAY_LANGUAGES
    return bool(named) or (first and not in_case)


def _read_month_day(
    stream: TokenStream, i: int, month: int, day: tuple[int, int]
) -> ReadResult | None:
    """Read what follows `March 3`: further days, and the year."""
    days, here = [day[0]], day[1]
    while len(days) < MAX_DAYS and (joint := _skip_joint(stream, here)):
        further = _read_day(stream, joint) if stream.kind_at(joint) == "digits" else None
        if not further or (further[1] < len(stream) and _read_month(stream, further[1])):
            break
        days.append(further[0])
        here = further[1]
    year, after = _read_year(stream, here)
    dates = [_make_date(year, month, each) for each in days]
    return _join_dates(stream, i, after, dates)


def _is_month_name(stream: TokenStream, i: int) -> bool:
    """Return whether a month without a day or year is one: `May` and `march` may be verbs."""
    if not stream.find(i, "month", "month-in-case"):
        capital = stream.text_at(i)[0].isupper() or not _has_capital_months(stream)
        return capital and stream.text_at(i + 1) == "." and stream.is_attached(i + 1)
    if not stream.find(i, "ambiguous-month"):
        return True
    capital = not stream.text_at(i)[0].islower() or not _has_capital_months(stream)
    return capital and bool(stream.find(i - 1, "month-before"))


def _has_capital_months(stream: TokenStream) -> bool:
    return stream.lexicon.tag.partition("-")[0] in {"de", "en"}
