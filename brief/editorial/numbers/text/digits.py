"""Parse digits by the rules of a locale: `1.500,25`, `1,500.25`, `1 500,25`, `12,34,567`."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache

from babel.numbers import get_decimal_symbol

from brief.editorial.locale.locales import parse_locale
from brief.editorial.locale.numerals import numbering_system

# A longer run of digits is a key or a serial number, not a quantity.
MAX_DIGITS = 120
EXACT_CONTEXT = Context(prec=200)
_GROUPS_OF_THREE = re.compile(r"\d{1,3}(?:\D\d{3})+")
_GROUPS_OF_TWO = re.compile(r"\d{1,2}(?:\D\d{2})*\D\d{3}")
# Spanish texts also use an apostrophe as the decimal mark: 4'5.
_DECIMAL_APOSTROPHE = re.compile(r"\d+['’]\d{1,2}")
_SPACES = re.compile(r"[ \u00a0\u202f\u2009\u2007'’٬]")


@lru_cache(maxsize=64)
def get_decimal_mark(tag: str) -> str:
    """Return the decimal mark that the locale uses in prose: a comma, a point or `٫`."""
    locale = parse_locale(tag)
    mark: str = get_decimal_symbol(locale, numbering_system=numbering_system(locale))
    return mark if mark in {",", ".", "٫"} else "."


@lru_cache(maxsize=4096)
def read_digits(text: str, mark: str) -> Decimal | None:
    """Return the value of the digits, where `mark` is the decimal mark of the locale.

    None if they are not a number: `1.2.3` is a version. A mark in a place where the locale does
    not use it is read as in other locales: `1.5` is one and a half in German too.
    """
    if _DECIMAL_APOSTROPHE.fullmatch(text):
        return Decimal(re.sub("['’]", ".", text))
    bare = _SPACES.sub("", text)
    marks = re.sub(r"\d", "", bare)
    if len(bare) > MAX_DIGITS:
        return None
    if len(marks) <= 1:
        return (
            _read_with_one_mark(text, bare, mark)
            if marks
            else _make_decimal(bare, "")
            if _is_grouped(text)
            else None
        )
    whole, last, fraction = bare.rpartition(marks[-1])
    if len(set(marks)) == 1:
        whole, fraction = bare, ""
    elif marks.count(last) > 1:
        return None
    return _make_decimal(whole, fraction) if _is_grouped(whole) else None


def _read_with_one_mark(text: str, bare: str, mark: str) -> Decimal:
    """Read `1.500` and `1,5`: any mark but the decimal mark separates thousands, if it can."""
    sign = next(character for character in bare if not character.isdigit())
    whole, _, fraction = bare.partition(sign)
    groups = sign != mark and text == bare and _GROUPS_OF_THREE.fullmatch(bare) and whole.strip("0")
    return _make_decimal(bare, "") if groups else _make_decimal(whole, fraction)


def _is_grouped(text: str) -> bool:
    return text.isdigit() or bool(
        _GROUPS_OF_THREE.fullmatch(text) or _GROUPS_OF_TWO.fullmatch(text)
    )


def _make_decimal(whole: str, fraction: str) -> Decimal:
    digits = re.sub(r"\D", "", whole) or "0"
    return Decimal(f"{digits}.{fraction}" if fraction else digits)


def divide(numerator: int | Decimal, denominator: int | Decimal) -> Decimal:
    """Return a fraction as a Decimal, to thirty digits if it is not exact."""
    return Context(prec=30).divide(Decimal(numerator), Decimal(denominator))


def multiply(value: Decimal, factor: Decimal) -> Decimal:
    """Return the exact product of two numbers."""
    return EXACT_CONTEXT.multiply(value, factor)
