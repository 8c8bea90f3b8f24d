"""The proper names in a text, by their capitals: whom a bare "share of 29%" belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.figures.vocabulary import Token, is_capital, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def names_in(text: str, tokens: Sequence[Token], tag: str, shared: frozenset[str]) -> list[Token]:
    """Return the proper names in a text, in their order, as tokens.

    `shared` are words that stand with a capital in other languages of the text too: names, for
    a translation leaves them, or within its sentences. Elsewhere a name is two words with
    capitals side by side.
    """
    found: list[Token] = []
    for run in _runs(text, tokens):
        names = [token.text in shared for token in run]
        if len(run) > 1 or names[0]:
            if vocabulary(tag).capitals and shared and not any(names):
                continue
            found.append(
                Token(run[0].start, run[-1].end, text[run[0].start : run[-1].end], "content")
            )
    return found


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield stretches of words with capitals that only a space parts."""
    run: list[Token] = []
    for token in tokens:
        capital = token.role == "content" and is_capital(token.text)
        if run and (not capital or text[run[-1].end : token.start] != " "):
            yield run
            run = []
        if capital:
            run.append(token)
    if run:
        yield run
