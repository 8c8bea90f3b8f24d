"""Measure the similarity of two quantities: equal, compatible, converted, rounded or none."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import IntEnum
from typing import TYPE_CHECKING

from brief.editorial.numbers.lexicon.cldr import get_currency_family, get_unit_sizes
from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.time.periods import MONTHS_PER_PERIOD, PERIODS_PER_YEAR
from brief.editorial.numbers.readers.units import SHARE_UNITS, get_dimension, is_currency
from brief.editorial.numbers.text import divide

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Quantity

HUNDRED = Decimal(100)
# Converted measures are rounded: 50 miles are 80 km, not 80.4672; one inch is 2 or 3 cm.
MAX_ROUNDING = Decimal("0.1")
MAX_ROUNDING_OF_DIGITS = Decimal("0.3")
MAX_ROUNDING_OF_TIME = Decimal("0.08")  # six weeks are a month and a half
TEN = Decimal(10)
MIN_TOLERANCE = Decimal("0.02")
MAX_DEGREES_APART = 2

FIRST_SHORTENED_YEAR = 1800  # `the 30s` are not those of the Middle Ages

CENT = "cent"
_YEN = frozenset(("CNY", "JPY"))


class Similarity(IntEnum):
    """How well two quantities match."""

    NONE = 0
    HINTED = 1  # a name contains the number
    ROUGH = 2  # converted and rounded
    CONVERTED = 3  # converted exactly
    COMPATIBLE = 4
    SAME = 5


NONE, HINTED, ROUGH, CONVERTED, COMPATIBLE, SAME = Similarity


def measure_similarity(one: Quantity, other: Quantity) -> Similarity:
    """Return the similarity of two quantities other than dates."""
    if one.kind == "name" or other.kind == "name":
        return _compare_names(one, other)
    if {"vague", "ratio"} & {one.kind, other.kind}:
        return SAME if one.kind == other.kind and one.unit == other.unit else NONE
    if one.kind == "time" or other.kind == "time":
        return _compare_times(one, other)
    if "past-year" in {one.unit, other.unit}:
        return COMPATIBLE if one.kind == other.kind else NONE
    if one.unit in PERIODS_PER_YEAR or other.unit in PERIODS_PER_YEAR:
        return _compare_periods(one, other)
    best = NONE
    ones, others = list_readings(one), list_readings(other)
    if "fraction" in {one.kind, other.kind}:
        fractions = one.kind == other.kind
        ones = ones[: _count_comparable(one, fractions=fractions)]
        others = others[: _count_comparable(other, fractions=fractions)]
    for first in ones:
        for second in others:
            if has_same_sign(first.low, first.unit, second.low, second.unit):
                best = max(best, _compare_values(one, first, other, second))
    return best


def _compare_periods(one: Quantity, other: Quantity) -> Similarity:
    """Compare quarters and halves of a year by their number; a half is also like six months."""
    if one.unit == other.unit:
        return SAME if one.low == other.low else NONE
    period, number = (one, other) if one.unit in PERIODS_PER_YEAR else (other, one)
    if number.kind == "ordinal" and not number.unit:
        return COMPATIBLE if period.low == number.low else NONE
    months = (number.unit, number.low) == ("month", MONTHS_PER_PERIOD[period.unit])
    return COMPATIBLE if months else NONE


def list_readings(quantity: Quantity) -> tuple[Reading, ...]:
    """Return all readings of a quantity, the likeliest first; none if it has no value."""
    if quantity.low is None or quantity.high is None:
        return ()
    return (Reading(quantity.low, quantity.high, quantity.unit), *quantity.readings)


def _count_comparable(quantity: Quantity, *, fractions: bool) -> int | None:
    """Return how many readings count: of two fractions, and of `one in five`, only the value."""
    return 1 if fractions or is_part_of_whole(quantity) else None


def is_part_of_whole(quantity: Quantity) -> bool:
    """Return whether the quantity is a fraction with its two numbers: `one in five`."""
    return quantity.kind == "fraction" and len(quantity.readings) > 1


def _compare_names(one: Quantity, other: Quantity) -> Similarity:
    if one.kind == other.kind:
        return SAME if one.unit == other.unit else NONE
    name, number = (one, other) if one.kind == "name" else (other, one)
    if number.weight != "figure":
        return NONE
    digits = {Decimal(found) for found in re.findall(r"\d+", name.unit)}
    return HINTED if number.low is not None and number.low in digits else NONE


def _compare_times(one: Quantity, other: Quantity) -> Similarity:
    """Compare times: 3 and 15 o'clock are compatible if one of them may be either."""
    if one.kind == other.kind:
        if one.low == other.low:
            return SAME
        ones, others = ({reading.low for reading in list_readings(each)} for each in (one, other))
        return COMPATIBLE if ones & others else NONE
    time, number = (one, other) if one.kind == "time" else (other, one)
    if time.low is None or number.low is None:
        return NONE
    hour = {reading.low / 60 for reading in list_readings(time)}
    return COMPATIBLE if {number.low, number.high} & hour and number.weight != "hint" else NONE


