"""Find what the words around a quantity say about it: a rise or a fall, from or to, instead."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.editorial.numbers.lexicon.load import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.editorial.numbers.quantity import Quantity, Role
    from brief.editorial.numbers.readers.token_stream import TokenStream

    Place = tuple[int, int]  # the index of a quantity's first token, and of the one after it

_CHANGING = frozenset(("percent", "money", "number", "measure", "fraction"))
_ENDS_OF_CLAUSE = frozenset(",.;:!?()–—\n")
MAX_JOINING_WORDS = 2  # `al`, `to the`
RISE, FALL, UNKNOWN = 1, -1, 0
_CHANGES = {"rise": RISE, "fall": FALL, "change": UNKNOWN}


def add_context(stream: TokenStream, quantities: list[Quantity]) -> list[Quantity]:
    """Return the quantities with their direction and their role."""
    numbers = [n for n, each in enumerate(quantities) if _can_change(each)]
    if not numbers or not stream.lexicon.has_qualifiers:
        return quantities
    starts = [token.start for token in stream.tokens]
    places = {n: _find_place(starts, quantities[n]) for n in numbers}
    clauses = list(_list_changes(stream))
    for n in numbers:
        each = quantities[n]
        direction = _find_direction(stream, each, clauses, places[n])
        role = _find_role(stream, each, places[n][0], changes=bool(direction))
        if direction or role:
            quantities[n] = replace(each, direction=direction, role=role)
    for n, m in pairwise(numbers):
        if m == n + 1 and _is_from_to(stream, places[n], places[m]):
            quantities[n] = replace(quantities[n], role="from")
            quantities[m] = replace(quantities[m], role="to")
    return quantities


def _find_place(starts: list[int], one: Quantity) -> Place:
    return bisect_left(starts, one.start), bisect_left(starts, one.end)


def _can_change(one: Quantity) -> bool:
    return one.kind in _CHANGING and one.low is not None and one.weight != "hint"


def _list_changes(stream: TokenStream) -> Iterator[tuple[int, int, int]]:
    """Yield the first token and the end of each clause with a rise or a fall, and which it is.

    A clause with both, or with words such as `slowed`, says neither.
    """
    tag, start = stream.lexicon.tag, 0
    seen: set[int] = set()
    for i, token in enumerate(stream.tokens):
        if token.kind == "mark" and token.text in _ENDS_OF_CLAUSE:
            if len(seen) == 1:
                yield start, i, seen.pop()
            start, seen = i + 1, set()
        elif token.kind == "word":
            change = _get_change(tag, token.lower)
            if change is not None:
                seen.add(change)
    if len(seen) == 1:
        yield start, len(stream), seen.pop()


@lru_cache(maxsize=8192)
def _get_change(tag: str, word: str) -> int | None:
    for phrase in load_lexicon(tag).find_phrases(word):
        if phrase.sense.kind in _CHANGES and len(phrase.words) == 1:
            return _CHANGES[phrase.sense.kind]
    return None


def _find_direction(
    stream: TokenStream,
    one: Quantity,
    clauses: Sequence[tuple[int, int, int]],
    place: Place,
) -> int:
    if one.low is not None and one.low < 0:
        return FALL
    if one.text[0] == "+":
        return RISE
    beside = _find_beside(stream, place)
    around = (which for start, end, which in clauses if start <= place[0] < end)
    return beside or next(around, UNKNOWN)


def _find_beside(stream: TokenStream, place: Place) -> int:
    """Return what the words directly beside a number say: `3 % weniger`, `up 3 %`."""
    before = next(
        (
            found
            for back in (1, 2)
            if (found := stream.find(place[0] - back, "rise-before", "fall-before"))
            and found[1] == place[0]
        ),
        None,
    )
    found = before or stream.find(place[1], "rise-after", "fall-after")
    if not found:
        return UNKNOWN
    return RISE if found[0].kind.startswith("rise") else FALL


def _find_role(stream: TokenStream, one: Quantity, first: int, *, changes: bool) -> Role:
    if one.low != one.high:
        return "span" if stream.find(first, "from") else ""
    if _follows(stream, first, "instead"):
        return "instead"
    if changes and _follows(stream, _skip_qualifier_back(stream, first), "to", "onto"):
        return "to"
    return ""


def _skip_qualifier_back(stream: TokenStream, i: int) -> int:
    """Return the index of a qualifier that ends before the token, as in `to almost 29`; or `i`."""
    for back in (3, 2, 1):
        found = stream.find(i - back, "qualifier")
        if found and found[1] == i:
            return i - back
    return i


def _is_from_to(stream: TokenStream, one: Place, other: Place) -> bool:
    """Return whether two quantities are `from …` and `to …`, with nothing else between them."""
    near = other[0] - one[1] <= MAX_JOINING_WORDS
    return near and _follows(stream, one[0], "from") and _follows(stream, other[0], "to")


def _follows(stream: TokenStream, i: int, *kinds: str) -> bool:
    """Return whether such a word is before the token, with or without an article."""
    for back in (1, 2, 3):
        found = stream.find(i - back, *kinds)
        if found:
            here = found[1]
            return here == i or stream.skip(here, "the") == i
    return False
