"""Corrections of WeasyPrint's line layout: East Asian lines, even heights, hyphens in a row.

WeasyPrint 70 justifies a line by its spaces, and Japanese and Chinese have none: the space left is
distributed between their characters (CSS Text 3, 6.4.3, inter-character). A line with letters of a
fallback font becomes higher than its line-height: there the baseline stays that of the first font
(CSS 2.1, 10.8.1). A line after one that ends in a hyphen ends in none: WeasyPrint does not know
`hyphenate-limit-lines` (CSS Text 4, 6.3.4). Unlike the other patches, these change pages, so they
cannot be switched off.

Depends on: `justify_line`, `add_word_spacing`, `split_text_box`, `strut`, `Layout.set_text`, and
that Pango trims letter spacing at both ends of a line.
"""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

from brief.press.weasyprint_patches.readable_text import apply_readable_text

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("ja", "zh")
JOINER = "\N{WORD JOINER}"
WIDE = "[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]"
WIDE_RUN = re.compile(f"{WIDE}+")
MAX_GAP = 0.25  # em between two characters: more would look like spaces between words
TALL_SCRIPTS = ("ar", "fa", "ur", "hi", "th", "mr", "ne", "bn", "ta", "te", "km", "lo", "my")
"""Languages whose marks need lines as high as their fonts say."""
MIN_SHIFT = 0.01  # pixels
HYPHENS = "-\N{HYPHEN}"
MAX_BYTES = 4  # of a character in UTF-8

_justify_line = inline.justify_line
_split_text_box = inline.split_text_box
_set_text = line_break.Layout.set_text


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Distribute the space left in a line between East Asian characters, or else its spaces."""
    language = line.style["lang"] or ""
    texts = list(_find_texts(line)) if language.startswith(LANGUAGES) else []
    if not any(WIDE_RUN.search(text.text) for text in texts):
        _justify_line(context, line, extra_width)
        return
    counts = {id(text): _count_gaps(text.text) for text in texts}
    if WIDE_RUN.match(texts[-1].text.rstrip(JOINER)[-1:]):
        counts[id(texts[-1])] -= 1  # none at the line's end
    gap = extra_width / max(1, sum(counts.values()))
    if gap <= MAX_GAP * line.style["font_size"]:
        _space_out(context, line, _Gaps(gap, counts), 0)


class _Gaps(NamedTuple):
    """The width of a gap, and the number of gaps in each text by its identity."""

    width: float
    counts: dict[int, int]


def _find_texts(box: Any) -> Iterator[Any]:
    if isinstance(box, TextBox):
        if box.text.strip(JOINER):
            yield box
    elif isinstance(box, LineBox | InlineBox):
        for child in box.children:
            yield from _find_texts(child)


def _count_gaps(text: str) -> int:
    spaces = text.count(" ") + text.count("\N{NO-BREAK SPACE}")
    return spaces + sum(len(run[0]) for run in WIDE_RUN.finditer(text))


def _space_out(context: Any, box: Any, gaps: _Gaps, advance: float) -> float:
    """Move a box in a line by `advance`, and widen its texts; return the advance behind it."""
    if isinstance(box, TextBox):
        box.position_x += advance
        if growth := gaps.width * gaps.counts.get(id(box), 0):
            box.justification_spacing = gaps.width
            layout = line_break.create_layout(box.text, box.style, context, None, gaps.width)
            layout.wide_gap = gaps.width
            layout.deactivate()
            box.pango_layout = layout
            box.width += growth
        return advance + growth
    if not isinstance(box, LineBox | InlineBox):
        box.translate(advance, 0)
        return advance
    box.position_x += advance
    start = advance
    for child in box.children:
        if child.is_in_normal_flow():
            advance = _space_out(context, child, gaps, advance)
    box.width += advance - start
    return advance


def set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - WeasyPrint's
    """Set the text of a layout; a justified one has gaps between East Asian characters."""
    _set_text(layout, text, justify)
    gap = layout.__dict__.get("wide_gap")
    if not (justify and gap):
        return
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for run in WIDE_RUN.finditer(layout.text):
        attribute = pango.pango_attr_letter_spacing_new(int(gap * TO_UNITS))
        attribute.start_index = len(layout.text[: run.start()].encode())
        attribute.end_index = attribute.start_index + len(run[0].encode())
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


def split_text_box(
    context: Any,
    box: Any,
    available_width: float | None,
    skip: int | None,
    is_line_start: bool = True,  # noqa: FBT001, FBT002 - WeasyPrint's
) -> Any:
    """Return as much of a text as fits on a line, on the baseline of its first font."""
    found = None
    if skip and is_line_start and box.style["hyphens"] == "auto" and _is_after_hyphen(box, skip):
        found = _split_without_hyphen(context, box, available_width, skip)
    if found is None:
        found = _split_text_box(context, box, available_width, skip, is_line_start)
    new, style = found[0], box.style
    if new is not None and style["line_height"] != "normal":
        shift = line_break.strut(style)[1] - new.baseline
        if abs(shift) > MIN_SHIFT and not (style["lang"] or "").startswith(TALL_SCRIPTS):
            new.baseline += shift
            new.margin_top += shift
            new.margin_bottom -= shift
    return found


def _is_after_hyphen(box: Any, skip: int) -> bool:
    """Return whether the line before that place of a text ends in a hyphen."""
    text = box.text.encode()
    before = text[max(0, skip - MAX_BYTES) : skip].decode(errors="ignore")[-1:]
    after = text[skip : skip + MAX_BYTES].decode(errors="ignore")[:1]
    return after.isalpha() and (before.isalpha() or before in HYPHENS)


def _split_without_hyphen(context: Any, box: Any, available_width: float | None, skip: int) -> Any:
    """Return as much of a text as fits on a line; None if its only word must be divided again."""
    style = box.style
    plain = style.__dict__.get("without_hyphens")
    if plain is None:
        plain = style.__dict__["without_hyphens"] = style.copy()
        plain["hyphens"] = "manual"
    copy = box.copy()
    copy.style = plain
    new, end, is_preserved = _split_text_box(context, copy, available_width, skip)
    if new is None or new.width > (available_width or inf) or (end and _is_after_hyphen(box, end)):
        return None
    new.style = style
    return new, end, is_preserved


def apply_corrections() -> None:
    """Replace the functions, before other patches keep the originals."""
    if inline.justify_line is _justify_line:
        inline.justify_line = justify_line
        inline.split_text_box = split_text_box
        line_break.Layout.set_text = set_text
        apply_readable_text()
