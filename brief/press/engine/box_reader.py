"""Reading a galley: what stands in the boxes that WeasyPrint has laid out.

Its public interface tells where a region ends, not why. Lines and styles are read from its boxes,
here and nowhere else, so that a size can be tried out by arithmetic instead of by a layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

from brief.press.engine.page_model import FigureWidth, Frame, PageModel, Paragraph, TextRun

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN_HYPHEN = "-"
POINTS_PER_PIXEL = 0.75  # CSS Values 4, 6.2
TOLERANCE = 1  # pixels that a line may stand out of its block, or of a box that hides what does
NBSP = "\N{NO-BREAK SPACE}"
UNBROKEN_WHITE_SPACE = {"nowrap", "pre"}
VALUE, NUMBER = "value", "number"
"""The classes that layouts give to a key figure and its number."""


def read_page_model(pages: Any) -> PageModel:
    """Return the galley of these WeasyPrint pages."""
    reader = _BoxReader()
    for page in pages:
        reader.read_box(page._page_box, 0)  # noqa: SLF001 - see the module's first lines
        reader.page_offset += get_content_height(page)
    return PageModel(tuple(reader.paragraphs), tuple(reader.read_frames()))


def get_content_height(page: Any) -> float:
    """Return the height that a WeasyPrint page has for its text, in CSS pixels."""
    return float(page._page_box.height)  # noqa: SLF001 - see the module's first lines


@dataclass(frozen=True, slots=True)
class _Clipping:
    """What the boxes around a paragraph do to it: turn it, or hide what is beyond these edges."""

    turned: bool
    left: float
    right: float
    bottom: float

    def apply_box(self, box: Any) -> _Clipping:
        """Return the same for what is inside this box as well."""
        style = box.style
        hides = style["overflow"] != "visible" and isinstance(box.height, int | float)
        turns = bool(style["transform"])
        if not hides and not turns:
            return self
        left, right, bottom = self.left, self.right, self.bottom
        if hides:
            left = max(left, box.padding_box_x())
            right = min(right, box.padding_box_x() + box.padding_width())
            bottom = min(bottom, box.padding_box_y() + box.padding_height())
        return _Clipping(self.turned or turns, left, right, bottom)

    def hides_part_of(self, lines: list[Any]) -> bool:
        """Say whether a part of these lines is hidden."""
        texts = [text for line in lines for text in find_text_boxes(line)]
        return bool(
            lines[-1].position_y + lines[-1].height > self.bottom + TOLERANCE
            or min(text.position_x for text in texts) < self.left - TOLERANCE
            or max(text.position_x + text.width for text in texts) > self.right + TOLERANCE
        )


_NO_CLIPPING = _Clipping(turned=False, left=-inf, right=inf, bottom=inf)


class _BoxReader:
    """Walks boxes and gathers paragraphs, frame by frame."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.page_offset = 0.0
        self.frame_anchors: list[set[str]] = [set()]
        self.frame_boxes: list[
            tuple[float, Any]
        ] = []  # of each frame but the flow, with what is above

    def read_frames(self) -> Iterator[Frame]:
        """Yield the flow, and the frames in the order in which they were met."""
        yield Frame(0, 0.0, frozenset(self.frame_anchors[0]))
        for number, (passed, box) in enumerate(self.frame_boxes, 1):
            ends = [par.top + par.height for par in self.paragraphs if par.frame == number]
            height, floor = box.height, passed + box.content_box_y() + box.height
            yield Frame(
                number,
                (passed + box.position_y) * POINTS_PER_PIXEL,
                frozenset(self.frame_anchors[number]),
                height * POINTS_PER_PIXEL,
                box.min_height * POINTS_PER_PIXEL,
                max(0.0, floor * POINTS_PER_PIXEL - max(ends)) if ends else 0.0,
            )

    def read_box(self, box: Any, frame: int, clipping: _Clipping = _NO_CLIPPING) -> None:
        if box.element_tag and box.element_tag.endswith("::marker"):
            return
        if box.style["position"] == "absolute" and type(box).__name__ != "LineBox":
            frame = len(self.frame_anchors)
            self.frame_boxes.append((self.page_offset, box))
            self.frame_anchors.append(set())
        clipping = clipping.apply_box(box)
        if anchor := box.style["anchor"]:
            self.frame_anchors[frame].add(anchor)
        children = list(box.all_children()) if hasattr(box, "all_children") else []
        lines = [child for child in children if type(child).__name__ == "LineBox"]
        if lines:
            self.add_paragraph(box, lines, frame, clipping)
        for child in children:
            if child not in lines:
                self.read_box(child, frame, clipping)

    def add_paragraph(self, block: Any, lines: list[Any], frame: int, clipping: _Clipping) -> None:
        runs = tuple(_join_lines(lines))
        if not runs:
            return
        style = block.style
        leading = style["line_height"]
        size = style["font_size"] * POINTS_PER_PIXEL
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
                size=size,
                leading=float(leading) if isinstance(leading, int | float) else 0.0,
                language=style["lang"] or "",
                hyphen_limits=tuple(style["hyphenate_limit_chars"]),
                runs=runs,
                is_rotated=clipping.turned,
                is_clipped=clipping.hides_part_of(lines),
                overhang=_measure_overhang(block, lines) * POINTS_PER_PIXEL,
                figure_width=_measure_figure(block, lines),
            )
        )


