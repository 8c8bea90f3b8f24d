"""Checks of pages: turned, scaled, of unusual size, empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.press.job.units import POINTS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

SIZE_TOLERANCE = 2.0  # mm
MAX_PARENTS = 50  # of a page
USUAL_SIZES = (
    (52, 74), (55, 85), (74, 105), (98, 210), (99, 210), (105, 148), (105, 210), (125, 176),
    (148, 210), (176, 250), (184, 267), (210, 210), (210, 280), (210, 297), (250, 353), (297, 420),
    (353, 500), (420, 594), (500, 707), (594, 841), (707, 1000), (841, 1189), (1000, 1414),
    (89, 51), (140, 216), (216, 279), (216, 356), (279, 432), (432, 559), (559, 864), (864, 1118),
    (254, 143), (254, 190), (297, 167), (339, 190), (280, 157), (280, 210),
)  # fmt: skip
"""Sheets of ISO 216, North American ones, cards, folded sheets and slides, in mm."""


def check_turns(context: InspectionContext) -> Iterator[Finding]:
    """Check that no page is turned or scaled by its dictionary."""
    for number in range(context.page_count):
        page = context.document.pages[number].obj
        turn = int(_find_inherited(page, "/Rotate", 0)) % 360
        if turn:
            message = f"page {number + 1} is turned by {turn} degrees (Rotate)"
            yield context.make_finding("page-rotated", message)
        unit = float(page.get("/UserUnit", 1))
        if unit != 1:
            message = f"page {number + 1} is scaled {unit:g}:1 (UserUnit)"
            yield context.make_finding("user-unit", message)


def _find_inherited(node: Any, key: str, default: int) -> Any:
    for _ in range(MAX_PARENTS):
        if node is None:
            break
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return default


def check_sizes(context: InspectionContext) -> Iterator[Finding]:
    """Check that the trimmed pages have the same size, a usual one."""
    if context.is_press and context.read_box(0, "/TrimBox") is None:
        return  # the check of boxes reports it
    sizes = [_measure(context, number) for number in range(context.page_count)]
    for number, size in enumerate(sizes, 1):
        if not _is_near(size, sizes[0]):
            message = f"page {number} is {_describe(size)}, and page 1 {_describe(sizes[0])}"
            yield context.make_finding("page-size", message)
    if not any(_is_near(sizes[0], usual) for usual in USUAL_SIZES):
        message = f"page 1 is {_describe(sizes[0])}, and not a usual size of paper"
        yield context.make_finding("page-size", message)


def _measure(context: InspectionContext, page: int) -> tuple[float, float]:
    """Return the shorter and the longer edge of the trimmed page, in mm."""
    left, bottom, right, top = context.find_trim_box(page)
    unit = float(context.document.pages[page].obj.get("/UserUnit", 1)) / POINTS_PER_MM
    shorter, longer = sorted(((right - left) * unit, (top - bottom) * unit))
    return shorter, longer


def _is_near(size: tuple[float, float], other: tuple[float, float]) -> bool:
    pairs = zip(sorted(size), sorted(other), strict=True)
    return all(abs(edge - usual) <= SIZE_TOLERANCE for edge, usual in pairs)


def _describe(size: tuple[float, float]) -> str:
    return f"{size[0]:.0f} × {size[1]:.0f} mm"


def check_blank_pages(context: InspectionContext) -> Iterator[Finding]:
    """Check that something is painted on each page."""
    for number, page in enumerate(context.seen_pages):
        notes: Any = context.document.pages[number].obj.get("/Annots", [])
        if not page.text.strip() and not any(not it.white for it in page.shapes) and not len(notes):
            yield context.make_finding("page-blank", f"page {number + 1} is blank")
