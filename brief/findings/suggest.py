"""Suggest the most similar word ("did you mean …?"), and join words to a list for messages."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_LISTED_WITH_MATCH = 5
"""The most words that are listed besides a similar one."""
MAX_LISTED = 24
"""The most words that a message lists."""


def find_nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most similar to `word`, ignoring case; None if no choice is similar."""
    folded: dict[str, str] = {}
    for choice in choices:
        folded.setdefault(choice.casefold(), choice)
    close = get_close_matches(word[:80].casefold(), folded, n=1, cutoff=0.65)
    return folded[close[0]] if close else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return "did you mean `…`?", or the list of choices if none is similar; "" without choices."""
    known = tuple(dict.fromkeys(choices))
    near = find_nearest(word, known)
    if near and 1 < len(known) <= MAX_LISTED_WITH_MATCH:
        return f"did you mean `{near}`? (possible: {join_words(known)})"
    if near:
        return f"did you mean `{near}`?"
    if len(known) > MAX_LISTED:
        shown = ", ".join(f"`{name}`" for name in known[:MAX_LISTED])
        return f"possible here: {shown} and {len(known) - MAX_LISTED} more"
    return f"possible here: {join_words(known)}" if known else ""


def join_words(words: Iterable[str], join: str = "or") -> str:
    """Return words joined to a list: `` `a`, `b` or `c` ``."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) < 2:  # noqa: PLR2004 - one word needs no joining
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {join} {quoted[-1]}"
