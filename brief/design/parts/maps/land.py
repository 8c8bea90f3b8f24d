"""Coasts and borders of an area, from Natural Earth at 1:50 million, in mm.

They are cut at the edges of the area, and have no more points than a print can show. `scripts/
map_data` writes their file, with the borders as Natural Earth has them.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.design.parts.maps.frame import Frame
    from brief.editorial.models.maps.area import Area

    Points: TypeAlias = Sequence[tuple[float, float]]

UNITS = 100
"""The units of the file in a degree."""
TURN = 360 * UNITS
MAX_POINTS = 4000
FINEST = 0.12
"""The least distance of two points in mm."""
LEAST_ISLAND = 0.3
"""The least width or height of an island in mm."""


@dataclass(frozen=True)
class Land:
    """What is drawn of an area, in mm: rings of land and of water in it, and lines of borders."""

    land: tuple[Points, ...] = ()
    water: tuple[Points, ...] = ()
    borders: tuple[Points, ...] = ()

    @cached_property
    def _cells(self) -> frozenset[tuple[int, int]]:
        """The square millimetres that have a line."""
        parts = (*self.land, *self.water, *self.borders)
        return frozenset((int(x), int(y)) for points in parts for x, y in points)

    def count_lines(self, box: tuple[float, float, float, float]) -> int:
        """Return how many square millimetres of a box (x, y, width, height) have a line."""
        x, y, width, height = box
        across, down = range(int(x), int(x + width) + 1), range(int(y), int(y + height) + 1)
        return sum((column, row) in self._cells for column in across for row in down)

    def is_land(self, x: float, y: float) -> bool:
        """Return whether a point is on land."""
        rings = (*self.land, *self.water)
        return sum(_crosses(ring, x, y) for ring in rings) % 2 == 1


@lru_cache(maxsize=16)
def find_land(frame: Frame) -> Land:
    """Return the land in a frame; the same object for the same frame."""
    land, water = (tuple(_list_rings(name, frame)) for name in ("land", "water"))
    borders = tuple(_list_lines(frame))
    step = FINEST
    while True:
        found = Land(*(tuple(_thin(it, step) for it in parts) for parts in (land, water, borders)))
        if sum(map(len, (*found.land, *found.water, *found.borders))) <= MAX_POINTS:
            return found
        step *= 1.6


@lru_cache(maxsize=1)
def _read_file() -> dict[str, list[list[int]]]:
    source = files("brief.design.parts.maps") / "land.json.gz"
    return cast("dict[str, list[list[int]]]", json.loads(gzip.decompress(source.read_bytes())))


def _list_parts(name: str, area: Area) -> Iterator[Points]:
    """Yield the rings or lines whose boxes meet the area, in its degrees."""
    west, south, east, north = (edge * UNITS for edge in area)
    for part in _read_file()[name]:
        if part[1] >= north or part[3] <= south:
            continue
        for turn in (-TURN, 0, TURN):
            if part[0] + turn < east and part[2] + turn > west:
                xs = accumulate(part[6::2], initial=part[4] + turn)
                ys = accumulate(part[7::2], initial=part[5])
                yield [(x / UNITS, y / UNITS) for x, y in zip(xs, ys, strict=True)]


def _list_rings(name: str, frame: Frame) -> Iterator[Points]:
    for ring in _list_parts(name, frame.area):
        points = _project(_cut_ring(ring, frame.area), frame)
        if points and _measure(points) >= LEAST_ISLAND:
            yield points


def _list_lines(frame: Frame) -> Iterator[Points]:
    for line in _list_parts("borders", frame.area):
        for part in _cut_line(line, frame.area):
            if len(part) > 1:
                yield _project(part, frame)


def _cut_ring(ring: Points, area: Area) -> Points:
    """Return the part of a ring in the area, closed along its edges (Sutherland and Hodgman)."""
    for axis, (low, high) in enumerate(((area.west, area.east), (area.south, area.north))):
        if min(point[axis] for point in ring) < low:
            ring = _cut_at_edge(ring, axis, low, 1)
        if ring and max(point[axis] for point in ring) > high:
            ring = _cut_at_edge(ring, axis, high, -1)
        if not ring:
            break
    return ring


def _cut_at_edge(ring: Points, axis: int, limit: float, sign: int) -> Points:
    kept: list[tuple[float, float]] = []
    before = ring[-1]
    was_in = sign * (before[axis] - limit) >= 0
    for point in ring:
        is_in = sign * (point[axis] - limit) >= 0
        if is_in != was_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((limit, other) if axis == 0 else (other, limit))
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept


def _cut_line(line: Points, area: Area) -> Iterator[Points]:
    """Yield the parts of a line in the area; each ends with its last point before the edge."""
    part: list[tuple[float, float]] = []
    for point in line:
        if area.west <= point[0] <= area.east and area.south <= point[1] <= area.north:
            part.append(point)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _project(points: Points, frame: Frame) -> Points:
    area, size = frame
    across, down = size.width / area.width, size.height / area.height
    return [((x - area.west) * across, (area.north - y) * down) for x, y in points]


def _thin(points: Points, step: float) -> Points:
    """Return the points without those that are nearer than `step` to the last one kept."""
    if not points:
        return points
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return tuple(kept if len(points) == 1 else (*kept, points[-1]))


def _measure(points: Points) -> float:
    """Return the width or height of points, whichever is more."""
    xs, ys = zip(*points, strict=True)
    return float(max(max(xs) - min(xs), max(ys) - min(ys)))


def _crosses(ring: Points, x: float, y: float) -> int:
    """Return how often a line from a point to the right crosses a ring."""
    found, (u, v) = 0, ring[-1]
    for s, t in ring:
        if (t > y) != (v > y) and x < (u - s) * (y - t) / (v - t) + s:
            found += 1
        u, v = s, t
    return found
