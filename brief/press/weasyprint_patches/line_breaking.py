"""Patch: try another word or syllable on a line only if it may fit there.

Without it, fresh editions of benchmarks/content.py take 3.3 % longer (sum of minima; paired
median 4.9 %). WeasyPrint breaks about two lines of text, then shapes the first line again with the
next word, and again with each of its syllables. How wide these would be is known from the second
line of the first attempt; here only texts that may fit are shaped again.

Depends on: the rules by which `split_first_line` ends a line, its arguments and its result;
`create_layout`, `first_line_metrics`, `line_size` and the three functions that find breaks.
Upstream could measure the next word on the second line before it shapes the first again.
"""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

import pyphen
from weasyprint.css import Style
from weasyprint.layout.percent import percentage
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN_TEXT = re.compile(
    r"[ -~\xa0-\xac\xae-\u024f\u0370-\u03ff\u0400-\u0482\u048a-\u052f"
    r"\u2010-\u2027\u202f-\u205e\u2060\u20ac]*"
)
"""Text from left to right whose breaks depend on adjacent characters only; no soft hyphens."""
SOFT_HYPHEN = "\xad"
BREAK_CONTEXT = 4  # the number of characters after a break that may affect it
MAX_CHARACTERS_PER_EM = 4  # with certainty, as WeasyPrint assumes
USUAL_CHARACTERS_PER_EM, NEXT_WORD = 2.3, 16  # nearly always a line and the word after it

ffi.cdef("void pango_layout_line_index_to_x(PangoLayoutLine *, int, int, int *);")
_x_position = ffi.new("int *")
_split_first_line = line_break.split_first_line


class _Setting(NamedTuple):
    """What a line is set with: style, layout context, width in pixels and justification."""

    style: Any
    context: Any
    max_width: float
    spacing: float

    def create_layout(self, text: str) -> Any:
        """Return a layout of a text, broken at the width of the line."""
        return line_break.create_layout(
            text, self.style, self.context, self.max_width, self.spacing
        )


class _Draft(NamedTuple):
    """A text as Pango breaks it, with at least two lines."""

    text: str
    layout: Any
    line: Any
    resume_at: int  # where the second line begins, in bytes
    width: float  # of the first line, in pixels
    first: str
    second: str  # the second line, and all that follow

    def measure_with(self, beginning: str) -> float:
        """Return the minimum width of the first line with the beginning of the second added.

        The space between the two is not counted: it is wider than any kerning.
        """
        line = pango.pango_layout_get_line_readonly(self.layout.layout, 1)
        index = self.resume_at + len(beginning.encode())
        pango.pango_layout_line_index_to_x(line, index, 0, _x_position)
        return float(self.width + _x_position[0] * FROM_UNITS)


def split_first_line(  # noqa: PLR0913, PLR0917 - WeasyPrint's
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,  # noqa: FBT001, FBT002 - WeasyPrint's
    minimum: bool = False,  # noqa: FBT001, FBT002 - WeasyPrint's
) -> Any:
    """Return the layout of as much of a text as fits on a line, its metrics, and where it ends."""
    if max_width is not None and max_width != inf and SOFT_HYPHEN not in text and _is_plain(style):
        found = _split_draft(text, _Setting(style, context, max_width, justification_spacing))
        if found is not None:
            return found
    return _split_first_line(
        text, style, context, max_width, justification_spacing, is_line_start, minimum
    )


def _is_plain(style: Any) -> bool:
    """Return whether lines in a style are as wide as their glyphs, and wrapped normally."""
    if not isinstance(style, Style):
        return False
    is_plain = style.__dict__.get("has_plain_lines")
    if is_plain is None:
        is_plain = style.__dict__["has_plain_lines"] = (
            style["white_space"] == "normal"
            and style["letter_spacing"] == "normal"
            and style["word_spacing"] == 0
            and style["direction"] == "ltr"
        )
    return bool(is_plain)


