"""Report quantities without a counterpart, paired with the most similar one or alone."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from brief.editorial.locale.locales import language_name
from brief.editorial.numbers.comparison.composites import has_date_conflict
from brief.editorial.numbers.comparison.similarity import (
    CENT,
    COMPATIBLE,
    compare_units,
    is_part_of_whole,
    measure_similarity,
)
from brief.editorial.numbers.quantity import NumberMismatch
from brief.editorial.numbers.readers.compounds import UNAMBIGUOUS_CURRENCIES
from brief.editorial.numbers.readers.time.periods import PERIODS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from brief.editorial.numbers.comparison.matches import Side, TextPair
    from brief.editorial.numbers.quantity import MismatchCode, Quantity


# The score from which two unmatched quantities are reported as one that differs.
MIN_SCORE = 2.0
# Translations do not move a number further than this many other numbers.
MAX_DISTANCE = 60
# Languages that write every noun with a capital.
CAPITAL_NOUNS = frozenset(("de", "lb", "nds"))


def pair_nearest(pair: TextPair) -> list[NumberMismatch]:
    """Pair the unmatched quantities that are probably the same one, the most similar first."""
    scored = []
    for i in pair.left.list_unmatched():
        for j in pair.right.list_unmatched():
            if abs(i - j) > MAX_DISTANCE:
                continue
            one, other = pair.left.quantities[i], pair.right.quantities[j]
            figures = one.weight == other.weight == "figure"
            if i in pair.left.hinted and j in pair.right.hinted and not figures:
                continue
            score = _score_pair(one, other)
            score -= abs(i / len(pair.left.quantities) - j / len(pair.right.quantities))
            if score >= MIN_SCORE:
                scored.append((-score, i, j))
    found = []
    for _, i, j in sorted(scored):
        if i not in pair.left.matched and j not in pair.right.matched:
            pair.left.matched.add(i)
            pair.right.matched.add(j)
            found.append(make_mismatch(pair, pair.left.quantities[i], pair.right.quantities[j]))
    return found


def make_mismatch(
    pair: TextPair,
    one: Quantity,
    other: Quantity,
    code: MismatchCode | None = None,
    problem: str = "",
) -> NumberMismatch:
    """Return the mismatch of two quantities, by default with the code for what differs."""
    code = code or _choose_code(one, other)
    problem = problem or _PROBLEMS.get(code, "the numbers differ")
    message = describe_difference(problem, one, pair.left.tag, other, pair.right.tag)
    return NumberMismatch(code, one, other, message)


def _choose_code(one: Quantity, other: Quantity) -> MismatchCode:
    if "date" in {one.kind, other.kind} or one.kind == other.kind in {"time", "year"}:
        return "number-date"
    if one.low is not None and one.low == other.low and one.high == other.high:
        return "number-unit"
    return "number-differs"


def _score_pair(one: Quantity, other: Quantity) -> float:
    """Return how likely two quantities are meant as the same one; 0 if they can't be."""
    if "hint" in {one.weight, other.weight}:
        return 0
    same_kind = one.kind == other.kind
    same_letters = same_kind and _list_letters(one) == _list_letters(other)
    if "name" in {one.kind, other.kind} and not same_letters:
        return 0
    if one.unit != other.unit and (one.unit in PERIODS_PER_YEAR or other.unit in PERIODS_PER_YEAR):
        return 0  # the third quarter is not the third place
    if one.weight == other.weight == "word":
        score = _score_words(one, other)
        if not score:
            return 0
    else:
        score = 3.0 if same_kind else 0.0
    if has_date_conflict(one, other):
        score += 2
    if one.unit and compare_units(one.unit, other.unit):
        score += 2
    digits = _list_digits(one), _list_digits(other)
    if all(digits):
        score += 3 * SequenceMatcher(None, *digits, autojunk=False).ratio()
    return score


def _score_words(one: Quantity, other: Quantity) -> float:
    """Return how likely two number words, which translations may leave out, are meant the same."""
    kinds = {one.kind, other.kind}
    if kinds == {"multiple", "fraction"} or _is_part_and_number(one, other):
        return 3.0  # `halbiert`, `calate di un terzo`; `three out of four`, `five out of four`
    if kinds == {"number", "measure"}:
        return 0.0 if one.unit and other.unit else 3.0
    if kinds in ({"number", "ordinal"}, {"number", "multiple"}) and not one.unit + other.unit:
        return 3.0  # `auf Platz sieben`, `ottavo`; `six consecutive times`, `sette volte`
    same = one.kind == other.kind and (one.kind != "number" or one.unit == other.unit)
    return 3.0 if same else 0.0


def _is_part_and_number(one: Quantity, other: Quantity) -> bool:
    numbers = [each for each in (one, other) if each.kind == "number" and not each.unit]
    return len(numbers) == 1 and (is_part_of_whole(one) or is_part_of_whole(other))


def _list_digits(quantity: Quantity) -> str:
    if quantity.low is None:
        return "".join(c for c in quantity.text if c.isdigit())
    return "".join(map(str, quantity.low.normalize().as_tuple().digits))


def _list_letters(quantity: Quantity) -> str:
    return "".join(c for c in quantity.unit if not c.isdigit())


