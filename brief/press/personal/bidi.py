"""Bring the parts of one line of text into visual order (Unicode Standard Annex 9).

The line is a pattern around a name. The name is isolated, as between U+2068 and U+2069: it has a
direction of its own, and does not change the order of the words around it. The rules for explicit
formatting characters and for brackets (N0) are left out: such characters are refused in names, and
a bracket takes the direction of its neighbours or of the line.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import bidirectional

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME_SIGN = "\ufffc"  # OBJECT REPLACEMENT CHARACTER, whose class is ON
NUMBERS = {"EN", "AN"}
NEUTRAL = {"B", "S", "WS", "ON"}
SEPARATORS = {"ES", "ET", "CS"}
STRONG = {"L", "R", "AL"}
UNPLACED = {"NSM", "BN"}  # marks, and joiners: they go with the character before them


class DirectedText(NamedTuple):
    """A part of a line that runs in one direction."""

    text: str
    is_rtl: bool


def order_line(before: str, name: str, after: str, *, is_rtl: bool) -> list[DirectedText]:
    """Return the parts of a line from left to right; `is_rtl` is the direction of the line."""
    line: list[DirectedText] = []
    for part in order_text(f"{before}{NAME_SIGN}{after}", is_rtl=is_rtl):
        ahead, sign, behind = part.text.partition(NAME_SIGN)
        pieces = [DirectedText(ahead, part.is_rtl)] if ahead else []
        if sign:
            pieces += order_text(name, is_rtl=find_direction(name, is_rtl=is_rtl))[
                :: -1 if part.is_rtl else 1
            ]
        pieces += [DirectedText(behind, part.is_rtl)] if behind else []
        line += reversed(pieces) if part.is_rtl else pieces
    return line


def find_direction(text: str, *, is_rtl: bool) -> bool:
    """Return whether the first letter with a direction runs from right to left (rules P2, P3).

    Without such a letter, that is the direction of the line around it, `is_rtl`.
    """
    strong = (kind for kind in map(bidirectional, text) if kind in STRONG)
    return next((kind != "L" for kind in strong), is_rtl)


def order_text(text: str, *, is_rtl: bool) -> list[DirectedText]:
    """Return the parts of a text from left to right (rule L2)."""
    levels = resolve_levels(text, is_rtl=is_rtl)
    runs = [
        (level, "".join(character for _, character in group))
        for level, group in groupby(zip(levels, text, strict=True), key=lambda it: it[0])
    ]
    for least in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(runs):
            end = start
            while end < len(runs) and runs[end][0] >= least:
                end += 1
            runs[start:end] = runs[start:end][::-1]
            start = max(end, start + 1)
    return [DirectedText(part, bool(level % 2)) for level, part in runs]


def resolve_levels(text: str, *, is_rtl: bool) -> list[int]:
    """Return the embedding level of each character: an odd level runs from right to left."""
    base, own = int(is_rtl), "R" if is_rtl else "L"
    kinds = [bidirectional(character) or "L" for character in text]
    _resolve_weak(kinds, own)
    _resolve_neutral(kinds, own)
    rises = {"L": base, "R": 1 - base, "EN": 2 - base, "AN": 2 - base}  # rules I1, I2
    return [base + rises[kind] for kind in kinds]


def _resolve_weak(kinds: list[str], own: str) -> None:
    """Apply the rules W1 to W7."""
    before = own
    for at, kind in enumerate(kinds):
        kinds[at] = before = before if kind in UNPLACED else kind  # W1
    _change_numbers(kinds, own, after="AL", into="AN")  # W2
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):
        left, kind, right = kinds[at - 1 : at + 2]
        if left == right and (kind, left) in {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}:
            kinds[at] = left  # W4
    for start, end in _find_stretches(kinds, {"ET"}):
        if "EN" in (kinds[max(start - 1, 0) : start] + kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)  # W5
    kinds[:] = ["ON" if kind in SEPARATORS else kind for kind in kinds]  # W6
    _change_numbers(kinds, own, after="L", into="L")  # W7


def _change_numbers(kinds: list[str], own: str, *, after: str, into: str) -> None:
    """Change European numbers where the last strong character before them is of one kind."""
    strong = own
    for at, kind in enumerate(kinds):
        if kind in STRONG:
            strong = kind
        elif kind == "EN" and strong == after:
            kinds[at] = into


def _resolve_neutral(kinds: list[str], own: str) -> None:
    """Apply the rules N1 and N2; numbers count as text from right to left."""
    sides = [own, *("R" if kind in NUMBERS else kind for kind in kinds), own]
    for start, end in _find_stretches(kinds, NEUTRAL):
        left, right = sides[start], sides[end + 1]
        kinds[start:end] = [left if left == right else own] * (end - start)


def _find_stretches(kinds: Sequence[str], wanted: set[str]) -> list[tuple[int, int]]:
    """Return the start and the end of each stretch of such kinds."""
    found, at = [], 0
    for is_wanted, group in groupby(kinds, key=lambda kind: kind in wanted):
        length = len(list(group))
        if is_wanted:
            found.append((at, at + length))
        at += length
    return found
