"""Prediction, step 5: predict a page without a layout, from its template and its own texts.

The text measurer counts the lines of each paragraph, and what is below the paragraph moves by the
difference. The result is the page model that a layout with the template's parameters would have.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.press.copyfit.estimate import FLOW, SAME_ROW_TOLERANCE
from brief.press.engine.page_model import PageModel
from brief.press.job.page_contract import FOOTERS, get_end_id
from brief.press.prediction.paragraphs import fill_slot
from brief.press.prediction.tags import NotPredictable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.press.copyfit.line_breaker import TextMeasurer
    from brief.press.engine.page_model import Frame, Paragraph
    from brief.press.job.model import Fullness
    from brief.press.prediction.outline import Outline
    from brief.press.prediction.page_template import PageTemplate


def predict_page(
    template: PageTemplate, outline: Outline, measurer: TextMeasurer
) -> tuple[PageModel, Fullness]:
    """Return the page as a layout would have it; raises NotPredictable if slots do not match."""
    if any(slot.block >= len(outline.blocks) for slot in template.slots):
        msg = "the outline has fewer blocks than its template"
        raise NotPredictable(msg)
    pairs = [
        (slot.paragraph, fill_slot(slot, outline.blocks[slot.block], measurer))
        for slot in template.slots
    ]
    shifter = PageShifter(_find_row_changes(pairs), template.frames)
    frames = tuple(shifter.shift_frame(frame) for frame in template.frames)
    paragraphs = tuple(
        replace(new, top=new.top + shifter.find_shift(old, frames[old.frame])) for old, new in pairs
    )
    return PageModel(paragraphs, frames), shifter.shift_fullness(template.fullness)


@dataclass(slots=True)
class RowChange:
    """Paragraphs side by side: their top, and the height of the highest one before and after."""

    frame: int
    number: int
    top: float
    old_height: float = 0.0
    new_height: float = 0.0

    @property
    def growth(self) -> float:
        """The points by which everything below them moves down."""
        return self.new_height - self.old_height


def _find_row_changes(pairs: Iterable[tuple[Paragraph, Paragraph]]) -> tuple[RowChange, ...]:
    rows: dict[tuple[int, int], RowChange] = {}
    for old, new in pairs:
        place = find_row_number(old)
        row = rows.setdefault((old.frame, place), RowChange(old.frame, place, old.top))
        row.old_height = max(row.old_height, old.height)
        row.new_height = max(row.new_height, new.height)
    return tuple(rows.values())


def find_row_number(paragraph: Paragraph) -> int:
    """Return a number that is equal for paragraphs side by side, and grows down the page."""
    return round(paragraph.top / SAME_ROW_TOLERANCE)


class PageShifter:
    """Moves what is below rows whose heights have changed."""

    def __init__(self, rows: tuple[RowChange, ...], frames: tuple[Frame, ...]) -> None:
        self.rows = rows
        self.frames = frames

    def shift_frame(self, frame: Frame) -> Frame:
        """Return the frame with its new top and height."""
        if frame.number == FLOW:
            return frame
        growth = sum(row.growth for row in self.rows if row.frame == frame.number)
        if not FOOTERS & frame.anchors:
            top = frame.top + self._find_growth_above(frame)
            return replace(frame, top=top, height=frame.height + growth)
        # a footer grows upward from the bottom of the page
        change = frame.get_height_change(growth) if growth else 0.0
        spare = max(0.0, frame.space_below + change - growth)
        height = frame.height + change
        return replace(frame, top=frame.top - change, height=height, space_below=spare)

    def find_shift(self, par: Paragraph, frame: Frame) -> float:
        """Return how far down the paragraph moves, in its frame and with it."""
        place = find_row_number(par)
        above = sum(r.growth for r in self.rows if r.frame == par.frame and r.number < place)
        return above + frame.top - self.frames[par.frame].top

    def shift_fullness(self, fullness: Fullness) -> Fullness:
        """Return the fullness with the new ends of the regions."""
        ends = tuple(
            (name, end + self._find_end_shift(name, end)) for name, end in fullness.region_ends
        )
        feet = [frame for frame in self.frames if FOOTERS & frame.anchors] or [self.frames[FLOW]]
        rise = min(self.shift_frame(foot).top for foot in feet) - min(foot.top for foot in feet)
        limit = fullness.footer_top + rise
        return replace(fullness, region_ends=ends, footer_top=limit)

    def _find_end_shift(self, region: str, end: float) -> float:
        frame = self._find_frame(get_end_id(region))
        if FOOTERS & frame.anchors:
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
