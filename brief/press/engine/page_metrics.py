"""Measure a laid-out page: where its regions end, and which blocks have widths that text changes.

Text changes the width of a block that shrinks to fit, or that is in a table, a flexible box, or a
grid with tracks that are not of fixed size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.press.engine.box_reader import (
    find_inline_boxes,
    find_text_boxes,
    get_content_height,
    is_unbroken,
    read_text_run,
)
from brief.press.engine.page_model import LineBlock, PlacedText
from brief.press.job.model import Fullness
from brief.press.job.page_contract import END_PREFIX, FOOTERS, get_end_id
from brief.press.job.units import POINTS_PER_PIXEL
from brief.press.weasyprint_types import (
    BLOCK,
    GRID,
    INLINE,
    INLINE_BLOCK,
    LINE,
    MARGIN,
    PAGE,
    TEXT,
    get_all_children,
    get_children,
    get_class_name,
    get_page_box,
    is_marker,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.press.weasyprint_types import WeasyBox, WeasyPage

PLAIN = {BLOCK, PAGE, GRID}
"""Boxes whose width comes from their container."""


def measure_fullness(pages: Sequence[WeasyPage], regions: tuple[str, ...]) -> Fullness:
    """Return how full the pages are: where the end of each region is, by its id."""
    found: dict[str, float] = {}
    offset = 0.0
    for page in pages:
        below = dict(_find_paddings(get_page_box(page), 0.0))
        for name, (_, y, *_) in page.anchors.items():
            found.setdefault(name, (offset + y + below.get(name, 0.0)) * POINTS_PER_PIXEL)
        # the margins between the texts of two pages do not count
        offset += get_content_height(page)
    ends = {name: found.get(get_end_id(name)) for name in regions}
    return Fullness(
        len(pages),
        tuple((name, end) for name, end in ends.items() if end is not None),
        tuple(name for name, end in ends.items() if end is None),
        min((found[name] for name in FOOTERS if name in found), default=0.0),
    )


def _find_paddings(box: WeasyBox, padding: float) -> Iterator[tuple[str, float]]:
    """Yield the id of the end of each region in a placed block, and the padding below it.

    A tinted sidebar ends below its padding.
    """
    for child in get_all_children(box):
        if get_class_name(child) not in PLAIN:
            continue
        if (anchor := child.style["anchor"]) and anchor.startswith(END_PREFIX):
            yield anchor, padding
            continue
        is_placed = child.style["position"] == "absolute"
        inner = child.padding_bottom + child.border_bottom_width
        yield from _find_paddings(child, inner + padding if is_placed or padding else 0.0)


def read_line_blocks(pages: Sequence[WeasyPage]) -> list[LineBlock]:
    """Return the blocks that contain lines, in the order of the page model's paragraphs."""
    return [block for page in pages for block in _walk_boxes(get_page_box(page), is_fixed=True)]


def _walk_boxes(box: WeasyBox, *, is_fixed: bool) -> Iterator[LineBlock]:
    if is_marker(box):
        return
    children = get_all_children(box)
    lines = [child for child in children if get_class_name(child) == LINE]
    is_fixed = is_fixed and _has_fixed_width(box)
    if any(True for line in lines for _ in find_text_boxes(line)):
        yield _read_block(box, lines, is_fixed=is_fixed)
    for child in children:
        if child not in lines:
            yield from _walk_boxes(child, is_fixed=is_fixed and _gives_fixed_widths(box))


def _read_block(block: WeasyBox, lines: list[WeasyBox], *, is_fixed: bool) -> LineBlock:
    inline = [box for line in lines for box in find_inline_boxes(line)]
    return LineBlock(
        block.element,
        is_fixed,
        _is_measurable(block, lines[0]),
        tuple(text for line in lines for text in _find_placed_texts(line)),
        tuple(box.element for box in inline if is_unbroken(box)),
    )


def _find_placed_texts(line: WeasyBox) -> Iterator[PlacedText]:
    atomic = {id(text) for box in _find_atomic_inlines(line) for text in find_text_boxes(box)}
    for box in find_text_boxes(line):
        width = box.width * POINTS_PER_PIXEL
        yield PlacedText(box.element, read_text_run(box), width, id(box) in atomic)


def _is_measurable(block: WeasyBox, line: WeasyBox) -> bool:
    """Return whether all properties of a line's texts are known to the text measurer."""
    return not getattr(block.style["text_indent"], "value", True) and not any(
        box.style["text_transform"] != "none"
        or box.style["font_variant_caps"] != "normal"
        or box.style["word_spacing"]
        for box in (block, *find_text_boxes(line))
    )


def _has_fixed_width(box: WeasyBox) -> bool:
    """Return whether the width of a box comes from its container or a style sheet."""
    style = box.style
    if get_class_name(box) == MARGIN:
        return False
    is_given = bool(style["width"] != "auto")
    if style["position"] in {"absolute", "fixed"}:
        return is_given or bool(style["left"] != "auto" and style["right"] != "auto")
    if style["float"] != "none" or get_class_name(box) not in PLAIN:
        return is_given
    return True


def _gives_fixed_widths(box: WeasyBox) -> bool:
    """Return whether the widths of the blocks in this box are independent of their text."""
    style = box.style
    if style["column_count"] != "auto" or style["column_width"] != "auto":
        return False
    if get_class_name(box) == GRID:
        tracks = style["grid_template_columns"]
        return isinstance(tracks, tuple) and all(map(_is_fixed_track, tracks[1::2]))
    return get_class_name(box) in {*PLAIN, INLINE_BLOCK}


def _is_fixed_track(track: object) -> bool:
    """Return whether a track, or each one that a `repeat()` repeats, has a fixed width."""
    if isinstance(track, tuple) and track[:1] == ("repeat()",):
        return all(map(_is_fixed_track, track[2][1::2]))
    return _is_fixed_length(track)


def _is_fixed_length(size: object) -> bool:
    return str(getattr(size, "unit", "fr")).lower() not in {"fr", "%"}


def _find_atomic_inlines(box: WeasyBox) -> Iterator[WeasyBox]:
    """Yield the boxes in a line that contain lines of their own."""
    for child in get_children(box):
        name = get_class_name(child)
        if name == INLINE:
            yield from _find_atomic_inlines(child)
        elif name not in {TEXT, LINE}:
            yield child
