"""Rules of the sheet: how many pages, where they are cut, and what stands near the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.press.preflight.context import SourcePlaces, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding, Place
    from brief.press.preflight.context import InspectionContext
    from brief.press.preflight.pdf.pdfium_objects import Box

POINTS_PER_MM = 72 / 25.4
MIN_BLEED = 3 * POINTS_PER_MM
SAFE_MARGIN = 5 * POINTS_PER_MM
ROUNDING = 0.05  # points


def check_pages(context: InspectionContext) -> Iterator[Finding]:
    """Check that a one-pager has a page, or a page for each of its languages."""
    pages, languages = len(context.document.pages), len(context.claims.languages)
    if pages > max(1, languages):
        yield context.make_finding("page-count", f"the file has {pages} pages")


def check_boxes(context: InspectionContext) -> Iterator[Finding]:
    """Check that each page says where it is cut, inside what is printed, with bleed for a press."""
    for number in range(context.page_count):
        media, trim = context.read_box(number, "/MediaBox"), context.read_box(number, "/TrimBox")
        bleed = context.read_box(number, "/BleedBox")
        where = f"page {number + 1}"
        if trim is None:
            yield context.make_finding("page-box-missing", f"{where} has no TrimBox")
        for name, inner, outer in (
            ("TrimBox", trim, bleed or media),
            ("BleedBox", bleed, media),
        ):
            if inner and outer and not _is_inside(inner, outer):
                message = f"{where}: the {name} reaches outside the box around it"
                yield context.make_finding("page-box-outside", message)
        if trim and "x" in context.claims.standards:
            room = _measure_margin(trim, bleed or trim)
            if room < MIN_BLEED - ROUNDING:
                message = f"{where} has {max(room, 0) / POINTS_PER_MM:.1f} mm of bleed"
                yield context.make_finding("bleed-small", message)


def check_edges(context: InspectionContext) -> Iterator[Finding]:
    """Check that text stands on the trimmed page, and not too near its edge."""
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
            if bleed != media and _is_apart(piece.box, bleed):
                continue  # beyond the bleed of a press sheet stand the printer's own marks
            if room < -ROUNDING:
                off.append(quote(piece.text))
                far.append(context.origins.find_text(piece.text))
            elif room < SAFE_MARGIN - ROUNDING:
                near.append(f"{quote(piece.text)} stands {room / POINTS_PER_MM:.1f} mm")
                close.append(context.origins.find_text(piece.text))
        message = "{} reaches over the edge of the page"
        yield from context.group_findings(
            "text-off-page", number + 1, off, message, SourcePlaces(far)
        )
        message = "{} from the edge"
        yield from context.group_findings(
            "text-near-edge", number + 1, near, message, SourcePlaces(close)
        )


def _measure_margin(inner: Box, outer: Box) -> float:
    """Return how far the inner box keeps from the outer one's nearest edge, in points."""
    return min(inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])


def _is_inside(inner: Box, outer: Box) -> bool:
    return _measure_margin(inner, outer) >= -ROUNDING


def _is_apart(first: Box, second: Box) -> bool:
    return (
        first[2] <= second[0]
        or first[0] >= second[2]
        or first[3] <= second[1]
        or first[1] >= second[3]
    )
