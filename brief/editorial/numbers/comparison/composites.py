"""Match composite quantities part by part: dates by day, month and year, ranges by their ends."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.editorial.numbers.comparison.similarity import (
    compare_units,
    has_same_sign,
    is_part_of_whole,
    list_readings,
)
from brief.editorial.numbers.readers.time.periods import PERIODS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.editorial.numbers.quantity import Quantity

    DateParts = tuple[int, int, frozenset[int]]  # year, month, days; 0 and none if missing
    Part = tuple[Decimal, str]

MINUTES = 60
HUNDRED = Decimal(100)


def has_matching_date(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Return whether a date or a year has a counterpart among the other text's quantities.

    Two dates match if day, month and year do not contradict. The year may be missing; the day only
    if another date of that month has it.
    """
    if one.kind == "year":
        return one.low in {each.date.year for each in others if each.kind == "date" and each.date}
    return one.kind == "date" and any(
        _agrees_with(parts, each, others) and not _is_in_other_year(parts, others)
        for parts in _list_alternatives(one)
        for each in others
    )


def _is_in_other_year(parts: DateParts, others: Sequence[Quantity]) -> bool:
    """Return whether the other text has the same day only in another year."""
    years = {date[0] for date in _list_dates(others) if date[0] and date[1:] == parts[1:]}
    return bool(parts[0] and years and parts[0] not in years)


def _list_dates(others: Sequence[Quantity]) -> list[DateParts]:
    dates = [each for each in others if each.kind == "date"]
    return [parts for each in dates for parts in _list_alternatives(each)]


def _list_alternatives(quantity: Quantity) -> list[DateParts]:
    """Return year, month and days of a date; twice if day and month may be exchanged."""
    if not quantity.date:
        return []
    date = quantity.date
    days = {date.day} if date.day else set()
    alternatives = []
    for reading in quantity.readings:
        if reading.unit == "days":
            days |= {int(reading.high)}
        elif reading.unit == "date":
            alternatives.append((date.year, int(reading.low), frozenset({int(reading.high)})))
    return [(date.year, date.month or 0, frozenset(days)), *alternatives]


def _agrees_with(parts: DateParts, other: Quantity, others: Sequence[Quantity]) -> bool:
    year, month, days = parts
    if other.kind == "year":
        return not month and not days and other.low == year
    if other.kind != "date":
        return False
    for other_year, other_month, other_days in _list_alternatives(other):
        if year and other_year and year != other_year:
            continue
        if month != other_month:
            continue
        if days <= other_days or days <= other_days | _collect_days(month, year, others):
            return True
    return False


def _collect_days(month: int, year: int, others: Sequence[Quantity]) -> frozenset[int]:
    """Return the days of a month in the text, in that year or without a year."""
    dates = [date for date in _list_dates(others) if date[1] == month and date[0] in {0, year}]
    return frozenset().union(*(date[2] for date in dates))


def has_date_conflict(one: Quantity, other: Quantity) -> bool:
    """Return whether two dates differ in one part and agree in another."""
    if one.kind != "date" or other.kind != "date":
        return False
    for year, month, days in _list_alternatives(one):
        for other_year, other_month, other_days in _list_alternatives(other):
            same = [year == other_year, month == other_month, days == other_days]
            if any(same) and not all(same):
                return True
    return False


def is_matched_by_parts(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Return whether every part of a quantity is a part of a quantity of the other text."""
    if _is_share_of_two(one, others) or _is_time_in_units(one, others):
        return True
    if one.kind == "name" or one.weight == "hint" or one.unit in PERIODS_PER_YEAR:
        return False
    there = [
        part
        for other in others
        if other.unit not in PERIODS_PER_YEAR
        if not (is_part_of_whole(one) and other.kind == "fraction")
        for part in _list_offered_parts(other)
    ]
    return any(
        bool(parts) and all(any(_is_same_part(part, each) for each in there) for part in parts)
        for parts in _list_required_parts(one)
    )


def _is_share_of_two(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Return whether two numbers beside each other make a share: `9割`, `ათიდან ცხრა` (of ten)."""
    if one.kind not in {"percent", "fraction"} or one.low != one.high or one.low is None:
        return False
    share = one.low / HUNDRED if one.kind == "percent" else one.low
    return any(
        each.kind == after.kind == "number"
        and each.low
        and after.low
        and not each.unit
        and share * max(each.low, after.low) == min(each.low, after.low)
        for each, after in pairwise(others)
    )


def _is_time_in_units(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Return whether minutes and seconds are those of `3:35`: `3分35秒`."""
    if one.kind != "time" or one.low is None:
        return False
    first, second = divmod(one.low, MINUTES)
    there = {(each.low, each.unit) for each in others}
    return any(
        (second, part) in there and not {(first, unit), (first, "")}.isdisjoint(there)
        for unit, part in (("minute", "second"), ("hour", "minute"))
    )


def _is_same_part(one: Part, other: Part) -> bool:
    same = abs(one[0]) == abs(other[0]) and has_same_sign(*one, *other)
    return same and bool(compare_units(one[1], other[1]))


def _list_required_parts(quantity: Quantity) -> Iterator[list[Part]]:
    """Yield the parts that need a counterpart, for each reading of the quantity."""
    if quantity.kind == "ratio" or is_part_of_whole(quantity):
        yield [(reading.low, "") for reading in quantity.readings]
        if quantity.kind != "ratio" and quantity.readings[0].low == 1:
            yield [(quantity.readings[1].low, "")]  # `einer von 4 Spielern`, `a négy játékosból az`
        return
    if quantity.kind == "time":
        return
    for reading in list_readings(quantity):
        yield [(end, reading.unit) for end in dict.fromkeys((reading.low, reading.high))]


def _list_offered_parts(quantity: Quantity) -> Iterator[Part]:
    """Yield the parts that can be counterparts of other quantities' parts."""
    if quantity.weight == "hint" or quantity.kind in {"name", "vague"}:
        return
    if quantity.kind == "date" and quantity.date:
        for part in (quantity.date.year, quantity.date.day):
            if part:
                yield Decimal(part), ""
        for reading in quantity.readings:
            yield reading.high, ""
        return
    if quantity.kind == "time" and quantity.low is not None:
        hours, minutes = divmod(quantity.low, MINUTES)
        yield hours, ""
        if minutes:
            yield minutes, ""
        return
    if quantity.kind == "ratio":
        yield from ((reading.low, "") for reading in quantity.readings)
        return
    for reading in list_readings(quantity):
        yield reading.low, reading.unit
        yield reading.high, reading.unit