def _split_draft(text: str, setting: _Setting) -> Any:
    """Return the first line, or None if one draft is not enough to find its end."""
    style, width = setting.style, setting.max_width
    size = style["font_size"]
    if not size or size * MAX_CHARACTERS_PER_EM > width:
        return None
    usual_length = int(width / size * USUAL_CHARACTERS_PER_EM) + NEXT_WORD
    beginning = text[: min(int(width / size * MAX_CHARACTERS_PER_EM), usual_length)]
    if PLAIN_TEXT.fullmatch(beginning) is None:
        return None
    layout = setting.create_layout(beginning)
    line, resume_at = layout.get_first_line()
    line_width, _ = line_break.line_size(line, style)
    if line_width > width:
        return None
    if resume_at is None:
        return _measure(layout, line, text, None, style) if beginning == text else None
    first = beginning.encode()[:resume_at].decode()
    second = beginning[len(first) :]
    draft = _Draft(beginning, layout, line, resume_at, line_width, first, second)
    return _end_line(draft, setting, is_whole=beginning == text) if second else None


def _end_line(draft: _Draft, setting: _Setting, *, is_whole: bool) -> Any:
    """Return the draft's first line with as much of the next word as fits on it."""
    attributes = pango.pango_layout_get_log_attrs_readonly(draft.layout.layout, ffi.NULL)
    start, end = len(draft.first) + 1, len(draft.text)
    word_end = line_break.get_next_break_point(attributes[start:end])
    if not is_whole and (word_end is None or start + word_end > end - BREAK_CONTEXT):
        return None
    word = draft.second[:word_end].rstrip(" ")
    width, style = setting.max_width, setting.style
    if word and draft.second[word_end or -1] == " " and draft.measure_with(word) <= width:
        return None
    hyphen = style["hyphenate_character"]
    for part in _hyphenate(draft, setting) if word else ():
        if draft.measure_with(part) > width:
            continue
        text = draft.first + part
        layout = setting.create_layout(text + hyphen)
        line, resume_at = layout.get_first_line()
        if resume_at is None:
            if line_break.line_size(line, style)[0] > width:
                return None
            return _measure(layout, line, draft.text, len(text.encode()), style, hyphen)
    return _measure(draft.layout, draft.line, draft.text, draft.resume_at, style)


def _measure(  # noqa: PLR0913, PLR0917 - the arguments of WeasyPrint's function
    layout: Any, line: Any, text: str, resume_at: int | None, style: Any, hyphen: str | None = None
) -> Any:
    """Return a line whose spaces collapse, with its metrics."""
    collapse, is_hyphenated = True, hyphen is not None
    return line_break.first_line_metrics(
        line, text, layout, resume_at, collapse, style, is_hyphenated, hyphen
    )


def _hyphenate(draft: _Draft, setting: _Setting) -> Iterator[str]:
    """Yield the beginnings of the second line that may precede a hyphen, the longest first."""
    style, width = setting.style, setting.max_width
    language = style["lang"] and pyphen.language_fallback(style["lang"])
    if style["hyphens"] != "auto" or not language:
        return
    if width - draft.width <= percentage(style["hyphenate_limit_zone"], style, width):
        return
    total, left, right = style["hyphenate_limit_chars"]
    before, word = _find_long_word(draft.second, language, total)
    if word:
        dictionaries, key = setting.context.dictionaries, (language, left, right, total)
        if key not in dictionaries:
            dictionaries[key] = pyphen.Pyphen(lang=language, left=left, right=right)
        for part, _ in dictionaries[key].iterate(word):
            yield before + part


def _find_long_word(text: str, language: str, total: int) -> tuple[str, str]:
    """Return the first word of at least `total` letters before a break, and the text before it."""
    rest = text[: line_break.get_next_break_point_from_text(text, language) or None]
    passed = 0
    while rest and (bounds := line_break.get_next_word_boundaries(rest, language)):
        start, stop = bounds
        if stop - start >= total:
            return text[: passed + start], rest[start:stop]
        rest, passed = rest[stop:], passed + stop
    return "", ""


PATCHES = ((line_break, "split_first_line", split_first_line),)
