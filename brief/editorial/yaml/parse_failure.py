"""Where and why the YAML parser stopped, and the finding and repair made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    import yaml

    from brief.findings import Finding
    from brief.findings.message import Message
    from brief.findings.source_text import SourceText


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """A finding, and a repair of the text in memory so that the rest can be parsed.

    `replacement` overwrites as many characters from `repair_offset` on; without an offset the text
    cannot be repaired.
    """

    finding: Finding
    repair_offset: int | None = None
    replacement: str = "x"


def event_span(event: yaml.Event) -> tuple[int, int]:
    """Return the start and end offset of a parser event, in characters."""
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0, end.index if end else 0)


class ParseFailure:
    """Where and how the parser stopped.

    `text` is the parsed text, with earlier repairs; `last_event` the last event before the error;
    `keys` the keys that the file may contain; `offset` where the parser stopped; `context_offset`
    where the construct begins that it was reading.
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
        """Return a line of the parsed text, by default the one on which the parser stopped."""
        line_number = self.line_number if line_number is None else line_number
        whole = self.source.line_text(line_number)
        start = self.source.line_start(line_number) if whole else 0
        return self.text[start : start + len(whole)]

    def last_event_on_line(self) -> yaml.Event | None:
        """Return the last event if it ends right before `offset`, on the same line."""
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
        """Return the problem that `message` describes, with its finding at `offset`."""
        finding = message.as_error(self.source.place_at(offset))
        return SyntaxProblem(finding, repair_offset, replacement)
