"""Tell lines that an editor wrapped from lines that are paragraphs of their own."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.boilerplate import is_header, stands_apart
from brief.editorial.importing.formats.list_marks import match_opening_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_WRAPPED_WIDTH = 100
MAX_HEADING = 70
MIN_WRAPPED = 30
"""Characters of a line that goes on in the next one."""
SLACK = 12
"""Characters by which a wrapped line may be shorter than the longest one, its next word apart."""

_SENTENCE_END = re.compile(r"[.!?…:;。！？؟।][\"'”“»«’)\]]*$")


class Wrapping:
    """How the lines of a text are wrapped."""

    def __init__(self, lines: Sequence[str]) -> None:
        written = [len(line.strip()) for line in lines]
        self.width = max(written, default=0)
        self.is_wrapped = any(self._goes_on(a, b) for a, b in pairwise(lines))

    def continues(self, block: list[str], line: str, kind: str) -> bool:
        """Return whether `line` goes on with the block of lines before it."""
        last = block[-1]
        if line[:1].isspace() and kind == "item" and not _SENTENCE_END.search(last):
            return True
        # Under a headline in capitals, its deck is a line of its own.
        is_deck = last.isupper() and not line.isupper()
        if kind == "paragraph" and (is_deck or not self.is_wrapped):
            return False
        if len(last) > MAX_WRAPPED_WIDTH:
            return not _SENTENCE_END.search(last) and line[:1].isspace()
        first_word = line.split(maxsplit=1)[0]
        needed = len(last) + 1 + len(first_word)
        width = max(len(each) for each in block)
        # A short line with a full stop ends its paragraph; another one is a heading over a long
        # line, or a line of its own.
        if _SENTENCE_END.search(last):
            return needed >= max(width, MAX_WRAPPED_WIDTH * 3 // 5)
        if self.is_wrapped and kind == "paragraph" and first_word[:1].isupper():
            return needed + SLACK >= min(self.width, MAX_WRAPPED_WIDTH * 3 // 4)
        return len(last) > MAX_HEADING or len(line.strip()) <= MAX_WRAPPED_WIDTH

    def _goes_on(self, line: str, following: str) -> bool:
        """Return whether a line ends in the middle of a sentence that the next one goes on with."""
        last, begin = line.strip(), following.strip()
        if not last or not begin or match_opening_mark(following):
            return False
        if begin[0].islower():
            is_line = "@" in begin or stands_apart(begin) or is_header(begin)
            return len(last) >= MIN_WRAPPED and not is_line
        has_cases = begin[0].isupper() or last[0].isupper()
        if has_cases or _SENTENCE_END.search(last) or not len(last) >= MIN_WRAPPED:
            return False
        return len(last) + 1 + len(begin.split(maxsplit=1)[0]) > self.width
