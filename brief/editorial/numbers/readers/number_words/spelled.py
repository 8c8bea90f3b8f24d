"""Read numbers in words: `zweihundertfünfzig`, `vingt-cinq`, `two hundred and fifty`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from brief.editorial.numbers.lexicon.load import load_lexicon
from brief.editorial.numbers.readers.number_words.digit_words import read_digit_words
from brief.editorial.numbers.text import multiply, remainder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from brief.editorial.numbers.lexicon.lexicon import Lexicon
    from brief.editorial.numbers.readers.token_stream import TokenStream

HUNDRED, THOUSAND = Decimal(100), Decimal(1000)
ONE, TEN = Decimal(1), Decimal(10)
MAX_WORD_LENGTH = 60
MAX_PIECE_LENGTH = 20
MAX_SPLITS = 40


@dataclass(slots=True)
class NumberBuilder:
    """Adds up number words; each method returns whether the word still belongs to the number.

    `total`: the part that ends with a scale (`two thousand`). `current`: the part after it.
    `max_addend`: the highest number that may be added next (after `zwanzig`: nine).
    """

    total: Decimal = Decimal(0)
    current: Decimal | None = None
    max_addend: Decimal = Decimal(0)
    scale: Decimal = Decimal(0)

    def add(self, value: Decimal, *, joined: bool = False) -> bool:
        """Add a number below a thousand."""
        if self.current is None:
            self.current = value
        elif value == HUNDRED and 1 <= self.current < HUNDRED and self.current == int(self.current):
            self.current *= HUNDRED
        elif joined and value in _TENS and 0 < remainder(self.current, HUNDRED) < TEN:
            self.current += value
            self.max_addend = Decimal(0)
            return True
        elif value and value <= self.max_addend and value < self.current:
            self.current += value
        else:
            return False
        self.max_addend = _find_max_addend(self.current)
        return True

    def scale_by(self, scale: Decimal) -> bool:
        """Apply a scale; one greater than the last multiplies everything: `dos mil millones`.

        A scale without a number before it starts a number: `mille`, `tausend`, `mil`.
        """
        if self.current is None and not self.total:
            if self.scale:
                return False
            self.total = self.scale = scale
            return True
        if self.scale and scale > self.scale:
            self.total = multiply(self.total + (self.current or 0), scale)
        elif self.current is not None and scale != self.scale:
            self.total += multiply(self.current, scale)
        else:
            return False
        self.current, self.max_addend, self.scale = None, Decimal(0), scale
        return True

    @property
    def value(self) -> Decimal:
        """The number so far."""
        return self.total + (self.current or 0)


_TENS = frozenset(Decimal(n) for n in range(20, 100, 10))
# French counts from 60 to 79, and from 80 to 99.
_LONG_TENS = frozenset((Decimal(60), Decimal(80)))


def _find_max_addend(value: Decimal) -> Decimal:
    if value != int(value):
        return Decimal(0)
    rest = remainder(value, HUNDRED)
    if not rest:
        return HUNDRED - 1
    if rest in _LONG_TENS:
        return Decimal(19)
    return Decimal(9) if rest in _TENS else Decimal(0)


@dataclass(frozen=True, slots=True)
class SpelledNumber:
    """A number in words: its value, the index after it, and whether it contains a scale word."""

    value: Decimal
    after: int
    scaled: bool
    article: bool = False


def read_spelled(stream: TokenStream, i: int, *, alone: bool = False) -> SpelledNumber | None:
    """Return the number in words that begins at that token, if one does.

    `alone`: in languages of `digits_and_units`, nothing counted needs to follow a single word.
    """
    if (i, alone) not in stream.spelled:
        stream.spelled[i, alone] = _add_teen(stream, _read_words(stream, i, alone=alone))
    known: SpelledNumber | None = stream.spelled[i, alone]
    return known


def _add_teen(stream: TokenStream, spelled: SpelledNumber | None) -> SpelledNumber | None:
    """Add the ten after the noun of a number below it: Irish `seacht mbliana déag` is 17 years."""
    if not spelled or spelled.value >= TEN or stream.kind_at(spelled.after) != "word":
        return spelled
    teen = stream.find(spelled.after + 1, "teen-after")
    return SpelledNumber(spelled.value + TEN, teen[1], spelled.scaled) if teen else spelled


def _read_words(stream: TokenStream, i: int, *, alone: bool) -> SpelledNumber | None:
    if stream.lexicon.digits_and_units:
        found = read_digit_words(stream, i, alone=alone)
        if not found or not found.spelled:
            return None
        return SpelledNumber(found.value, found.after, found.largest >= THOUSAND)
    if stream.kind_at(i) != "word" or (stream.text_at(i).isupper() and len(stream.text_at(i)) > 1):
        return None  # ELF is not eleven
    total, here, scaled, opened = NumberBuilder(), i, False, False
    counted = _read_article_and_scale(stream, i)
    if counted:
        total = NumberBuilder(counted.value, scale=counted.value)
        here, scaled, opened = counted.after, True, True
    while here < len(stream):
        step = here if here == i else stream.skip_hyphen(here)
        joined = False
        in_word = stream.lexicon.joins_number_words and total.current is not None
        if here > i and not in_word and (join := stream.find(step, "join")):
            step, joined = stream.skip_hyphen(join[1]), True
        added = _add_word(stream, step, total, joined=joined, opened=opened)
        if added is None:
            break
        here, opened = added[0], True
        scaled |= added[1]
    if not opened:
        return None
    article = bool(counted and counted.after == here)
    return SpelledNumber(total.value, here, scaled, article)


def _add_word(
    stream: TokenStream, i: int, total: NumberBuilder, *, joined: bool, opened: bool
) -> tuple[int, bool] | None:
    """Add a word to the number; return the index after it and whether it is a scale word."""
    found = stream.find(i, "number")
    if found:
        value = found[0].value or Decimal(0)
        if value < THOUSAND:
            joined = joined and stream.lexicon.units_first
            return (found[1], False) if total.add(value, joined=joined) else None
        return (found[1], True) if total.scale_by(value) and not joined else None
    may_add = opened and (total.max_addend or (total.scale and total.current is None))
    if stream.lexicon.joins_number_words and not total.scale:
        may_add = False  # `anni Ottanta un chilo`: 81 is `ottantuno`
    if may_add and (one := stream.find(i, "one")) and total.add(ONE):
        return one[1], False
    here = stream.skip(i, "further") if opened and not total.scale else i  # `six autres millions`
    found = stream.find(here, "scale") if opened and not joined else None
    if found and found[0].value and total.scale_by(found[0].value):
        return found[1], True
    number = _read_number_word(stream, i) if not opened or total.scale or joined else None
    if number is None or not total.add(number, joined=joined):
        return None
    return i + 1, number >= THOUSAND


def _read_number_word(stream: TokenStream, i: int) -> Decimal | None:
    """Return the value of a compound number word that is not an article (`eine`)."""
    may_be_compound = stream.kind_at(i) == "word" and stream.lexicon.joins_number_words
    if not may_be_compound or stream.find(i, "article"):
        return None
    return parse_number_word(stream.lexicon.tag, stream.lower_at(i))


def _read_article_and_scale(stream: TokenStream, i: int) -> SpelledNumber | None:
    """Read `eine Million`, `un millón`, `a hundred`: an article before a scale."""
    article = stream.find(i, "article")
    if not article:
        return None
    after = stream.skip_hyphen(article[1])
    total, here = NumberBuilder(current=ONE), after
    while scale := stream.find(here, "scale"):
        if not scale[0].value or not total.scale_by(scale[0].value):
            break
        here = scale[1]
    return SpelledNumber(total.value, here, scaled=True, article=True) if here > after else None


@lru_cache(maxsize=4096)
def parse_number_word(tag: str, word: str) -> Decimal | None:
    """Return the value of a compound number word: `zweihundertfünfzig`, `ventitré`; else None."""
    if len(word) > MAX_WORD_LENGTH or not _compile_pattern(tag).fullmatch(word):
        return None
    return _evaluate_word(tag, word)


@lru_cache(maxsize=4096)
def split_number_prefix(tag: str, word: str) -> tuple[Decimal, str] | None:
    """Return the number that a word begins with, and the rest: `fünfjährig` is 5 and `jährig`."""
    if len(word) > MAX_WORD_LENGTH:
        return None
    found = _compile_pattern(tag).match(word)
    if not found or found.end() == len(word):
        return None
    value = _evaluate_word(tag, found[0])
    return None if value is None else (value, word[found.end() :])


@lru_cache(maxsize=64)
def _compile_pattern(tag: str) -> re.Pattern[str]:
    """Return the pattern of words that may be compound numbers; `_evaluate_word` decides."""
    lexicon = load_lexicon(tag)
    joins = "|".join(map(re.escape, _list_joins(tag)))
    pieces = "|".join(map(re.escape, sorted(lexicon.number_pieces, key=len, reverse=True)))
    number = f"(?:{pieces or '(?!)'})"
    return re.compile(f"{number}(?:(?:{joins})?{number})*" if joins else f"{number}+")


@lru_cache(maxsize=64)
def _list_joins(tag: str) -> tuple[str, ...]:
    phrases = chain.from_iterable(load_lexicon(tag).by_first_word.values())
    return tuple(sorted(each.words[0] for each in phrases if each.sense.kind == "join-in-word"))


def _evaluate_word(tag: str, word: str) -> Decimal | None:
    """Return the value of the first way to split the word that adds up."""
    lexicon = load_lexicon(tag)
    cuts = islice(_split_word(word, lexicon.number_pieces, _list_joins(tag)), MAX_SPLITS)
    return next((value for cut in cuts if (value := _add_up(lexicon, cut)) is not None), None)


def _split_word(word: str, pieces: Collection[str], joins: Collection[str]) -> Iterator[list[str]]:
    """Yield the ways to split a word into number words, long ones first: `cent|otto`."""
    if not word:
        yield []
        return
    for length in range(min(len(word), MAX_PIECE_LENGTH), 0, -1):
        piece = word[:length]
        if piece in pieces or piece in joins:
            for rest in _split_word(word[length:], pieces, joins):
                yield [piece, *rest]


def _add_up(lexicon: Lexicon, pieces: Sequence[str]) -> Decimal | None:
    total, joined = NumberBuilder(), False
    for piece in pieces:
        value = lexicon.number_pieces.get(piece)
        if value is None:
            joined = True
            continue
        if not (total.scale_by(value) if value >= THOUSAND else total.add(value, joined=joined)):
            return None
        joined = False
    return None if joined else total.value
