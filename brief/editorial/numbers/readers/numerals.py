"""Read the number of an amount, in digits or words, with its scale: `4 Milliarden`, `1½`, `5bn`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.names import matches_ending
from brief.editorial.numbers.readers.number_words.digit_words import read_digit_words
from brief.editorial.numbers.readers.number_words.scales import (
    add_smaller_scales,
    find_inner_sign,
    find_thousand,
    is_letter_scale,
)
from brief.editorial.numbers.readers.number_words.spelled import (
    HUNDRED,
    ONE,
    read_spelled,
    split_number_prefix,
)
from brief.editorial.numbers.text import divide, multiply, remainder

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

TWENTY = 20
_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_HALF = Decimal("0.5")
FIRST_YEAR, LAST_YEAR = 1000, 2199
_LARGEST_DENOMINATOR = 8  # of a fraction that is one character
MAX_WHOLE_DIGITS = 3  # before a fraction, and with its sign in a power of ten
SPACES = frozenset(" \u00a0\u202f\u2009")
TIMES_SIGNS = frozenset("×·x⋅")


@dataclass(frozen=True, slots=True)
class ParsedAmount:
    """A number with its unit, from token `first` up to, not including, token `after`.

    `factor`: the product of its scale words. `plain`: digits without a scale, sign or unit.
    `unit_first`: the unit precedes the number, so that a range may name it once (`€5–7 bn`).
    `below_zero`: words after the number make it negative, and the other end of a range.
    """

    low: Decimal
    high: Decimal
    unit: str
    first: int
    after: int
    spelled: bool
    factor: Decimal = ONE
    plain: bool = True
    article: bool = False
    doubtful: bool = False
    unit_first: bool = False
    below_zero: bool = False
    readings: tuple[Reading, ...] = ()

    @property
    def may_be_year(self) -> bool:
        """Whether the amount may be a year: four plain digits without a unit."""
        return (
            not self.spelled
            and self.plain
            and not self.unit
            and self.factor == ONE
            and FIRST_YEAR <= self.low <= LAST_YEAR
            and self.low == int(self.low)
        )


def read_numeral(stream: TokenStream, i: int, *, alone: bool = False) -> ParsedAmount | None:
    """Return the number that begins at that token, with its scale words and without a unit.

    `alone`: see `read_spelled`.
    """
    if (i, alone) not in stream.numerals:
        stream.numerals[i, alone] = _read_number(stream, i, alone=alone)
    known: ParsedAmount | None = stream.numerals[i, alone]
    return known


def _read_number(stream: TokenStream, i: int, *, alone: bool) -> ParsedAmount | None:
    if stream.kind_at(i) == "fraction":
        value, after, plain = _read_fraction_sign(stream, i), i + 1, False
        return _apply_scales(stream, value, i, after, plain=plain)
    if half := stream.find(i, "half-more"):
        return _read_half_more(stream, i, half[1])
    number = stream.number_at(i)
    if number is not None:
        if stream.lexicon.digits_and_units and (mixed := read_digit_words(stream, i)):
            size, after = mixed.value, mixed.after
            return ParsedAmount(
                size, size, "", i, after, spelled=False, factor=mixed.unit, plain=False
            )
        value, after = number, i + 1
        further = _read_power(stream, i) or _read_mixed_fraction(stream, i)
        further = further or _read_stroke(stream, i)
        if further:
            value, after = further
        plain = not further and stream.text_at(i).isdigit()
        amount = _apply_scales(stream, value, i, after, plain=plain)
        return amount if further else _add_grouped_reading(stream, amount)
    spelled = read_spelled(stream, i, alone=alone)
    if spelled:
        factor, value = ONE, spelled.value
        if spelled.scaled:
            factor = value if spelled.article else _find_magnitude(value)
        after = spelled.after
        if not spelled.article:
            value, after = add_smaller_scales(stream, value, _find_magnitude(value), after)
        return _make_spelled(value, i, after, factor=factor)
    return _read_article(stream, i) or _read_number_prefix(stream, i)


def _add_grouped_reading(stream: TokenStream, amount: ParsedAmount) -> ParsedAmount:
    """Add the reading of `4,700` as 4700, in languages that use the comma both ways."""
    text = stream.text_at(amount.first)
    if not stream.lexicon.mixed_grouping or not _GROUP.fullmatch(text):
        return amount
    grouped = multiply(Decimal(re.sub(r"\D", "", text)), amount.factor)
    return replace(amount, readings=(*amount.readings, Reading(grouped, grouped, "")))


def _read_half_more(stream: TokenStream, i: int, after: int) -> ParsedAmount | None:
    """Read `साढ़े तीन करोड़`: three and a half, of the scale if there is one."""
    word = stream.find(after, "number")
    number = word[0].value if word else stream.number_at(after)
    if number is None or number >= HUNDRED:
        return None
    return _apply_scales(stream, number + _HALF, i, word[1] if word else after + 1, plain=False)


def _read_fraction_sign(stream: TokenStream, i: int) -> Decimal:
    part = Fraction(unicodedata.numeric(stream.text_at(i))).limit_denominator(_LARGEST_DENOMINATOR)
    return divide(part.numerator, part.denominator)


def _read_mixed_fraction(stream: TokenStream, i: int) -> tuple[Decimal, int] | None:
    """Read `1½`, `18 ½` and `2 1/2`; return the value and the index after it."""
    digits, after = stream.text_at(i), i + 1
    if len(digits) > MAX_WHOLE_DIGITS or not digits.isdecimal():
        return None
    joined = stream.is_attached(after)
    if stream.kind_at(after) == "fraction":
        near = joined or stream.tokens[after].gap in SPACES
        return (int(digits) + _read_fraction_sign(stream, after), after + 1) if near else None
    above, below = stream.digits_at(after), stream.digits_at(after + 2)
    if joined or stream.text_at(after + 1) != "/" or not (above and below):
        return None
    near = stream.is_attached(after + 1) and stream.is_attached(after + 2)
    if (
        not near
        or len(above + below) > MAX_WHOLE_DIGITS
        or not 0 < int(above) < int(below) <= _LARGEST_DENOMINATOR
    ):
        return None
    return int(digits) + divide(int(above), int(below)), after + 3


def _read_stroke(stream: TokenStream, i: int) -> tuple[Decimal, int] | None:
    """Read `۲/۸` as 2.8, in languages that write the decimal mark as a stroke."""
    whole, part = stream.digits_at(i), stream.digits_at(i + 2)
    if not stream.lexicon.decimal_stroke or stream.text_at(i + 1) != "/" or not (whole and part):
        return None
    near = stream.is_attached(i + 1) and stream.is_attached(i + 2)
    return (Decimal(f"{whole}.{part}"), i + 3) if near else None


def _read_power(stream: TokenStream, i: int) -> tuple[Decimal, int] | None:
    """Read `10⁶`, `10^6` and `3 × 10⁶`; return the value and the index after it."""
    base = i + 2 if stream.text_at(i + 1) in TIMES_SIGNS else i
    if stream.text_at(base) != "10":
        return None
    power = _read_power_of_ten(stream, base)
    factor = stream.number_at(i)
    if not power or factor is None:
        return None
    return (power[0] if base == i else multiply(factor, power[0])), power[1]


def _read_power_of_ten(stream: TokenStream, i: int) -> tuple[Decimal, int] | None:
    if not stream.is_attached(i + 1):
        return None
    if stream.kind_at(i + 1) == "power":
        exponent, after = unicodedata.normalize("NFKC", stream.text_at(i + 1)), i + 2
    elif stream.text_at(i + 1) == "^" and stream.is_attached(i + 2):
        exponent, after = stream.digits_at(i + 2), i + 3
    else:
        return None
    exponent = exponent.replace("\u2212", "-")
    if not exponent.lstrip("+-").isdecimal() or len(exponent) > MAX_WHOLE_DIGITS:
        return None
    return Decimal(10) ** int(exponent), after


def _make_spelled(
    value: Decimal, first: int, after: int, unit: str = "", factor: Decimal = ONE
) -> ParsedAmount:
    return ParsedAmount(value, value, unit, first, after, spelled=True, factor=factor, plain=False)


def _read_article(stream: TokenStream, i: int) -> ParsedAmount | None:
    """Read an article as one; it is a number only if a unit follows."""
    article = stream.find(i, "article")
    if not article or stream.kind_at(i) != "word":
        return None
    return replace(_make_spelled(ONE, i, article[1]), article=True)


def _read_number_prefix(stream: TokenStream, i: int) -> ParsedAmount | None:
    """Read a word that begins with a number: `fünfjährig`, `zehnprozentig`."""
    if stream.kind_at(i) != "word":
        return None
    found = split_number_prefix(stream.lexicon.tag, stream.lower_at(i))
    if not found:
        return None
    value, rest = found
    for ending, sense in stream.lexicon.endings:
        if matches_ending(rest, ending):
            if sense.name == "decade" and (remainder(value, 10) or value < TWENTY):
                return None
            after = i + 1
            if sense.name == "ordinal" and (scale := stream.find(after, "scale")):
                value, after = multiply(value, scale[0].value or ONE), scale[1]
            return _make_spelled(value, i, after, unit=sense.name)
    return None


def _find_magnitude(value: Decimal) -> Decimal:
    powers = (Decimal(10) ** exponent for exponent in (15, 12, 9, 6, 3))
    return next((power for power in powers if remainder(value, power) == 0), ONE)


def _apply_scales(
    stream: TokenStream, value: Decimal, first: int, after: int, *, plain: bool
) -> ParsedAmount:
    """Apply the scale words after a number: `4 Milliarden`, `3 mil millones`, `5bn`, `2万`."""
    factor, sign = ONE, find_inner_sign(stream, after)
    after += bool(sign)
    while True:
        step = stream.skip_hyphen(after)
        if factor == ONE and (more := stream.find(step, "further")):
            step = more[1]  # `350 autres milliards`
        found = stream.find(step, "scale", "scale-letter") or find_thousand(stream, step)
        if not found or not found[0].value:
            break
        if found[0].kind == "scale-letter" and not is_letter_scale(stream, step):
            break
        if found[0].value < HUNDRED and factor != ONE:
            break
        factor, after = multiply(factor, found[0].value), found[1]
    if factor != ONE:
        value, plain = multiply(value, factor), False
        value, after = add_smaller_scales(stream, value, factor, after)
    return ParsedAmount(value, value, sign, first, after, spelled=False, factor=factor, plain=plain)


def add_half(stream: TokenStream, amount: ParsedAmount, after: int) -> tuple[ParsedAmount, int]:
    """Add the half of `e mezzo`, `et demi`, `and a half`: of the scale, if there is one."""
    found = stream.find(amount.after, "and-part") or stream.find(after, "and-part")
    if found is None and amount.spelled and after == amount.after:
        found = stream.find(after + 1, "and-part") if stream.kind_at(after) == "word" else None
    whole = amount.plain and amount.factor == ONE and not stream.lexicon.digits_and_units
    if found is None or found[0].value is None or whole:
        return amount, after
    value, end = amount.low + multiply(found[0].value, amount.factor), found[1]
    if amount.factor == ONE and (scale := stream.find(stream.skip_hyphen(end), "scale")):
        factor = scale[0].value or ONE  # `one and a half million`
        amount, value, end = replace(amount, factor=factor), multiply(value, factor), scale[1]
    return replace(amount, low=value, high=value, article=False), max(end, after)
