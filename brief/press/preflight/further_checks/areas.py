"""Checks of lines and areas for a press: hairlines, and areas at and beyond the bleed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.press.job.units import POINTS_PER_MM
from brief.press.pdf.objects import lie_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.pdf.objects import Box
    from brief.press.preflight.context import InspectionContext
    from brief.press.preflight.pdf.page_shapes import Shape

MIN_LINE = 0.25  # points
ROUNDING = 0.01  # points
MIN_LENGTH = 1.0  # points: shorter lines are parts of drawings
MIN_AREA = 1.0 * POINTS_PER_MM  # of both sides: thinner ones are printer's marks
MIN_BLEED = 2.5 * POINTS_PER_MM  # with some tolerance
AT_EDGE = 0.5 * POINTS_PER_MM
COLOUR_BAR = 6  # as many areas outside the bleed are fields of a printer's colour bar


def check_hairlines(context: InspectionContext) -> Iterator[Finding]:
    """Check that lines are wide enough to be printed."""
    for number, page in enumerate(context.seen_pages):
        thin = []
        for shape in page.shapes:
            width = _measure_line(shape)
            if width is not None and width < MIN_LINE - ROUNDING:
                place = context.describe_place(number, shape.box)
                thin.append(f"a line of {width:.2f} pt, {place}")
        yield from context.group_findings("hairline", number + 1, thin)


def _measure_line(shape: Shape) -> float | None:
    """Return the width of a line, drawn or filled, or None for other objects."""
    left, bottom, right, top = shape.box
    if shape.kind != "path" or max(right - left, top - bottom) < MIN_LENGTH:
        return None
    if shape.line_width is not None:
        return shape.line_width
    return None if shape.white or not shape.is_seen else shape.thickness


def check_bleed(context: InspectionContext) -> Iterator[Finding]:
    """Check that areas at the edge of the page fill the bleed, and none is beyond it."""
    if not context.is_press:
        return
    for number, page in enumerate(context.seen_pages):
        trim = context.find_trim_box(number)
        bleed = context.read_box(number, "/BleedBox") or trim
        areas = [it for it in page.shapes if it.kind != "text" and _is_area(it)]
        beyond = [it for it in areas if _reaches_beyond(it.box, bleed)]
        outside = [it for it in beyond if lie_apart(it.box, bleed)]
        if len(outside) >= COLOUR_BAR:
            beyond = [it for it in beyond if it not in outside]
        told = [
            f"{_name(it)}, {context.describe_place(number, it.box)} of the trimmed page, is "
            "outside the bleed"
            for it in beyond
        ]
        yield from context.group_findings("outside-bleed", number + 1, told)
        short = [
            f"{_name(it)}, {context.describe_place(number, it.box)}, ends at the edge of the page"
            for it in areas
            if not it.white and _ends_at_edge(it.box, trim)
        ]
        yield from context.group_findings("bleed-empty", number + 1, short)


def _name(shape: Shape) -> str:
    return {"path": "an area", "image": "an image"}.get(shape.kind, "a gradient")


def _is_area(shape: Shape) -> bool:
    if shape.line_width is not None and shape.line_width > MIN_AREA:
        return True
    return shape.filled and shape.is_seen and shape.thickness > MIN_AREA


def _reaches_beyond(box: Box, bleed: Box) -> bool:
    room = (box[0] - bleed[0], box[1] - bleed[1], bleed[2] - box[2], bleed[3] - box[3])
    return min(room) < -MIN_AREA


def _ends_at_edge(box: Box, trim: Box) -> bool:
    """Return whether a box touches an edge of the trimmed page, and does not fill the bleed."""
    if lie_apart(box, trim):
        return False
    over = (trim[0] - box[0], trim[1] - box[1], box[2] - trim[2], box[3] - trim[3])
    return any(-AT_EDGE <= each < MIN_BLEED for each in over)
