"""A text as its readers walk through it: tokens, and what the language's words mean there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.numbers.text.digits import read_digits
from brief.editorial.numbers.text.tokens import tokenise

if TYPE_CHECKING:
    from decimal import Decimal

    from brief.editorial.numbers.lexicon.lexicon import Lexicon, Sense
    from brief.editorial.numbers.text.tokens import Token

HYPHENS = frozenset("-\u2010\u2011")
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014~～〜−")


class TokenStream:
    """The tokens of a text in one language; positions are indices of tokens."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens: list[Token] = tokenise(text)
        self._senses: dict[int, list[tuple[Sense, int]]] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def kind_at(self, index: int) -> str:
        """Return the kind of the token there; "" beyond the ends."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def text_at(self, index: int) -> str:
        """Return the token's characters as they stand; "" beyond the ends."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def lower_at(self, index: int) -> str:
        """Return the token in small letters; "" beyond the ends."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def is_attached(self, index: int) -> bool:
        """Say whether nothing stands between this token and the one before."""
        return 0 < index < len(self.tokens) and not self.tokens[index].gap

    def find(self, index: int, *kinds: str) -> tuple[Sense, int] | None:
        """Return the longest phrase of one of these kinds there, and the token after it."""
        known = self._senses.get(index)
        for found in self.find_senses(index) if known is None else known:
            if found[0].kind in kinds:
                return found
        return None

    def find_senses(self, index: int) -> list[tuple[Sense, int]]:
        """Return all that stands there, each with the token after it; the longest first."""
        known = self._senses.get(index)
        if known is None:
            within = 0 <= index < len(self.tokens)
            known = self.lexicon.find_senses(self.tokens, index) if within else []
            self._senses[index] = known
        return known

    def number_at(self, index: int) -> Decimal | None:
        """Return the number that the digits there mean, if they are digits that mean one."""
        if self.kind_at(index) != "digits":
            return None
        return read_digits(self.tokens[index].text, self.lexicon.decimal_mark)

    def skip_hyphen(self, index: int) -> int:
        """Return the token after a hyphen that joins two words (`20-Milliarden`), or `at`."""
        joined = (
            self.text_at(index) in HYPHENS
            and self.is_attached(index)
            and self.is_attached(index + 1)
        )
        return index + 1 if joined else index

    def is_dash(self, index: int) -> bool:
        """Say whether a dash stands there, of whatever length."""
        return self.text_at(index) in DASHES and self.text_at(index) != ""

    def get_offsets(self, first: int, after: int) -> tuple[int, int]:
        """Return the offsets in the text of the tokens from `first` up to `after`."""
        return self.tokens[first].start, self.tokens[after - 1].end
