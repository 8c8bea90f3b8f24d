"""Read single words that are quantities: `Hälfte`, `dritte`, `verdoppelt`, `Millionen`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.compounds import make_fraction
from brief.editorial.numbers.readers.ordinals import make_century
from brief.editorial.numbers.readers.quantity_factory import make_ordinal, make_result
from brief.editorial.numbers.readers.spelled import ONE, TEN
from brief.editorial.numbers.text.digits import multiply

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.token_stream import TokenStream

# Currencies whose names mean nothing else, and so are hints even without a number.
UNAMBIGUOUS_CURRENCIES = frozenset(("EUR", "USD", "?dollar", "JPY", "CNY", "CHF", "GBP"))


def skip_lookalike(stream: TokenStream, i: int) -> ReadResult | None:
    """Skip phrases that only look like numbers: `quarta-feira`, `second-hand`."""
    found = stream.find(i, "not-a-number")
    return ([], found[1]) if found else None


def read_single_word(stream: TokenStream, i: int) -> ReadResult | None:
    """Read a word that is a fraction, an ordinal, a multiple, a vague amount, or a hint."""
    fraction, ordinal = stream.find(i, "fraction"), stream.find(i, "ordinal")
    part = not ordinal or bool(stream.find(i - 1, "article"))  # `un terzo`, `the third`
    if fraction and fraction[0].value and part:
        parts, after = make_fraction(stream, i, fraction[1], fraction[0].value)
        count = ordinal[0].value if ordinal else None
        readings = (Reading(count, count, ""),) if count else ()
        return [replace(each, readings=readings) for each in parts], after
    if multiple := stream.find(i, "multiple"):
        return make_result(stream, i, multiple[1], "multiple", multiple[0].value, weight="word")
    return _read_ordinal_word(stream, i) or _read_vague(stream, i) or _read_hint(stream, i)


def _read_ordinal_word(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `dritte`, `vigésimo primero`, `siebte Milliarde`, `zwanzigstes Jahrhundert`."""
    found = stream.find(i, "ordinal")
    if not found:
        return None
    value, after = found[0].value or ONE, found[1]
    unit = stream.find(after, "ordinal")
    if unit and value >= TEN and not value % TEN and (unit[0].value or TEN) < TEN:
        value, after = value + (unit[0].value or 0), unit[1]
    if (scale := stream.find(after, "scale")) and scale[0].value:
        size = multiply(value, scale[0].value)
        return make_result(stream, i, scale[1], "ordinal", size)
    if century := stream.find(stream.skip_hyphen(after), "century"):
        return [make_century(stream, i, century[1], value, "word")], century[1]
    return [make_ordinal(stream, i, after, value)], after


def _read_vague(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `Millionen`, `decine di migliaia`: the order of magnitude of an amount."""
    found = stream.find(i, "vague")
    if not found or not found[0].value:
        return None
    size, after = found[0].value, found[1]
    while True:
        step = stream.find(after, "of")
        further = stream.find(step[1] if step else after, "vague", "scale")
        if not further or not further[0].value:
            break
        size, after = multiply(size, further[0].value), further[1]
    return make_result(stream, i, after, "vague", unit=f"{size.normalize():E}", weight="word")


def _read_hint(stream: TokenStream, i: int) -> ReadResult | None:
    """Read what can only be a counterpart: `beide`, an article, `last year`, a currency."""
    if past := stream.find(i, "past-year"):
        return make_result(stream, i, past[1], "year", unit="past-year", weight="hint")
    if currency := stream.find(i, "currency", "currency-sign"):
        sense, after = currency
        if sense.name not in UNAMBIGUOUS_CURRENCIES:
            return None
        return make_result(stream, i, after, "money", unit=sense.name, weight="hint")
    found = stream.find(i, "hint", "article")
    if not found:
        return None
    value = found[0].value if found[0].kind == "hint" else ONE
    return make_result(stream, i, found[1], "number", value, weight="hint")
