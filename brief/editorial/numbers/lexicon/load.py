"""The lexicon of a language, made once: its own words first, then what CLDR knows."""

from __future__ import annotations

from functools import lru_cache

from brief.editorial.numbers.lexicon.cldr import enter_cldr
from brief.editorial.numbers.lexicon.lexicon import Lexicon
from brief.editorial.numbers.lexicon.word_lists import enter_words
from brief.editorial.numbers.text.digits import decimal_mark


@lru_cache(maxsize=32)
def lexicon(tag: str) -> Lexicon:
    """Return the words of the language `tag`; raises ValueError if CLDR does not know it."""
    made = Lexicon(tag, decimal_mark(tag))
    enter_words(made)
    enter_cldr(made)
    return made
