"""Compare two wordings of a text word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from brief.findings.message import shorten

MAX_SHOWN = 3
PREVIEW_LENGTH = 50

# One character of a script without spaces, a word with the marks inside it, or any other character.
# `re` compiles it when it is first needed.
_WORD = (
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+"
    r"(?:[.,'’\-][^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+)*|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were replaced, added (`old` is empty) or removed (`new` is empty).

    `start` and `end` are the offsets of `new` in the new wording, or of the next word if it is
    empty.
    """

    old: str
    new: str
    start: int
    end: int

    def __str__(self) -> str:
        """Return the change as messages show it."""
        if not self.old:
            return f"“{shorten(self.new, PREVIEW_LENGTH)}” added"
        if not self.new:
            return f"“{shorten(self.old, PREVIEW_LENGTH)}” removed"
        return f"“{shorten(self.old, PREVIEW_LENGTH)}” → “{shorten(self.new, PREVIEW_LENGTH)}”"


def find_changes(old: str, new: str) -> tuple[Change, ...]:
    """Return the changes from one wording to another, in the order of the new one."""
    before, after = list(re.finditer(_WORD, old)), list(re.finditer(_WORD, new))
    matcher = SequenceMatcher(
        None, [word[0] for word in before], [word[0] for word in after], autojunk=False
    )
    found = []
    for kind, first, last, start, stop in matcher.get_opcodes():
        if kind == "equal":
            continue
        begin, end = _find_span(after, start, stop, len(new))
        gone = _find_span(before, first, last, len(old))
        found.append(
            Change(
                old[slice(*gone)] if last > first else "",
                new[begin:end] if stop > start else "",
                begin,
                end,
            )
        )
    if not found and old != new:  # only the spaces between words differ
        return (Change(old, new, 0, len(new)),)
    return tuple(found)


def _find_span(words: list[re.Match[str]], start: int, stop: int, length: int) -> tuple[int, int]:
    """Return the offsets of the words; of the next word if `start` equals `stop`."""
    if stop > start:
        return words[start].start(), words[stop - 1].end()
    return words[start].span() if start < len(words) else (max(0, length - 1), length)


def format_changes(found: tuple[Change, ...]) -> str:
    """Return the changes as messages show them: the first few, and the number of the others."""
    shown = ", ".join(str(change) for change in found[:MAX_SHOWN])
    rest = len(found) - MAX_SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown
