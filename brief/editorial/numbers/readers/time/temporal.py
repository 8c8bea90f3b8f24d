"""Dates, times, years, ratios and names as quantities."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.names import read_name
from brief.editorial.numbers.readers.ordinals import read_ordinal
from brief.editorial.numbers.readers.quantity_factory import make_quantity
from brief.editorial.numbers.readers.time.calendar import read_date
from brief.editorial.numbers.readers.time.clock import read_time
from brief.editorial.numbers.readers.time.years import read_years
from brief.editorial.numbers.text.digits import divide

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Quantity, Weight
    from brief.editorial.numbers.readers.token_stream import TokenStream

    Found = tuple[list[Quantity], int]

HUNDRED = 100
HALF_DAY_MINUTES = 720
# `3/4` is a fraction, `9/11` and `24/7` are not.
LARGEST_PART = 10


def read_name_quantity(stream: TokenStream, index: int) -> Found | None:
    """Read a name that has a number in it: `H20`, `COVID-19`."""
    found = read_name(stream, index)
    if not found:
        return None
    name, after = found
    return [make_quantity(stream, index, after, "name", unit=name, weight="word")], after


def read_date_quantity(stream: TokenStream, index: int) -> Found | None:
    """Read a date; the further days of `3. bis 5. März` are dates of their own, in its place."""
    found = read_date(stream, index)
    if not found:
        return None
    bare = found.date.day is None and not found.date.year
    weight: Weight = "word" if bare else "figure"
    whole = make_quantity(stream, index, found.after, "date", weight=weight)
    dates = [replace(whole, date=found.date)]
    if stream.kind_at(index) == "date" and found.others:
        alternative = found.others[0]
        own = Decimal(alternative.month or 0), Decimal(alternative.day or 0)
        dates[0] = replace(dates[0], readings=(Reading(*own, "date"),))
        return dates, found.after
    if found.others:
        last = found.others[-1]
        ends = Decimal(found.date.day or 0), Decimal(last.day or 0)
        dates[0] = replace(dates[0], readings=(Reading(*ends, "days"),))
    return dates, found.after


def read_time_quantity(stream: TokenStream, index: int) -> Found | None:
    """Read a time of day; noon and midnight are hints."""
    for kind, minutes in (("noon", HALF_DAY_MINUTES), ("midnight", 0)):
        found = stream.find(index, kind)
        if found:
            value = Decimal(minutes)
            made = make_quantity(stream, index, found[1], "time", value, unit="time", weight="hint")
            return [made], found[1]
    time = read_time(stream, index)
    if not time:
        return None
    readings = (
        (Reading(time.minutes + HALF_DAY_MINUTES, time.minutes + HALF_DAY_MINUTES, "time"),)
        if time.half_unknown
        else ()
    )
    made = make_quantity(
        stream, index, time.after, "time", time.minutes, unit="time", readings=readings
    )
    return [made], time.after


def read_year_quantity(stream: TokenStream, index: int) -> Found | None:
    """Read a span of years, a decade with or without its century, or a short year."""
    found = read_years(stream, index)
    if not found:
        return None
    weight: Weight = "word" if found.spelled else "figure"
    low, high, after = Decimal(found.low), Decimal(found.high), found.after
    if found.unit == "decade" and low < HUNDRED and (of := stream.find(after, "of")):
        century = read_ordinal(stream, of[1])
        if century and century[0][0].unit == "century" and century[0][0].low is not None:
            low = high = low + (century[0][0].low - 1) * HUNDRED
            after = century[1]
    made = make_quantity(stream, index, after, "year", low, unit=found.unit, weight=weight)
    return [replace(made, high=high)], after


def read_ratio(stream: TokenStream, index: int) -> Found | None:
    """Read `3:1`, `3/4`, `9/11`: two numbers with a mark between, and no space."""
    sign = stream.text_at(index + 1)
    if (
        stream.kind_at(index) != "digits"
        or sign not in {":", "/"}
        or stream.kind_at(index + 2) != "digits"
    ):
        return None
    if not (stream.is_attached(index + 1) and stream.is_attached(index + 2)):
        return None
    first, second = stream.number_at(index), stream.number_at(index + 2)
    if first is None or second is None:
        return None
    if sign == "/" and first < second <= LARGEST_PART:
        value = divide(first, second)
        return [make_quantity(stream, index, index + 3, "fraction", value)], index + 3
    own = f"{first}:{second}"
    readings = (Reading(first, first, ""), Reading(second, second, ""))
    return [
        make_quantity(stream, index, index + 3, "ratio", unit=own, readings=readings)
    ], index + 3
