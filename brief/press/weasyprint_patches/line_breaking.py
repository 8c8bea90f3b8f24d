"""Where a line of text ends: what certainly fits on no line is not tried.

WeasyPrint asks Pango to set two lines' worth of text, and then again for the next word, and for
each of its syllables, whether it fits after all. How far a word reaches is known from the first
time: it stands on the second line. Only what may fit is set again.
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

PLAIN = re.compile(
    r"[ -~\xa0-\xac\xae-\u024f\u0370-\u03ff\u0400-\u0482\u048a-\u052f"
    r"\u2010-\u2027\u202f-\u205e\u2060\u20ac]*"
)
"""Texts in letters from left to right, whose breaks hang on nothing but the signs beside them."""
SOFT_HYPHEN = "\xad"
SEEN = 4  # how many signs after a break may have a say in it
THEIRS = 4  # how many signs fit on the width of an em, as WeasyPrint reckons, to be sure
OURS, MORE = 2.3, 16  # signs that nearly always are more than a line and the word that follows

ffi.cdef("void pango_layout_line_index_to_x(PangoLayoutLine *, int, int, int *);")
_position = ffi.new("int *")
_split = line_break.split_first_line


class _Draft(NamedTuple):
    """A text as Pango breaks it by itself; it goes on after its first line."""

    text: str
    layout: Any
    line: Any
    resume: int  # where the second line begins, in bytes
    width: float  # that of the first line, in pixels
    first: str
    second: str

    def reach(self, beginning: str) -> float:
        """Return how wide a line is at least that also holds how the second begins.

        The space between the two is left out: it is wider than what kerning may take back.
        """
        line = pango.pango_layout_get_line_readonly(self.layout.layout, 1)
        index = self.resume + len(beginning.encode())
        pango.pango_layout_line_index_to_x(line, index, 0, _position)
        return float(self.width + _position[0] * FROM_UNITS)


def split_first_line(  # noqa: PLR0913, PLR0917 - theirs
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,  # noqa: FBT001, FBT002 - theirs
    minimum: bool = False,  # noqa: FBT001, FBT002 - theirs
) -> Any:
    """Return as much of a text as fits on a line, set, and where the next line begins."""
    if max_width is not None and max_width != inf and _is_plain(style) and SOFT_HYPHEN not in text:
        found = _broken(text, style, context, max_width, justification_spacing)
        if found is not None:
            return found
    return _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)


def _is_plain(style: Any) -> bool:
    """Tell whether lines in a style are as wide as their letters, and broken as usual."""
    if not isinstance(style, Style):
        return False
    plain = style.__dict__.get("plain_lines")
    if plain is None:
        plain = style.__dict__["plain_lines"] = (
            style["white_space"] == "normal"
            and style["letter_spacing"] == "normal"
            and style["word_spacing"] == 0
            and style["direction"] == "ltr"
        )
    return bool(plain)


def _broken(text: str, style: Any, context: Any, width: float, spacing: float) -> Any:
    """Return the first line, or nothing where it takes more than a look at one draft."""
    size = style["font_size"]
    if size * THEIRS > width:
        return None
    beginning = text[: min(int(width / size * THEIRS), int(width / size * OURS) + MORE)]
    if PLAIN.fullmatch(beginning) is None:
        return None
    layout = line_break.create_layout(beginning, style, context, width, spacing)
    line, resume = layout.get_first_line()
    filled, _ = line_break.line_size(line, style)
    if filled > width:
        return None
    if resume is None:
        return _made(layout, line, text, None, style) if beginning == text else None
    first = beginning.encode()[:resume].decode()
    draft = _Draft(beginning, layout, line, resume, filled, first, beginning[len(first) :])
    return _ended(draft, style, context, width, spacing, whole=beginning == text)


def _made(layout: Any, line: Any, text: str, resume: int | None, style: Any) -> Any:
    return line_break.first_line_metrics(line, text, layout, resume, True, style)  # noqa: FBT003


def _ended(  # noqa: PLR0913 - a line's setting
    draft: _Draft, style: Any, context: Any, width: float, spacing: float, *, whole: bool
) -> Any:
    """Return the draft's first line with as much of the next word as fits on it."""
    if not draft.second:
        return None
    attributes = pango.pango_layout_get_log_attrs_readonly(draft.layout.layout, ffi.NULL)
    start, end = len(draft.first) + 1, len(draft.text)
    after = line_break.get_next_break_point(attributes[start:end])
    if not whole and (after is None or start + after > end - SEEN):
        return None
    word = draft.second[:after].rstrip(" ")
    if word and draft.second[after or -1] == " " and draft.reach(word) <= width:
        return None
    if word:
        for part in _parts(draft, style, context, width):
            if draft.reach(part) > width:
                continue
            hyphen = style["hyphenate_character"]
            said = draft.first + part
            layout = line_break.create_layout(said + hyphen, style, context, width, spacing)
            line, index = layout.get_first_line()
            if index is None and line_break.line_size(line, style)[0] <= width:
                return line_break.first_line_metrics(
                    line,
                    draft.text,
                    layout,
                    len(said.encode()),
                    True,  # noqa: FBT003 - spaces collapse
                    style,
                    True,  # noqa: FBT003 - it is hyphenated
                    hyphen,
                )
            if index is None:
                return None
    return _made(draft.layout, draft.line, draft.text, draft.resume, style)


def _parts(draft: _Draft, style: Any, context: Any, width: float) -> Iterator[str]:
    """Yield how the second line may begin before a hyphen, the longest first."""
    language = style["lang"] and pyphen.language_fallback(style["lang"])
    if style["hyphens"] != "auto" or not language:
        return
    zone = percentage(style["hyphenate_limit_zone"], style, width)
    if width - draft.width <= zone:
        return
    total, left, right = style["hyphenate_limit_chars"]
    before, word = _long_word(draft.second, language, total)
    if word:
        key = (language, left, right, total)
        dictionary = context.dictionaries.get(key)
        if dictionary is None:
            dictionary = pyphen.Pyphen(lang=language, left=left, right=right)
            context.dictionaries[key] = dictionary
        for part, _ in dictionary.iterate(word):
            yield before + part


def _long_word(text: str, language: str, total: int) -> tuple[str, str]:
    """Return the first word of at least `total` letters before a break, and what precedes it."""
    until = line_break.get_next_break_point_from_text(text, language)
    left = text[:until] if until else text
    passed = 0
    while left and (bounds := line_break.get_next_word_boundaries(left, language)):
        start, stop = bounds
        if stop - start >= total:
            return text[: passed + start], left[start:stop]
        left, passed = left[stop:], passed + stop
    return "", ""


PATCHES = ((line_break, "split_first_line", split_first_line),)
