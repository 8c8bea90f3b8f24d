"""Report numbers and months that one text repeats where the other has another one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.comparison.similarity import compare_units
from brief.editorial.numbers.comparison.unmatched import make_mismatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.numbers.comparison.matches import Side, TextPair
    from brief.editorial.numbers.quantity import NumberMismatch, Quantity

    Key = tuple[bool, Decimal | None, Decimal | None]

_COUNTED = frozenset(("number", "percent", "money", "measure", "year", "ordinal"))
# What number words count; `both` counts too.
_WORDS = frozenset(("number", "measure"))


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
    `due` on the other. A sure hint such as `both` counts as its number here.
    """
    found: list[NumberMismatch] = []
    for side, other in pair.both_ways():
        left_over = [each for each in _list_left_over(side) if each.kind in _WORDS]
        surplus = list(_list_surplus(other, side)) if left_over else []
        for one in left_over:
            beside = [each for each in surplus if compare_units(one.unit, each.unit)]
            if not beside:
                continue
            surplus.remove(beside[0])
            ends = (one, beside[0]) if side is pair.left else (beside[0], one)
            found.append(make_mismatch(pair, *ends, "number-differs"))
    return found


def _list_left_over(side: Side) -> list[Quantity]:
    return [
        side.quantities[i]
        for i in side.list_unmatched()
        if side.quantities[i].weight == "word" and i not in side.hinted
    ]


def _list_surplus(side: Side, other: Side) -> Iterator[Quantity]:
    """Yield the numbers that a text has more often than the other one, the last ones first."""
    here, there = _count_words(side), _count_words(other)
    for value, quantities in here.items():
        more = len(quantities) - len(there.get(value, ()))
        known = bool(there.get(value)) or any(each.weight == "hint" for each in quantities)
        if more > 0 and known:
            yield from quantities[::-1][:more]


def _count_words(side: Side) -> dict[Decimal, list[Quantity]]:
    words: dict[Decimal, list[Quantity]] = {}
    for each in side.quantities:
        counts = each.weight != "hint" and each.kind in _WORDS and each.low == each.high
        if (counts or each.role == "both") and each.low is not None:
            words.setdefault(each.low, []).append(each)
    return words
