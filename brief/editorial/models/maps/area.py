"""The part of the earth that a map shows: between edges in degrees, or around countries or places.

An area that crosses the 180th meridian has an `east` above 180.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TURN = 360.0
POLE = 90.0
MARGIN = 0.04
"""Around countries, as a share of the area."""
MARGIN_OF_PLACES = 0.3
LEAST_SIZE = 3.0
"""The least size of an area around places, in degrees, so that a single place has surroundings."""


class Area(NamedTuple):
    """The edges of an area in degrees; `west` < `east` < `west` + 360."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """From west to east, in degrees."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """From south to north, in degrees."""
        return self.north - self.south

    def place_longitude(self, longitude: float) -> float:
        """Return a longitude, or the same one a turn further if only that is in the area."""
        middle = (self.west + self.east) / 2
        return longitude - round((longitude - middle) / TURN) * TURN

    def contains(self, latitude: float, longitude: float) -> bool:
        """Return whether a place is in the area."""
        across = self.west <= self.place_longitude(longitude) <= self.east
        return across and self.south <= latitude <= self.north


@lru_cache(maxsize=1)
def read_country_edges() -> dict[str, Area]:
    """Return the edges of each country by its code, without islands that are far away."""
    source = files("brief.editorial.models.maps") / "country_edges.json"
    found = cast("dict[str, list[float]]", json.loads(source.read_text("utf-8")))
    return {code: Area(*edges) for code, edges in found.items()}


def surround_countries(codes: Sequence[str]) -> Area:
    """Return the area around countries; the codes are known ones."""
    edges = read_country_edges()
    joined = edges[codes[0]]
    for code in codes[1:]:
        joined = _join(joined, edges[code])
    return _widen(joined, MARGIN)


def surround_places(places: Iterable[tuple[float, float]]) -> Area:
    """Return the area around places (latitude, longitude), at least a few degrees in size."""
    latitudes, longitudes = zip(*places, strict=True)
    ordered = sorted(set(longitudes))
    following = (*ordered[1:], ordered[0] + TURN)
    # The map leaves out the widest stretch without a place, and begins where that ends.
    gap, west = max((end - start, end) for start, end in zip(ordered, following, strict=True))
    west -= TURN if west > TURN / 2 else 0
    east = west + TURN - gap
    found = _widen(Area(west, min(latitudes), east, max(latitudes)), MARGIN_OF_PLACES)
    across = max(LEAST_SIZE - found.width, 0) / 2
    along = max(LEAST_SIZE - found.height, 0) / 2
    return _limit(
        found.west - across, found.south - along, found.east + across, found.north + along
    )


def _join(one: Area, other: Area) -> Area:
    """Return the narrower of the areas that contain both."""
    shifted = (
        Area(
            min(one.west, other.west + turn),
            min(one.south, other.south),
            max(one.east, other.east + turn),
            max(one.north, other.north),
        )
        for turn in (0.0, TURN, -TURN)
    )
    return min(shifted, key=lambda area: area.width)


def _widen(area: Area, share: float) -> Area:
    across, along = area.width * share, area.height * share
    return _limit(area.west - across, area.south - along, area.east + across, area.north + along)


def _limit(west: float, south: float, east: float, north: float) -> Area:
    """Return the area within the poles, and at most once around the earth."""
    if east - west > TURN:
        west, east = (west + east - TURN) / 2, (west + east + TURN) / 2
    return Area(west, max(south, -POLE), east, min(north, POLE))
