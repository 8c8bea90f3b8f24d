"""Scalars on a line of their key or dash: plain, in single quotes or in double quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ODD_SPACES = "\u00a0\u2000-\u200b\u202f\u3000"
# What the reader replaces, what YAML 1.1 (5.1) forbids, and what it counts as a line end.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED = re.compile('[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"\\\\]')
_ESCAPES = {
    "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f",
    "\r": "\\r", "\x1b": "\\e", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
    '"': '\\"', "\\": "\\\\",
}  # fmt: skip
_INDICATORS = frozenset(",[]{}#&*!|>'\"%@`")
_CONDITIONAL = frozenset("-?:")
# A line of a text may not look like a comment, an entry or a key (`find_joined_line`).
_UNSAFE_LINE = re.compile(rf"[-?:#&*!|>'\"%@`,\[\]{{}}{ODD_SPACES}]|\.\.\.|[\w-]+:$")


def encode_single(text: str) -> str:
    """Return the text as between single quotes (YAML 1.1, 9.1.2)."""
    return text.replace("'", "''")


def encode_double(text: str) -> str:
    """Return the text as between double quotes (YAML 1.1, 5.7)."""
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _ESCAPES.get(found[0]) or (f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}")  # noqa: PLR2004 - a byte


ENCODERS: dict[str, Callable[[str], str]] = {"": str, "'": encode_single, '"': encode_double}


def may_be_plain(text: str, *, flow: bool, comment_follows: bool = False) -> bool:
    """Return whether a text needs no quotes here (YAML 1.1, 9.1.3), if it is on one line.

    Reserved words need none: all scalars are texts to the reader, except `~` and `null`. An empty
    text does. In brackets, some parsers read `?` as a key. A comment after a plain text could be
    read as its end, so a text before one has quotes.
    """
    if not text or text != text.strip() or comment_follows or text in {"~", "null"}:
        return False
    if UNPRINTABLE.search(text) or "\t" in text or text[0] in _INDICATORS:
        return False
    following = text[1:2]
    if text[0] in _CONDITIONAL and (following in {"", " "} or (flow and following in ",[]{}")):
        return False
    if text[0] in "\u00a0\u202f\u3000" or text.startswith(("---", "...")):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (flow and re.search(r"[\[\]{},?]|:[\[\]{},:]", text))


def may_be_quoted_single(text: str) -> bool:
    """Return whether single quotes can hold a text: they have no escapes."""
    return not UNPRINTABLE.search(text)


def may_begin_line(word: str) -> bool:
    """Return whether a word may begin a further line of a plain or quoted text."""
    return not _UNSAFE_LINE.match(word)


def format_inline(text: str, *, flow: bool, styles: str | tuple[str, ...] = ("",)) -> str:
    """Return the text on one line in the first of the styles that can hold it, or in quotes."""
    for style in styles:
        if style == "" and may_be_plain(text, flow=flow):
            return text
        if style == "'" and may_be_quoted_single(text) and "\n" not in text:
            return f"'{encode_single(text)}'"
        if style == '"':
            return f'"{encode_double(text)}"'
    if '"' in text and "'" not in text and may_be_quoted_single(text) and "\n" not in text:
        return f"'{text}'"
    return f'"{encode_double(text)}"'
