"""Words that are quantities by themselves: `Hälfte`, `dritte`, `verdoppelt`, `Millionen`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.compounds import TEN, make_fraction
from brief.editorial.numbers.readers.numerals import ONE
from brief.editorial.numbers.readers.ordinals import make_century
from brief.editorial.numbers.readers.quantity_factory import make_ordinal, make_quantity
from brief.editorial.numbers.text.digits import multiply

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Quantity
    from brief.editorial.numbers.readers.token_stream import TokenStream

    Found = tuple[list[Quantity], int]

# Currencies whose names mean nothing else, so that they may be told of where no number stands.
UNAMBIGUOUS_CURRENCIES = frozenset(("EUR", "USD", "?dollar", "JPY", "CNY", "CHF", "GBP"))


def skip_lookalike(stream: TokenStream, index: int) -> Found | None:
    """Pass over phrases that only look like numbers: `quarta-feira`, `second-hand`."""
    found = stream.find(index, "nothing")
    return ([], found[1]) if found else None


def read_single_word(stream: TokenStream, index: int) -> Found | None:
    """Read a word that is a fraction, an ordinal, a multiple, a vague amount, or a hint."""
    fraction, ordinal = stream.find(index, "fraction"), stream.find(index, "ordinal")
    part = not ordinal or bool(stream.find(index - 1, "article"))  # `un terzo`, `the third`
    if fraction and fraction[0].value and part:
        parts, after = make_fraction(stream, index, fraction[1], fraction[0].value)
        count = ordinal[0].value if ordinal else None
        readings = (Reading(count, count, ""),) if count else ()
        return [replace(each, readings=readings) for each in parts], after
    if multiple := stream.find(index, "multiple"):
        made = make_quantity(
            stream, index, multiple[1], "multiple", multiple[0].value, weight="word"
        )
        return [made], multiple[1]
    return (
        _read_ordinal_word(stream, index) or _read_vague(stream, index) or _read_hint(stream, index)
    )


def _read_ordinal_word(stream: TokenStream, index: int) -> Found | None:
    """Read `dritte`, `vigésimo primero`, `siebte Milliarde`, `zwanzigstes Jahrhundert`."""
    found = stream.find(index, "ordinal")
    if not found:
        return None
    value, after = found[0].value or ONE, found[1]
    unit = stream.find(after, "ordinal")
    if unit and value >= TEN and not value % TEN and (unit[0].value or TEN) < TEN:
        value, after = value + (unit[0].value or 0), unit[1]
    if (scale := stream.find(after, "scale")) and scale[0].value:
        size = multiply(value, scale[0].value)
        return [make_quantity(stream, index, scale[1], "ordinal", size)], scale[1]
    if century := stream.find(stream.skip_hyphen(after), "century"):
        return [make_century(stream, index, century[1], value, "word")], century[1]
    return [make_ordinal(stream, index, after, value)], after


def _read_vague(stream: TokenStream, index: int) -> Found | None:
    """Read `Millionen`, `decine di migliaia`: an amount of which only the size is said."""
    found = stream.find(index, "vague")
    if not found or not found[0].value:
        return None
    size, after = found[0].value, found[1]
    while True:
        step = stream.find(after, "of")
        further = stream.find(step[1] if step else after, "vague", "scale")
        if not further or not further[0].value:
            break
        size, after = multiply(size, further[0].value), further[1]
    made = make_quantity(stream, index, after, "vague", unit=f"{size.normalize():E}", weight="word")
    return [made], after


def _read_hint(stream: TokenStream, index: int) -> Found | None:
    """Read what only answers the other language: `beide`, an article, `last year`, a currency."""
    if past := stream.find(index, "past-year"):
        made = make_quantity(stream, index, past[1], "year", unit="past-year", weight="hint")
        return [made], past[1]
    if currency := stream.find(index, "currency", "currency-sign"):
        sense, after = currency
        if sense.name not in UNAMBIGUOUS_CURRENCIES:
            return None
        return [make_quantity(stream, index, after, "money", unit=sense.name, weight="hint")], after
    found = stream.find(index, "hint", "article")
    if not found:
        return None
    value = found[0].value if found[0].kind == "hint" else ONE
    return [make_quantity(stream, index, found[1], "number", value, weight="hint")], found[1]
