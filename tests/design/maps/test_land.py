"""Coasts and borders: cut at the edges of the area, bounded, and where they are on earth."""

from __future__ import annotations

import pytest

from brief.design.parts.maps.frame import Frame, fit_frame
from brief.design.parts.maps.land import MAX_POINTS, find_land
from brief.editorial.models.maps.area import Area, surround_countries

AREAS = {
    "centre": surround_countries(["DE", "IT"]),
    "world": Area(-180, -90, 180, 90),
    "pacific": Area(170, -25, 190, -10),
    "pole": Area(-60, 70, 60, 90),
    "ice": Area(-180, -90, 180, -60),
    "sea": Area(-40, 20, -36, 24),
    "fjords": surround_countries(["NO"]),
}


@pytest.mark.parametrize("name", AREAS)
def test_all_points_are_in_the_frame_and_bounded(name: str) -> None:
    frame = fit_frame(AREAS[name], 116, "text")
    land = find_land(frame)
    parts = (*land.land, *land.water, *land.borders)
    assert sum(map(len, parts)) <= MAX_POINTS
    assert bool(parts) == (name != "sea")
    for x, y in (point for points in parts for point in points):
        assert -0.01 <= x <= frame.size.width + 0.01
        assert -0.01 <= y <= frame.size.height + 0.01


@pytest.mark.parametrize(
    ("area", "latitude", "longitude", "expected"),
    [
        ("centre", 48.14, 11.58, True),
        ("centre", 43.2, 15.0, False),
        ("centre", 40.1, 9.1, True),
        ("world", -80, 20, True),
        ("world", 67, -175, True),
        ("world", 42, 51, False),
        ("world", -40, -120, False),
        ("pacific", -17.8, 178, True),
        ("pacific", -16.5, -179, False),
        ("ice", -85, 179, True),
    ],
)
def test_land_is_where_it_is(
    area: str,
    latitude: float,
    longitude: float,
    expected: bool,  # noqa: FBT001
) -> None:
    frame = fit_frame(AREAS[area], 116, "text")
    assert find_land(frame).is_land(*frame.project(latitude, longitude)) is expected


@pytest.mark.parametrize("place", ["sidebar", "text"])
@pytest.mark.parametrize("name", AREAS)
def test_a_frame_has_its_area_and_fits_its_place(name: str, place: str) -> None:
    area, size = fit_frame(AREAS[name], 48, place)
    wanted = AREAS[name]
    assert area.west <= wanted.west + 1e-9
    assert area.east >= wanted.east - 1e-9
    assert area.south <= wanted.south + 1e-9
    assert area.north >= wanted.north - 1e-9
    assert size.width <= 48
    assert 10 < size.height <= 1.16 * 48


def test_a_picture_keeps_its_edges() -> None:
    wanted = Area(5, 43, 18, 56)
    frame = fit_frame(wanted, 116, "text", exact=True)
    assert frame.area == wanted
    assert frame.size.width < 116
    assert frame.project(56, 5) == (0, 0)
    assert frame.project(43, 18) == pytest.approx(frame.size)


def test_places_beyond_the_180th_meridian_are_in_their_frame() -> None:
    frame = Frame(AREAS["pacific"], fit_frame(AREAS["pacific"], 48, "sidebar").size)
    assert frame.project(-15, -171)[0] == pytest.approx(frame.size.width * 0.95)
