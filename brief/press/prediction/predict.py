"""Casting: a page foretold without a layout, from the skeleton of its outline and its own words.

The ruler says how many lines each paragraph makes; what stands below a paragraph moves by what that
adds. The page comes out as a layout in the skeleton's setting would show it, as far as the ruler is
right, and every page is laid out and measured before it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.press.copyfit.estimate import FLOW, SAME_HEIGHT
from brief.press.engine.page_model import PageModel
from brief.press.prediction.paragraphs import fill_bone
from brief.press.prediction.tags import Unlike

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.press.copyfit.line_breaker import Ruler
    from brief.press.engine.page_model import Frame, Paragraph
    from brief.press.job.model import Fullness
    from brief.press.prediction.outline import Outline
    from brief.press.prediction.page_template import Skeleton
    from brief.press.prediction.paragraphs import Filled

FOOTER = "footer"


def cast(skeleton: Skeleton, outline: Outline, ruler: Ruler) -> tuple[PageModel, Fullness]:
    """Return the page's paragraphs and how full it is, as a layout would show them.

    Raises Unlike if the words cannot be put into the skeleton.
    """
    if any(bone.block >= len(outline.blocks) for bone in skeleton.bones):
        msg = "the outline has fewer blocks than its skeleton"
        raise Unlike(msg)
    pairs = [
        (bone.paragraph, fill_bone(bone, outline.blocks[bone.block], ruler))
        for bone in skeleton.bones
    ]
    caster = Caster(_rows(pairs), skeleton.frames)
    frames = tuple(caster.frame(frame) for frame in skeleton.frames)
    paragraphs = tuple(
        new.paragraph(old, caster.shift(old, frames[old.frame])) for old, new in pairs
    )
    return PageModel(paragraphs, frames), caster.fullness(skeleton.fullness)


@dataclass(slots=True)
class Row:
    """Paragraphs side by side: where they begin, how high the highest of them was, and is now."""

    frame: int
    place: int
    top: float
    old: float = 0.0
    new: float = 0.0

    @property
    def growth(self) -> float:
        """By how much what stands below them moves."""
        return self.new - self.old


def _rows(pairs: Iterable[tuple[Paragraph, Filled]]) -> tuple[Row, ...]:
    rows: dict[tuple[int, int], Row] = {}
    for old, new in pairs:
        place = row_place(old)
        row = rows.setdefault((old.frame, place), Row(old.frame, place, old.top))
        row.old = max(row.old, old.height)
        row.new = max(row.new, new.height)
    return tuple(rows.values())


def row_place(paragraph: Paragraph) -> int:
    """Return what paragraphs side by side have in common, and is more for those further below."""
    return round(paragraph.top / SAME_HEIGHT)


class Caster:
    """Moves what stands below rows that are higher now, or lower."""

    def __init__(self, rows: tuple[Row, ...], frames: tuple[Frame, ...]) -> None:
        self.rows = rows
        self.frames = frames

    def frame(self, frame: Frame) -> Frame:
        """Return the frame where it begins now, and as high as it is now."""
        if frame.number == FLOW:
            return frame
        growth = sum(row.growth for row in self.rows if row.frame == frame.number)
        if FOOTER not in frame.anchors:
            top = frame.top + self._above(frame)
            return replace(frame, top=top, height=frame.height + growth)
        # a footer stands on the page's bottom
        change = frame.get_height_change(growth) if growth else 0.0
        spare = max(0.0, frame.space_below + change - growth)
        height = frame.height + change
        return replace(frame, top=frame.top - change, height=height, space_below=spare)

    def shift(self, par: Paragraph, frame: Frame) -> float:
        """Return by how much the paragraph moves, in its frame and with it."""
        place = row_place(par)
        above = sum(r.growth for r in self.rows if r.frame == par.frame and r.place < place)
        return above + frame.top - self.frames[par.frame].top

    def fullness(self, fullness: Fullness) -> Fullness:
        """Return where the regions end now."""
        ends = tuple((name, end + self._moved(name, end)) for name, end in fullness.region_ends)
        footer = self._frame_of(FOOTER)
        limit = fullness.footer_top + self.frame(footer).top - footer.top
        return replace(fullness, region_ends=ends, footer_top=limit)

    def _moved(self, region: str, end: float) -> float:
        frame = self._frame_of(f"end-{region}")
        if FOOTER in frame.anchors:
            return 0.0
        own = sum(row.growth for row in self.rows if row.frame == frame.number and row.top < end)
        return own + (0.0 if frame.number == FLOW else self._above(frame))

    def _above(self, frame: Frame) -> float:
        return sum(
            row.growth
            for row in self.rows
            if row.frame == FLOW and row.top + row.old <= frame.top + SAME_HEIGHT
        )

    def _frame_of(self, anchor: str) -> Frame:
        return next((frame for frame in self.frames if anchor in frame.anchors), self.frames[FLOW])
