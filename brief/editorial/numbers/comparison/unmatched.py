"""What has no counterpart in the other language: paired with the likeliest, or told by itself."""

from __future__ import annotations

from decimal import Decimal
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from brief.editorial.numbers.comparison.dates import date_conflict
from brief.editorial.numbers.comparison.messages import differing, missing
from brief.editorial.numbers.comparison.similarity import CENT, NONE, likeness, units_alike
from brief.editorial.numbers.quantity import Mismatch
from brief.editorial.numbers.readers.time.periods import COUNT

if TYPE_CHECKING:
    from brief.editorial.numbers.comparison.matches import Pairing, Side
    from brief.editorial.numbers.quantity import Code, Quantity

    Key = tuple[bool, Decimal | None, Decimal | None]

# How alike two leftovers must be to be told as one quantity that differs.
NEAR = 2.0
# A translation does not move a number further than over so many others.
FAR = 60
# Languages that write every noun with a capital.
CAPITAL_NOUNS = frozenset(("de", "lb", "nds"))
_COUNTED = frozenset(("number", "percent", "money", "measure", "year", "ordinal"))


def near(pairing: Pairing) -> list[Mismatch]:
    """Pair the leftovers that are likely the same quantity, the nearest first."""
    scored = []
    for i in pairing.left.open():
        for j in pairing.right.open():
            if abs(i - j) > FAR:
                continue
            one, other = pairing.left.quantities[i], pairing.right.quantities[j]
            figures = one.weight == other.weight == "figure"
            if i in pairing.left.hinted and j in pairing.right.hinted and not figures:
                continue
            score = _nearness(one, other)
            score -= abs(i / len(pairing.left.quantities) - j / len(pairing.right.quantities))
            if score >= NEAR:
                scored.append((-score, i, j))
    found = []
    for _, i, j in sorted(scored):
        if i not in pairing.left.done and j not in pairing.right.done:
            pairing.left.done.add(i)
            pairing.right.done.add(j)
            found.append(_differs(pairing, pairing.left.quantities[i], pairing.right.quantities[j]))
    return found


def _differs(
    pairing: Pairing, one: Quantity, other: Quantity, code: Code | None = None
) -> Mismatch:
    code = code or _code(one, other)
    message = differing(code, one, pairing.left.tag, other, pairing.right.tag)
    return Mismatch(code, one, other, message)


def _code(one: Quantity, other: Quantity) -> Code:
    if "date" in {one.kind, other.kind} or one.kind == other.kind in {"time", "year"}:
        return "number-date"
    if one.low is not None and one.low == other.low and one.high == other.high:
        return "number-unit"
    return "number-differs"


def _nearness(one: Quantity, other: Quantity) -> float:
    """Say how likely two leftovers are one quantity; 0 where they should not be told together."""
    if "hint" in {one.weight, other.weight}:
        return 0
    same_kind = one.kind == other.kind
    if "name" in {one.kind, other.kind} and not (same_kind and _letters(one) == _letters(other)):
        return 0
    if one.unit != other.unit and (one.unit in COUNT or other.unit in COUNT):
        return 0  # a third quarter is no third place
    words = one.weight == other.weight == "word"
    if words and not (same_kind and (one.kind != "number" or one.unit == other.unit)):
        return 0
    score = 3.0 if same_kind else 0.0
    if date_conflict(one, other):
        score += 2
    if one.unit and units_alike(one.unit, other.unit) > NONE:
        score += 2
    digits = _digits(one), _digits(other)
    if all(digits):
        score += 3 * SequenceMatcher(None, *digits, autojunk=False).ratio()
    return score


def _digits(quantity: Quantity) -> str:
    if quantity.low is None:
        return "".join(c for c in quantity.text if c.isdigit())
    return "".join(map(str, quantity.low.normalize().as_tuple().digits))


def _letters(quantity: Quantity) -> str:
    return "".join(c for c in quantity.unit if not c.isdigit())


def left_over(pairing: Pairing) -> list[Mismatch]:
    """Tell each figure that has no counterpart; words and names may vanish in a translation."""
    found = []
    for side, other in pairing.both_ways():
        for i in side.open():
            quantity = side.quantities[i]
            silent = quantity.kind in {"name", "vague"} or i in side.hinted
            if silent or quantity.weight != "figure":
                continue
            message = missing(quantity, side.tag, other.tag)
            here = side is pairing.left
            left, right = (quantity, None) if here else (None, quantity)
            found.append(Mismatch("number-missing", left, right, message))
    return found


