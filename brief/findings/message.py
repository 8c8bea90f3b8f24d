"""The text of a finding before it has a place, and shortened quotations for messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.findings import error

if TYPE_CHECKING:
    from brief.findings import Finding, Place


@dataclass(frozen=True, slots=True)
class Message:
    """The code, message and remedy of a finding that has no place yet."""

    code: str
    message: str
    remedy: str

    def as_error(self, place: Place) -> Finding:
        """Return an error with this text at a place."""
        return error(self.code, self.message, self.remedy, place)


def shorten(text: str, limit: int = 40) -> str:
    """Return the text for quotation in a message: one line of at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def quote(text: str) -> str:
    """Return a text of the page in quotation marks: on one line of at most 60 characters."""
    return f"“{shorten(text, 60)}”"
