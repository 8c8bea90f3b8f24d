"""Format decimal numbers in a language: digits, decimal mark, grouping and minus sign from CLDR.

Babel's data is used, but not its formatting, which rounds to the digits of the pattern, ignores
`minimumGroupingDigits` (Spanish 4500, but 45.000) and prints Latin digits in languages that have
their own. Here no digit of a Decimal is lost.
"""

from __future__ import annotations

from decimal import MAX_PREC, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

if TYPE_CHECKING:
    from babel import Locale

NBSP = "\u00a0"
MINUS = "\u2212"

# CLDR, common/supplemental/numberingSystems.xml: the digit zero of each numbering system that is
# the default of a language; the other nine digits follow it in Unicode.
_ZEROS = {
    "adlm": 0x1E950,
    "arab": 0x0660,
    "arabext": 0x06F0,
    "beng": 0x09E6,
    "cakm": 0x11136,
    "deva": 0x0966,
    "hmnp": 0x1E140,
    "mtei": 0xABF0,
    "mymr": 0x1040,
    "nkoo": 0x07C0,
    "olck": 0x1C50,
    "tibt": 0x0F20,
}

# CLDR 47, common/main/*.xml, <minimumGroupingDigits>2: Babel does not include this element.
_MIN_GROUPING_TWO = frozenset(
    ("be", "bg", "es", "et", "hu", "ia", "ie", "it", "ka", "lv", "pl", "sl", "sq"),
)
_PLURAL_RULE_DIGITS = 9
_SPANISH_OF_SPAIN = frozenset((None, "ES", "EA", "GQ", "IC", "PH"))
_PORTUGUESE_ONE = frozenset((None, "AO", "BR"))


def plain_digits(value: Decimal) -> str:
    """Return the digits of `value` without sign or exponent, with trailing zeros as typed."""
    return format(value.copy_abs(), "f")


def round_half_up(value: Decimal, digits: int) -> Decimal:
    """Return `value` with exactly `digits` digits after the decimal mark.

    A half is rounded away from zero, as in ECMA-402 (15.1, `roundingMode` halfExpand).
    """
    exact = Context(prec=MAX_PREC, rounding=ROUND_HALF_UP)
    return value.quantize(Decimal((0, (1,), -digits)), context=exact)


def shift_point(value: Decimal, places: int) -> Decimal:
    """Return `value` × 10^places, exactly, for any number of digits."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        msg = f"{value} is not a finite number"
        raise ValueError(msg)  # noqa: TRY004 - the value is wrong, not its type
    return Decimal((sign, digits, exponent + places))


def format_digits(digits: str, locale: Locale, *, grouped: bool = True) -> str:
    """Return plain digits (`45000.50`) as `locale` prints them (`45.000,50`)."""
    whole, mark, fraction = digits.partition(".")
    system = numbering_system(locale)
    if grouped:
        whole = _group_digits(whole, locale, get_group_symbol(locale, numbering_system=system))
    if mark:
        mark = get_decimal_symbol(locale, numbering_system=system)
    return native_digits(whole + mark + fraction, locale)


def native_digits(text: str, locale: Locale) -> str:
    """Return `text` with the language's own digits in place of 0 to 9."""
    zero = _ZEROS.get(numbering_system(locale))
    if zero is None:
        return text
    return text.translate({ord("0") + i: zero + i for i in range(10)})


def minus_sign(locale: Locale) -> str:
    """Return the minus sign, with the direction marks that CLDR adds to it.

    CLDR's hyphen-minus is replaced by U+2212, which has the width and height of digits.
    """
    symbol = get_minus_sign_symbol(locale, numbering_system=numbering_system(locale))
    return symbol.replace("-", MINUS)


def numbering_system(locale: Locale) -> str:
    """Return the language's default numbering system, such as `latn` or `arabext` (CLDR)."""
    system = locale.default_numbering_system
    return system if system in locale.number_symbols else "latn"


def plural_form(number: Decimal, locale: Locale) -> str:
    """Return CLDR's plural category of `number` as printed: `one`, `few`, `other` and so on.

    Babel fails for more than 28 digits. No language's rule uses more than the last six integer
    digits and the fraction, so the number is shortened.
    """
    whole, mark, fraction = plain_digits(number).partition(".")
    if len(whole) > _PLURAL_RULE_DIGITS:
        whole = "1" + whole[-_PLURAL_RULE_DIGITS:]
    return str(locale.plural_form(Decimal(whole + mark + fraction[:_PLURAL_RULE_DIGITS])))


def minimum_grouping(locale: Locale) -> int:
    """Return the minimum number of digits before the first group (UTS 35, part 3, 2.4.1)."""
    if locale.language == "es":
        return 2 if locale.territory in _SPANISH_OF_SPAIN else 1
    if locale.language == "pt":
        return 1 if locale.territory in _PORTUGUESE_ONE else 2
    return 2 if locale.language in _MIN_GROUPING_TWO else 1


def _group_digits(whole: str, locale: Locale, symbol: str) -> str:
    """Return the digits in groups of three, or as 12,34,567 if the pattern requires it."""
    first, others = locale.decimal_formats[None].grouping
    if len(whole) < first + minimum_grouping(locale):
        return whole
    head, groups = whole[:-first], [whole[-first:]]
    while len(head) > others:
        head, group = head[:-others], head[-others:]
        groups.insert(0, group)
    return symbol.join([head, *groups])
