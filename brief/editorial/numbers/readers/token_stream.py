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


class Line:
    """The tokens of a text in one language; positions are indices of tokens."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens: list[Token] = tokenise(text)
        self._senses: dict[int, list[tuple[Sense, int]]] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def kind(self, at: int) -> str:
        """Return the kind of the token there; "" beyond the ends."""
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def shown(self, at: int) -> str:
        """Return the token's characters as they stand; "" beyond the ends."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def lower(self, at: int) -> str:
        """Return the token in small letters; "" beyond the ends."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def glued(self, at: int) -> bool:
        """Say whether nothing stands between this token and the one before."""
        return 0 < at < len(self.tokens) and not self.tokens[at].gap

    def find(self, at: int, *kinds: str) -> tuple[Sense, int] | None:
        """Return the longest phrase of one of these kinds there, and the token after it."""
        known = self._senses.get(at)
        for found in self.senses(at) if known is None else known:
            if found[0].kind in kinds:
                return found
        return None

    def senses(self, at: int) -> list[tuple[Sense, int]]:
        """Return all that stands there, each with the token after it; the longest first."""
        known = self._senses.get(at)
        if known is None:
            within = 0 <= at < len(self.tokens)
            known = self.lexicon.senses(self.tokens, at) if within else []
            self._senses[at] = known
        return known

    def number(self, at: int) -> Decimal | None:
        """Return the number that the digits there mean, if they are digits that mean one."""
        if self.kind(at) != "digits":
            return None
        return read_digits(self.tokens[at].text, self.lexicon.mark)

    def past_hyphen(self, at: int) -> int:
        """Return the token after a hyphen that joins two words (`20-Milliarden`), or `at`."""
        joined = self.shown(at) in HYPHENS and self.glued(at) and self.glued(at + 1)
        return at + 1 if joined else at

    def is_dash(self, at: int) -> bool:
        """Say whether a dash stands there, of whatever length."""
        return self.shown(at) in DASHES and self.shown(at) != ""

    def slice(self, first: int, after: int) -> tuple[int, int]:
        """Return the offsets in the text of the tokens from `first` up to `after`."""
        return self.tokens[first].start, self.tokens[after - 1].end
