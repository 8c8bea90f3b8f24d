"""Take footnotes out of a Markdown text: `[^1]` with its note, and notes in the text, `^[…]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WHY_MARK = "the mark of a footnote"
WHY_NOTE = "a footnote"

_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s^\[]{1,60})\]:[ \t]*(.*)$")
_MARK = re.compile(r"[ \t]?\[\^([^\]\s^\[]{1,60})\]")
_INLINE = re.compile(
    r"[ \t]?\^\[((?:[^\[\]\n]|\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,500}\))?){1,1000})\]"
)
_INDENTED = re.compile(r"(?: {2,}|\t)\S")
_BLOCK = re.compile(r" {0,3}(?:[-*+>#|]|[0-9]{1,3}[.)])[ \t]|[ \t]*$")


def take_notes(text: str, leave_out: Callable[[str, str], None]) -> str:
    """Return the text without footnotes and their marks; each is listed."""
    if "[^" not in text and "^[" not in text:
        return text
    text = _INLINE.sub(lambda found: _list(found[1], WHY_NOTE, leave_out), text)
    kept: list[str] = []
    note: list[str] | None = None
    for line in text.split("\n"):
        begin = _NOTE.match(line)
        if begin or (note is not None and not _continues(note, line)):
            _list(" ".join(note or []), WHY_NOTE, leave_out)
            note = None
        if begin:
            note = [begin[2]]
        elif note is not None:
            note.append(line)
        else:
            kept.append(line)
    _list(" ".join(note or []), WHY_NOTE, leave_out)
    return _MARK.sub(lambda found: _list(f"[^{found[1]}]", WHY_MARK, leave_out), "\n".join(kept))


def _continues(note: list[str], line: str) -> bool:
    """Return whether a line belongs to the note above: indented, or in its first paragraph."""
    if _INDENTED.match(line) or not line.strip():
        return True
    return bool(note[-1].strip()) and not _BLOCK.match(line)


def _list(text: str, why: str, leave_out: Callable[[str, str], None]) -> str:
    if text.strip():
        leave_out(" ".join(text.split()), why)
    return ""
