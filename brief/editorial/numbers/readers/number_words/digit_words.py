"""Read numbers made of digits and units: `三十五`, `1億2000万`, `3조 5000억`, `hai mươi lăm`."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.text import divide, multiply, remainder

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

ONE, TEN, HUNDRED = Decimal(1), Decimal(10), Decimal(100)
THOUSAND, MYRIAD = Decimal(1000), Decimal(10_000)
_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u3000", "\u9fff"
_LONGEST = 24  # tokens of one number
_EITHER = 2  # digits in a row of which one is meant
# What shows that a single word is a number, and not part of another word.
_COUNTED = (
    *("counter", "unit", "unit-sign", "currency", "currency-sign", "clock", "parts-of", "tenths"),
    *("month-mark", "day-mark", "decade-mark", "period", "times", "century"),
)


@dataclass(slots=True)
class DigitWords:
    """A number so far: finished parts, the digit before its unit, and the index after it.

    `spelled`: it has no digits. `largest`: its largest unit. `either`: its last two digits follow
    each other, so it may be one of both: `两三年`, two or three years.
    """

    after: int
    parts: list[Decimal] = field(default_factory=list)
    digit: Decimal | None = None
    unit: Decimal = ONE
    largest: Decimal = ONE
    spelled: bool = True
    after_zero: bool = False
    either: bool = False

    @property
    def value(self) -> Decimal:
        """The number; `三万五` is 35 000."""
        last = self.digit or Decimal(0)
        short = self.spelled and self.unit >= MYRIAD and last < TEN and not self.after_zero
        return sum(self.parts, multiply(last, self.unit / TEN) if short else last)

    def add_digit(self, value: Decimal, *, row: bool) -> bool:
        """Add a digit, which may follow another one in a `row`: `二〇一八`.

        Return whether it belongs to the number.
        """
        if self.digit is not None:
            row = row and self.spelled and not self.parts
            if row:
                self.either = value == self.digit + ONE
                self.digit = self.digit * TEN + value
            return row
        if not value and self.parts:
            self.after_zero = True  # 三万零五 is 30 005
            return True
        self.digit = value
        return True

    def add_unit(self, unit: Decimal) -> bool:
        """Multiply what is smaller than the unit: `二十三万` is 23 × 10 000."""
        smaller = [part for part in self.parts if part < unit]
        if self.parts and not smaller and self.digit is None:
            return False  # 百百
        counted = sum(smaller, self.digit or Decimal(0)) or ONE
        self.parts = [part for part in self.parts if part >= unit]
        self.parts.append(multiply(counted, unit))
        self.digit, self.unit, self.after_zero = None, unit, False
        self.largest = max(self.largest, unit)
        return True


def read_digit_words(stream: TokenStream, i: int, *, alone: bool = False) -> DigitWords | None:
    """Return the number that begins at that token; it has at least one word.

    `alone`: a single word is a number without a word for what is counted, as after `第`.
    """
    number = DigitWords(i)
    while number.after - i < _LONGEST and _add_next(stream, i, number):
        pass
    if alone and number.digit is not None:
        _add_decimals(stream, number)
    words = number.parts or (number.spelled and number.digit is not None)
    if number.after == i or not words or (not number.spelled and not number.parts):
        return None
    if number.spelled and not alone and not _is_certain(stream, i, number):
        return None
    ordinal = stream.find(i, "ordinal")
    if ordinal and ordinal[1] > number.after:
        return None  # `두 번째`
    if number.either and (number.parts or (number.digit or ONE) < HUNDRED):
        return None
    if number.spelled and _ends_either(stream, i):
        return None
    return number


def _add_next(stream: TokenStream, first: int, number: DigitWords) -> bool:
    """Add the digits or the word at the end of the number; return whether they belong to it."""
    here = number.after
    if here > first and not _is_close(stream, here):
        return False
    digits = stream.number_at(here)
    if digits is None:
        return _add_word(stream, first, number) or _skip_more(stream, number)
    if here > first and not _may_add_digits(stream, here, number, digits):
        return False
    number.digit, number.after, number.spelled = digits, here + 1, False
    return True


def _ends_either(stream: TokenStream, i: int) -> bool:
    """Return whether the token is the second digit of `两三年`, two or three, or its unit."""
    values: list[Decimal] = []
    while i >= 0 and len(values) < _EITHER and _is_ideograph(stream, i):
        found = stream.find(i, "number")
        value = (found[0].value if found else None) or Decimal(0)
        if value < TEN:
            values.append(value)
        elif values:
            break
        if not stream.is_attached(i):
            break
        i -= 1
    return len(values) == _EITHER and ONE <= values[1] == values[0] - ONE


def _is_ideograph(stream: TokenStream, i: int) -> bool:
    return _FIRST_IDEOGRAPH <= stream.text_at(i) <= _LAST_IDEOGRAPH


def _is_close(stream: TokenStream, i: int) -> bool:
    """Return whether at most a space is between the token and the previous one."""
    return i < len(stream) and stream.tokens[i].gap in {"", " ", "\u00a0"}


def _add_word(stream: TokenStream, first: int, number: DigitWords) -> bool:
    here = number.after
    found = stream.find(here, "number", "scale")
    value = (found[0].value if found else None) or Decimal(0)
    if found is None or remainder(value, ONE) or (found[0].kind == "scale" and here == first):
        return False
    if here > first and not _is_number_word(stream, here, found[1], value):
        return False
    row = _is_ideograph(stream, here) and stream.is_attached(here) and found[1] == here + 1
    added = number.add_digit(value, row=row) if value < TEN else number.add_unit(value)
    if added:
        number.after = found[1]
    return added


def _skip_more(stream: TokenStream, number: DigitWords) -> bool:
    """Skip a word for “more than” before a unit: `30多亿`."""
    begun = number.digit is not None or number.parts
    more = stream.find(number.after, "and-more") if begun else None
    if not more or not stream.find(more[1], "number", "scale"):
        return False
    number.after = more[1]
    return True


def _is_number_word(stream: TokenStream, i: int, after: int, value: Decimal) -> bool:
    """Return whether a word in a number belongs to it.

    It may begin another word (`ห้าง` is not five), or be the unit: `mười năm` is ten years.
    """
    other = stream.find(i, "not-a-number")
    if other and other[1] > after:
        return False
    unit = stream.find(i, "unit", "unit-sign")
    if value >= TEN or not unit or unit[1] != after:
        return True
    further = stream.find(after, "number", "scale")
    counts = stream.find(after, "unit", "unit-sign", "counter")
    return bool(counts or (further and (further[0].value or ONE) >= TEN))


def _add_decimals(stream: TokenStream, number: DigitWords) -> None:
    """Add the digits after a word for the point: `百分之三点五`."""
    point = stream.find(number.after, "point")
    here, step = point[1] if point else 0, TEN
    while point and (digit := stream.find(here, "number")):
        value = digit[0].value or Decimal(0)
        if value >= TEN:
            break
        number.digit = (number.digit or Decimal(0)) + divide(value, step)
        number.after, here, step = digit[1], digit[1], step * TEN


def _may_add_digits(stream: TokenStream, i: int, number: DigitWords, digits: Decimal) -> bool:
    """Return whether digits continue the number: `1億2000万`, `37万5000`, `3조 5000억`."""
    if number.digit is not None or number.spelled or number.unit < THOUSAND:
        return False
    unit = stream.find(i + 1, "number", "scale")
    if unit and (unit[0].value or ONE) >= TEN:
        return digits * (unit[0].value or ONE) < number.unit
    whole = digits >= THOUSAND or stream.is_attached(i)
    return whole and digits < number.unit


def _is_certain(stream: TokenStream, i: int, number: DigitWords) -> bool:
    """Return whether words are a number: a unit with digits is, `三` of `三星` is not."""
    bounded = stream.lexicon.bounded_numbers
    first = stream.find(i, "number")
    if number.parts and first and first[1] < number.after and not bounded:
        return True
    if bounded and stream.is_attached(i):
        return False
    return bool(stream.find(number.after, *_COUNTED))