def find_missing(pair: TextPair) -> list[NumberMismatch]:
    """Report each figure without a counterpart; translations may leave out words and names."""
    found = []
    for side, other in pair.both_ways():
        for i in side.list_unmatched():
            quantity = side.quantities[i]
            silent = quantity.kind in {"name", "vague"} or i in side.hinted
            if silent or quantity.weight != "figure":
                continue
            message = describe_missing(quantity, side.tag, other.tag)
            left, right = (quantity, None) if side is pair.left else (None, quantity)
            found.append(NumberMismatch("number-missing", left, right, message))
    return found


def collect_ids(mismatches: Iterable[NumberMismatch]) -> set[int]:
    """Return the ids of all quantities of the mismatches."""
    return {id(each) for found in mismatches for each in (found.left, found.right)}


def find_other_currencies(pair: TextPair, found: Iterable[NumberMismatch]) -> list[NumberMismatch]:
    """Report a currency in one text only, where the other text has another one."""
    converted = {id(each) for _, one, other in pair.approximate for each in (one, other)}
    left, right = _list_money(pair.left, converted), _list_money(pair.right, converted)
    only_left = _find_unnamed(left, right, pair.right)
    only_right = _find_unnamed(right, left, pair.left)
    known = collect_ids(found)
    figures = [each for each in only_left + only_right if each.weight == "figure"]
    if len(figures) == 1 and not (left and right):
        return _report_no_currency(pair, figures[0], in_left=bool(left))
    if any(id(each) in known for each in only_left + only_right):
        return []
    if only_left and only_right:
        one, other = only_left[0], only_right[0]
        if "figure" in {one.weight, other.weight} or one.weight == other.weight:
            return [make_mismatch(pair, one, other, "number-unit")]
    if figures and only_left and right:
        return [make_mismatch(pair, figures[0], right[0], "number-unit")]
    if figures and only_right and left:
        return [make_mismatch(pair, left[0], figures[0], "number-unit")]
    return []


def _report_no_currency(pair: TextPair, money: Quantity, *, in_left: bool) -> list[NumberMismatch]:
    """Report a currency where the other text names none, and has the number without a unit."""
    if money.unit not in UNAMBIGUOUS_CURRENCIES:
        return []  # its name may not be known in the other language
    others = pair.right.quantities if in_left else pair.left.quantities
    alike = [each for each in others if measure_similarity(money, each) >= COMPATIBLE]
    if not alike or any(each.unit or each.kind != "number" for each in alike):
        return []
    ends = (money, alike[0]) if in_left else (alike[0], money)
    return [make_mismatch(pair, *ends, "number-unit")]


def _list_money(side: Side, converted: set[int]) -> list[Quantity]:
    """Return the amounts of money in a text, without pounds of weight and the surname Yuan."""
    nouns = side.tag.partition("-")[0] in CAPITAL_NOUNS
    return [
        each
        for each in side.quantities
        if each.kind == "money" and each.unit and id(each) not in converted
        if nouns or each.weight != "hint" or not each.text[0].isupper()
    ]


def _find_unnamed(here: list[Quantity], there: list[Quantity], side: Side) -> list[Quantity]:
    """Return the amounts whose currency the other text does not name, nor gives in cents."""
    cents = [each for each in side.quantities if each.unit == CENT]
    return [
        each
        for each in here
        if not any(compare_units(each.unit, o.unit) for o in there)
        and not any(measure_similarity(each, o) for o in cents)
    ]


MIN_WRITTEN_OUT = 10_000
_PROBLEMS = {
    "number-unit": "the units differ",
    "number-date": "the dates differ",
    "number-approximate": "worded differently",
}


def describe_missing(quantity: Quantity, tag: str, other_tag: str) -> str:
    """Return the message about a number in one language only."""
    here, there = language_name(tag, "en"), language_name(other_tag, "en")
    return f"“{quantity.text}” is in the {here} text, but not in the {there} one"


def describe_difference(
    problem: str, one: Quantity, tag: str, other: Quantity, other_tag: str
) -> str:
    """Return the message about two numbers, with the values in digits where they are in words."""
    return f"{problem}: {_describe_quantity(one, tag)}, {_describe_quantity(other, other_tag)}"


def _describe_quantity(quantity: Quantity, tag: str) -> str:
    before = f"{quantity.qualifier} " if quantity.qualifier else ""
    value = _format_value(quantity)
    after = f" ({before}{value})" if value else f" ({before.strip()})" if before else ""
    return f"{language_name(tag, 'en')} has “{quantity.text}”{after}"


def _format_value(quantity: Quantity) -> str:
    """Return the value in plain digits if the text has it in words or with scale words."""
    low, high = quantity.low, quantity.high
    if low is None or high is None or quantity.kind in {"time", "fraction", "year"}:
        return ""
    ends = " to ".join(dict.fromkeys((_format_number(low), _format_number(high))))
    bare = "".join(c for c in quantity.text if c.isdigit())
    if abs(high) < MIN_WRITTEN_OUT or bare == "".join(c for c in ends if c.isdigit()):
        return ""
    return ends


def _format_number(value: Decimal) -> str:
    return f"{value:,f}".replace(",", "\u202f")
