"""Match quantities part by part: a range or a ratio with two numbers, a date with its day."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.comparison.similarity import (
    compare_units,
    has_same_sign,
    list_readings,
)
from brief.editorial.numbers.readers.time.periods import PERIODS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.editorial.numbers.quantity import Quantity

    Part = tuple[Decimal, str]

MINUTES = 60


def is_matched_by_parts(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Return whether every part of a quantity is a part of a quantity of the other text."""
    if one.kind == "name" or one.weight == "hint" or one.unit in PERIODS_PER_YEAR:
        return False
    there = [
        part
        for other in others
        if other.unit not in PERIODS_PER_YEAR
        for part in _list_offered_parts(other)
    ]
    return any(
        bool(parts) and all(any(_is_same_part(part, each) for each in there) for part in parts)
        for parts in _list_required_parts(one)
    )


def _is_same_part(one: Part, other: Part) -> bool:
    same = abs(one[0]) == abs(other[0]) and has_same_sign(*one, *other)
    return same and bool(compare_units(one[1], other[1]))


def _list_required_parts(quantity: Quantity) -> Iterator[list[Part]]:
    """Yield the parts that need a counterpart, for each reading of the quantity."""
    if quantity.kind == "ratio":
        yield [(reading.low, "") for reading in quantity.readings]
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
