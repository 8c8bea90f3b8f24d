"""Read parts of a whole: `one in three`, `quattro clienti su cinque`, `三分之一`, `3割`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.number_words.spelled import (
    HUNDRED,
    ONE,
    TEN,
    THOUSAND,
    read_spelled,
)
from brief.editorial.numbers.readers.numerals import ParsedAmount, read_numeral
from brief.editorial.numbers.readers.quantity_factory import make_result
from brief.editorial.numbers.readers.time.calendar import read_date
from brief.editorial.numbers.readers.token_stream import APOSTROPHES
from brief.editorial.numbers.readers.units import is_currency, read_unit
from brief.editorial.numbers.text import divide, multiply

if TYPE_CHECKING:
    from brief.editorial.numbers.lexicon.lexicon import Sense
    from brief.editorial.numbers.quantity import QuantityKind, Weight
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.token_stream import TokenStream

# `tre giovani italiani su quattro`
MAX_NOUN_WORDS = 2
TWO = Decimal(2)
_SHARES = {HUNDRED: "percent", THOUSAND: "permille"}
_NO_NOUNS = ("unit", "unit-sign", "scale", "currency", "fraction", "number", "and", "to", "times")


def read_out_of(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `one in three`, `uno su tre`, `3 von 5`: a fraction, or its two numbers."""
    part = read_numeral(stream, i)
    share = _find_out_of(stream, part) if part and part.low < TEN else None
    whole = read_numeral(stream, share[1]) if share else None
    if not part or not share or not whole or whole.article or not part.low < whole.low <= HUNDRED:
        return None
    after = whole.after
    if part.factor != ONE or whole.factor != ONE or read_unit(stream, after)[0]:
        return None
    people_in_cars = share[1] - 1 > part.after and stream.lower_at(share[1] - 1) in {"in", "em"}
    if people_in_cars and not whole.spelled:
        return None  # `3 people in 5 cars`
    if stream.find(stream.skip_hyphen(after), "fraction") or read_date(stream, whole.first):
        return None
    readings = (Reading(part.low, part.low, ""), Reading(whole.low, whole.low, ""))
    value = divide(part.low, whole.low)
    weight: Weight = "word" if part.spelled and whole.spelled else "figure"
    return make_result(stream, i, after, "fraction", value, weight=weight, readings=readings)


def _find_out_of(stream: TokenStream, part: ParsedAmount) -> tuple[Sense, int] | None:
    """Return the word for `out of` after the number or after its noun: `una nave su tre`."""
    here = part.after
    if share := stream.find(here, "out-of"):
        return share
    here += stream.text_at(here) in APOSTROPHES
    for _ in range(MAX_NOUN_WORDS):
        if stream.kind_at(here) != "word" or stream.find(here, *_NO_NOUNS):
            return None
        here += 1
        if every := stream.find(here, "in-every"):
            # `une note sur 20` is not a part of a whole
            return every if not part.article or read_spelled(stream, every[1]) else None
    return None


def make_fraction(stream: TokenStream, first: int, after: int, value: Decimal) -> ReadResult:
    """Return a fraction, or a fraction of something: `eine halbe Million`, `half a year`."""
    here = stream.skip(stream.skip(after, "of", "article"), "of", "article")
    scale = stream.find(stream.skip_hyphen(here), "scale")
    if scale and scale[0].value:
        value = multiply(value, scale[0].value)
        unit, end = read_unit(stream, scale[1], scaled=True)
        kind: QuantityKind = "money" if is_currency(unit) else "measure" if unit else "number"
        return make_result(stream, first, end, kind, value, unit=unit, weight="figure")
    unit, end = read_unit(stream, here)
    if unit:
        return make_result(stream, first, end, "measure", value, unit=unit, weight="word")
    return make_result(stream, first, after, "fraction", value, weight="word")


def read_parts(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `三分之一`, `3分の1`, `3분의 1`, `七成`, `3割5分`, `شهرين`."""
    if dual := stream.find(i, "dual"):
        unit, after = dual[0].name, dual[1]
        return make_result(stream, i, after, "measure", TWO, unit=unit, weight="word")
    if not stream.lexicon.digits_and_units:
        return None
    number = read_numeral(stream, i, alone=True)
    if number is None:
        return None
    of = stream.find(number.after, "parts-of")
    part = read_numeral(stream, of[1], alone=True) if of else None
    if part and number.low:
        return _make_part(stream, i, part.after, part.low, number.low)
    tenths = stream.find(number.after, "tenths", "not-tenths")
    if not tenths or not tenths[0].value or number.low > TEN:
        return None
    value, after = multiply(number.low, tenths[0].value), tenths[1]
    further = read_numeral(stream, after, alone=True)
    if further and further.low < TEN and further.low % ONE == 0:
        mark = stream.find(further.after, "minute-mark")
        if mark or (further.spelled and number.spelled):
            value, after = value + further.low, mark[1] if mark else further.after
    return make_result(stream, i, after, "percent", value, unit="percent")


def _make_part(
    stream: TokenStream, i: int, after: int, part: Decimal, whole: Decimal
) -> ReadResult:
    if whole in _SHARES:
        return make_result(stream, i, after, "percent", part, unit=_SHARES[whole])
    readings = (Reading(part, part, ""), Reading(whole, whole, ""))
    share = divide(part, whole)
    return make_result(stream, i, after, "fraction", share, weight="word", readings=readings)
