"""Every quantity of a text, in its order: the readers tried one after the other at each token."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.editorial.numbers.lexicon.load import lexicon
from brief.editorial.numbers.quantity import Quantity, Reading
from brief.editorial.numbers.readers.compounds import read_counted
from brief.editorial.numbers.readers.names import roman
from brief.editorial.numbers.readers.ordinals import read_ordinal
from brief.editorial.numbers.readers.quantity_factory import LOOK_BACK
from brief.editorial.numbers.readers.single_words import read_nothing, read_word
from brief.editorial.numbers.readers.spelled import compound, leading
from brief.editorial.numbers.readers.time.periods import read_each, read_period
from brief.editorial.numbers.readers.time.temporal import (
    name_at,
    read_day,
    read_hour,
    read_ratio,
    read_span,
)
from brief.editorial.numbers.readers.token_stream import HYPHENS, Line
from brief.editorial.numbers.text.digits import times
from brief.editorial.numbers.text.tokens import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Reader = Callable[[Line, int], tuple[list[Quantity], int] | None]

# The scales that a bare number may share with one before it: `46,5 Millionen …, heute 49`.
SCALES = (Decimal(10) ** 6, Decimal(10) ** 9, Decimal(10) ** 12)
# What a quantity may begin with; other words only go on with one.
_OPENING_MARKS = frozenset("-−–+'’‘")
_OPENING = frozenset(
    (
        *("number", "article", "ordinal", "fraction", "multiple", "hint", "vague", "month"),
        *("month-short", "currency", "currency-sign", "between", "from", "minus", "clock-before"),
        *("noon", "midnight", "century", "century-word", "decade", "decade-word", "past-year"),
        *("nothing", "half-to", "each", "minus-degrees"),
    )
)


@lru_cache(maxsize=256)
def read_text(text: str, tag: str) -> tuple[Quantity, ...]:
    """Return all quantities of the text, and the hints that only answer another language's."""
    line = Line(text, lexicon(tag))
    found: list[Quantity] = []
    at = 0
    while at < len(line):
        for reader in readers_at(line, at) if _may_open(line, at) else ():
            taken = reader(line, at)
            if taken:
                for each in taken[0]:
                    found.append(_after_larger(found, each))
                at = max(taken[1], at + 1)
                break
        else:
            at += 1
    return tuple(found)


def _may_open(line: Line, at: int) -> bool:
    """Say whether a quantity can begin at that token: most words are passed over at once."""
    token = line.tokens[at]
    if token.kind == "word":
        opens = _word_opens(line.lexicon.tag, token.text)
        return opens or _has_digits(line, at) or (opens is None and _has_sense(line, at))
    if token.kind != "mark" or token.text in _OPENING_MARKS:
        return True
    percent = line.lexicon.percent_first and token.text in {"%", "٪"}
    return percent or _has_sense(line, at)


@lru_cache(maxsize=8192)
def _word_opens(tag: str, shown: str) -> bool | None:
    """Say whether a quantity may begin with a word; None if that hangs on what follows it."""
    if shown[0] in "IVXLCDM" and roman(shown):
        return True
    own, word = lexicon(tag), folded(shown)
    if own.glued and (compound(tag, word) or leading(tag, word)):
        return True
    kinds = {phrase.sense.kind for phrase in own.opened_by(word)}
    return False if kinds.isdisjoint(_OPENING) else None


def _has_sense(line: Line, at: int) -> bool:
    return any(sense.kind in _OPENING for sense, _ in line.senses(at))


def _has_digits(line: Line, at: int) -> bool:
    """Say whether a word goes on with digits, as names do: `H20`, `COVID-19`."""
    after = at + 2 if line.shown(at + 1) in HYPHENS else at + 1
    return line.glued(after) and line.kind(after) in {"digits", "date"}


def _after_larger(before: list[Quantity], one: Quantity) -> Quantity:
    """Let a bare number share what one before it has: `29 % …, il 16`, `2 Mrd. …, 300 davon`."""
    if (one.kind, one.weight, one.text[-1].isdigit()) != ("number", "figure", True):
        return one
    earlier = before[-LOOK_BACK:]
    percent = any(each.kind == "percent" for each in earlier)
    largest = max(
        (each.low for each in earlier if each.low is not None and _is_scaled(each)),
        default=Decimal(0),
    )
    shared = tuple(_shared_readings(one, largest, percent=percent))
    return replace(one, readings=(*one.readings, *shared)) if shared else one


def _is_scaled(quantity: Quantity) -> bool:
    scaled = quantity.kind in {"number", "money"} and not quantity.text[-1].isdigit()
    return scaled and quantity.low is not None and quantity.low >= SCALES[0]


def _shared_readings(one: Quantity, largest: Decimal, *, percent: bool) -> Iterator[Reading]:
    if one.low is None or one.high is None:
        return
    if percent:
        yield Reading(one.low, one.high, "percent")
    if one.low < SCALES[0]:
        for scale in SCALES:
            if scale <= largest:
                yield Reading(times(one.low, scale), times(one.high, scale), "")


# In this order: what is more is looked for first, `3. März` before `3.` before `3`.
READERS: tuple[Reader, ...] = (
    read_nothing,
    read_period,
    read_each,
    name_at,
    read_day,
    read_hour,
    read_span,
    read_ratio,
    read_ordinal,
    read_counted,
    read_word,
)
_SPELLED = frozenset(("number", "article"))  # what a number in words begins with, or is
_SIGNS = frozenset(("minus", "minus-degrees", "currency", "currency-sign", "unit-sign"))
# The words that each reader can begin with; those of _ROMAN with a Roman numeral as well. Nothing
# but a word that goes on with digits is a name, and nothing but digits is a ratio.
_BEGINS: dict[Reader, frozenset[str]] = {
    read_nothing: frozenset(("nothing",)),
    read_period: frozenset(("ordinal",)),
    read_each: frozenset(("each",)),
    read_day: _SPELLED | {"ordinal", "month", "month-short"},
    read_hour: _SPELLED | {"noon", "midnight", "clock-before", "half-to"},
    read_span: frozenset(("decade", "decade-word")),
    read_ordinal: frozenset(("century", "century-word")),
    read_counted: _SPELLED | _SIGNS | {"fraction", "between", "from"},
    read_word: frozenset(
        (
            *("fraction", "ordinal", "multiple", "vague", "past-year", "currency"),
            *("currency-sign", "hint", "article"),
        )
    ),
}
_ROMAN = frozenset((read_period, read_ordinal))


def readers_at(line: Line, at: int) -> tuple[Reader, ...]:
    """Return the readers that a token may be the beginning for, in their order."""
    token = line.tokens[at]
    if token.kind != "word" or _has_digits(line, at):
        return READERS
    return _readers_of(line.lexicon.tag, token.text)


@lru_cache(maxsize=8192)
def _readers_of(tag: str, shown: str) -> tuple[Reader, ...]:
    """Return the readers that a word may be the beginning for, whatever follows it."""
    own, word = lexicon(tag), folded(shown)
    if leading(tag, word) or (own.glued and compound(tag, word) is not None):
        return READERS
    kinds = {phrase.sense.kind for phrase in own.opened_by(word)}
    numeral = _ROMAN if roman(shown) else frozenset()
    return tuple(
        reader
        for reader in READERS
        if reader in numeral or not kinds.isdisjoint(_BEGINS.get(reader, ()))
    )
