"""The tokens of a text, with the meanings that the lexicon of its language gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.editorial.numbers.lexicon.prefixes import split_prefixes
from brief.editorial.numbers.text import read_digits, tokenise

if TYPE_CHECKING:
    from decimal import Decimal

    from brief.editorial.numbers.lexicon.lexicon import Lexicon, Sense
    from brief.editorial.numbers.text import Token

HYPHENS = frozenset("-\u2010\u2011\u058a\u05be")  # the last two: Armenian, Hebrew
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u058a\u05be\u223c~～〜−")
APOSTROPHES = frozenset("'’")
YEAR_DIGITS, SHORT_YEAR_DIGITS = 4, 2


class TokenStream:
    """The tokens of a text in one language; `i` is the index of a token, or of none."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens: list[Token] = split_prefixes(tokenise(text), lexicon)
        self._length = len(self.tokens)
        self._senses: dict[int, list[tuple[Sense, int]]] = {}
        # Results of `read_spelled` and `read_numeral`, which many readers ask for, by token.
        self.spelled: dict[tuple[int, bool], Any] = {}
        self.numerals: dict[tuple[int, bool], Any] = {}

    def __len__(self) -> int:
        return self._length

    def kind_at(self, i: int) -> str:
        """Return the kind of the token; "" beyond the ends."""
        return self.tokens[i].kind if 0 <= i < self._length else ""

    def text_at(self, i: int) -> str:
        """Return the token's text; "" beyond the ends."""
        return self.tokens[i].text if 0 <= i < self._length else ""

    def lower_at(self, i: int) -> str:
        """Return the token in lower case; "" beyond the ends."""
        return self.tokens[i].lower if 0 <= i < self._length else ""

    def digits_at(self, i: int) -> str:
        """Return the token if it consists of digits only (no marks), else ""."""
        text = self.text_at(i)
        return text if text.isdecimal() else ""

    def is_attached(self, i: int) -> bool:
        """Return whether the token follows the previous one without a space."""
        return 0 < i < self._length and not self.tokens[i].gap

    def find(self, i: int, *kinds: str) -> tuple[Sense, int] | None:
        """Return the longest phrase of these kinds that begins there, and the index after it."""
        known = self._senses.get(i)
        if known is None:
            known = self.find_senses(i)
        if known:  # most words have no meaning here, and most calls are about them
            for found in known:
                if found[0].kind in kinds:
                    return found
        return None

    def find_senses(self, i: int) -> list[tuple[Sense, int]]:
        """Return all phrases that begin there, each with the index after it, the longest first."""
        known = self._senses.get(i)
        if known is None:
            within = 0 <= i < self._length
            known = self.lexicon.find_senses(self.tokens, i) if within else []
            self._senses[i] = known
        return known

    def skip(self, i: int, *kinds: str) -> int:
        """Return the index after a phrase of these kinds and its apostrophe: `de`, `d’`; or `i`."""
        found = self.find(i, *kinds)
        return found[1] + (self.text_at(found[1]) in APOSTROPHES) if found else i

    def skip_hyphen(self, i: int) -> int:
        """Return the index after a hyphen that joins two words (`20-Milliarden`), or `i`."""
        joined = self.text_at(i) in HYPHENS and self.is_attached(i) and self.is_attached(i + 1)
        return i + 1 if joined else i

    def number_at(self, i: int) -> Decimal | None:
        """Return the value of the digits, or None if the token is not a number in digits."""
        if self.kind_at(i) != "digits":
            return None
        return read_digits(self.tokens[i].text, self.lexicon.decimal_mark)

    def is_dash(self, i: int) -> bool:
        """Return whether the token is a dash of any length."""
        return self.text_at(i) in DASHES

    def get_offsets(self, first: int, after: int) -> tuple[int, int]:
        """Return the offsets of the text of the tokens from `first` up to, excluding, `after`."""
        return self.tokens[first].start, self.tokens[after - 1].end
