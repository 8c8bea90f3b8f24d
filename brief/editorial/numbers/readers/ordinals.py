"""Read ordinals in digits and Roman numerals, and centuries: `3.`, `3rd`, `XX secolo`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.names import parse_roman
from brief.editorial.numbers.readers.quantity_factory import make_result
from brief.editorial.numbers.readers.token_stream import APOSTROPHES

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Weight
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.token_stream import TokenStream

# One or two Roman letters often mean something else, unless they follow a name.
MAX_AMBIGUOUS_LENGTH = 2


def read_ordinal(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `3.`, `3rd`, `XX`, `Novecento`, perhaps with a word for `century` before or after."""
    if before := stream.find(i, "century"):
        number = parse_roman(stream.text_at(before[1]))
        if number and stream.kind_at(before[1]) == "word":
            after = before[1] + 1
            return make_century(stream, i, after, Decimal(number), "figure")
    word = stream.find(i, "century-word")
    if word and word[0].value and stream.text_at(i)[0].isupper() and _continues(stream, i):
        return make_century(stream, i, word[1], word[0].value, "hint")
    return _read_digit_ordinal(stream, i) or _read_roman_ordinal(stream, i)


def _continues(stream: TokenStream, i: int) -> bool:
    """Return whether the word continues a sentence, so that its capital means something."""
    before = stream.text_at(i - 1)
    return stream.kind_at(i - 1) == "word" or before in APOSTROPHES or before == ","


def make_century(
    stream: TokenStream, i: int, after: int, value: Decimal, weight: Weight
) -> ReadResult:
    """Return a century by its number."""
    return make_result(stream, i, after, "ordinal", value, unit="century", weight=weight)


def _read_century(stream: TokenStream, i: int, here: int, value: Decimal) -> ReadResult | None:
    century = stream.find(stream.skip_hyphen(here), "century")
    return make_century(stream, i, century[1], value, "figure") if century else None


def _read_digit_ordinal(stream: TokenStream, i: int) -> ReadResult | None:
    digits, after = stream.digits_at(i), i + 1
    if not digits:
        return None
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
        and stream.kind_at(after + 1) == "word"
        and not stream.is_attached(after + 1)
    ):
        after += 1
    else:
        return None
    value = Decimal(digits)
    century = _read_century(stream, i, after, value)
    return century or make_result(stream, i, after, "ordinal", value)


def _read_roman_ordinal(stream: TokenStream, i: int) -> ReadResult | None:
    word, after = stream.text_at(i), i + 1
    is_word = stream.kind_at(i) == "word" and word[:1].isupper()
    number = parse_roman(word) if is_word else None
    if not number:
        return None
    if stream.is_attached(after):
        if stream.text_at(after) == "." and stream.lexicon.dotted_ordinals:
            after += 1
        elif mark := stream.find(after, "ordinal-mark"):
            after = mark[1]
    if century := _read_century(stream, i, after, Decimal(number)):
        return century
    after_name = word.isupper() and stream.text_at(i - 1)[:1].isupper()
    numbers = word.isupper() and stream.find(after, "numbered")
    if len(word) <= MAX_AMBIGUOUS_LENGTH and not after_name and not numbers:
        return None
    return make_result(stream, i, i + 1, "ordinal", Decimal(number), weight="hint")
