"""Marks are where their numbers put them, within a twentieth of a point."""

from __future__ import annotations

from decimal import Decimal

import pytest

from brief.design.charts.drawing import POINT
from brief.design.charts.marks import (
    TRIANGLE,
    Paper,
    range_bar,
    share_bar,
    stacked_bar,
    time_line,
    trend_triangle,
)
from tests.design.charts.svg_shapes import ACCENT, INK, PALETTE, RULE, filled, read_shapes

NEAR = 0.05 * POINT
PAPER = Paper(48, PALETTE)
MIRROR = Paper(48, PALETTE, mirrored=True)


def decimals(*numbers: str) -> list[Decimal]:
    return [Decimal(number) for number in numbers]


def test_a_share_is_filled_as_far_as_its_value() -> None:
    (bar,) = filled(share_bar(Decimal(84), Decimal(100), PAPER), ACCENT)
    assert (bar.number("x"), bar.number("width")) == pytest.approx((0, 0.84 * 48), abs=NEAR)
    (bar,) = filled(share_bar(Decimal(84), Decimal(100), MIRROR), ACCENT)
    assert bar.number("x") == pytest.approx(0.16 * 48, abs=NEAR)


@pytest.mark.parametrize(
    ("low", "high", "unit", "start", "end"),
    [
        ("49", "189", "", 49 / 250, 189 / 250),
        ("16", "29", "percent", 0.16, 0.29),
        ("0.02", "0.05", "", 1 / 3, 5 / 6),
        ("-10", "30", "", 2 / 52, 42 / 52),
        ("-30", "-10", "", 10 / 40, 30 / 40),
    ],
)
def test_a_range_lies_on_a_scale_from_zero_to_a_round_number(
    low: str, high: str, unit: str, start: float, end: float
) -> None:
    drawing = range_bar(Decimal(low), Decimal(high), PAPER, percent=unit == "percent")
    (bar,) = filled(drawing, ACCENT)
    assert bar.number("x") == pytest.approx(start * 48, abs=NEAR)
    assert bar.number("x") + bar.number("width") == pytest.approx(end * 48, abs=NEAR)


def test_a_range_on_both_sides_of_zero_has_a_line_at_zero() -> None:
    line = read_shapes(range_bar(Decimal(-10), Decimal(30), PAPER))[-1]
    assert line.attributes["stroke"] == INK
    assert line.points()[0][0] == pytest.approx(12 / 52 * 48, abs=NEAR)


def test_a_time_line_has_a_dot_for_each_year_and_fills_its_own() -> None:
    years = tuple((Decimal(first), Decimal(last)) for first, last in ((2016, 2016), (2028, 2028)))
    dots = [it for it in read_shapes(time_line(years, 1, PAPER)) if it.name == "circle"]
    assert [dot.fill for dot in dots] == ["#ffffff", ACCENT]
    assert [dot.number("cx") for dot in dots] == pytest.approx([1.1, 48 - 1.1], abs=NEAR)
    mirrored = [it for it in read_shapes(time_line(years, 1, MIRROR)) if it.name == "circle"]
    assert [dot.number("cx") for dot in mirrored] == pytest.approx([48 - 1.1, 1.1], abs=NEAR)


def test_a_span_of_years_is_a_line_between_two_dots() -> None:
    years = ((Decimal(2016), Decimal(2020)), (Decimal(2024), Decimal(2024)))
    own = [it for it in read_shapes(time_line(years, 0, PAPER)) if ACCENT in it.attributes.values()]
    assert [shape.name for shape in own] == ["polyline", "circle", "circle"]
    assert own[0].points()[1][0] == pytest.approx((1.1 + 48 - 1.1) / 2, abs=NEAR)


def test_parts_lie_side_by_side_and_the_rest_is_outlined() -> None:
    parts = decimals("70", "30")
    drawing = stacked_bar(parts, 1, Decimal(120), PAPER)
    (own,), (other,) = filled(drawing, ACCENT), filled(drawing, RULE)
    assert (own.number("x"), other.number("x")) == pytest.approx((70 / 120 * 48, 0), abs=NEAR)
    assert filled(drawing, "none")[0].number("x") == pytest.approx(40, abs=0.2)
    assert len(filled(stacked_bar(parts, None, Decimal(120), PAPER), ACCENT)) == 2
    assert filled(stacked_bar(parts, 0, Decimal(100), PAPER), "none") == []


@pytest.mark.parametrize(
    ("direction", "tip"),
    [("up", (0.5, 0)), ("down", (0.5, 1)), ("steady", (1, 0.5))],
)
def test_a_triangle_of_six_points_shows_the_direction(
    direction: str, tip: tuple[float, float]
) -> None:
    drawing = trend_triangle(direction, ACCENT)
    assert drawing.size == pytest.approx((6 * POINT, 6 * POINT))
    (triangle,) = read_shapes(drawing)
    shares = [(x / TRIANGLE, y / TRIANGLE) for x, y in triangle.points()]
    assert any(pytest.approx(tip, abs=0.01) == corner for corner in shares)
