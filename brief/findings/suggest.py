"""The word that someone probably meant, and lists of words as messages print them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FEW = 5
"""How many words are listed although one of them is near."""
MOST = 24
"""How many words a message lists."""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that looks most like `word`, or None if none does; case counts little."""
    folded: dict[str, str] = {}
    for choice in choices:
        folded.setdefault(choice.casefold(), choice)
    close = get_close_matches(word[:80].casefold(), folded, n=1, cutoff=0.65)
    return folded[close[0]] if close else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return "did you mean `…`?", or the possible words if none is near; "" if there are none."""
    known = tuple(dict.fromkeys(choices))
    near = nearest(word, known)
    if near and 1 < len(known) <= FEW:
        return f"did you mean `{near}`? (possible: {listed(known)})"
    if near:
        return f"did you mean `{near}`?"
    if len(known) > MOST:
        shown = ", ".join(f"`{name}`" for name in known[:MOST])
        return f"possible here: {shown} and {len(known) - MOST} more"
    return f"possible here: {listed(known)}" if known else ""


def listed(words: Iterable[str], join: str = "or") -> str:
    """Return words as prose lists them: `` `a`, `b` or `c` ``."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) < 2:  # noqa: PLR2004 - one word needs no joining
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {join} {quoted[-1]}"
