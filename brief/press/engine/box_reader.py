"""Read the page model from WeasyPrint's boxes: paragraphs, their text runs, and frames.

With the page model the height of a page can be calculated for another type size without a layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from brief.press.engine.page_model import FigureWidth, Frame, PageModel, Paragraph, TextRun
from brief.press.job.page_contract import LEAD, NUMBER, STANDFIRST, VALUE
from brief.press.job.units import POINTS_PER_PIXEL
from brief.press.weasyprint_types import (
    INLINE,
    LINE,
    TEXT,
    get_all_children,
    get_children,
    get_class_name,
    get_page_box,
    is_marker,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.press.weasyprint_types import WeasyBox, WeasyPage, WeasyTextBox

PLAIN_HYPHEN = "-"
TOLERANCE = 1  # pixels by which a line may overflow its block, or a box that clips it
RESHAPED_SHARE = 0.005  # of the measure
NBSP = "\N{NO-BREAK SPACE}"
UNBROKEN_WHITE_SPACE = {"nowrap", "pre"}
FIRST_CJK = 0x2E80  # the code point from which scripts are written without spaces


def read_page_model(pages: Sequence[WeasyPage]) -> PageModel:
    """Return the page model of these pages; positions continue from page to page."""
    reader = _BoxReader()
    for page in pages:
        reader.read_box(get_page_box(page), 0)
        reader.page_offset += get_content_height(page)
    return PageModel(tuple(reader.paragraphs), tuple(reader.read_frames()))


def get_content_height(page: WeasyPage) -> float:
    """Return the height of a page's content area, in CSS pixels."""
    return float(get_page_box(page).height)


@dataclass(frozen=True, slots=True)
class _Clipping:
    """Whether the boxes around a paragraph rotate it, and the edges at which they clip it."""

    is_rotated: bool
    left: float
    right: float
    bottom: float

    def apply_box(self, box: WeasyBox) -> _Clipping:
        """Return the clipping inside this box."""
        style = box.style
        clips = style["overflow"] != "visible" and isinstance(box.height, int | float)
        rotates = bool(style["transform"])
        if not clips and not rotates:
            return self
        left, right, bottom = self.left, self.right, self.bottom
        if clips:
            left = max(left, box.padding_box_x())
            right = min(right, box.padding_box_x() + box.padding_width())
            bottom = min(bottom, box.padding_box_y() + box.padding_height())
        return _Clipping(self.is_rotated or rotates, left, right, bottom)

    def hides_part_of(self, lines: list[WeasyBox]) -> bool:
        """Return whether a part of these lines is hidden."""
        texts = [text for line in lines for text in find_text_boxes(line)]
        return bool(
            lines[-1].position_y + lines[-1].height > self.bottom + TOLERANCE
            or min(text.position_x for text in texts) < self.left - TOLERANCE
            or max(text.position_x + text.width for text in texts) > self.right + TOLERANCE
        )


_NO_CLIPPING = _Clipping(is_rotated=False, left=-inf, right=inf, bottom=inf)


class _BoxReader:
    """Collects the paragraphs and frames of boxes."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.page_offset = 0.0
        self.frame_anchors: list[set[str]] = [set()]
        self.frame_boxes: list[tuple[float, WeasyBox]] = []  # and the offset of their page

    def read_frames(self) -> Iterator[Frame]:
        """Yield the flow, then the other frames in the order in which they were found."""
        yield Frame(0, 0.0, frozenset(self.frame_anchors[0]))
        for number, (offset, box) in enumerate(self.frame_boxes, 1):
            ends = [par.top + par.height for par in self.paragraphs if par.frame == number]
            height, floor = box.height, offset + box.content_box_y() + box.height
            if ends and _is_stretched(box):  # as high as the block around it, whatever is in it
                floor = max(ends) / POINTS_PER_PIXEL
                height = floor - offset - box.content_box_y()
            yield Frame(
                number,
                (offset + box.position_y) * POINTS_PER_PIXEL,
                frozenset(self.frame_anchors[number]),
                height * POINTS_PER_PIXEL,
                box.min_height * POINTS_PER_PIXEL,
                max(0.0, floor * POINTS_PER_PIXEL - max(ends)) if ends else 0.0,
            )

    def read_box(self, box: WeasyBox, frame: int, clipping: _Clipping = _NO_CLIPPING) -> None:
        if is_marker(box):
            return
        if box.style["position"] == "absolute" and get_class_name(box) != LINE:
            frame = len(self.frame_anchors)
            self.frame_boxes.append((self.page_offset, box))
            self.frame_anchors.append(set())
        clipping = clipping.apply_box(box)
        if anchor := box.style["anchor"]:
            self.frame_anchors[frame].add(anchor)
        children = get_all_children(box)
        lines = [child for child in children if get_class_name(child) == LINE]
        if lines:
            self.add_paragraph(box, lines, frame, clipping)
        for child in children:
            if child not in lines:
                self.read_box(child, frame, clipping)

    def add_paragraph(
        self, block: WeasyBox, lines: list[WeasyBox], frame: int, clipping: _Clipping
    ) -> None:
        runs = tuple(_join_lines(lines))
        if not runs:
            return
        style = block.style
        leading = style["line_height"]
        self.paragraphs.append(
            Paragraph(
                tag=block.element_tag or "",
                frame=frame,
                left=min(line.position_x for line in lines) * POINTS_PER_PIXEL,
                right=max(line.position_x + line.width for line in lines) * POINTS_PER_PIXEL,
                top=(self.page_offset + lines[0].position_y) * POINTS_PER_PIXEL,
                width=block.width * POINTS_PER_PIXEL,
                line_count=len(lines),
                line_height=sum(line.height for line in lines) / len(lines) * POINTS_PER_PIXEL,
                size=style["font_size"] * POINTS_PER_PIXEL,
                leading=float(leading) if isinstance(leading, int | float) else 0.0,
                language=style["lang"] or "",
                hyphen_limits=tuple(style["hyphenate_limit_chars"]),
                runs=runs,
                is_rotated=clipping.is_rotated,
                is_clipped=clipping.hides_part_of(lines),
                overhang=_measure_overhang(block, lines) * POINTS_PER_PIXEL,
                figure_width=_measure_figure(block, lines),
                hyphen_zone=_read_hyphen_zone(block),
                is_standfirst=STANDFIRST in _get_classes(block),
            )
        )


def _is_stretched(box: WeasyBox) -> bool:
    """Return whether a placed block is as high as the block around it, or at least as high."""
    style = box.style
    if getattr(style["min_height"], "unit", "") == "%":
        return bool(style["height"] == "auto")
    return bool(style["top"] != "auto" and style["bottom"] != "auto" and style["height"] == "auto")


def _measure_overhang(block: WeasyBox, lines: list[WeasyBox]) -> float:
    """Return by how many pixels the widest line overflows the padding box of its block.

    The padding counts because the number of a list item may hang in it. Spaces do not count.
    """
    left = block.padding_box_x()
    right = left + block.padding_width()
    texts = [text for line in lines for text in find_text_boxes(line) if text.text.strip()]
    if not texts:
        return 0.0
    over = max(
        left - min(text.position_x for text in texts),
        max(text.position_x + text.width for text in texts) - right,
    )
    # a line of a complex script may be wider once it is shaped apart from the next one
    tolerance = TOLERANCE + RESHAPED_SHARE * block.width
    return float(over) if over > tolerance else 0.0


def _measure_figure(block: WeasyBox, lines: list[WeasyBox]) -> FigureWidth | None:
    """Return the widths of a key figure's unbreakable parts."""
    if VALUE not in _get_classes(block):
        return None
    parts = [part for line in lines for part in find_inline_boxes(line)]
    numbers = [part.width for part in parts if NUMBER in _get_classes(part)]
    if not numbers:
        return None
    whole = max((part.width for part in parts if _is_unbroken_figure(part)), default=max(numbers))
    is_lead = LEAD in _get_classes(block)
    return FigureWidth(max(numbers) * POINTS_PER_PIXEL, whole * POINTS_PER_PIXEL, is_lead)


