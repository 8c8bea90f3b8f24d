"""Marks in the strings of a page, which say where each part of its HTML was written.

A mark is one character of Unicode's private planes (Unicode Standard, 23.5), before and after the
text. For a template, marked strings are equal to those without marks, and as long.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup

if TYPE_CHECKING:
    from brief.prepress.sources.text_source import TextSource

    Text = TypeVar("Text", str, Markup)

FIRST_MARK = 0xF0000
MAX_MARKS = 0xFFFD
END_MARK = "\U0010fffd"
MARK = re.compile(f"[{chr(FIRST_MARK)}-{chr(FIRST_MARK + MAX_MARKS)}{END_MARK}]")


def remove_marks(text: str) -> str:
    """Return a text without marks, as a plain string."""
    return MARK.sub("", str.__str__(text))


class _EqualWithoutMarks(str):
    """A string with marks that equals the string without them."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and remove_marks(self) == remove_marks(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(remove_marks(self))

    def __len__(self) -> int:
        return len(remove_marks(self))


class MarkedText(_EqualWithoutMarks):
    """A text with marks."""

    __slots__ = ()


class MarkedMarkup(_EqualWithoutMarks, Markup):
    """A piece of HTML with marks."""

    __slots__ = ()


class TextMarker:
    """Marks texts with their sources; a source has one mark, however often it is used."""

    def __init__(self) -> None:
        self.sources: list[TextSource] = []
        self._marks: dict[tuple[str, tuple[object, ...]], str] = {}

    def mark(self, text: Text, source: TextSource) -> Text:
        """Return a text or a piece of HTML with its mark; an empty one stays as it is."""
        if not text:
            return text
        marked = f"{self._find_mark(source)}{str.__str__(text)}{END_MARK}"
        return _make_like(text, marked)

    def mark_part(self, whole: Text, part: str, source: TextSource) -> Text:
        """Return the whole with that part of it marked; unchanged if it is not there just once.

        The part is as in the whole, but for its spaces; parts marked before are not searched.
        """
        pattern = "\\s+".join(map(re.escape, part.split()))
        text = str.__str__(whole)
        found = list(re.finditer(pattern, text)) if pattern else []
        found = [it for it in found if _count_open_marks(text[: it.start()]) == 0]
        if len(found) != 1:
            return whole
        start, end = found[0].span()
        marked = f"{text[:start]}{self._find_mark(source)}{text[start:end]}{END_MARK}{text[end:]}"
        return _make_like(whole, marked)

    def find_source(self, mark: str) -> TextSource | None:
        """Return the source of a mark, or None."""
        number = ord(mark) - FIRST_MARK
        return self.sources[number] if 0 <= number < len(self.sources) else None

    def _find_mark(self, source: TextSource) -> str:
        key = source.file, source.path
        if key not in self._marks:
            self._marks[key] = chr(FIRST_MARK + len(self.sources) % MAX_MARKS)
            self.sources.append(source)
        return self._marks[key]


def _count_open_marks(text: str) -> int:
    ends = text.count(END_MARK)
    return len(MARK.findall(text)) - 2 * ends


def _make_like(text: Text, marked: str) -> Text:
    kind: type[str] = MarkedMarkup if hasattr(text, "__html__") else MarkedText
    return kind(marked)  # type: ignore[return-value]
