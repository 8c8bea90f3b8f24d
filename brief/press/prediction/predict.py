"""Casting: a page foretold without a layout, from the skeleton of its outline and its own words.

The ruler says how many lines each paragraph makes; what stands below a paragraph moves by what that
adds. The page comes out as a layout in the skeleton's setting would show it, as far as the ruler is
right, and every page is laid out and measured before it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.press.copyfit.estimate import FLOW, SAME_ROW_TOLERANCE
from brief.press.engine.page_model import PageModel
from brief.press.prediction.paragraphs import fill_slot
from brief.press.prediction.tags import NotPredictable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.press.copyfit.line_breaker import TextMeasurer
    from brief.press.engine.page_model import Frame, Paragraph
    from brief.press.job.model import Fullness
    from brief.press.prediction.outline import Outline
    from brief.press.prediction.page_template import PageTemplate
    from brief.press.prediction.paragraphs import FilledSlot

FOOTER = "footer"


def predict_page(
    template: PageTemplate, outline: Outline, measurer: TextMeasurer
) -> tuple[PageModel, Fullness]:
    """Return the page's paragraphs and how full it is, as a layout would show them.

    Raises Unlike if the words cannot be put into the skeleton.
    """
    if any(slot.block >= len(outline.blocks) for slot in template.slots):
        msg = "the outline has fewer blocks than its skeleton"
        raise NotPredictable(msg)
    pairs = [
        (slot.paragraph, fill_slot(slot, outline.blocks[slot.block], measurer))
        for slot in template.slots
    ]
    shifter = PageShifter(_find_row_changes(pairs), template.frames)
    frames = tuple(shifter.shift_frame(frame) for frame in template.frames)
    paragraphs = tuple(
        new.make_paragraph(old, shifter.find_shift(old, frames[old.frame])) for old, new in pairs
    )
    return PageModel(paragraphs, frames), shifter.shift_fullness(template.fullness)


@dataclass(slots=True)
class RowChange:
    """Paragraphs side by side: where they begin, how high the highest of them was, and is now."""

    frame: int
    number: int
    top: float
    old_height: float = 0.0
    new_height: float = 0.0

    @property
    def growth(self) -> float:
        """By how much what stands below them moves."""
        return self.new_height - self.old_height


def _find_row_changes(pairs: Iterable[tuple[Paragraph, FilledSlot]]) -> tuple[RowChange, ...]:
    rows: dict[tuple[int, int], RowChange] = {}
    for old, new in pairs:
        place = find_row_number(old)
        row = rows.setdefault((old.frame, place), RowChange(old.frame, place, old.top))
        row.old_height = max(row.old_height, old.height)
        row.new_height = max(row.new_height, new.height)
    return tuple(rows.values())


def find_row_number(paragraph: Paragraph) -> int:
    """Return what paragraphs side by side have in common, and is more for those further below."""
    return round(paragraph.top / SAME_ROW_TOLERANCE)


class PageShifter:
    """Moves what stands below rows that are higher now, or lower."""

    def __init__(self, rows: tuple[RowChange, ...], frames: tuple[Frame, ...]) -> None:
        self.rows = rows
        self.frames = frames

    def shift_frame(self, frame: Frame) -> Frame:
        """Return the frame where it begins now, and as high as it is now."""
        if frame.number == FLOW:
            return frame
        growth = sum(row.growth for row in self.rows if row.frame == frame.number)
        if FOOTER not in frame.anchors:
            top = frame.top + self._find_growth_above(frame)
            return replace(frame, top=top, height=frame.height + growth)
        # a footer stands on the page's bottom
        change = frame.get_height_change(growth) if growth else 0.0
        spare = max(0.0, frame.space_below + change - growth)
        height = frame.height + change
        return replace(frame, top=frame.top - change, height=height, space_below=spare)

    def find_shift(self, par: Paragraph, frame: Frame) -> float:
        """Return by how much the paragraph moves, in its frame and with it."""
        place = find_row_number(par)
        above = sum(r.growth for r in self.rows if r.frame == par.frame and r.number < place)
        return above + frame.top - self.frames[par.frame].top

    def shift_fullness(self, fullness: Fullness) -> Fullness:
        """Return where the regions end now."""
        ends = tuple(
            (name, end + self._find_end_shift(name, end)) for name, end in fullness.region_ends
        )
        footer = self._find_frame(FOOTER)
        limit = fullness.footer_top + self.shift_frame(footer).top - footer.top
        return replace(fullness, region_ends=ends, footer_top=limit)

    def _find_end_shift(self, region: str, end: float) -> float:
        frame = self._find_frame(f"end-{region}")
        if FOOTER in frame.anchors:
            return 0.0
        own = sum(row.growth for row in self.rows if row.frame == frame.number and row.top < end)
        return own + (0.0 if frame.number == FLOW else self._find_growth_above(frame))

    def _find_growth_above(self, frame: Frame) -> float:
        return sum(
            row.growth
            for row in self.rows
            if row.frame == FLOW and row.top + row.old_height <= frame.top + SAME_ROW_TOLERANCE
        )

    def _find_frame(self, anchor: str) -> Frame:
        return next((frame for frame in self.frames if anchor in frame.anchors), self.frames[FLOW])
