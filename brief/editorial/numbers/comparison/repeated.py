"""Report numbers and months that one text repeats where the other has another one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.comparison.similarity import compare_units, is_part_of_whole
from brief.editorial.numbers.comparison.unmatched import make_mismatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.numbers.comparison.matches import Side, TextPair
    from brief.editorial.numbers.quantity import NumberMismatch, Quantity

    Key = tuple[bool, Decimal | None, Decimal | None]

_COUNTED = frozenset(("number", "percent", "money", "measure", "year", "ordinal"))
# What number words count; `both` counts too.
_WORDS = frozenset(("number", "measure", "multiple"))
_COUNTED_WORDS = _WORDS | {"ordinal"}
_SURPLUS = _WORDS | {"fraction"}


def find_uneven_counts(pair: TextPair) -> list[NumberMismatch]:
    """Report a figure that one text repeats where the other text repeats another figure.

    A number that is only repeated in one language is not reported.
    """
    left, right = _group_by_value(pair.left), _group_by_value(pair.right)
    more_left = [key for key in left if len(left[key]) > len(right.get(key, ())) > 0]
    more_right = [key for key in right if len(right[key]) > len(left.get(key, ())) > 0]
    found = []
    for key, other_key in zip(more_left, more_right, strict=False):
        one, other = left[key][-1], right[other_key][-1]
        alike = one.kind == other.kind and compare_units(one.unit, other.unit)
        if alike and "figure" in {one.weight, other.weight}:
            found.append(make_mismatch(pair, one, other))
    return found


def find_exchanged_months(pair: TextPair) -> list[NumberMismatch]:
    """Report a month in one text only, where the other repeats another one: `Februar … Januar`."""
    found = []
    for side, other in pair.both_ways():
        here, there = _group_months(side), _group_months(other)
        more = [month for month in there if len(there[month]) > len(here.get(month, ())) > 0]
        for month in here:
            if month not in there and more:
                ends = here[month][0], there[more.pop(0)][-1]
                one, two = ends if side is pair.left else ends[::-1]
                found.append(make_mismatch(pair, one, two))
    return found


def _group_months(side: Side) -> dict[int, list[Quantity]]:
    months: dict[int, list[Quantity]] = {}
    for each in side.quantities:
        if each.kind == "date" and each.date and each.date.month and not each.date.day:
            months.setdefault(each.date.month, []).append(each)
    return months


def _group_by_value(side: Side) -> dict[Key, list[Quantity]]:
    """Return the quantities by value; a percentage is not the same as a number."""
    counts: dict[Key, list[Quantity]] = {}
    for each in side.quantities:
        if each.kind == "date" and each.date and each.date.year:
            year = Decimal(each.date.year)
            counts.setdefault((False, year, year), []).append(each)
        elif each.weight != "hint" and each.low is not None and each.kind in _COUNTED:
            counts.setdefault((each.kind == "percent", each.low, each.high), []).append(each)
    return counts


def find_replaced_words(pair: TextPair) -> list[NumberMismatch]:
    """Report a number without a counterpart where the other text repeats another one.

    In `drei Kräne, zwei Schiffe` and `due gru, due navi`, `drei` is left over on one side and
    `due` on the other; so is `zehn` in `vier von zehn`, `four from four`. A sure hint such as
    `both` counts as its number here, `half` as two, and `third` as three.
    """
    found: list[NumberMismatch] = []
    for side, other in pair.both_ways():
        left_over = _list_left_over(side, other)
        surplus = list(_list_surplus(other, side)) if left_over else []
        for one in left_over:
            beside = [each for each in surplus if _can_replace(each, one)]
            if not beside:
                continue
            surplus.remove(beside[0])
            ends = (one, beside[0]) if side is pair.left else (beside[0], one)
            found.append(make_mismatch(pair, *ends, "number-differs"))
    return found


def _list_left_over(side: Side, other: Side) -> list[Quantity]:
    """Return the number words without a counterpart, and the shares with a part that has none."""
    words = [
        each
        for i in side.list_unmatched()
        if (each := side.quantities[i]).weight == "word"
        if each.kind in _WORDS or is_part_of_whole(each)
        if not (i in side.hinted and _has_spare_hint(each, side, other))
    ]
    there = _count_words(other) if words else {}
    return [each for each in words if not all(value in there for value in _list_values(each))]


def _can_replace(one: Quantity, other: Quantity) -> bool:
    """Return whether one number may have been written by mistake for the other one.

    `Increased by two times` may mean tripled: multiples that differ by one may be the same.
    """
    if one.kind == other.kind == "multiple" and one.low is not None and other.low is not None:
        return abs(one.low - other.low) != 1
    return bool(compare_units(one.unit, other.unit))


def _has_spare_hint(one: Quantity, side: Side, other: Side) -> bool:
    """Return whether the other text has a hint at the number that this text has not: `both`."""
    here, there = (
        sum(each.weight == "hint" and each.low == one.low for each in text.quantities)
        for text in (side, other)
    )
    return there > here


def _list_surplus(side: Side, other: Side) -> Iterator[Quantity]:
    """Yield the numbers that a text has more often than the other one, the last ones first."""
    here, there = _count_words(side), _count_words(other)
    for value, quantities in here.items():
        more = len(quantities) - len(there.get(value, ()))
        known = bool(there.get(value)) or any(each.weight == "hint" for each in quantities)
        if more > 0 and known:
            yield from [each for each in quantities[::-1] if each.kind in _SURPLUS][:more]


def _count_words(side: Side) -> dict[Decimal, list[Quantity]]:
    words: dict[Decimal, list[Quantity]] = {}
    for each in side.quantities:
        for value in _list_values(each):
            words.setdefault(value, []).append(each)
    return words


def _list_values(quantity: Quantity) -> tuple[Decimal, ...]:
    """Return the numbers in a quantity: two in `three out of four`, two for `half`."""
    low = quantity.low
    if quantity.kind == "ratio":
        return tuple(reading.low for reading in quantity.readings)
    if low is None or (quantity.weight == "hint" and quantity.role != "both"):
        return ()
    if is_part_of_whole(quantity):
        return tuple(reading.low for reading in quantity.readings[:2])
    if quantity.kind == "fraction":
        whole = Decimal(1) / low if low else low
        return (whole,) if whole == int(whole) else ()
    counts = quantity.kind in _COUNTED_WORDS and low == quantity.high
    return (low,) if counts or quantity.role == "both" else ()
