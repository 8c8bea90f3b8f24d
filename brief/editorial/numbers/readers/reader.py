"""Read all quantities of a text: at each token, try the readers in order of precedence."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from brief.editorial.numbers.lexicon.load import load_lexicon
from brief.editorial.numbers.quantity import Quantity, Reading
from brief.editorial.numbers.readers.compounds import (
    read_compound,
    read_name_quantity,
    read_ratio,
    read_single_word,
    skip_lookalike,
)
from brief.editorial.numbers.readers.context import add_context
from brief.editorial.numbers.readers.names import parse_roman
from brief.editorial.numbers.readers.number_words.spelled import (
    parse_number_word,
    split_number_prefix,
)
from brief.editorial.numbers.readers.ordinals import read_ordinal
from brief.editorial.numbers.readers.parts import read_parts
from brief.editorial.numbers.readers.quantity_factory import LOOK_BACK
from brief.editorial.numbers.readers.time.calendar import read_date
from brief.editorial.numbers.readers.time.clock import read_time
from brief.editorial.numbers.readers.time.periods import read_each_nth, read_period
from brief.editorial.numbers.readers.time.years import read_years
from brief.editorial.numbers.readers.token_stream import HYPHENS, TokenStream
from brief.editorial.numbers.text import fold_case, multiply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from brief.editorial.numbers.readers.quantity_factory import ReadResult

    Reader = Callable[[TokenStream, int], ReadResult | None]

# Scales that a number may share with one before it: `46,5 Millionen …, heute 49`.
SCALES = (Decimal(10) ** 6, Decimal(10) ** 9, Decimal(10) ** 12)
# A number further before a percentage does not share its percent sign.
MAX_GAP = 24
_ENDS_CLAUSE = re.compile(r"[.;:!?()\n]")
_STARTING_MARKS = frozenset("-−–+'’‘")


@lru_cache(maxsize=256)
def read_text(text: str, tag: str) -> tuple[Quantity, ...]:
    """Return all quantities of the text, with the hints."""
    stream = TokenStream(text, load_lexicon(tag))
    found: list[Quantity] = []
    after = 0
    for i in _list_starts(stream):
        for reader in select_readers(stream, i) if i >= after else ():
            result = reader(stream, i)
            if result:
                for each in result[0]:
                    found.append(_add_shared_readings(found, each))
                after = result[1]
                break
    return tuple(add_context(stream, list(_add_later_readings(found, text))))


def _list_starts(stream: TokenStream) -> Iterator[int]:
    """Yield the tokens at which a quantity can begin; with most words, none can."""
    tag, percent_first = stream.lexicon.tag, stream.lexicon.percent_first
    for i, token in enumerate(stream.tokens):
        if token.kind == "word":
            can_start = _word_can_start_quantity(tag, token.text)
            if can_start is None:
                can_start = _has_starting_sense(stream, i)
        elif token.kind != "mark" or token.text in _STARTING_MARKS:
            can_start = True
        else:
            percent = percent_first and token.text in {"%", "٪"}
            can_start = percent or _has_starting_sense(stream, i)
        if can_start or (token.kind == "word" and _continues_with_digits(stream, i)):
            yield i


@lru_cache(maxsize=8192)
def _word_can_start_quantity(tag: str, text: str) -> bool | None:
    """Return whether a quantity may begin with a word; None if that depends on the next words."""
    if text[0] in "IVXLCDM" and parse_roman(text):
        return True
    lexicon, word = load_lexicon(tag), fold_case(text)
    if lexicon.joins_number_words and (
        parse_number_word(tag, word) or split_number_prefix(tag, word)
    ):
        return True
    kinds = {phrase.sense.kind for phrase in lexicon.find_phrases(word)}
    return False if kinds.isdisjoint(_STARTING_KINDS) else None


def _has_starting_sense(stream: TokenStream, i: int) -> bool:
    return any(sense.kind in _STARTING_KINDS for sense, _ in stream.find_senses(i))


def _continues_with_digits(stream: TokenStream, i: int) -> bool:
    """Return whether digits follow a word without a space, as in names: `H20`, `COVID-19`."""
    if not stream.is_attached(i + 1):
        return False
    after = i + 2 if stream.text_at(i + 1) in HYPHENS else i + 1
    return stream.is_attached(after) and stream.kind_at(after) in {"digits", "date"}


def _add_shared_readings(before: list[Quantity], one: Quantity) -> Quantity:
    """Add readings with the scale or percent of an earlier number: `29 % …, il 16`."""
    if (one.kind, one.weight, one.text[-1].isdigit()) != ("number", "figure", True):
        return one
    earlier = before[-LOOK_BACK:]
    percent = any(each.kind == "percent" for each in earlier)
    scales = {_find_scale(each) for each in earlier if _is_scaled(each)}
    shared = tuple(_list_shared_readings(one, sorted(scales), percent=percent))
    return replace(one, readings=(*one.readings, *shared)) if shared else one


def _add_later_readings(found: list[Quantity], text: str) -> Iterator[Quantity]:
    """Yield the quantities, with readings of those whose percent or scale is said only later.

    In `anstatt 25 nur 15 Prozent` the first number is a percentage too.
    """
    for one, after in zip_longest(found, found[1:]):
        plain = after and (one.kind, one.weight, one.unit) == ("number", "figure", "")
        if plain and one.text[-1].isdigit() and after.text[0].isdigit():
            between = text[one.end : after.start]
            scales = [_find_scale(after)] if _is_scaled(after) else []
            percent = after.kind == "percent"
            near = len(between) <= MAX_GAP and not _ENDS_CLAUSE.search(between)
            if near and (percent or scales):
                shared = tuple(_list_shared_readings(one, scales, percent=percent))
                one = replace(one, readings=(*one.readings, *shared))  # noqa: PLW2901
        yield one


def _is_scaled(quantity: Quantity) -> bool:
    scaled = quantity.kind in {"number", "money"} and not quantity.text[-1].isdigit()
    return scaled and quantity.low is not None and quantity.low >= SCALES[0]


def _find_scale(scaled: Quantity) -> Decimal:
    """Return the scale of a number such as `37,5 Milliarden`, which its digits tell."""
    digits = Decimal("".join(each for each in scaled.text if each.isdecimal()) or 1)
    low = scaled.low or SCALES[0]
    return next((scale for scale in SCALES if scale * digits >= low), SCALES[-1])


def _list_shared_readings(
    one: Quantity, scales: Sequence[Decimal], *, percent: bool
) -> Iterator[Reading]:
    if one.low is None or one.high is None:
        return
    if percent:
        yield Reading(one.low, one.high, "percent")
    if one.low < SCALES[0]:
        for scale in scales:
            yield Reading(multiply(one.low, scale), multiply(one.high, scale), "")


# In this order: longer quantities first, `3. März` before `3.` before `3`.
READERS: tuple[Reader, ...] = (
    skip_lookalike,
    read_period,
    read_each_nth,
    read_name_quantity,
    read_date,
    read_time,
    read_years,
    read_ratio,
    read_ordinal,
    read_parts,
    read_compound,
    read_single_word,
)
_NUMBER_WORDS = frozenset(("number", "article"))
_SIGNS = frozenset(("minus", "minus-degrees", "currency", "currency-sign", "unit-sign"))
_SIGNS |= {"percent-before"}
# The kinds of words that each reader can begin with; those in _ROMAN_READERS also read Roman
# numerals. Readers of names and ratios need digits.
_KINDS_BY_READER: dict[Reader, frozenset[str]] = {
    skip_lookalike: frozenset(("not-a-number",)),
    read_period: frozenset(("ordinal", "ordinal-before", "period-before", "half-year-number")),
    read_each_nth: frozenset(("each",)),
    read_date: _NUMBER_WORDS
    | {"ordinal", "month", "month-short", "month-in-case", "era", "day-before"},
    read_time: _NUMBER_WORDS
    | {"noon", "midnight", "clock-before", "half-to", "half-hour", "ordinal"}
    | {"quarter-hour", "minutes-before", "one", "am-before", "pm-before"},
    read_years: frozenset(("decade", "decade-word")),
    read_ordinal: frozenset(("century", "century-before", "century-word", "ordinal-before")),
    read_parts: frozenset(("dual",)),
    read_compound: _NUMBER_WORDS
    | _SIGNS
    | {"fraction", "between", "from", "half-more", "percent-before"},
    read_single_word: frozenset(("fraction", "ordinal", "multiple", "vague", "past-year"))
    | {"currency", "currency-sign", "hint", "both", "article"},
}
# A unit sign starts a quantity only in languages with the percent sign before the number.
_STARTING_KINDS = frozenset().union(*_KINDS_BY_READER.values()) - {"unit-sign"}
_ROMAN_READERS = frozenset((read_period, read_years, read_ordinal))
# The readers of digits and marks that the lexicon does not have: without those that need a word.
_WORD_READERS = frozenset((skip_lookalike, read_each_nth, read_single_word))
_READERS_OF_DIGITS = tuple(reader for reader in READERS if reader not in _WORD_READERS)


def select_readers(stream: TokenStream, i: int) -> tuple[Reader, ...]:
    """Return the readers whose quantities can begin with that token, in their order."""
    token = stream.tokens[i]
    if token.kind != "word":
        return READERS if stream.find_senses(i) else _READERS_OF_DIGITS
    if _continues_with_digits(stream, i):
        return READERS
    return _select_word_readers(stream.lexicon.tag, token.text)


@lru_cache(maxsize=8192)
def _select_word_readers(tag: str, text: str) -> tuple[Reader, ...]:
    """Return the readers whose quantities can begin with a word that no digits follow."""
    lexicon, word = load_lexicon(tag), fold_case(text)
    if split_number_prefix(tag, word) or (
        lexicon.joins_number_words and parse_number_word(tag, word) is not None
    ):
        return READERS
    kinds = {phrase.sense.kind for phrase in lexicon.find_phrases(word)}
    numeral = _ROMAN_READERS if parse_roman(text) else frozenset()
    return tuple(
        reader
        for reader in READERS
        if reader in numeral or not kinds.isdisjoint(_KINDS_BY_READER.get(reader, ()))
    )
