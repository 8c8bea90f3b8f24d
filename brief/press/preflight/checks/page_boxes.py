"""Rules of the sheet: how many pages, where they are cut, and what stands near the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.press.preflight.context import Where, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding, Place
    from brief.press.preflight.context import Dossier
    from brief.press.preflight.pdf.pdfium_objects import Box

POINTS_PER_MM = 72 / 25.4
BLEED = 3 * POINTS_PER_MM
SAFE = 5 * POINTS_PER_MM
ROUNDING = 0.05  # points


def check_pages(dossier: Dossier) -> Iterator[Finding]:
    """Check that a one-pager has a page, or a page for each of its languages."""
    pages, languages = len(dossier.document.pages), len(dossier.claims.languages)
    if pages > max(1, languages):
        yield dossier.found("page-count", f"the file has {pages} pages")


def check_boxes(dossier: Dossier) -> Iterator[Finding]:
    """Check that each page says where it is cut, inside what is printed, with bleed for a press."""
    for number in range(dossier.pages):
        media, trim = dossier.box(number, "/MediaBox"), dossier.box(number, "/TrimBox")
        bleed = dossier.box(number, "/BleedBox")
        where = f"page {number + 1}"
        if trim is None:
            yield dossier.found("page-box-missing", f"{where} has no TrimBox")
        for name, inner, outer in (
            ("TrimBox", trim, bleed or media),
            ("BleedBox", bleed, media),
        ):
            if inner and outer and not _inside(inner, outer):
                message = f"{where}: the {name} reaches outside the box around it"
                yield dossier.found("page-box-outside", message)
        if trim and "x" in dossier.claims.names:
            room = _room(trim, bleed or trim)
            if room < BLEED - ROUNDING:
                message = f"{where} has {max(room, 0) / POINTS_PER_MM:.1f} mm of bleed"
                yield dossier.found("bleed-small", message)


def check_edges(dossier: Dossier) -> Iterator[Finding]:
    """Check that text stands on the trimmed page, and not too near its edge."""
    for number, sight in enumerate(dossier.sights):
        trim = dossier.trim(number)
        bleed = dossier.box(number, "/BleedBox") or trim
        media = dossier.box(number, "/MediaBox") or trim
        off, near = [], []
        far: list[Place | None] = []
        close: list[Place | None] = []
        for piece in sight.pieces:
            room = _room(piece.box, trim)
            if room >= SAFE - ROUNDING or not piece.text.strip():
                continue
            if bleed != media and _apart(piece.box, bleed):
                continue  # beyond the bleed of a press sheet stand the printer's own marks
            if room < -ROUNDING:
                off.append(quoted(piece.text))
                far.append(dossier.origins.of_text(piece.text))
            elif room < SAFE - ROUNDING:
                near.append(f"{quoted(piece.text)} stands {room / POINTS_PER_MM:.1f} mm")
                close.append(dossier.origins.of_text(piece.text))
        message = "{} reaches over the edge of the page"
        yield from dossier.gathered("text-off-page", number + 1, off, message, Where(far))
        message = "{} from the edge"
        yield from dossier.gathered("text-near-edge", number + 1, near, message, Where(close))


def _room(inner: Box, outer: Box) -> float:
    """Return how far the inner box keeps from the outer one's nearest edge, in points."""
    return min(inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])


def _inside(inner: Box, outer: Box) -> bool:
    return _room(inner, outer) >= -ROUNDING


def _apart(first: Box, second: Box) -> bool:
    return (
        first[2] <= second[0]
        or first[0] >= second[2]
        or first[3] <= second[1]
        or first[1] >= second[3]
    )
