"""The lexicon of a language: its words and signs for numbers, units, currencies and dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.numbers.text import Token, fold_case, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

MIN_STEM_LENGTH = 2
MAX_STEM_LENGTH = 24
LAST_UNSPLIT = "\u052f"  # the last Cyrillic letter; scripts after it may need splitting
PHRASE_CACHE_SIZE = 8192  # words


class Sense(NamedTuple):
    """One meaning of a word: the kind of the word, and its number or name."""

    kind: str
    value: Decimal | None = None
    name: str = ""


class Phrase(NamedTuple):
    """One word or several; `*` at the end of a word matches any ending.

    `certain`: wherever the first word is found, so is the phrase.
    """

    words: tuple[str, ...]
    sense: Sense
    case_sensitive: bool
    certain: bool

    def matches(self, tokens: Sequence[Token], start: int) -> bool:
        """Return whether the phrase begins at that token."""
        if start + len(self.words) > len(tokens):
            return False
        for offset, word in enumerate(self.words):
            token = tokens[start + offset]
            shown = token.text if self.case_sensitive else token.lower
            if word[-1] == "*" and len(word) > 1:
                if not shown.startswith(word[:-1]):
                    return False
            elif shown != word:
                return False
        return True


@dataclass(slots=True)
class Lexicon:
    """All phrases of a language by their first word, and its rules for writing numbers.

    `has_qualifiers`: the words for `almost`, `about` and so on are known. `digits_and_units`:
    number words are digits and units (`三十五`, `hai mươi lăm`). `bounded_numbers`: number words
    are also parts of other words, so that only a word for what is counted shows that they are
    numbers. `adds_scales`: `3 ملايين و200 ألف` is one number. `units_first`: `ثلاثة
    وعشرون` is three and twenty. `prefixes`: short words that are written together with the next
    one, the longest first. `mixed_grouping`: `4,700` may be 4700, although the comma is the decimal
    mark. `decimal_stroke`: `۲/۸` is 2.8. `calendar`: the one whose years are written without a word
    for it.
    """

    tag: str
    decimal_mark: str = "."
    joins_number_words: bool = False
    dotted_ordinals: bool = False
    month_first: bool = False
    has_qualifiers: bool = False
    percent_first: bool = False
    counts_hours: bool = False
    year_first: bool = False
    digits_and_units: bool = False
    bounded_numbers: bool = False
    adds_scales: bool = False
    units_first: bool = False
    mixed_grouping: bool = False
    decimal_stroke: bool = False
    calendar: str = ""
    prefixes: tuple[str, ...] = ()
    of_before_units: bool = False
    adds_hundreds: bool = False
    by_first_word: dict[str, list[Phrase]] = field(default_factory=dict)
    by_stem: dict[str, list[Phrase]] = field(default_factory=dict)
    number_pieces: dict[str, Decimal] = field(default_factory=dict)
    endings: list[tuple[str, Sense]] = field(default_factory=list)
    not_units: set[str] = field(default_factory=set)
    _phrase_cache: dict[str, tuple[Phrase, ...]] = field(default_factory=dict)

    def add(self, form: str, sense: Sense, *, case_sensitive: bool = False) -> None:
        """Add a form; `=` before it makes it case-sensitive, `*` after a word allows any ending."""
        if form.startswith("="):
            form, case_sensitive = form[1:], True
        words = _split_form(form, case_sensitive=case_sensitive)
        if not words:
            return
        self._phrase_cache.clear()
        phrase = Phrase(words, sense, case_sensitive, len(words) == 1 and not case_sensitive)
        first = fold_case(words[0])
        is_stem = first[-1] == "*" and len(first) > 1
        index, key = (self.by_stem, first[:-1]) if is_stem else (self.by_first_word, first)
        entries = index.setdefault(key, [])
        if phrase not in entries:
            entries.append(phrase)

    def find_senses(self, tokens: Sequence[Token], start: int) -> list[tuple[Sense, int]]:
        """Return the senses that begin there, the longest first, each with the index after it."""
        phrases = self.find_phrases(tokens[start].lower)
        return (
            [
                (phrase.sense, start + len(phrase.words))
                for phrase in phrases
                if phrase.certain or phrase.matches(tokens, start)
            ]
            if phrases
            else []
        )

    def find_phrases(self, word: str) -> tuple[Phrase, ...]:
        """Return the phrases that begin with a lower-case word, the longest first."""
        known = self._phrase_cache.get(word)
        if known is None:
            if len(self._phrase_cache) >= PHRASE_CACHE_SIZE:
                self._phrase_cache.clear()
            known = tuple(sorted(self._find_candidates(word), key=_length_key))
            self._phrase_cache[word] = known
        return known

    def _find_candidates(self, word: str) -> Iterator[Phrase]:
        yield from self.by_first_word.get(word, ())
        if self.by_stem:
            for length in range(min(len(word), MAX_STEM_LENGTH), MIN_STEM_LENGTH - 1, -1):
                yield from self.by_stem.get(word[:length], ())


def _split_form(form: str, *, case_sensitive: bool) -> tuple[str, ...]:
    """Return the words of a form, split as a text is split into tokens; () if it has no words.

    Nearly all of the thousands of forms are a single word of an alphabet, which needs no splitting.
    """
    if form.isalpha() and max(form) <= LAST_UNSPLIT:
        return (form if case_sensitive else fold_case(form),)
    words: list[str] = []
    for part in form.split():
        star = part.endswith("*") and len(part) > 1
        tokens = tokenise(part[:-1] if star else part)
        if not tokens:
            return ()
        words += [token.text if case_sensitive else token.lower for token in tokens]
        words[-1] += "*" if star else ""
    return tuple(words)


def _length_key(phrase: Phrase) -> tuple[int, int]:
    letters = sum(map(len, phrase.words)) - ("*" in phrase.words[-1])
    return -len(phrase.words), -(letters + phrase.case_sensitive)
