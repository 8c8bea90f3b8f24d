"""Checks of pages: number, boxes, bleed, and text near the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.findings.message import quote
from brief.press.job.units import POINTS_PER_MM
from brief.press.pdf.objects import lie_apart
from brief.press.preflight.checks.pdfx4 import find_box_defects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding, Place
    from brief.press.pdf.objects import Box
    from brief.press.preflight.context import InspectionContext

MIN_BLEED = 3 * POINTS_PER_MM
SAFE_MARGIN = 5 * POINTS_PER_MM
ROUNDING = 0.05  # points


def check_pages(context: InspectionContext) -> Iterator[Finding]:
    """Check that a one-pager has one page for each of its languages."""
    pages, languages = len(context.document.pages), len(context.claims.languages)
    if pages > max(1, languages):
        yield context.make_finding("page-count", f"the file has {pages} pages")


def check_boxes(context: InspectionContext) -> Iterator[Finding]:
    """Check that each page has a TrimBox inside the box around it, and bleed for a press."""
    sound = True
    for number in range(context.page_count):
        media, trim = context.read_box(number, "/MediaBox"), context.read_box(number, "/TrimBox")
        bleed = context.read_box(number, "/BleedBox")
        where = f"page {number + 1}"
        sound = sound and trim is not None
        if trim is None and (bleed or context.is_press or context.is_own):
            yield context.make_finding("page-box-missing", f"{where} has no TrimBox")
        crop = None if context.is_pdfx4 else context.read_box(number, "/CropBox")
        for name, inner, outer in (
            ("TrimBox", trim, bleed or media),
            ("TrimBox", trim, crop),
            ("BleedBox", bleed, media),
        ):
            if inner and outer and _measure_margin(inner, outer) < -ROUNDING:
                sound = False
                message = f"{where}: the {name} reaches outside the box around it"
                yield context.make_finding("page-box-outside", message)
        if trim and context.is_press:
            room = _measure_margin(trim, bleed or trim)
            if room < MIN_BLEED - ROUNDING:
                message = f"{where} has {max(room, 0) / POINTS_PER_MM:.1f} mm of bleed"
                yield context.make_finding("bleed-small", message)
    if context.is_pdfx4 and sound:
        yield from find_box_defects(context)


def check_edges(context: InspectionContext) -> Iterator[Finding]:
    """Check that text is on the trimmed page, and not too near its edge."""
    for number, page in enumerate(context.rendered_pages):
        trim = context.find_trim_box(number)
        bleed = context.read_box(number, "/BleedBox") or trim
        media = context.read_box(number, "/MediaBox") or trim
        off, near = [], []
        far: list[Place | None] = []
        close: list[Place | None] = []
        for piece in page.texts:
            room = _measure_margin(piece.box, trim)
            if room >= SAFE_MARGIN - ROUNDING or not piece.text.strip():
                continue
            if bleed != media and lie_apart(piece.box, bleed):
                continue  # outside the bleed of a press file are the printer's marks
            if room < -ROUNDING:
                off.append(f"{quote(piece.text)} reaches over the edge of the page")
                far.append(context.source_map.find_text(piece.text))
            else:
                near.append(f"{quote(piece.text)} is {room / POINTS_PER_MM:.1f} mm from the edge")
                close.append(context.source_map.find_text(piece.text))
        yield from context.group_findings("text-off-page", number + 1, off, far)
        yield from context.group_findings("text-near-edge", number + 1, near, close)


def _measure_margin(inner: Box, outer: Box) -> float:
    """Return the smallest distance between the edges of two boxes, in points."""
    return min(inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
