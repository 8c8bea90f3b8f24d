"""Read dates, times, ratios and names as quantities."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.names import read_name
from brief.editorial.numbers.readers.quantity_factory import make_result
from brief.editorial.numbers.readers.time.calendar import read_date
from brief.editorial.numbers.readers.time.clock import read_time
from brief.editorial.numbers.text import divide

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Weight
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.token_stream import TokenStream

HALF_DAY_MINUTES = 720
# `3/4` is a fraction, `9/11` and `24/7` are not.
LARGEST_PART = 10


def read_name_quantity(stream: TokenStream, i: int) -> ReadResult | None:
    """Read a name that contains a number: `H20`, `COVID-19`."""
    found = read_name(stream, i)
    if not found:
        return None
    name, after = found
    return make_result(stream, i, after, "name", unit=name, weight="word")


def read_date_quantity(stream: TokenStream, i: int) -> ReadResult | None:
    """Read a date; the last day of `3. bis 5. März`, or day and month exchanged, is a reading."""
    found = read_date(stream, i)
    if not found:
        return None
    bare = found.date.day is None and not found.date.year
    readings: tuple[Reading, ...] = ()
    if found.others and stream.kind_at(i) == "date":
        other = found.others[0]
        readings = (Reading(Decimal(other.month or 0), Decimal(other.day or 0), "date"),)
    elif found.others:
        days = Decimal(found.date.day or 0), Decimal(found.others[-1].day or 0)
        readings = (Reading(*days, "days"),)
    weight: Weight = "word" if bare else "figure"
    date, after = found.date, found.after
    return make_result(stream, i, after, "date", date=date, weight=weight, readings=readings)


def read_time_quantity(stream: TokenStream, i: int) -> ReadResult | None:
    """Read a time of day; noon and midnight are hints."""
    for kind, minutes in (("noon", HALF_DAY_MINUTES), ("midnight", 0)):
        if found := stream.find(i, kind):
            value, after = Decimal(minutes), found[1]
            return make_result(stream, i, after, "time", value, unit="time", weight="hint")
    time = read_time(stream, i)
    if not time:
        return None
    later = time.minutes + HALF_DAY_MINUTES
    readings = (Reading(later, later, "time"),) if time.half_unknown else ()
    value, after = time.minutes, time.after
    return make_result(stream, i, after, "time", value, unit="time", readings=readings)


def read_ratio(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `3:1`, `3/4`, `9/11`: two numbers with a mark between them and no space."""
    sign, after = stream.text_at(i + 1), i + 3
    if sign not in {":", "/"} or not (stream.is_attached(i + 1) and stream.is_attached(i + 2)):
        return None
    first, second = stream.number_at(i), stream.number_at(i + 2)
    if first is None or second is None:
        return None
    if sign == "/" and first < second <= LARGEST_PART:
        return make_result(stream, i, after, "fraction", divide(first, second))
    unit = f"{first}:{second}"
    readings = (Reading(first, first, ""), Reading(second, second, ""))
    return make_result(stream, i, after, "ratio", unit=unit, readings=readings)
