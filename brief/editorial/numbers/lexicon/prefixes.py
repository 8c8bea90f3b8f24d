"""Split short words from the word they are written together with: `בספטמבר`, `وثلاثون`."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.editorial.numbers.lexicon.load import load_lexicon
from brief.editorial.numbers.text import fold_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.numbers.lexicon.lexicon import Lexicon
    from brief.editorial.numbers.text import Token

MAX_PREFIXES = 3
MIN_REST = 3
# Words that take a prefix. Hints and vague amounts would be found in too many other words.
_KINDS_WITH_PREFIX = frozenset(
    ("number", "scale", "month", "month-short", "fraction", "ordinal", "currency", "unit", "dual")
) | {"decade-word", "decade", "century", "century-before", "period-before", "past-year"}


def split_prefixes(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the tokens, where each prefix before a word of the lexicon is a token of its own.

    Words and phrases that the lexicon has with a prefix (`في المئة`) stay whole.
    """
    if not lexicon.prefixes:
        return tokens
    parts: list[Token] = []
    known = 0  # the index after a phrase of the lexicon
    for i, token in enumerate(tokens):
        found = lexicon.find_senses(tokens, i) if token.kind == "word" else []
        known = max(known, *(after for _, after in found), 0)
        parts += [token] if token.kind != "word" or i < known else _split_token(token, lexicon.tag)
    return parts


def _split_token(token: Token, tag: str) -> Iterator[Token]:
    for length in _find_prefixes(tag, token.text):
        text, cut = token.text[:length], token.start + length
        yield replace(token, text=text, lower=fold_case(text), end=cut)
        rest = token.text[length:]
        token = replace(token, text=rest, lower=fold_case(rest), start=cut, gap="")
    yield token


@lru_cache(maxsize=8192)
def _find_prefixes(tag: str, word: str) -> tuple[int, ...]:
    """Return the lengths of the prefixes of a word; () if its rest is not known."""
    return _find_cut(load_lexicon(tag), word, MAX_PREFIXES) or ()


def _find_cut(lexicon: Lexicon, word: str, most: int) -> tuple[int, ...] | None:
    for prefix in lexicon.prefixes if most else ():
        rest = word[len(prefix) :]
        if len(rest) < MIN_REST or fold_case(word[: len(prefix)]) != prefix:
            continue
        phrases = lexicon.find_phrases(fold_case(rest))
        if any(phrase.sense.kind in _KINDS_WITH_PREFIX for phrase in phrases):
            return (len(prefix),)
        further = _find_cut(lexicon, rest, most - 1)
        if further:
            return (len(prefix), *further)
    return None