def has_same_sign(one: Decimal, unit: str, other: Decimal, other_unit: str) -> bool:
    """Return whether the signs agree; a verb may replace a minus, except with degrees."""
    if (one < 0) == (other < 0):
        return True
    degrees = "temperature" in {get_dimension(unit), get_dimension(other_unit)}
    same_scale = "fahrenheit" not in {unit, other_unit} or unit == other_unit
    return not (degrees and same_scale)


def _compare_values(one: Quantity, first: Reading, other: Quantity, second: Reading) -> Similarity:
    if abs(first.low) == abs(second.low) and abs(first.high) == abs(second.high):
        alike = compare_units(first.unit, second.unit)
        if alike:
            return alike if one.kind == other.kind else min(alike, COMPATIBLE)
    if _is_same_year(one, first, other, second):
        return COMPATIBLE
    if first.low == first.high and second.low == second.high:
        kinds = {one.kind, other.kind}
        shares = kinds <= {"fraction", "percent", "multiple", "measure"}
        shares = shares or kinds == {"ordinal", "percent"}
        if shares and _is_same_share(one, first, other, second):
            return COMPATIBLE
        if "fraction" in kinds and _is_same_part(one, first, other, second):
            return COMPATIBLE
    return _compare_cents(first, second) or _compare_measures(first, second)


def _is_same_share(one: Quantity, first: Reading, other: Quantity, second: Reading) -> bool:
    """Return whether a fraction or a multiple equals a percentage: half 50 %, twice 100 %."""
    if one.kind == other.kind or "percent" not in {one.kind, other.kind}:
        return one.kind != other.kind and first.low == second.low
    part, percent = (first, second) if other.kind == "percent" else (second, first)
    kind = one.kind if other.kind == "percent" else other.kind
    if kind == "measure":
        return False
    whole = part.low * HUNDRED
    rough = abs(whole - percent.low) < 1
    return rough or (kind == "multiple" and percent.low == whole - HUNDRED)


def _is_same_part(one: Quantity, first: Reading, other: Quantity, second: Reading) -> bool:
    """Return whether a fraction in words equals a number of parts: `ein Drittel`, `uno su tre`."""
    part, number = (first, second) if one.kind == "fraction" else (second, first)
    whole = other if one.kind == "fraction" else one
    if not number.low or number.unit or whole.weight == "figure":
        return False
    return part.low == divide(1, number.low)


def _is_same_year(one: Quantity, first: Reading, other: Quantity, second: Reading) -> bool:
    """Compare decades, centuries and short years: `90er` and 1990s, `’24` and 2024."""
    units = {first.unit, second.unit}
    if units == {"decade", "year"} and first.low == second.low < HUNDRED:
        return True  # `in his 40s`, `unos 40 años`
    if units in ({"century", "decade"}, {"century", ""}):
        century, year = (first, second) if first.unit == "century" else (second, first)
        return (century.low - 1) * HUNDRED == year.low
    if not units & {"decade", "short-year"} or not units <= {"decade", "short-year", ""}:
        return False
    if "hint" in {one.weight, other.weight}:
        return False
    shortest, longest = sorted((first.low, second.low))
    if HUNDRED <= longest < FIRST_SHORTENED_YEAR:
        return False
    return shortest < HUNDRED and first.low % HUNDRED == second.low % HUNDRED


def _compare_measures(first: Reading, second: Reading) -> Similarity:
    one = _read_pound_as_weight(first.unit, second.unit)
    other = _read_pound_as_weight(second.unit, first.unit)
    known = get_unit_sizes()
    if one not in known or other not in known or one == other != "generic":
        return NONE
    points = "percentage-point" in {one, other} and "permyriad" not in {one, other}
    if known[one][0] != known[other][0] or points:
        return NONE
    if known[one][0] == "temperature":
        return _compare_degrees(first, one, second, other)
    factors = known[one][1], known[other][1]
    ends = ((first.low, second.low), (first.high, second.high))
    exact = all(
        abs(abs(a) * factors[0] - abs(b) * factors[1]) < abs(a) * factors[0] / 10_000
        for a, b in ends
    )
    if exact:
        return CONVERTED
    if known[one][0] == "share":  # percent and basis points are not rounded
        return NONE
    most = MAX_ROUNDING_OF_TIME if known[one][0] == "duration" else None
    rounded = all(_is_nearly_equal(a, factors[0], b, factors[1], most) for a, b in ends)
    return ROUGH if rounded else NONE


