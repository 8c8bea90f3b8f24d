"""Dates, times, years, ratios and names as quantities."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.names import read_name
from brief.editorial.numbers.readers.ordinals import read_ordinal
from brief.editorial.numbers.readers.quantity_factory import make
from brief.editorial.numbers.readers.time.calendar import read_date
from brief.editorial.numbers.readers.time.clock import read_time
from brief.editorial.numbers.readers.time.years import read_years
from brief.editorial.numbers.text.digits import part_of

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Quantity, Weight
    from brief.editorial.numbers.readers.token_stream import Line

    Found = tuple[list[Quantity], int]

HUNDRED = 100
HALF_DAY = 720
# `3/4` is a fraction, `9/11` and `24/7` are not.
LARGEST_PART = 10


def name_at(line: Line, at: int) -> Found | None:
    """Read a name that has a number in it: `H20`, `COVID-19`."""
    found = read_name(line, at)
    if not found:
        return None
    name, after = found
    return [make(line, at, after, "name", unit=name, weight="word")], after


def read_day(line: Line, at: int) -> Found | None:
    """Read a date; the further days of `3. bis 5. März` are dates of their own, in its place."""
    found = read_date(line, at)
    if not found:
        return None
    bare = found.date.day is None and not found.date.year
    weight: Weight = "word" if bare else "figure"
    whole = make(line, at, found.after, "date", weight=weight)
    dates = [replace(whole, date=found.date)]
    if line.kind(at) == "date" and found.others:
        alternative = found.others[0]
        own = Decimal(alternative.month or 0), Decimal(alternative.day or 0)
        dates[0] = replace(dates[0], readings=(Reading(*own, "date"),))
        return dates, found.after
    if found.others:
        last = found.others[-1]
        ends = Decimal(found.date.day or 0), Decimal(last.day or 0)
        dates[0] = replace(dates[0], readings=(Reading(*ends, "days"),))
    return dates, found.after


def read_hour(line: Line, at: int) -> Found | None:
    """Read a time of day; noon and midnight are hints."""
    for kind, minutes in (("noon", HALF_DAY), ("midnight", 0)):
        found = line.find(at, kind)
        if found:
            value = Decimal(minutes)
            made = make(line, at, found[1], "time", value, unit="time", weight="hint")
            return [made], found[1]
    time = read_time(line, at)
    if not time:
        return None
    readings = (
        (Reading(time.minutes + HALF_DAY, time.minutes + HALF_DAY, "time"),) if time.halved else ()
    )
    made = make(line, at, time.after, "time", time.minutes, unit="time", readings=readings)
    return [made], time.after


def read_span(line: Line, at: int) -> Found | None:
    """Read a span of years, a decade with or without its century, or a short year."""
    found = read_years(line, at)
    if not found:
        return None
    weight: Weight = "word" if found.spelled else "figure"
    low, high, after = Decimal(found.low), Decimal(found.high), found.after
    if found.unit == "decade" and low < HUNDRED and (of := line.find(after, "of")):
        century = read_ordinal(line, of[1])
        if century and century[0][0].unit == "century" and century[0][0].low is not None:
            low = high = low + (century[0][0].low - 1) * HUNDRED
            after = century[1]
    made = make(line, at, after, "year", low, unit=found.unit, weight=weight)
    return [replace(made, high=high)], after


def read_ratio(line: Line, at: int) -> Found | None:
    """Read `3:1`, `3/4`, `9/11`: two numbers with a mark between, and no space."""
    sign = line.shown(at + 1)
    if line.kind(at) != "digits" or sign not in {":", "/"} or line.kind(at + 2) != "digits":
        return None
    if not (line.glued(at + 1) and line.glued(at + 2)):
        return None
    first, second = line.number(at), line.number(at + 2)
    if first is None or second is None:
        return None
    if sign == "/" and first < second <= LARGEST_PART:
        value = part_of(first, second)
        return [make(line, at, at + 3, "fraction", value)], at + 3
    own = f"{first}:{second}"
    readings = (Reading(first, first, ""), Reading(second, second, ""))
    return [make(line, at, at + 3, "ratio", unit=own, readings=readings)], at + 3
