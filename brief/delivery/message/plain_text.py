"""The plain-text part: paragraphs in short lines that a mail client can join again (RFC 3676)."""

from __future__ import annotations

import re
import unicodedata

from brief.editorial.locale.locales import get_script

WIDTH = 72  # columns; RFC 3676, 4.2 recommends at most 78
SCRIPTS_WITHOUT_SPACES = {"Hans", "Hant", "Jpan"}
RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"
NEVER_FIRST = frozenset("、。，．・：；？！）］｝」』】〉》”’ー々…%)]},.;:!?")
"""Characters that must not begin a line (JIS X 4051, 6.1, in short)."""
NEVER_LAST = frozenset("（［｛「『【〈《“‘([{")

_EXTRA_LINES = re.compile(r"\n{3,}")
_ADDRESS = re.compile(r"(https?|mailto):")
_SPACES = re.compile(r"[ \t]+")


def wrap_text(text: str, tag: str, direction: str) -> tuple[str, bool]:
    """Return the text in lines of at most 72 columns, and whether soft line ends need DelSp.

    A soft line end is a space before the line feed. In scripts without spaces between words the
    space is to be deleted when lines are joined (`DelSp=yes`). Longer words, such as addresses,
    are not broken.
    """
    spaceless = get_script(tag) in SCRIPTS_WITHOUT_SPACES
    lines: list[str] = []
    for raw in _EXTRA_LINES.sub("\n\n", text.replace("\r\n", "\n").strip("\n")).split("\n"):
        paragraph = _SPACES.sub(" ", raw).strip()
        if direction == "rtl" and paragraph and not _begins_right_to_left(paragraph):
            paragraph = RIGHT_TO_LEFT_MARK + paragraph
        pieces = _break_anywhere(paragraph) if spaceless else _break_at_spaces(paragraph)
        soft_ended = [f"{piece} " for piece in pieces[:-1]] + pieces[-1:]
        lines += [_stuff(line) for line in soft_ended]
    return "\n".join(lines) + "\n", spaceless


def _begins_right_to_left(text: str) -> bool:
    """Return whether a text needs no mark: its first letter is right-to-left (UAX #9, rule P2).

    An address has none either: the mark would become a part of it.
    """
    if _ADDRESS.match(text):
        return True
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def _break_at_spaces(text: str) -> list[str]:
    lines, line, width = [], "", 0
    for word in text.split(" "):
        size = _measure(word)
        if line and width + 1 + size > WIDTH:
            lines.append(line)
            line, width = word, size
        else:
            line, width = (f"{line} {word}", width + 1 + size) if line else (word, size)
    return [*lines, line]


def _break_anywhere(text: str) -> list[str]:
    """Return lines of a script without spaces; Latin words and numbers stay whole."""
    lines, line, width = [], "", 0
    for piece in re.findall(r"[!-~\u00a0]+|.", text):
        size = _measure(piece)
        fits = width + size <= WIDTH or piece[0] in NEVER_FIRST or line[-1:] in NEVER_LAST
        if line and not fits:
            lines.append(line)
            line, width = "", 0
        line, width = line + piece, width + size
    return [*lines, line]


def _measure(text: str) -> int:
    """Return the columns of a text: two for a wide character (UAX #11), none for a mark."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in {"Mn", "Cf"}
        else 2
        if unicodedata.east_asian_width(character) in {"W", "F"}
        else 1
        for character in text
    )


def _stuff(line: str) -> str:
    """Return the line with a space before it where its begin has a meaning (RFC 3676, 4.4)."""
    return f" {line}" if line.startswith((" ", ">", "From ")) else line