def _compare_cents(first: Reading, second: Reading) -> Similarity:
    """Compare `21 Cent` with `0,21 Euro`: a hundredth of any currency."""
    cents, whole = (first, second) if first.unit == CENT else (second, first)
    if cents.unit != CENT or not is_currency(whole.unit):
        return NONE
    ends = ((cents.low, whole.low), (cents.high, whole.high))
    return CONVERTED if all(abs(part) == abs(full) * HUNDRED for part, full in ends) else NONE


def _is_nearly_equal(
    one: Decimal, factor: Decimal, other: Decimal, other_factor: Decimal, most: Decimal | None
) -> bool:
    """Return whether one measure may be the other one, converted and rounded to its last digit."""
    gap = abs(abs(one) * factor - abs(other) * other_factor)
    slack = max(_halve_last_digit(one) * factor, _halve_last_digit(other) * other_factor)
    size = max(abs(one) * factor, abs(other) * other_factor)
    if most is None:
        most = MAX_ROUNDING_OF_DIGITS if min(abs(one), abs(other)) < TEN else MAX_ROUNDING
    return gap <= min(max(slack, size * MIN_TOLERANCE), size * most)


def _halve_last_digit(value: Decimal) -> Decimal:
    """Return half a unit of the last significant digit: 5 for 80, 0.5 for 497.

    A last digit of 5 is taken for a rounding to fives: 25 for 150, 0.25 for 2.5.
    """
    _, digits, exponent = value.normalize().as_tuple()
    half = (2, 5) if digits[-1] == 5 else (5,)  # noqa: PLR2004 - the digit five
    return Decimal((0, half, int(exponent) - 1))


def _read_pound_as_weight(unit: str, beside: str) -> str:
    """Return the unit, where a pound is a weight if the other unit is one."""
    weight = beside in get_unit_sizes() and get_unit_sizes()[beside][0] == "mass"
    return "pound" if unit in {"?pound", "GBP"} and weight else unit


def _compare_degrees(first: Reading, one: str, second: Reading, other: str) -> Similarity:
    if "generic" in {one, other} and first.low == second.low:
        return COMPATIBLE
    pairs = [(first.low, second.low)] if one != "fahrenheit" else []
    pairs += [(second.low, first.low)] if other != "fahrenheit" else []
    for celsius, fahrenheit in pairs:
        difference = abs(celsius * 9 / 5 - fahrenheit)  # of temperatures, without the offset
        if abs(celsius * 9 / 5 + 32 - fahrenheit) <= MAX_DEGREES_APART or difference <= 1:
            return ROUGH
    return NONE


def compare_units(one: str, other: str) -> Similarity:
    """Return the similarity of two units; no unit is compatible with any unit but a share.

    It is compatible with percentage points, since newspapers write `2,5 points`.
    """
    if one == other:
        return SAME
    if not one or not other:
        return NONE if (SHARE_UNITS - {"percentage-point"}) & {one, other} else COMPATIBLE
    if is_currency(one) and is_currency(other):
        return COMPATIBLE if _is_same_currency(one, other) else NONE
    is_pound = {one, other} == {"?pound", "pound"}  # of money or of weight
    if is_pound or (one[:4] == other[:4] and {one[4:], other[4:]} == {"byte", "bit"}):
        return COMPATIBLE  # Mb is often typed for MB
    if {one, other} <= {"generic", "celsius", "fahrenheit", "degree"}:
        return COMPATIBLE if "generic" in {one, other} else NONE
    return NONE


def _is_same_currency(one: str, other: str) -> bool:
    """Return whether one unit is a family such as `?dollar`, and the other a member of it."""
    if one.startswith("?") and other.startswith("?"):
        return one == other
    shared, code = (one, other) if one.startswith("?") else (other, one)
    if not shared.startswith("?"):
        return False
    if shared == "?yen":
        return code in _YEN
    return get_currency_family(code) == shared.removeprefix("?") or (shared, code) in _EXTRA_MEMBERS


_EXTRA_MEMBERS = {("?rupee", "IDR"), ("?dollar", "TWD"), ("?krone", "ISK"), ("?riyal", "IRR")}
