"""Words that are quantities by themselves: `Hälfte`, `dritte`, `verdoppelt`, `Millionen`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.compounds import TEN, fraction_at
from brief.editorial.numbers.readers.numerals import ONE
from brief.editorial.numbers.readers.ordinals import century_at
from brief.editorial.numbers.readers.quantity_factory import make, ordinal_word
from brief.editorial.numbers.text.digits import times

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Quantity
    from brief.editorial.numbers.readers.token_stream import Line

    Found = tuple[list[Quantity], int]

# Currencies whose names mean nothing else, so that they may be told of where no number stands.
PLAIN_CURRENCIES = frozenset(("EUR", "USD", "?dollar", "JPY", "CNY", "CHF", "GBP"))


def read_nothing(line: Line, at: int) -> Found | None:
    """Pass over phrases that only look like numbers: `quarta-feira`, `second-hand`."""
    found = line.find(at, "nothing")
    return ([], found[1]) if found else None


def read_word(line: Line, at: int) -> Found | None:
    """Read a word that is a fraction, an ordinal, a multiple, a vague amount, or a hint."""
    fraction, ordinal = line.find(at, "fraction"), line.find(at, "ordinal")
    part = not ordinal or bool(line.find(at - 1, "article"))  # `un terzo`, `the third`
    if fraction and fraction[0].value and part:
        parts, after = fraction_at(line, at, fraction[1], fraction[0].value)
        count = ordinal[0].value if ordinal else None
        readings = (Reading(count, count, ""),) if count else ()
        return [replace(each, readings=readings) for each in parts], after
    if multiple := line.find(at, "multiple"):
        made = make(line, at, multiple[1], "multiple", multiple[0].value, weight="word")
        return [made], multiple[1]
    return _ordinal(line, at) or _vague(line, at) or _hint(line, at)


def _ordinal(line: Line, at: int) -> Found | None:
    """Read `dritte`, `vigésimo primero`, `siebte Milliarde`, `zwanzigstes Jahrhundert`."""
    found = line.find(at, "ordinal")
    if not found:
        return None
    value, after = found[0].value or ONE, found[1]
    unit = line.find(after, "ordinal")
    if unit and value >= TEN and not value % TEN and (unit[0].value or TEN) < TEN:
        value, after = value + (unit[0].value or 0), unit[1]
    if (scale := line.find(after, "scale")) and scale[0].value:
        size = times(value, scale[0].value)
        return [make(line, at, scale[1], "ordinal", size)], scale[1]
    if century := line.find(line.past_hyphen(after), "century"):
        return [century_at(line, at, century[1], value, "word")], century[1]
    return [ordinal_word(line, at, after, value)], after


def _vague(line: Line, at: int) -> Found | None:
    """Read `Millionen`, `decine di migliaia`: an amount of which only the size is said."""
    found = line.find(at, "vague")
    if not found or not found[0].value:
        return None
    size, after = found[0].value, found[1]
    while True:
        step = line.find(after, "of")
        further = line.find(step[1] if step else after, "vague", "scale")
        if not further or not further[0].value:
            break
        size, after = times(size, further[0].value), further[1]
    made = make(line, at, after, "vague", unit=f"{size.normalize():E}", weight="word")
    return [made], after


def _hint(line: Line, at: int) -> Found | None:
    """Read what only answers the other language: `beide`, an article, `last year`, a currency."""
    if past := line.find(at, "past-year"):
        made = make(line, at, past[1], "year", unit="past-year", weight="hint")
        return [made], past[1]
    if currency := line.find(at, "currency", "currency-sign"):
        sense, after = currency
        if sense.name not in PLAIN_CURRENCIES:
            return None
        return [make(line, at, after, "money", unit=sense.name, weight="hint")], after
    found = line.find(at, "hint", "article")
    if not found:
        return None
    value = found[0].value if found[0].kind == "hint" else ONE
    return [make(line, at, found[1], "number", value, weight="hint")], found[1]
