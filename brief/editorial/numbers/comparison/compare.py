"""Compare the quantities of two texts: equal ones first, then compatible ones, then the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.numbers.comparison.composites import (
    has_matching_date,
    is_matched_by_parts,
)
from brief.editorial.numbers.comparison.exchanged import find_exchanged, find_other_directions
from brief.editorial.numbers.comparison.matches import Side, TextPair
from brief.editorial.numbers.comparison.repeated import (
    find_exchanged_months,
    find_replaced_words,
    find_uneven_counts,
)
from brief.editorial.numbers.comparison.similarity import (
    COMPATIBLE,
    CONVERTED,
    HINTED,
    NONE,
    ROUGH,
    SAME,
    compare_units,
    measure_similarity,
)
from brief.editorial.numbers.comparison.unmatched import (
    collect_ids,
    find_missing,
    find_other_currencies,
    make_mismatch,
    pair_nearest,
)
from brief.editorial.numbers.lexicon.load import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.numbers.quantity import NumberMismatch, Quantity

# Quantities of a text; a page has far fewer.
MAX_COMPARED = 120
MAX_PAIRS = 36_000  # of quantities that are compared with each other, in both texts
MIN_COMPARED = 8


def find_mismatches(
    left: Sequence[Quantity], left_tag: str, right: Sequence[Quantity], right_tag: str
) -> tuple[NumberMismatch, ...]:
    """Return the mismatches in the order of the left text, then those of the right text only.

    Texts with very many numbers are compared part by part, so that the time does not grow with the
    square of their length: the more there are, the smaller the parts.
    """
    longest = max(len(left), len(right), 1)
    parts = -(-longest // min(MAX_COMPARED, max(MIN_COMPARED, MAX_PAIRS // longest)))
    if parts <= 1:
        return _compare_all(left, left_tag, right, right_tag)
    found: list[NumberMismatch] = []
    for n in range(parts):
        one = left[len(left) * n // parts : len(left) * (n + 1) // parts]
        other = right[len(right) * n // parts : len(right) * (n + 1) // parts]
        found += _compare_all(one, left_tag, other, right_tag)
    return tuple(sorted(found, key=_sort_key))


def _compare_all(
    left: Sequence[Quantity], left_tag: str, right: Sequence[Quantity], right_tag: str
) -> tuple[NumberMismatch, ...]:
    pair = TextPair(Side(left, left_tag), Side(right, right_tag))
    for level in (SAME, COMPATIBLE, CONVERTED):
        _match_at_level(pair, level)
    for one, other in pair.both_ways():
        _match_composites(one, other)
    _match_at_level(pair, ROUGH)
    _match_hints(pair)
    found = pair_nearest(pair)
    for one, _ in pair.both_ways():
        _match_own_conversions(one)
    found += find_missing(pair)
    known = collect_ids(found)
    months = [each for each in find_exchanged_months(pair) if known.isdisjoint(collect_ids([each]))]
    found += find_uneven_counts(pair) + months
    found += find_other_currencies(pair, found)
    if not found:
        found += find_replaced_words(pair)
    found += find_other_directions(pair)
    if not found:
        found += find_exchanged(pair)
    found += _find_approximate(pair)
    return tuple(sorted(found, key=_sort_key))


def _sort_key(mismatch: NumberMismatch) -> tuple[int, int]:
    if mismatch.left:
        return 0, mismatch.left.start
    return 1, mismatch.right.start if mismatch.right else 0


def _match_at_level(pair: TextPair, level: int) -> None:
    """Match the quantities that are similar at this level.

    Several equal quantities may have one counterpart; a converted one matches only once, since a
    text may contain both `1 km` and `1000 m`.
    """
    for one, other in pair.both_ways():
        for i in one.list_unmatched():
            j = _find_counterpart(pair, one.quantities[i], other, level)
            if j is None:
                continue
            if level == ROUGH:
                pair.approximate.append((one, one.quantities[i], other.quantities[j]))
            one.matched.add(i)
            other.matched.add(j)


def _find_counterpart(pair: TextPair, quantity: Quantity, other: Side, level: int) -> int | None:
    """Return the index of a quantity's counterpart at this level, if possible an unmatched one."""
    if quantity.weight == "hint" or quantity.kind == "date":
        return None
    alike = (
        j
        for j in (*other.list_unmatched(), *sorted(other.matched if level >= COMPATIBLE else ()))
        if (each := other.quantities[j]).weight != "hint" and each.kind != "date"
        if pair.measure(quantity, each) == level
    )
    found = next(alike, None)
    if found not in other.matched:
        return found
    if level == COMPATIBLE and any(
        _has_other_unit(quantity, other, j) for j in other.list_unmatched()
    ):
        return None
    return found


