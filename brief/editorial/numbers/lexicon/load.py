"""Load the lexicon of a language: first its word list, then CLDR."""

from __future__ import annotations

from functools import lru_cache

from brief.editorial.numbers.lexicon.cldr import add_cldr_words
from brief.editorial.numbers.lexicon.lexicon import Lexicon
from brief.editorial.numbers.lexicon.word_lists import add_word_lists
from brief.editorial.numbers.text.digits import get_decimal_mark


@lru_cache(maxsize=32)
def load_lexicon(tag: str) -> Lexicon:
    """Return the lexicon of a language. Raises ValueError if CLDR does not know the language."""
    words = Lexicon(tag, get_decimal_mark(tag))
    add_word_lists(words)
    add_cldr_words(words)
    return words
