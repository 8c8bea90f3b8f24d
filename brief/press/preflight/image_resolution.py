"""Effective resolution: how many pixels of a picture come to an inch of paper."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Dictionary, Name

from brief.findings import Finding, Severity
from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap

if TYPE_CHECKING:
    from collections.abc import Iterator

# For a screen of 60 lines a centimetre, twice as many pixels as dots; below half it looks coarse.
GOOD, POOR = 300, 150
POINTS_PER_INCH = 72
MM_PER_POINT = 25.4 / 72
DEPTH = 12  # forms within forms; a page that refers to itself would have no end
ROUNDING = 1.005  # engines round sizes


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture where it stands: its size in pixels, and on paper in points."""

    page: int
    pixels: tuple[int, int]
    size: tuple[float, float]

    @property
    def resolution(self) -> float:
        """Return the pixels per inch in the direction that has fewer."""
        pairs = zip(self.pixels, self.size, strict=True)
        return min(count * POINTS_PER_INCH / length for count, length in pairs)


def resolution_findings(
    document: pikepdf.Pdf, origins: SourceMap = EMPTY_SOURCE_MAP
) -> list[Finding]:
    """Return what is to be said of pictures with too few pixels; `image-resolution`."""
    findings: dict[Finding, None] = {}
    for placed in placed_pictures(document):
        resolution = placed.resolution * ROUNDING
        if resolution >= GOOD:
            continue
        width, height = (length * MM_PER_POINT for length in placed.size)
        message = (
            f"page {placed.page}: a picture of {placed.pixels[0]} × {placed.pixels[1]} pixels is "
            f"printed {width:.0f} × {height:.0f} mm large, at {resolution:.0f} pixels per inch; "
            f"print wants {GOOD}"
        )
        remedy = f"use one at least {width / 25.4 * GOOD:.0f} pixels wide, or print it smaller"
        severity = Severity.ERROR if resolution < POOR else Severity.WARNING
        place = origins.find_picture(placed.pixels)
        findings.setdefault(Finding("image-resolution", severity, message, remedy, place))
    return list(findings)


def placed_pictures(document: pikepdf.Pdf) -> Iterator[Placed]:
    """Yield every picture in the place where it is drawn; stencils and masks are left out."""
    for number, page in enumerate(document.pages, 1):
        yield from _placed(page, page.get("/Resources", Dictionary()), pikepdf.Matrix(), number, 0)


def _placed(
    stream: pikepdf.Object | pikepdf.Page,
    resources: pikepdf.Object,
    matrix: pikepdf.Matrix,
    page: int,
    depth: int,
) -> Iterator[Placed]:
    base, saved = matrix, []
    for instruction in pikepdf.parse_content_stream(stream):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            saved.append(matrix)
        elif operator == "Q" and saved:
            matrix = saved.pop()
        elif operator == "cm":
            matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
        elif operator == "Do":
            item = resources.get("/XObject", Dictionary()).get(str(operands[0]))
            yield from _drawn(item, resources, matrix, page, depth)
        elif operator in {"scn", "SCN"} and operands and isinstance(operands[-1], Name):
            item = resources.get("/Pattern", Dictionary()).get(str(operands[-1]))
            if isinstance(item, pikepdf.Stream):
                # a pattern hangs on the page, or the form, not on what it fills (8.7.3.1)
                yield from _drawn(item, resources, base, page, depth)


def _drawn(
    item: pikepdf.Object | None,
    resources: pikepdf.Object,
    matrix: pikepdf.Matrix,
    page: int,
    depth: int,
) -> Iterator[Placed]:
    if item is None or depth > DEPTH:
        return
    if item.get("/Subtype") == Name.Image:
        if not item.get("/ImageMask", False):
            size = (hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d))
            if min(size) > 0:
                yield Placed(page, (int(item.Width), int(item.Height)), size)
        return
    own = pikepdf.Matrix(item.Matrix) if "/Matrix" in item else pikepdf.Matrix()
    inner = item.get("/Resources", resources)
    yield from _placed(item, inner, own @ matrix, page, depth + 1)
