"""Find figures that the texts agree on, but not on what they say: exchanged, or fall for rise."""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from brief.editorial.numbers.comparison.similarity import (
    COMPATIBLE,
    list_readings,
    measure_similarity,
)
from brief.editorial.numbers.comparison.unmatched import make_mismatch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from brief.editorial.numbers.comparison.matches import TextPair
    from brief.editorial.numbers.quantity import NumberMismatch, Quantity

    Pairing = tuple[Decimal, Decimal]

_FIGURES = frozenset(("percent", "money", "number", "measure"))
MIN_FIGURES = 2


def find_other_directions(pair: TextPair) -> list[NumberMismatch]:
    """Report a figure that rises in one text, where its only counterparts fall in the other."""
    found = []
    for one in pair.left.quantities:
        if not one.direction:
            continue
        alike = _list_alike(one, pair.right.quantities)
        if not alike or any(each.direction != -one.direction for each in alike):
            continue
        if any(each.direction != one.direction for each in _list_alike(one, pair.left.quantities)):
            continue
        found.append(make_mismatch(pair, one, alike[0], "number-differs", "the directions differ"))
    return found


def _list_alike(one: Quantity, others: Sequence[Quantity]) -> list[Quantity]:
    return [
        each
        for each in others
        if each.weight != "hint" and each.kind != "date"
        if each is one or measure_similarity(one, each) >= COMPATIBLE
    ]


def find_exchanged(pair: TextPair) -> list[NumberMismatch]:
    """Report two figures that have changed places, where the words around them leave no doubt.

    That is `from 3 to 2` for `from 2 to 3`, `3, not 2` for `2, not 3`, and figures that are
    beside other years: `5 in 2023, 7 in 2024` for `7 in 2023, 5 in 2024`.
    """
    for list_pairings in (_list_changes, _list_rejected):
        left = list_pairings(pair.left.quantities)
        right = list_pairings(pair.right.quantities) if left else {}
        if left.keys() & right.keys():
            continue
        for (one, two), quantity in left.items():
            if one != two and (two, one) in right:
                return [_make_exchanged(pair, quantity, right[(two, one)])]
    return _find_other_years(pair)


def _make_exchanged(pair: TextPair, one: Quantity, other: Quantity) -> NumberMismatch:
    return make_mismatch(pair, one, other, "number-differs", "the numbers are exchanged")


def _find_other_years(pair: TextPair) -> list[NumberMismatch]:
    left, right = _group_by_year(pair.left.quantities), _group_by_year(pair.right.quantities)
    if left.keys() != right.keys():
        return []
    values = [sorted(each.low or 0 for each in side.values()) for side in (left, right)]
    if values[0] != values[1]:
        return []
    return [
        _make_exchanged(pair, left[year], right[year])
        for year in left
        if left[year].low != right[year].low
    ][:1]


def _list_changes(quantities: Sequence[Quantity]) -> dict[Pairing, Quantity]:
    """Return the first and the second number of each `from … to …`."""
    found = {}
    for one, other in zip_longest(quantities, quantities[1:]):
        if one.low is None or one.high is None:
            continue
        if one.role == "span":
            found[(one.low, one.high)] = one
        elif one.role == "from" and other and other.role == "to" and other.low is not None:
            found[(one.low, other.low)] = one
    return found


def _list_rejected(quantities: Sequence[Quantity]) -> dict[Pairing, Quantity]:
    """Return each number that is said to be right, and one said to be wrong: `3, not 2`."""
    figures = [each for each in quantities if each.kind in _FIGURES and each.weight != "hint"]
    rejected = [each for each in figures if each.role == "instead"]
    right = [each for each in figures if each.role != "instead"]
    return {
        (value.low, other_value.low): other
        for one in right
        for other in rejected
        for value in list_readings(one)
        for other_value in list_readings(other)
    }


def _group_by_year(quantities: Sequence[Quantity]) -> dict[int, Quantity]:
    """Return the figures by their years, if years and figures of one kind alternate."""
    placed = [each for each in quantities if each.weight == "figure"]
    years = [_get_year(each) for each in placed]
    if len(placed) < 2 * MIN_FIGURES or len(placed) % 2:
        return {}
    if any(bool(year) == bool(after) for year, after in pairwise(years)):
        return {}
    figures = placed[bool(years[0]) :: 2]
    if len({(each.kind, each.unit) for each in figures}) > 1 or figures[0].kind not in _FIGURES:
        return {}
    return dict(zip(years[not years[0] :: 2], figures, strict=True))


def _get_year(quantity: Quantity) -> int:
    if quantity.kind not in {"year", "date"} or not quantity.date:
        return 0
    return quantity.date.year