def _has_other_unit(quantity: Quantity, other: Side, j: int) -> bool:
    each = other.quantities[j]
    if each.kind == "date" or each.weight != "figure" or quantity.low is None:
        return False
    same = (each.low, each.high) == (quantity.low, quantity.high)
    return same and compare_units(quantity.unit, each.unit) == NONE


def _match_composites(one: Side, other: Side) -> None:
    """Match dates with dates, and ranges, ratios and times part by part."""
    for i in one.list_unmatched():
        quantity, others = one.quantities[i], other.quantities
        if has_matching_date(quantity, others) or is_matched_by_parts(quantity, others):
            one.matched.add(i)


def _match_hints(pair: TextPair) -> None:
    """Mark quantities that a hint can match (`2`, `beide`); a better counterpart comes first."""
    for i, one in enumerate(pair.left.quantities):
        for j, other in enumerate(pair.right.quantities):
            hints = one.weight == "hint" or other.weight == "hint"
            if one.unit == "past-year" or other.unit == "past-year":
                answers = one.kind == other.kind == "year" and _lacks_year(pair, one)
            elif hints or one.kind == "name" or other.kind == "name":
                alike = pair.measure(one, other)
                answers = alike == HINTED or (hints and alike >= COMPATIBLE)
            else:
                continue
            if answers and one.kind != "name":
                pair.left.hinted.add(i)
            if answers and other.kind != "name":
                pair.right.hinted.add(j)


def _lacks_year(pair: TextPair, one: Quantity) -> bool:
    """Return whether a text has fewer relative years (`last year`) than the other one."""
    left, right = (
        sum(each.unit == "past-year" for each in side.quantities)
        for side in (pair.left, pair.right)
    )
    return left > right if one.unit == "past-year" else right > left


def _match_own_conversions(side: Side) -> None:
    """Match a measure with a conversion beside it in the same text: `800 km/h (497 mph)`."""
    for i in side.list_unmatched():
        one = side.quantities[i]
        for j in (i - 1, i + 1):
            beside = side.quantities[j] if j in side.matched else None
            if beside and one.unit != beside.unit and measure_similarity(one, beside) == ROUGH:
                side.matched.add(i)


def _find_approximate(pair: TextPair) -> list[NumberMismatch]:
    """Return notes on approximate matches: converted units, an `almost` in one language only."""
    found = []
    for side, one, other in pair.approximate:
        left, right = (one, other) if side is pair.left else (other, one)
        found.append(make_mismatch(pair, left, right, "number-approximate"))
    if not all(load_lexicon(side.tag).has_qualifiers for side in (pair.left, pair.right)):
        return found  # the words for `almost` are not known
    qualifiers = {each.qualifier for each in pair.right.quantities}
    others = [each for each in pair.right.quantities if each.weight != "hint"]
    for one in pair.left.quantities:
        if one.weight != "figure" or one.low is None or qualifiers == {one.qualifier}:
            continue
        alike = [each for each in others if each.kind == one.kind]
        same = [each for each in alike if pair.measure(one, each) >= COMPATIBLE]
        if same and all(each.qualifier != one.qualifier for each in same):
            found.append(make_mismatch(pair, one, same[0], "number-approximate"))
    return found
