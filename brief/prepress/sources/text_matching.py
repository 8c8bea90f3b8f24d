"""Find which part of a page's text each run of its PDF shows.

Both are in reading order, and almost always equal but for spaces, hyphens at line ends, and the
order of letters in lines from right to left. What the PDF lacks (a hidden block) or has in addition
(text of a style sheet) is passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

IGNORED = re.compile(
    r"[()\[\]{}<>«»‹›“”„\s\u00ad\u2010\u2011\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\ufffd\x00-\x1f-]+"
)
"""Spaces, hyphens, marks of direction and joining, and PDFium's sign for a hyphen at a line end.

Brackets and quotation marks, too, which are exchanged in lines from right to left.
"""
MIN_ANCHOR = 3  # letters that find a run behind text that is not on the page
SURE_ANCHOR = 12  # letters that find it wherever that is
MAX_HIDDEN = 400  # letters of such a text
SIMILAR = 0.6  # share of letters that a run and a text have in common


def reduce_text(text: str) -> str:
    """Return a text as it is compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return IGNORED.sub("", unicodedata.normalize("NFKC", plain))


def match_runs(page: str, runs: Sequence[str]) -> list[tuple[int, int] | None]:
    """Return for each run its start and end in the page's text; all are reduced as above."""
    places: list[tuple[int, int] | None] = [None] * len(runs)
    open_runs: list[int] = []
    at = 0
    for number, run in enumerate(runs):
        found = _find_run(page, run, at, sum(len(runs[it]) for it in open_runs))
        if found is None:
            open_runs.append(number)
            continue
        _match_between(page, runs, open_runs, places, at, found)
        open_runs.clear()
        places[number] = (found, found + len(run))
        at = found + len(run)
    _match_between(page, runs, open_runs, places, at, len(page))
    return places


def _find_run(page: str, run: str, at: int, skipped: int) -> int | None:
    """Return where a run is at or after a position, or None; `skipped` letters were not found."""
    expected = at + skipped
    if page.startswith(run, expected) and (run or not skipped):
        return expected
    if _is_reordered(page[expected : expected + len(run)], run) and (run or not skipped):
        return expected
    if len(run) < MIN_ANCHOR:
        return None
    found = page.find(run, at)
    is_near = 0 <= found <= at + MAX_HIDDEN or (found >= 0 and len(run) >= SURE_ANCHOR)
    return found if is_near else None


def _is_reordered(text: str, run: str) -> bool:
    return len(text) == len(run) and Counter(text) == Counter(run)


def _match_between(  # noqa: PLR0913, PLR0917 - a step of the loop above
    page: str,
    runs: Sequence[str],
    numbers: Sequence[int],
    places: list[tuple[int, int] | None],
    start: int,
    end: int,
) -> None:
    """Match runs whose letters differ from the page's, between two others."""
    at = start
    for number in numbers:
        run = runs[number]
        if not run:
            places[number] = (at, at)
            continue
        stop = min(end, at + len(run))
        common = sum((Counter(page[at:stop]) & Counter(run)).values())
        if stop > at and common >= SIMILAR * len(run):
            places[number] = (at, stop)
            at = stop


def find_parts(run: str, parts: Sequence[str]) -> list[list[int]]:
    """Return for each part of a run the positions of its letters in the run.

    In a line from right to left, parts and their words have another order than in the text, but
    the letters of a word are together. The letters of a part that is not found have no positions.
    """
    if run == "".join(parts):
        ends = list(accumulate(map(len, parts)))
        return [list(range(end - len(part), end)) for part, end in zip(parts, ends, strict=True)]
    free = [True] * len(run)
    return [_take_part(run, part, free) for part in parts]


def _take_part(run: str, part: str, free: list[bool]) -> list[int]:
    """Return the positions of a part's pieces, each as long as possible, and mark them as taken."""
    taken: list[int] = []
    at = 0
    while at < len(part):
        for end in range(len(part), at, -1):
            starts = _find_free(run, part[at:end], free)
            if starts:
                start = min(
                    starts, key=lambda it: min((abs(it - old) for old in taken), default=it)
                )
                places = range(start, start + end - at)
                taken += places
                for place in places:
                    free[place] = False
                break
        else:
            end = at + 1  # this letter is not there
        at = end
    return taken


def _find_free(run: str, piece: str, free: Sequence[bool]) -> list[int]:
    found = (it.start() for it in re.finditer(f"(?={re.escape(piece)})", run))
    return [start for start in found if all(free[start : start + len(piece)])]
