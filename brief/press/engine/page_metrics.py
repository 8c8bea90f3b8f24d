"""Measures of a page that WeasyPrint has laid out: how full it is, which widths no text changes.

A block's width hangs on its words where it shrinks to fit them, in a table, a flexible box, or a
grid whose tracks are not of fixed size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.press.engine.box_reader import POINTS_PER_PIXEL, find_text_boxes, get_content_height
from brief.press.job.model import Fullness

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = {"BlockBox", "PageBox", "GridBox"}
"""Boxes that take their width from what is around them."""


def measure_fullness(pages: Any, regions: tuple[str, ...]) -> Fullness:
    """Return how full the pages are: where each region ends, as its anchor tells."""
    found: dict[str, float] = {}
    passed = 0.0
    for page in pages:
        for name, (_, y, *_) in page.anchors.items():
            found.setdefault(name, (passed + y) * POINTS_PER_PIXEL)
        # as if the text had flowed on: what lies between two pages' texts is no part of it
        passed += get_content_height(page)
    ends = tuple((name, found[f"end-{name}"]) for name in regions if f"end-{name}" in found)
    lost = tuple(name for name in regions if f"end-{name}" not in found)
    return Fullness(len(pages), ends, lost, found.get("footer", 0.0))


def find_line_blocks(pages: Any) -> Iterator[tuple[Any, list[Any], bool]]:
    """Yield each block that holds lines, with these, and whether no text can change its width.

    They come in the order of the galley's paragraphs.
    """
    for page in pages:
        yield from _walk_boxes(page._page_box, sure=True)  # noqa: SLF001 - boxes.py says why


def find_placed_texts(line: Any) -> Iterator[tuple[Any, bool]]:
    """Yield the boxes of a line's texts, and whether each is in a block of its own in the line."""
    inner = {id(text) for box in _find_atomic_inlines(line) for text in find_text_boxes(box)}
    for text in find_text_boxes(line):
        yield text, id(text) in inner


def find_inline_boxes(box: Any) -> Iterator[Any]:
    """Yield the inline boxes in a line, also those in others."""
    for child in getattr(box, "children", ()):
        if _get_class_name(child) == "InlineBox":
            yield child
            yield from find_inline_boxes(child)


def is_unmeasurable(block: Any, line: Any) -> bool:
    """Say whether a text of the line is set in a way that the ruler does not know."""
    return bool(block.style["text_indent"].value) or any(
        box.style["text_transform"] != "none"
        or box.style["font_variant_caps"] != "normal"
        or box.style["word_spacing"]
        for box in (block, *find_text_boxes(line))
    )


def _walk_boxes(box: Any, *, sure: bool) -> Iterator[tuple[Any, list[Any], bool]]:
    if box.element_tag and box.element_tag.endswith("::marker"):
        return
    children = list(box.all_children()) if hasattr(box, "all_children") else []
    lines = [child for child in children if _get_class_name(child) == "LineBox"]
    sure = sure and _has_fixed_width(box)
    if any(True for line in lines for _ in find_text_boxes(line)):
        yield box, lines, sure
    for child in children:
        if child not in lines:
            yield from _walk_boxes(child, sure=sure and _gives_fixed_widths(box))


def _has_fixed_width(box: Any) -> bool:
    """Say whether the box has its width from around it, or from a style sheet, not from within."""
    style = box.style
    if _get_class_name(box) == "MarginBox":
        return False
    given = bool(style["width"] != "auto")
    if style["position"] in {"absolute", "fixed"}:
        return given or bool(style["left"] != "auto" and style["right"] != "auto")
    if style["float"] != "none" or _get_class_name(box) not in PLAIN:
        return given
    return True


def _gives_fixed_widths(box: Any) -> bool:
    """Say whether the blocks in this box have widths that do not hang on their words."""
    style = box.style
    if style["column_count"] != "auto" or style["column_width"] != "auto":
        return False
    if _get_class_name(box) == "GridBox":
        tracks = style["grid_template_columns"]
        return isinstance(tracks, tuple) and all(_is_fixed_length(size) for size in tracks[1::2])
    return _get_class_name(box) in PLAIN or _get_class_name(box) == "InlineBlockBox"


def _is_fixed_length(size: Any) -> bool:
    return getattr(size, "unit", "fr").lower() not in {"fr", "%"}


def _find_atomic_inlines(box: Any) -> Iterator[Any]:
    """Yield the boxes in a line that have lines of their own."""
    for child in getattr(box, "children", ()):
        if _get_class_name(child) == "InlineBox":
            yield from _find_atomic_inlines(child)
        elif _get_class_name(child) not in {"TextBox", "LineBox"}:
            yield child


def _get_class_name(box: Any) -> str:
    """Return the name of the box's class; what is placed stands behind a proxy in its parent."""
    return type(getattr(box, "_box", box)).__name__
