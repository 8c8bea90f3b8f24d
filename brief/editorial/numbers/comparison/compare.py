"""Two languages' quantities compared: the same first, then what is compatible, then the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.numbers.comparison.dates import has_matching_date
from brief.editorial.numbers.comparison.matches import Side, TextPair
from brief.editorial.numbers.comparison.messages import describe_approximation
from brief.editorial.numbers.comparison.partial_matches import is_matched_by_parts
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
    find_exchanged_months,
    find_missing,
    find_other_currencies,
    find_uneven_counts,
    pair_nearest,
)
from brief.editorial.numbers.lexicon.load import load_lexicon
from brief.editorial.numbers.quantity import NumberMismatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.numbers.quantity import Quantity


def find_mismatches(
    left: Sequence[Quantity],
    left_tag: str,
    right: Sequence[Quantity],
    right_tag: str,
) -> tuple[NumberMismatch, ...]:
    """Return what does not agree, in the order of the left text, then of the right."""
    pairing = TextPair(Side(left, left_tag), Side(right, right_tag))
    for level in (SAME, COMPATIBLE, CONVERTED):
        _match_at_level(pairing, level)
    for one, other in pairing.both_ways():
        _match_composites(one, other)
    _match_at_level(pairing, ROUGH)
    _match_hints(pairing)
    found = pair_nearest(pairing)
    for one, _ in pairing.both_ways():
        _match_own_conversions(one)
    found += find_missing(pairing)
    found += find_uneven_counts(pairing) + [
        each for each in find_exchanged_months(pairing) if _is_new(each, found)
    ]
    found += find_other_currencies(pairing, found)
    found += _find_approximate(pairing)
    return tuple(sorted(found, key=_sort_key))


def _is_new(mismatch: NumberMismatch, told: Sequence[NumberMismatch]) -> bool:
    known = {id(each) for found in told for each in (found.left, found.right)}
    return id(mismatch.left) not in known and id(mismatch.right) not in known


def _sort_key(mismatch: NumberMismatch) -> tuple[int, int]:
    if mismatch.left:
        return 0, mismatch.left.start
    return 1, mismatch.right.start if mismatch.right else 0


def _match_at_level(pairing: TextPair, level: int) -> None:
    """Mark what the other text answers at that level; a repeat may be answered by the same.

    What is only converted answers but one, since `1 km` and `1000 m` may both be meant.
    """
    for one, other in pairing.both_ways():
        for i in one.unmatched():
            j = _find_counterpart(one.quantities[i], other, level)
            if j is None:
                continue
            if level == ROUGH:
                pairing.rough.append((one, one.quantities[i], other.quantities[j]))
            one.matched.add(i)
            other.matched.add(j)


def _find_counterpart(quantity: Quantity, other: Side, level: int) -> int | None:
    """Return the place of what answers a quantity at that level: the unanswered first."""
    if quantity.weight == "hint" or quantity.kind == "date":
        return None
    alike = [
        j
        for j, each in enumerate(other.quantities)
        if (each.weight != "hint" and each.kind != "date")
        and (level >= COMPATIBLE or j not in other.matched)
        and measure_similarity(quantity, each) == level
    ]
    free = [j for j in alike if j not in other.matched]
    if free:
        return free[0]
    if level == COMPATIBLE and any(_has_other_unit(quantity, other, j) for j in other.unmatched()):
        return None
    return alike[0] if alike else None


def _has_other_unit(quantity: Quantity, other: Side, j: int) -> bool:
    """Say whether the same value stands there, unanswered, with another unit."""
    each = other.quantities[j]
    if each.kind == "date" or each.weight != "figure" or quantity.low is None:
        return False
    same = (each.low, each.high) == (quantity.low, quantity.high)
    return same and compare_units(quantity.unit, each.unit) == NONE


def _match_composites(one: Side, other: Side) -> None:
    """Let dates be answered by dates, and ranges, ratios and times part by part."""
    for i in one.unmatched():
        quantity = one.quantities[i]
        if has_matching_date(quantity, other.quantities) or is_matched_by_parts(
            quantity, other.quantities
        ):
            one.matched.add(i)


def _match_hints(pairing: TextPair) -> None:
    """Mark what a hint answers: `2` by `beide`. It holds unless a likelier counterpart is left."""
    for i, one in enumerate(pairing.left.quantities):
        for j, other in enumerate(pairing.right.quantities):
            hints = one.weight == "hint" or other.weight == "hint"
            if one.unit == "past-year" or other.unit == "past-year":
                answers = one.kind == other.kind == "year" and _lacks_year(pairing, one)
            elif hints or one.kind == "name" or other.kind == "name":
                alike = measure_similarity(one, other)
                answers = alike == HINTED or (hints and alike >= COMPATIBLE)
            else:  # only a name is answered by what it has in it
                continue
            if answers and one.kind != "name":
                pairing.left.hinted.add(i)
            if answers and other.kind != "name":
                pairing.right.hinted.add(j)


def _lacks_year(pairing: TextPair, one: Quantity) -> bool:
    """Say whether one text has a `last year` more than the other, where that has the year."""
    left, right = (
        sum(each.unit == "past-year" for each in side.quantities)
        for side in (pairing.left, pairing.right)
    )
    return left > right if one.unit == "past-year" else right > left


def _match_own_conversions(side: Side) -> None:
    """Excuse a measure beside which its own text has another unit: `800 km/h (497 mph)`."""
    for i in side.unmatched():
        one = side.quantities[i]
        for j in (i - 1, i + 1):
            beside = side.quantities[j] if j in side.matched else None
            if beside and one.unit != beside.unit and measure_similarity(one, beside) == ROUGH:
                side.matched.add(i)


def _find_approximate(pairing: TextPair) -> list[NumberMismatch]:
    """Tell what agrees only roughly: a converted unit, an `almost` that one language leaves out."""
    found = []
    for side, one, other in pairing.rough:
        left, right = (one, other) if side is pairing.left else (other, one)
        found.append(_make_note(pairing, left, right))
    if not all(load_lexicon(side.tag).has_qualifiers for side in (pairing.left, pairing.right)):
        return found  # words for `almost` may be unknown there
    said = {each.qualifier for each in pairing.right.quantities}
    for one in pairing.left.quantities:
        if one.weight != "figure" or one.low is None or said == {one.qualifier}:
            continue
        same = [
            each
            for each in pairing.right.quantities
            if each.weight != "hint"
            and each.kind == one.kind
            and measure_similarity(one, each) >= COMPATIBLE
        ]
        if same and all(each.qualifier != one.qualifier for each in same):
            found.append(_make_note(pairing, one, same[0]))
    return found


def _make_note(pairing: TextPair, left: Quantity, right: Quantity) -> NumberMismatch:
    message = describe_approximation(left, pairing.left.tag, right, pairing.right.tag)
    return NumberMismatch("number-approximate", left, right, message)
