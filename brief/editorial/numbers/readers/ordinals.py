"""Ordinals in digits and Roman numerals, and centuries: `3.`, `3rd`, `XX secolo`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.names import roman
from brief.editorial.numbers.readers.quantity_factory import make

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Quantity, Weight
    from brief.editorial.numbers.readers.token_stream import Line

    Found = tuple[list[Quantity], int]

# Roman numerals of one or two letters stand for other things too, unless a name is before them.
SHORTEST_FREE = 2


def read_ordinal(line: Line, at: int) -> Found | None:
    """Read `3.`, `3rd`, `XX`, `dritte`, each perhaps with `Jahrhundert` beside it."""
    if before := line.find(at, "century"):
        number = roman(line.shown(before[1])) if line.kind(before[1]) == "word" else None
        if number:
            after = before[1] + 1
            return [century_at(line, at, after, Decimal(number), "figure")], after
    word = line.find(at, "century-word")
    if word and word[0].value and line.shown(at)[0].isupper():
        return [century_at(line, at, word[1], word[0].value, "hint")], word[1]
    return _digit_ordinal(line, at) or _roman_ordinal(line, at)


def century_at(line: Line, at: int, after: int, value: Decimal, weight: Weight) -> Quantity:
    """Return a century by its number."""
    return make(line, at, after, "ordinal", value, unit="century", weight=weight)


def _digit_ordinal(line: Line, at: int) -> Found | None:
    if line.kind(at) != "digits" or not line.shown(at).isdigit():
        return None
    after = at + 1
    mark = line.find(after, "ordinal-mark")
    degrees = line.find(after, "unit-sign")
    if mark and degrees and degrees[1] > mark[1]:
        return None
    if mark and (line.glued(after) or line.find(mark[1], "century")):
        after = mark[1]
    elif line.lexicon.dotted_ordinals and line.shown(after) == "." and line.glued(after):
        after += 1
        if not (line.kind(after) == "word" and line.tokens[after].gap):
            return None
    else:
        return None
    value = Decimal(line.shown(at))
    century = line.find(line.past_hyphen(after), "century")
    if century:
        return [century_at(line, at, century[1], value, "figure")], century[1]
    return [make(line, at, after, "ordinal", value)], after


def _roman_ordinal(line: Line, at: int) -> Found | None:
    word = line.shown(at)
    number = roman(word) if line.kind(at) == "word" and word[:1].isupper() else None
    if not number:
        return None
    after = at + 1
    if line.shown(after) == "." and line.glued(after) and line.lexicon.dotted_ordinals:
        after += 1
    elif line.glued(after) and (mark := line.find(after, "ordinal-mark")):
        after = mark[1]
    century = line.find(line.past_hyphen(after), "century")
    if century:
        return [century_at(line, at, century[1], Decimal(number), "figure")], century[1]
    if len(word) <= SHORTEST_FREE and not (word.isupper() and line.shown(at - 1)[:1].isupper()):
        return None
    return [make(line, at, at + 1, "ordinal", Decimal(number), weight="hint")], at + 1
