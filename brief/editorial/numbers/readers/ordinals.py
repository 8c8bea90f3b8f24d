"""Read ordinals in digits and Roman numerals, and centuries: `3.`, `3rd`, `XX secolo`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.names import parse_roman
from brief.editorial.numbers.readers.number_words.spelled import HUNDRED, ONE, TEN, read_spelled
from brief.editorial.numbers.readers.quantity_factory import MAX_UNCOUNTED_ORDINAL, make_result
from brief.editorial.numbers.readers.token_stream import APOSTROPHES
from brief.editorial.numbers.text import divide

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
    century = stream.find(i, "century-before")
    if century and (counted := _read_century_number(stream, century[1])):
        return make_century(stream, i, counted[1], counted[0], "figure")
    if numbered := _read_numbered(stream, i):
        return numbered
    word = stream.find(i, "century-word")
    if word and word[0].value and stream.text_at(i)[0].isupper() and _continues(stream, i):
        return make_century(stream, i, word[1], word[0].value, "hint")
    return _read_digit_ordinal(stream, i) or _read_roman_ordinal(stream, i)


def _continues(stream: TokenStream, i: int) -> bool:
    """Return whether the word continues a sentence, so that its capital means something."""
    before = stream.text_at(i - 1)
    return stream.kind_at(i - 1) == "word" or before in APOSTROPHES or before == ","


def _read_century_number(stream: TokenStream, i: int) -> tuple[Decimal, int] | None:
    """Read the number after `thế kỷ`, `القرن`, `ศตวรรษที่`, `המאה ה-`: below one hundred."""
    here = stream.skip_hyphen(stream.skip(i, "ordinal-before", "prefix"))
    digits, word = stream.digits_at(here), stream.find(here, "ordinal")
    if digits and len(digits) <= MAX_AMBIGUOUS_LENGTH:
        return Decimal(digits), here + 1
    spelled = read_spelled(stream, here, alone=True) if not word else None
    value, after = (spelled.value, spelled.after) if spelled else (ONE, here)
    if word and word[0].value:
        value, after = word[0].value, word[1]
    if after > here and value < TEN:
        step = stream.skip(stream.skip(after, "join"), "prefix")
        tens = read_spelled(stream, step)  # `القرن الحادي والعشرين`
        if tens and TEN <= tens.value < HUNDRED:
            value, after = value + tens.value, tens.after
    return (value, after) if after > here and value < HUNDRED else None


def _read_numbered(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `第3`, `제2차`, `thứ ba`: a word for “number” before digits or words; `21世纪`."""
    before = stream.find(i, "ordinal-before")
    here = stream.skip_hyphen(before[1]) if before else i
    digits = stream.digits_at(here)
    spelled = read_spelled(stream, here, alone=True) if before and not digits else None
    if not digits and not spelled:
        return None
    value, after = (spelled.value, spelled.after) if spelled else (Decimal(digits), here + 1)
    if century := stream.find(after, "century"):
        return _read_decade_of_century(stream, i, century[1], value) or make_century(
            stream, i, century[1], value, "figure"
        )
    if not before:
        return None
    weight: Weight = "word" if spelled or value == ONE else "figure"
    if spelled and value <= MAX_UNCOUNTED_ORDINAL:
        weight = "hint"
    after = stream.skip(after, "ordinal-mark")
    readings = (Reading(divide(1, value), divide(1, value), ""),) if value else ()
    return make_result(stream, i, after, "ordinal", value, weight=weight, readings=readings)


def _read_decade_of_century(
    stream: TokenStream, i: int, here: int, century: Decimal
) -> ReadResult | None:
    """Read what follows the century in `20世纪80年代`: the decade 1980."""
    digits, mark = stream.digits_at(here), stream.find(here + 1, "decade-mark")
    word = stream.find(here, "decade-word")
    if not word and not (mark and digits):
        return None
    decade = (word[0].value or Decimal(0)) if word else Decimal(digits)
    after = word[1] if word else mark[1] if mark else here
    if decade >= HUNDRED or decade % TEN:
        return None
    return make_result(stream, i, after, "year", (century - 1) * HUNDRED + decade, unit="decade")


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
    small = value <= MAX_UNCOUNTED_ORDINAL and stream.lexicon.digits_and_units
    weight: Weight = "word" if small else "figure"
    century = _read_century(stream, i, after, value)
    return century or make_result(stream, i, after, "ordinal", value, weight=weight)


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
