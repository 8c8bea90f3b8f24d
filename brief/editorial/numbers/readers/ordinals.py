"""Ordinals in digits and Roman numerals, and centuries: `3.`, `3rd`, `XX secolo`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.names import parse_roman
from brief.editorial.numbers.readers.quantity_factory import make_quantity

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Quantity, Weight
    from brief.editorial.numbers.readers.token_stream import TokenStream

    Found = tuple[list[Quantity], int]

# Roman numerals of one or two letters stand for other things too, unless a name is before them.
MAX_AMBIGUOUS_LENGTH = 2


def read_ordinal(stream: TokenStream, index: int) -> Found | None:
    """Read `3.`, `3rd`, `XX`, `dritte`, each perhaps with `Jahrhundert` beside it."""
    if before := stream.find(index, "century"):
        number = (
            parse_roman(stream.text_at(before[1])) if stream.kind_at(before[1]) == "word" else None
        )
        if number:
            after = before[1] + 1
            return [make_century(stream, index, after, Decimal(number), "figure")], after
    word = stream.find(index, "century-word")
    if word and word[0].value and stream.text_at(index)[0].isupper():
        return [make_century(stream, index, word[1], word[0].value, "hint")], word[1]
    return _read_digit_ordinal(stream, index) or _read_roman_ordinal(stream, index)


def make_century(
    stream: TokenStream, index: int, after: int, value: Decimal, weight: Weight
) -> Quantity:
    """Return a century by its number."""
    return make_quantity(stream, index, after, "ordinal", value, unit="century", weight=weight)


def _read_digit_ordinal(stream: TokenStream, index: int) -> Found | None:
    if stream.kind_at(index) != "digits" or not stream.text_at(index).isdigit():
        return None
    after = index + 1
    mark = stream.find(after, "ordinal-mark")
    degrees = stream.find(after, "unit-sign")
    if mark and degrees and degrees[1] > mark[1]:
        return None
    if mark and (stream.is_attached(after) or stream.find(mark[1], "century")):
        after = mark[1]
    elif (
        stream.lexicon.dotted_ordinals
        and stream.text_at(after) == "."
        and stream.is_attached(after)
    ):
        after += 1
        if not (stream.kind_at(after) == "word" and stream.tokens[after].gap):
            return None
    else:
        return None
    value = Decimal(stream.text_at(index))
    century = stream.find(stream.skip_hyphen(after), "century")
    if century:
        return [make_century(stream, index, century[1], value, "figure")], century[1]
    return [make_quantity(stream, index, after, "ordinal", value)], after


def _read_roman_ordinal(stream: TokenStream, index: int) -> Found | None:
    word = stream.text_at(index)
    number = parse_roman(word) if stream.kind_at(index) == "word" and word[:1].isupper() else None
    if not number:
        return None
    after = index + 1
    if (
        stream.text_at(after) == "."
        and stream.is_attached(after)
        and stream.lexicon.dotted_ordinals
    ):
        after += 1
    elif stream.is_attached(after) and (mark := stream.find(after, "ordinal-mark")):
        after = mark[1]
    century = stream.find(stream.skip_hyphen(after), "century")
    if century:
        return [make_century(stream, index, century[1], Decimal(number), "figure")], century[1]
    if len(word) <= MAX_AMBIGUOUS_LENGTH and not (
        word.isupper() and stream.text_at(index - 1)[:1].isupper()
    ):
        return None
    return [
        make_quantity(stream, index, index + 1, "ordinal", Decimal(number), weight="hint")
    ], index + 1
