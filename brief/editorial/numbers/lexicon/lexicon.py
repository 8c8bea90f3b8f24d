"""The words and signs by which a language counts, looked up as a text is read.

What CLDR knows (scales, months, currencies, units) comes through Babel for every language; the
forms that newspapers use beside it come from `words/<language>.yaml`, where there is one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.numbers.text.tokens import Token, folded, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

SHORTEST_STEM = 2
LONGEST_STEM = 24
FIRST_MARK = "\u0300"  # where Unicode's combining marks begin, and other scripts after them
MOST_OPENED = 8192  # words of which it is remembered what they may open


class Sense(NamedTuple):
    """One meaning of a word: what kind of word it is, and the number or name that it stands for."""

    kind: str
    value: Decimal | None = None
    name: str = ""


class Phrase(NamedTuple):
    """A word, or several; one that ends in `*` stands for all that begin so."""

    words: tuple[str, ...]
    sense: Sense
    exact: bool

    def matches(self, tokens: Sequence[Token], start: int) -> bool:
        """Say whether the phrase stands at that token, its words no further apart than spaces."""
        if start + len(self.words) > len(tokens):
            return False
        for offset, word in enumerate(self.words):
            token = tokens[start + offset]
            shown = token.text if self.exact else token.lower
            if word[-1] == "*" and len(word) > 1:
                if not shown.startswith(word[:-1]):
                    return False
            elif shown != word:
                return False
        return True


@dataclass(slots=True)
class Lexicon:
    """All phrases of a language, by their first word; `careful` if it has words for `almost`."""

    tag: str
    mark: str = "."
    glued: bool = False
    dotted_ordinals: bool = False
    month_first: bool = False
    careful: bool = False
    percent_first: bool = False
    counts_hours: bool = False
    heads: dict[str, list[Phrase]] = field(default_factory=dict)
    stems: dict[str, list[Phrase]] = field(default_factory=dict)
    pieces: dict[str, Decimal] = field(default_factory=dict)
    endings: list[tuple[str, Sense]] = field(default_factory=list)
    _opened: dict[str, tuple[Phrase, ...]] = field(default_factory=dict)

    def add(self, form: str, sense: Sense, *, exact: bool = False) -> None:
        """Enter a form; `=` before it means that capitals count, `*` that the word may go on."""
        if form.startswith("="):
            form, exact = form[1:], True
        words = _words(form, exact=exact)
        if not words:
            return
        self._opened.clear()
        phrase = Phrase(words, sense, exact)
        first = folded(words[0])
        if first[-1] == "*" and len(first) > 1:
            _enter(self.stems, first[:-1], phrase)
        else:
            _enter(self.heads, first, phrase)

    def senses(self, tokens: Sequence[Token], start: int) -> list[tuple[Sense, int]]:
        """Return what stands at that token, each with the token after it; the longest first."""
        return [
            (phrase.sense, start + len(phrase.words))
            for phrase in self.opened_by(tokens[start].lower)
            if phrase.matches(tokens, start)
        ]

    def opened_by(self, word: str) -> tuple[Phrase, ...]:
        """Return the phrases that begin with a word in small letters, the longest first."""
        known = self._opened.get(word)
        if known is None:
            if len(self._opened) >= MOST_OPENED:
                self._opened.clear()
            known = self._opened[word] = tuple(sorted(self._candidates(word), key=_longest_first))
        return known

    def _candidates(self, word: str) -> Iterator[Phrase]:
        yield from self.heads.get(word, ())
        if self.stems:
            for length in range(min(len(word), LONGEST_STEM), SHORTEST_STEM - 1, -1):
                yield from self.stems.get(word[:length], ())


def _words(form: str, *, exact: bool) -> tuple[str, ...]:
    """Return the words of a form as tokens of a text are compared with them; () if it has none.

    Nearly all forms are single words of alphabets whose letters all belong to words: thousands are
    entered when a language is first met, and these need no cutting.
    """
    if form.isalpha() and max(form) < FIRST_MARK:
        return (form if exact else folded(form),)
    words: list[str] = []
    for part in form.split():
        star = part.endswith("*") and len(part) > 1
        tokens = tokenise(part[:-1] if star else part)
        if not tokens:
            return ()
        words += [token.text if exact else token.lower for token in tokens]
        words[-1] += "*" if star else ""
    return tuple(words)


def _enter(index: dict[str, list[Phrase]], key: str, phrase: Phrase) -> None:
    entries = index.setdefault(key, [])
    if phrase not in entries:
        entries.append(phrase)


def _longest_first(phrase: Phrase) -> tuple[int, int]:
    letters = sum(len(word) for word in phrase.words) - ("*" in phrase.words[-1]) + phrase.exact
    return -len(phrase.words), -letters
