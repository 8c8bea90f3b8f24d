"""The frame of a map: which area fits into it, and where a place is, in mm.

Degrees are even in both directions, and a degree of longitude is as wide as it is in the middle of
the area (equirectangular projection, as that of the location maps of encyclopedias).
"""

from __future__ import annotations

from math import cos, radians
from typing import NamedTuple

from brief.design.charts.drawing import Size
from brief.editorial.models.maps.area import POLE, TURN, Area

LEAST_HEIGHT = 0.5
"""The least and the most height of a map, as a share of the width of its place."""
MOST_HEIGHTS = {"sidebar": 1.15, "text": 0.55}
NARROWEST = 0.2
"""The least width of a degree of longitude, as a share of one of latitude: that at 78°."""


class Frame(NamedTuple):
    """An area, and the size in mm at which it is drawn."""

    area: Area
    size: Size

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a place is: x from the left edge and y from the upper one, in mm."""
        across = (self.area.place_longitude(longitude) - self.area.west) / self.area.width
        down = (self.area.north - latitude) / self.area.height
        return across * self.size.width, down * self.size.height


def fit_frame(area: Area, width: float, place: str, *, exact: bool = False) -> Frame:
    """Return the frame of an area in a place of that width.

    An area that is flatter or taller than a map there is widened; an `exact` one stays as it is,
    and the map is narrower if it would be too tall.
    """
    degree = max(cos(radians((area.south + area.north) / 2)), NARROWEST)
    ratio = area.height / (area.width * degree)
    most = MOST_HEIGHTS[place]
    if exact:
        width *= min(1, most / ratio)
        return Frame(area, Size(width, width * ratio))
    if ratio > most:
        area = _widen(area, area.height / most / degree)
    elif ratio < LEAST_HEIGHT:
        area = _heighten(area, area.width * degree * LEAST_HEIGHT)
    ratio = area.height / (area.width * degree)
    width *= min(1, most / ratio)
    return Frame(area, Size(width, width * ratio))


def _widen(area: Area, width: float) -> Area:
    """Return the area with a width in degrees, at most around the earth."""
    middle, half = (area.west + area.east) / 2, min(width, TURN) / 2
    return Area(middle - half, area.south, middle + half, area.north)


def _heighten(area: Area, height: float) -> Area:
    """Return the area with a height in degrees, moved to be between the poles."""
    height = min(height, 2 * POLE)
    south = (area.south + area.north - height) / 2
    south = min(max(south, -POLE), POLE - height)
    return Area(area.west, south, area.east, south + height)
