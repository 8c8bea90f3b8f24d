"""The words of a finding, before it has a place; and texts quoted in messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.findings import error

if TYPE_CHECKING:
    from brief.findings import Finding, Place


@dataclass(frozen=True, slots=True)
class Message:
    """What a finding says: its code, what is wrong, and what to do."""

    code: str
    message: str
    remedy: str

    def as_error(self, place: Place) -> Finding:
        """Return this as an error at a place."""
        return error(self.code, self.message, self.remedy, place)


def shorten(text: str, limit: int = 40) -> str:
    """Return the text as a message quotes it: on one line, at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
