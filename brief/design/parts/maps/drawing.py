"""Draw a map: sea, land, borders, the edge, and a dot for each place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from brief.design.charts.drawing import HAIRLINE, Drawing
from brief.design.parts.maps.land import find_land

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.design.charts.drawing import Palette
    from brief.design.parts.maps.frame import Frame
    from brief.design.parts.maps.labels import Dot, Label

HALO = 0.3
"""The width of the paper around a dot, in mm, that keeps it apart from coasts and borders."""


class MapColours(NamedTuple):
    """The brand's colours for a map."""

    palette: Palette
    land: str


def draw_map(
    frame: Frame, dots: Sequence[Dot], labels: Sequence[Label], colours: MapColours
) -> Drawing:
    """Return the map of an area with its dots, and lines to labels that are far from theirs."""
    drawing = Drawing(frame.size)
    drawing.shapes.extend(_draw_land(frame, colours))
    _draw_dots(drawing, dots, labels, colours.palette)
    return drawing


def draw_overlay(
    frame: Frame, dots: Sequence[Dot], labels: Sequence[Label], palette: Palette
) -> Drawing:
    """Return the edge, the dots and the lines alone, to be put on a picture."""
    drawing = Drawing(frame.size)
    drawing.outline(0, 0, *frame.size, palette.muted)
    _draw_dots(drawing, dots, labels, palette)
    return drawing


def _draw_dots(
    drawing: Drawing, dots: Sequence[Dot], labels: Sequence[Label], palette: Palette
) -> None:
    """Add the dots; that of a lead place is larger, and in the accent colour."""
    for dot, box in ((label.dot, label.box) for label in labels if label.is_far):
        x = min(max(dot.x, box.x), box.x + box.width)
        y = min(max(dot.y, box.y), box.y + box.height)
        drawing.line(((dot.x, dot.y), (x, y)), palette.ink)
    for dot in sorted(dots, key=lambda dot: not dot.is_lead):  # a smaller one stays visible
        drawing.dot(dot.x, dot.y, dot.radius + HALO, palette.paper)
        drawing.dot(dot.x, dot.y, dot.radius, palette.accent if dot.is_lead else palette.ink)


@lru_cache(maxsize=16)
def _draw_land(frame: Frame, colours: MapColours) -> tuple[str, ...]:
    """Return the shapes of the land, which are the same in all languages."""
    drawing, (palette, fill), land = Drawing(frame.size), colours, find_land(frame)
    drawing.rectangle(0, 0, *frame.size, palette.paper)
    for ring in land.land:
        drawing.polygon(ring, fill, palette.muted, HAIRLINE)
    for ring in land.water:
        drawing.polygon(ring, palette.paper, palette.muted, HAIRLINE)
    for line in land.borders:
        drawing.line(line, palette.rule)
    drawing.outline(0, 0, *frame.size, palette.muted)
    return tuple(drawing.shapes)
