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
class SyntaxProblem:
    """A finding, and how to mend the text in memory so that the rest of the file can be read.

    `instead` replaces as many characters from `at` on; without `at` nothing can be mended.
    """

    finding: Finding
    repair_offset: int | None = None
    replacement: str = "x"


def event_span(event: yaml.Event) -> tuple[int, int]:
    """Return where an event of the parser begins and ends, in characters."""
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0, end.index if end else 0)


class ParseFailure:
    """Where and how the parser stopped.

    `text` is what was parsed (perhaps mended before); `last` the last event that came through;
    `keys` the names that may stand in the file.
    """

    def __init__(
        self,
        source: SourceText,
        text: str,
        problem: yaml.MarkedYAMLError,
        last_event: yaml.Event | None,
        keys: Collection[str],
    ) -> None:
        self.source = source
        self.text = text
        self.keys = keys
        self.last_event = last_event
        self.message = problem.problem or ""
        self.context = problem.context or ""
        mark = problem.problem_mark or problem.context_mark
        self.offset = min(mark.index if mark else 0, len(text))
        context = problem.context_mark
        self.context_offset = min(context.index, self.offset) if context else self.offset
        self.line_number = source.line_of(self.offset)

    @property
    def next_character(self) -> str:
        """The character at which the parser stopped, or "" at the end."""
        return self.text[self.offset : self.offset + 1]

    def line_text(self, line_number: int | None = None) -> str:
        """Return a line of what was parsed, by default the one on which the parser stopped."""
        line_number = self.line_number if line_number is None else line_number
        whole = self.source.line_text(line_number)
        start = self.source.line_start(line_number) if whole else 0
        return self.text[start : start + len(whole)]

    def last_event_on_line(self) -> yaml.Event | None:
        """Return the last event if it ends right before the parser's stop, on the same line."""
        if self.last_event is None or event_span(self.last_event)[1] > self.offset:
            return None
        between = self.text[event_span(self.last_event)[1] : self.offset]
        return self.last_event if not between.strip(" \t") else None

    def problem_at(
        self,
        message: Message,
        offset: int,
        repair_offset: int | None = None,
        replacement: str = "x",
    ) -> SyntaxProblem:
        """Return a trap with its finding at offset `at`."""
        place = self.source.place_at(offset)
        return SyntaxProblem(
            error(message.code, message.message, message.remedy, place), repair_offset, replacement
        )
