"""Two languages' quantities compared: the same first, then what is compatible, then the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.numbers.comparison.dates import date_answered
from brief.editorial.numbers.comparison.matches import Pairing, Side
from brief.editorial.numbers.comparison.messages import roughly
from brief.editorial.numbers.comparison.partial_matches import answered_by_parts
from brief.editorial.numbers.comparison.similarity import (
    COMPATIBLE,
    CONVERTED,
    HINTED,
    NONE,
    ROUGH,
    SAME,
    likeness,
    units_alike,
)
from brief.editorial.numbers.comparison.unmatched import (
    currencies,
    left_over,
    months_exchanged,
    near,
    uneven,
)
from brief.editorial.numbers.lexicon.load import lexicon
from brief.editorial.numbers.quantity import Mismatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.numbers.quantity import Quantity


def mismatches(
    left: Sequence[Quantity],
    left_tag: str,
    right: Sequence[Quantity],
    right_tag: str,
) -> tuple[Mismatch, ...]:
    """Return what does not agree, in the order of the left text, then of the right."""
    pairing = Pairing(Side(left, left_tag), Side(right, right_tag))
    for level in (SAME, COMPATIBLE, CONVERTED):
        _answer(pairing, level)
    for one, other in pairing.both_ways():
        _settle_composite(one, other)
    _answer(pairing, ROUGH)
    _take_hints(pairing)
    found = near(pairing)
    for one, _ in pairing.both_ways():
        _take_own_conversions(one)
    found += left_over(pairing)
    found += uneven(pairing) + [each for each in months_exchanged(pairing) if _is_new(each, found)]
    found += currencies(pairing, found)
    found += _notes(pairing)
    return tuple(sorted(found, key=_place))


def _is_new(mismatch: Mismatch, told: Sequence[Mismatch]) -> bool:
    known = {id(each) for found in told for each in (found.left, found.right)}
    return id(mismatch.left) not in known and id(mismatch.right) not in known


def _place(mismatch: Mismatch) -> tuple[int, int]:
    if mismatch.left:
        return 0, mismatch.left.start
    return 1, mismatch.right.start if mismatch.right else 0


def _answer(pairing: Pairing, level: int) -> None:
    """Mark what the other text answers at that level; a repeat may be answered by the same.

    What is only converted answers but one, since `1 km` and `1000 m` may both be meant.
    """
    for one, other in pairing.both_ways():
        for i in one.open():
            j = _counterpart(one.quantities[i], other, level)
            if j is None:
                continue
            if level == ROUGH:
                pairing.rough.append((one, one.quantities[i], other.quantities[j]))
            one.done.add(i)
            other.done.add(j)


def _counterpart(quantity: Quantity, other: Side, level: int) -> int | None:
    """Return the place of what answers a quantity at that level: the unanswered first."""
    if quantity.weight == "hint" or quantity.kind == "date":
        return None
    alike = [
        j
        for j, each in enumerate(other.quantities)
        if (each.weight != "hint" and each.kind != "date")
        and (level >= COMPATIBLE or j not in other.done)
        and likeness(quantity, each) == level
    ]
    free = [j for j in alike if j not in other.done]
    if free:
        return free[0]
    if level == COMPATIBLE and any(_contradicts(quantity, other, j) for j in other.open()):
        return None
    return alike[0] if alike else None


def _contradicts(quantity: Quantity, other: Side, j: int) -> bool:
    """Say whether the same value stands there, unanswered, with another unit."""
    each = other.quantities[j]
    if each.kind == "date" or each.weight != "figure" or quantity.low is None:
        return False
    same = (each.low, each.high) == (quantity.low, quantity.high)
    return same and units_alike(quantity.unit, each.unit) == NONE


def _settle_composite(one: Side, other: Side) -> None:
    """Let dates be answered by dates, and ranges, ratios and times part by part."""
    for i in one.open():
        quantity = one.quantities[i]
        if date_answered(quantity, other.quantities) or answered_by_parts(
            quantity, other.quantities
        ):
            one.done.add(i)


def _take_hints(pairing: Pairing) -> None:
    """Mark what a hint answers: `2` by `beide`. It holds unless a likelier counterpart is left."""
    for i, one in enumerate(pairing.left.quantities):
        for j, other in enumerate(pairing.right.quantities):
            hints = one.weight == "hint" or other.weight == "hint"
            if one.unit == "past-year" or other.unit == "past-year":
                answers = one.kind == other.kind == "year" and _says_year(pairing, one)
            elif hints or one.kind == "name" or other.kind == "name":
                alike = likeness(one, other)
                answers = alike == HINTED or (hints and alike >= COMPATIBLE)
            else:  # only a name is answered by what it has in it
                continue
            if answers and one.kind != "name":
                pairing.left.hinted.add(i)
            if answers and other.kind != "name":
                pairing.right.hinted.add(j)


def _says_year(pairing: Pairing, one: Quantity) -> bool:
    """Say whether one text has a `last year` more than the other, where that has the year."""
    left, right = (
        sum(each.unit == "past-year" for each in side.quantities)
        for side in (pairing.left, pairing.right)
    )
    return left > right if one.unit == "past-year" else right > left


def _take_own_conversions(side: Side) -> None:
    """Excuse a measure beside which its own text has another unit: `800 km/h (497 mph)`."""
    for i in side.open():
        one = side.quantities[i]
        for j in (i - 1, i + 1):
            beside = side.quantities[j] if j in side.done else None
            if beside and one.unit != beside.unit and likeness(one, beside) == ROUGH:
                side.done.add(i)


def _notes(pairing: Pairing) -> list[Mismatch]:
    """Tell what agrees only roughly: a converted unit, an `almost` that one language leaves out."""
    found = []
    for side, one, other in pairing.rough:
        left, right = (one, other) if side is pairing.left else (other, one)
        found.append(_note(pairing, left, right))
    if not all(lexicon(side.tag).careful for side in (pairing.left, pairing.right)):
        return found  # words for `almost` may be unknown there
    said = {each.qualifier for each in pairing.right.quantities}
    for one in pairing.left.quantities:
        if one.weight != "figure" or one.low is None or said == {one.qualifier}:
            continue
        same = [
            each
            for each in pairing.right.quantities
            if each.weight != "hint" and each.kind == one.kind and likeness(one, each) >= COMPATIBLE
        ]
        if same and all(each.qualifier != one.qualifier for each in same):
            found.append(_note(pairing, one, same[0]))
    return found


def _note(pairing: Pairing, left: Quantity, right: Quantity) -> Mismatch:
    message = roughly(left, pairing.left.tag, right, pairing.right.tag)
    return Mismatch("number-approximate", left, right, message)