def uneven(pairing: Pairing) -> list[Mismatch]:
    """Tell a figure said more often here and another more often there: one stands for the other.

    A number that is only repeated in one language is silent.
    """
    left, right = _counts(pairing.left), _counts(pairing.right)
    more_left = [key for key in left if len(left[key]) > len(right.get(key, ())) > 0]
    more_right = [key for key in right if len(right[key]) > len(left.get(key, ())) > 0]
    found = []
    for key, other_key in zip(more_left, more_right, strict=False):
        one, other = left[key][-1], right[other_key][-1]
        alike = one.kind == other.kind and units_alike(one.unit, other.unit)
        if alike and "figure" in {one.weight, other.weight}:
            found.append(_differs(pairing, one, other))
    return found


def months_exchanged(pairing: Pairing) -> list[Mismatch]:
    """Tell a month that only one text has where the other repeats one: `Februar … Januar`."""
    found = []
    for side, other in pairing.both_ways():
        here, there = _months(side), _months(other)
        more = [month for month in there if len(there[month]) > len(here.get(month, ())) > 0]
        for month in here:
            if month not in there and more:
                pair = here[month][0], there[more.pop(0)][-1]
                one, two = pair if side is pairing.left else pair[::-1]
                found.append(_differs(pairing, one, two))
    return found


def _months(side: Side) -> dict[int, list[Quantity]]:
    """Return the months that a text names without a day, and whether their year is said or not."""
    months: dict[int, list[Quantity]] = {}
    for each in side.quantities:
        if each.kind == "date" and each.date and each.date.month and not each.date.day:
            months.setdefault(each.date.month, []).append(each)
    return months


def _counts(side: Side) -> dict[Key, list[Quantity]]:
    """Return the quantities of each value; a share is not the same as a number."""
    counts: dict[Key, list[Quantity]] = {}
    for each in side.quantities:
        if each.kind == "date" and each.date and each.date.year:
            year = Decimal(each.date.year)
            counts.setdefault((False, year, year), []).append(each)
        elif each.weight != "hint" and each.low is not None and each.kind in _COUNTED:
            counts.setdefault((each.kind == "percent", each.low, each.high), []).append(each)
    return counts


def currencies(pairing: Pairing, told: list[Mismatch]) -> list[Mismatch]:
    """Tell a currency that only one text names, where the other names another one instead."""
    converted = {id(each) for _, *pair in pairing.rough for each in pair}
    left, right = _money(pairing.left, converted), _money(pairing.right, converted)
    only_left = _without(left, right, pairing.right)
    only_right = _without(right, left, pairing.left)
    known = {id(each) for found in told for each in (found.left, found.right)}
    figures = [each for each in only_left + only_right if each.weight == "figure"]
    if any(id(each) in known for each in only_left + only_right):
        return []
    if only_left and only_right and _comparable(only_left[0], only_right[0]):
        return [_differs(pairing, only_left[0], only_right[0], "number-unit")]
    if figures and only_left and right:
        return [_differs(pairing, figures[0], right[0], "number-unit")]
    if figures and only_right and left:
        return [_differs(pairing, left[0], figures[0], "number-unit")]
    return []


def _money(side: Side, converted: set[int]) -> list[Quantity]:
    """Return the money of a text: no pounds that are a weight, no surname Yuan."""
    nouns = side.tag.partition("-")[0] in CAPITAL_NOUNS
    return [
        each
        for each in side.quantities
        if each.kind == "money" and each.unit and id(each) not in converted
        if nouns or each.weight != "hint" or not each.text[0].isupper()
    ]


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Say whether an amount is meant, or both times the currency itself."""
    return "figure" in {one.weight, other.weight} or one.weight == other.weight


def _without(here: list[Quantity], there: list[Quantity], side: Side) -> list[Quantity]:
    """Return the money here whose currency the other text does not name, nor says in cents."""
    cents = [each for each in side.quantities if each.unit == CENT]
    return [
        each
        for each in here
        if not any(units_alike(each.unit, o.unit) for o in there)
        and not any(likeness(each, o) for o in cents)
    ]
