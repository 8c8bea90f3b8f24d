"""Fills of bars by scenario (ISO 24896:2026): different also in a single ink.

Actual values are solid, earlier ones lighter, planned ones outlined, expected ones hatched. The
hatching is drawn line by line: a press gets no SVG pattern, and a printer no tint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.design.charts.drawing import HAIRLINE

if TYPE_CHECKING:
    from brief.design.charts.drawing import Drawing, Palette

HATCH_STEP = 0.9
"""The distance of the lines of a hatching along an edge, in mm."""
DOT_RADIUS = 0.85
"""The radius of a dot, in mm: a diameter of 4.8 points."""


def fill_bar(
    drawing: Drawing,
    box: tuple[float, float, float, float],
    scenario: str,
    palette: Palette,
) -> None:
    """Add a bar (x, y, width, height) with the fill of its scenario."""
    x, y, width, height = box
    if width <= 0 or height <= 0:
        return
    if scenario == "earlier":
        drawing.rectangle(*box, palette.rule)
    elif scenario == "plan":
        drawing.outline(*box, palette.accent)
    elif scenario == "forecast":
        for start, end in hatch_lines(x, y, width, height):
            drawing.line((start, end), palette.accent)
        drawing.outline(*box, palette.accent)
    else:
        drawing.rectangle(*box, palette.accent)


def hatch_lines(
    x: float, y: float, width: float, height: float
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Return the ends of lines that rise at 45° across a rectangle and end at its edges."""
    lines = []
    offset = HATCH_STEP
    while offset < width + height:
        left = max(0.0, offset - height)
        right = min(width, offset)
        if right - left > HAIRLINE:
            start = (x + left, y + (offset - left))
            end = (x + right, y + (offset - right))
            lines.append((start, end))
        offset += HATCH_STEP
    return lines


def draw_dot(drawing: Drawing, x: float, y: float, scenario: str, palette: Palette) -> None:
    """Add a dot: filled, lighter, outlined, or outlined with a point in it, by scenario."""
    if scenario == "earlier":
        drawing.dot(x, y, DOT_RADIUS, palette.rule)
    elif scenario in {"plan", "forecast"}:
        drawing.dot(x, y, DOT_RADIUS, palette.paper, palette.accent)
        if scenario == "forecast":
            drawing.dot(x, y, DOT_RADIUS / 3, palette.accent)
    else:
        drawing.dot(x, y, DOT_RADIUS, palette.accent)
