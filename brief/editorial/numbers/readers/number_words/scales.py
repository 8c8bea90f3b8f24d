"""Find the scale words after digits: single letters, thousands, and scales that are added up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.token_stream import HYPHENS
from brief.editorial.numbers.text import multiply

if TYPE_CHECKING:
    from brief.editorial.numbers.lexicon.lexicon import Sense
    from brief.editorial.numbers.readers.token_stream import TokenStream

THOUSAND = Decimal(1000)
HUNDREDS = 3  # digits


def add_smaller_scales(
    stream: TokenStream, value: Decimal, factor: Decimal, after: int
) -> tuple[Decimal, int]:
    """Add what follows with a smaller scale: `3 ملايين و200 ألف`, `2 लाख 50 हजार`."""
    while stream.lexicon.adds_scales:
        here = stream.skip(after, "join")
        number = stream.number_at(here)
        scale = stream.find(here + 1, "scale") or find_thousand(stream, here + 1)
        size = scale[0].value if number is not None and scale else None
        length = len(stream.digits_at(here))
        hundreds = length == HUNDREDS or (here > after and length < HUNDREDS)
        hundreds = hundreds and factor == THOUSAND and not stream.find(here + 1, "unit-sign")
        if stream.lexicon.adds_hundreds and hundreds and number and not scale:
            return value + number, here + 1  # Turkish `3 bin 500`, Persian `۳ هزار و ۵۰`
        if not number or not scale or not size or number * size >= factor:
            break
        value, factor, after = value + multiply(number, size), size, scale[1]
    return value, after


def find_thousand(stream: TokenStream, i: int) -> tuple[Sense, int] | None:
    """Return the number word of a thousand or more that begins at that token."""
    found = stream.find(i, "number")
    return found if found and found[0].value and found[0].value >= THOUSAND else None


def is_letter_scale(stream: TokenStream, i: int) -> bool:
    """Return whether a single letter is a scale: attached to digits, or beside a currency."""
    joined = stream.tokens[i].gap in {"", "\u00a0", "\u202f"}
    hyphens = stream.text_at(i - 2) in HYPHENS and stream.is_attached(i - 1)
    if hyphens and stream.text_at(i).isupper() and not stream.find(i - 3, "currency-sign"):
        return False  # `Meteor-1A, -1B`
    if joined and not stream.find(i, "unit", "unit-sign"):
        return True
    follows = stream.find(i + 1, "currency-sign", "currency")
    before = stream.find(i - 2, "currency-sign", "currency") or stream.find(i - 3, "currency-sign")
    return bool(follows or before)


def find_inner_sign(stream: TokenStream, i: int) -> str:
    """Return the currency of a sign between the digits and their scale, as in `37$ بلین`."""
    sign = stream.find(i, "currency-sign") if stream.is_attached(i) else None
    inner = sign and sign[1] == i + 1 and stream.find(i + 1, "scale")
    return sign[0].name if sign and inner else ""