def _measure_overhang(block: Any, lines: list[Any]) -> float:
    """Return by how many pixels the text of the widest line reaches over its block's padding.

    A list's numeral may hang in the padding; spaces at a line's end are not seen.
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
    return float(over) if over > TOLERANCE else 0.0


def _measure_figure(block: Any, lines: list[Any]) -> FigureWidth | None:
    """Return what a key figure measures, as far as it does not part."""
    if VALUE not in _classes(block):
        return None
    parts = [part for line in lines for part in _inlines(line)]
    numbers = [part.width for part in parts if NUMBER in _classes(part)]
    if not numbers:
        return None
    whole = max((part.width for part in parts if _is_unbroken_figure(part)), default=max(numbers))
    return FigureWidth(max(numbers) * POINTS_PER_PIXEL, whole * POINTS_PER_PIXEL)


def _is_unbroken_figure(part: Any) -> bool:
    """Say whether a stretch of a line holds a number, and what does not part from it."""
    return part.style["white_space"] in UNBROKEN_WHITE_SPACE and any(
        NUMBER in _classes(inner) for inner in (part, *_inlines(part))
    )


def _classes(box: Any) -> list[str]:
    return [] if box.element is None else str(box.element.get("class", "")).split()


def _inlines(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "InlineBox":
            yield child
            yield from _inlines(child)


def _join_lines(lines: list[Any]) -> Iterator[TextRun]:
    """Yield the text of the lines as if it had never been broken."""
    for number, line in enumerate(lines):
        boxes = list(find_text_boxes(line))
        for place, box in enumerate(boxes):
            text = _read_text(box)
            if place == len(boxes) - 1 and number < len(lines) - 1:
                text = _undo_line_break(text, box.style["hyphenate_character"])
            yield read_text_run(box, text)


def _undo_line_break(text: str, hyphen: str) -> str:
    """Return the text of a line's end as it was before it was broken.

    `hyphen` is what the style sheets put where a word is divided; a plain one may be the text's.
    """
    if text.endswith(hyphen) and hyphen != PLAIN_HYPHEN:
        return text.removesuffix(hyphen)
    if text.endswith("-") or (text and ord(text[-1]) >= 0x2E80):  # noqa: PLR2004 - CJK begins
        return text
    return text + " "


def find_text_boxes(box: Any) -> Iterator[Any]:
    """Yield the boxes of the text that is seen in a line, in order."""
    if type(box).__name__ == "TextBox":
        if box.style["visibility"] == "visible":
            yield box
    elif box.style["position"] != "absolute" and hasattr(box, "children"):
        for child in box.children:
            yield from find_text_boxes(child)


def _read_text(box: Any) -> str:
    """Return the text of a WeasyPrint text box, with spaces at which it does not break."""
    text: str = box.text
    return text.replace(" ", NBSP) if box.style["white_space"] in UNBROKEN_WHITE_SPACE else text


def read_text_run(box: Any, text: str | None = None) -> TextRun:
    """Return the text of a WeasyPrint text box, or what has become of it, with the box's style."""
    style = box.style
    spacing = style["letter_spacing"]
    unbroken = style["white_space"] in UNBROKEN_WHITE_SPACE
    return TextRun(
        text=_read_text(box) if text is None else text,
        families=tuple(style["font_family"]),
        weight=int(style["font_weight"]),
        italic=style["font_style"] != "normal",
        size=style["font_size"] * POINTS_PER_PIXEL,
        letter_spacing=float(spacing) * POINTS_PER_PIXEL
        if isinstance(spacing, int | float)
        else 0.0,
        is_hyphenated=style["hyphens"] == "auto",
        language=style["lang"] or "",
        is_unbroken=unbroken,
    )
