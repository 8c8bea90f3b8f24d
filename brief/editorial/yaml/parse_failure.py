"""Where the YAML parser stopped, and what can be made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.findings import Finding, error

if TYPE_CHECKING:
    from collections.abc import Collection

    import yaml

    from brief.findings.message import Message
    from brief.findings.source_text import SourceText


@dataclass(frozen=True, slots=True)
class Trap:
    """A finding, and how to mend the text in memory so that the rest of the file can be read.

    `instead` replaces as many characters from `at` on; without `at` nothing can be mended.
    """

    finding: Finding
    at: int | None = None
    instead: str = "x"


def extent(event: yaml.Event) -> tuple[int, int]:
    """Return where an event of the parser begins and ends, in characters."""
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0, end.index if end else 0)


class Failure:
    """Where and how the parser stopped.

    `text` is what was parsed (perhaps mended before); `last` the last event that came through;
    `keys` the names that may stand in the file.
    """

    def __init__(
        self,
        source: SourceText,
        text: str,
        problem: yaml.MarkedYAMLError,
        last: yaml.Event | None,
        keys: Collection[str],
    ) -> None:
        self.source = source
        self.text = text
        self.keys = keys
        self.last = last
        self.message = problem.problem or ""
        self.context = problem.context or ""
        mark = problem.problem_mark or problem.context_mark
        self.at = min(mark.index if mark else 0, len(text))
        context = problem.context_mark
        self.start = min(context.index, self.at) if context else self.at
        self.number = source.line_of(self.at)

    @property
    def character(self) -> str:
        """The character at which the parser stopped, or "" at the end."""
        return self.text[self.at : self.at + 1]

    def line(self, number: int | None = None) -> str:
        """Return a line of what was parsed, by default the one on which the parser stopped."""
        number = self.number if number is None else number
        whole = self.source.line_text(number)
        start = self.source.line_start(number) if whole else 0
        return self.text[start : start + len(whole)]

    def last_on_line(self) -> yaml.Event | None:
        """Return the last event if it ends right before the parser's stop, on the same line."""
        if self.last is None or extent(self.last)[1] > self.at:
            return None
        between = self.text[extent(self.last)[1] : self.at]
        return self.last if not between.strip(" \t") else None

    def trap(self, words: Message, at: int, mend: int | None = None, instead: str = "x") -> Trap:
        """Return a trap with its finding at offset `at`."""
        place = self.source.place_at(at)
        return Trap(error(words.code, words.message, words.remedy, place), mend, instead)
