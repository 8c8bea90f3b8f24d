"""Read parts of a whole: `one in three`, `quattro clienti su cinque`, `eine halbe Million`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.numerals import ParsedAmount, read_numeral
from brief.editorial.numbers.readers.quantity_factory import make_result
from brief.editorial.numbers.readers.spelled import HUNDRED, ONE, TEN
from brief.editorial.numbers.readers.time.calendar import read_date
from brief.editorial.numbers.readers.token_stream import APOSTROPHES
from brief.editorial.numbers.readers.units import is_currency, read_unit
from brief.editorial.numbers.text import divide, multiply

if TYPE_CHECKING:
    from decimal import Decimal

    from brief.editorial.numbers.lexicon.lexicon import Sense
    from brief.editorial.numbers.quantity import QuantityKind, Weight
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.token_stream import TokenStream

# `tre giovani italiani su quattro`
MAX_NOUN_WORDS = 2
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
            return every
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