def _read_hyphen_zone(block: WeasyBox) -> float:
    """Return the `hyphenate-limit-zone` of a block in points."""
    value, unit = block.style["hyphenate_limit_zone"]
    pixels = value * block.width / 100 if unit == "%" else value
    return float(pixels) * POINTS_PER_PIXEL


def _is_unbroken_figure(part: WeasyBox) -> bool:
    """Return whether an inline box contains a number and has no line break."""
    return is_unbroken(part) and any(
        NUMBER in _get_classes(inner) for inner in (part, *find_inline_boxes(part))
    )


def _get_classes(box: WeasyBox) -> list[str]:
    return [] if box.element is None else str(box.element.get("class", "")).split()


def find_inline_boxes(box: WeasyBox) -> Iterator[WeasyBox]:
    """Yield the inline boxes in a line, also those in other inline boxes."""
    for child in get_children(box):
        if get_class_name(child) == INLINE:
            yield child
            yield from find_inline_boxes(child)


def is_unbroken(box: WeasyBox) -> bool:
    """Return whether the text of a box has no line breaks."""
    return box.style["white_space"] in UNBROKEN_WHITE_SPACE


def _join_lines(lines: list[WeasyBox]) -> Iterator[TextRun]:
    """Yield the text of lines as it was before it was broken."""
    for number, line in enumerate(lines):
        boxes = list(find_text_boxes(line))
        for place, box in enumerate(boxes):
            text = _read_text(box)
            if place == len(boxes) - 1 and number < len(lines) - 1:
                text = _undo_line_break(text, box.style["hyphenate_character"])
            yield read_text_run(box, text)


def _undo_line_break(text: str, hyphen: str) -> str:
    """Return the text at the end of a line as it was before the line was broken.

    `hyphen` is the character that the style sheets insert; a plain one may belong to the text.
    """
    if text.endswith(hyphen) and hyphen != PLAIN_HYPHEN:
        return text.removesuffix(hyphen)
    if text.endswith("-") or (text and ord(text[-1]) >= FIRST_CJK):
        return text
    return text + " "


def find_text_boxes(box: WeasyBox) -> Iterator[WeasyTextBox]:
    """Yield the visible text boxes of a line, in order."""
    if get_class_name(box) == TEXT:
        if box.style["visibility"] == "visible":
            yield box  # type: ignore[misc] # its class says so
    elif box.style["position"] != "absolute":
        for child in get_children(box):
            yield from find_text_boxes(child)


def _read_text(box: WeasyTextBox) -> str:
    """Return the text of a box, with no-break spaces if it has no line breaks."""
    return box.text.replace(" ", NBSP) if is_unbroken(box) else box.text


def read_text_run(box: WeasyTextBox, text: str | None = None) -> TextRun:
    """Return the text of a box, or the given `text`, with the style of the box."""
    style = box.style
    spacing = style["letter_spacing"]  # or `normal`
    return TextRun(
        text=_read_text(box) if text is None else text,
        families=tuple(style["font_family"]),
        weight=int(style["font_weight"]),
        italic=style["font_style"] != "normal",
        size=style["font_size"] * POINTS_PER_PIXEL,
        letter_spacing=spacing * POINTS_PER_PIXEL if isinstance(spacing, int | float) else 0.0,
        is_hyphenated=style["hyphens"] == "auto",
        language=style["lang"] or "",
        is_unbroken=is_unbroken(box),
    )
