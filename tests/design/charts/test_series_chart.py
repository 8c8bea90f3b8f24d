"""Columns, lines and dots are where their values put them; scenarios differ without colour."""

from __future__ import annotations

import re
from decimal import Decimal
from time import perf_counter

import pytest

from brief.design.charts.drawing import POINT, Size
from brief.design.charts.fills import DOT_RADIUS as RADIUS
from brief.design.charts.fills import HATCH_STEP, hatch_lines
from brief.design.charts.series_chart import Bounds, Frame, Point, Style, draw_series
from brief.design.charts.series_labels import SeriesData, plot_series
from tests.design.charts.svg_shapes import ACCENT, MUTED, PALETTE, RULE, filled, read_shapes

NEAR = 0.05 * POINT
FRAME = Frame(Size(48, 21), 4, 4)
HEIGHT = 21 - 4 - 4
STYLE = Style(PALETTE)


def points(*values: str | None, last: str = "actual") -> list[Point]:
    scenarios = ["earlier"] * (len(values) - 1) + [last]
    numbers = [None if value is None else Decimal(value) for value in values]
    return [Point(*pair) for pair in zip(numbers, scenarios, strict=True)]


def test_columns_begin_at_zero_and_are_as_high_as_their_values() -> None:
    chart = draw_series("column", points("10", "5", "20"), FRAME, STYLE)
    columns = [*filled(chart.drawing, RULE), *filled(chart.drawing, ACCENT)]
    heights = [column.number("height") for column in columns]
    assert heights == pytest.approx([HEIGHT / 2, HEIGHT / 4, HEIGHT], abs=NEAR)
    feet = [column.number("y") + column.number("height") for column in columns]
    assert feet == pytest.approx([17] * 3, abs=NEAR)
    first, last = columns[0], columns[-1]
    assert (first.number("x"), last.number("x") + last.number("width")) == pytest.approx((0, 48))


def test_negative_columns_hang_below_zero() -> None:
    chart = draw_series("column", points("-5", "10"), FRAME, STYLE)
    zero = 4 + HEIGHT * 10 / 15
    (below,), (above,) = filled(chart.drawing, RULE), filled(chart.drawing, ACCENT)
    assert (below.number("y"), below.number("height")) == pytest.approx(
        (zero, HEIGHT / 3), abs=NEAR
    )
    assert above.number("y") + above.number("height") == pytest.approx(zero, abs=NEAR)
    axis = read_shapes(chart.drawing)[-1]
    assert [y for _, y in axis.points()] == pytest.approx([zero, zero], abs=NEAR)


def test_a_gap_stays_empty() -> None:
    chart = draw_series("column", points("1", None, "2"), FRAME, STYLE)
    assert [anchor is None for anchor in chart.anchors] == [False, True, False]
    assert len(filled(chart.drawing, RULE)) == 1
    line = draw_series("line", points("1", "2", None, "2", "3"), FRAME, STYLE)
    runs = [shape for shape in read_shapes(line.drawing) if shape.name == "polyline"]
    assert [len(run.points()) for run in runs] == [2, 2]
    alone = draw_series("line", points("1", "2", None, "2", None, "3"), FRAME, STYLE)
    assert len([it for it in read_shapes(alone.drawing) if it.name == "circle"]) == 2


def test_a_line_has_its_own_scale_unless_figures_share_one() -> None:
    values = points("100", "110", "104")
    own = draw_series("line", values, FRAME, STYLE)
    ys = [anchor.y for anchor in own.anchors if anchor]
    inner = HEIGHT - 2 * RADIUS
    assert ys == pytest.approx([17 - RADIUS, 4 + RADIUS, 17 - RADIUS - inner * 0.4], abs=NEAR)
    shared = draw_series("line", values, FRAME, STYLE, Bounds(Decimal(0), Decimal(200)))
    ys = [anchor.y for anchor in shared.anchors if anchor]
    assert ys[0] == pytest.approx(17 - RADIUS - inner / 2, abs=NEAR)
    hairline = read_shapes(shared.drawing)[0]
    assert hairline.attributes["stroke"] == MUTED
    assert hairline.points()[0][1] == pytest.approx(4 + RADIUS, abs=NEAR)


def test_each_scenario_has_a_form_of_its_own() -> None:
    drawn = {}
    for scenario in ("actual", "earlier", "plan", "forecast"):
        chart = draw_series("column", points("1", "2", last=scenario), FRAME, STYLE)
        drawn[scenario] = [(shape.name, shape.fill) for shape in read_shapes(chart.drawing)[1:-1]]
    assert drawn["actual"] == [("rect", ACCENT)]
    assert drawn["earlier"] == [("rect", RULE)]
    assert drawn["plan"] == [("rect", "none")]
    assert drawn["forecast"].count(("polyline", "none")) > 10
    assert drawn["forecast"][-1] == ("rect", "none")


def test_hatching_stays_inside_its_bar_at_45_degrees() -> None:
    lines = hatch_lines(2, 3, 10, 6)
    assert len(lines) == int(16 / HATCH_STEP)
    for (x1, y1), (x2, y2) in lines:
        assert x2 - x1 == pytest.approx(y1 - y2)
        assert 2 <= x1 < x2 <= 12 + 1e-9
        assert 3 - 1e-9 <= y2 < y1 <= 9 + 1e-9


def test_no_line_is_finer_than_half_a_point_and_nothing_is_a_pattern() -> None:
    for kind in ("column", "line", "dot"):
        for scenario in ("actual", "plan", "forecast"):
            chart = draw_series(kind, points("1", "3", "2", last=scenario), FRAME, STYLE)
            svg = chart.drawing.to_svg()
            widths = map(float, re.findall(r'stroke-width="([\d.]+)"', svg))
            assert min(widths, default=1) >= 0.5 * POINT - 0.001
            radii = map(float, re.findall(r' r="([\d.]+)" fill="#', svg))
            assert all(2 * radius >= 1.2 * POINT for radius in radii)
            assert not re.search("pattern|gradient|opacity|mask|<text|style=", svg, re.IGNORECASE)


def plot(kind: str, count: int, number: str = "1,2", period: str = "2025") -> str:
    values = points(*(str(n + 1) for n in range(count)))
    data = SeriesData(values, [number] * count, [period] * count, "the sentence")
    return str(plot_series(kind, data, Size(48, 21), STYLE))


def test_all_values_have_labels_if_there_is_room() -> None:
    assert plot("column", 4).count("chart-number") == 4
    assert plot("column", 4).count("chart-period") == 4
    assert plot("column", 12).count("chart-number") == 2
    assert plot("column", 12).count("chart-period") == 2
    assert plot("column", 4, number="1.234.567").count("chart-number") == 2


def test_the_number_of_a_line_is_at_its_end() -> None:
    fragment = plot("line", 12)
    assert fragment.count("chart-number own") == fragment.count("chart-number") == 1
    assert fragment.count("chart-period") == 2
    assert 'alt="the sentence"' in fragment


def test_numbers_fit_where_a_brand_pads_the_column() -> None:
    """A tinted column of 48 mm leaves 41 mm for its chart, and labels keep their size."""
    labels = re.findall(r"chart-number[^>]*inline-size:([\d.]+)%", plot("column", 4, "11,300"))
    assert min(float(share) * 41 / 100 for share in labels) >= len("11,300") * 1.4
    (end,) = re.findall(r"chart-number[^>]*inline-size:([\d.]+)%", plot("line", 4, "38,50"))
    assert float(end) * 41 / 100 >= len("38,50") * 1.4


def test_the_figures_own_value_has_its_label_before_those_that_are_expected() -> None:
    values = [
        Point(Decimal(n), "forecast" if n > 5 else "actual" if n == 5 else "earlier")
        for n in range(1, 8)
    ]
    numbers = ["900", "1800", "3100", "4300", "6400", "7500", "9000"]
    data = SeriesData(values, numbers, [str(year) for year in range(2021, 2028)], "")
    fragment = str(plot_series("column", data, Size(48, 21), STYLE))
    assert re.findall(r"chart-(\w+) own[^>]*>([^<]+)<", fragment) == [
        ("period", "2025"),
        ("number", "6400"),
    ]
    assert re.findall(r"chart-number[^>]*>([^<]+)<", fragment) == ["900", "6400", "9000"]


def test_a_chart_is_drawn_in_less_than_a_millisecond() -> None:
    values = points(*map(str, range(1, 13)), last="forecast")
    times = []
    for _ in range(20):
        start = perf_counter()
        draw_series("column", values, FRAME, STYLE).drawing.to_svg()
        times.append(perf_counter() - start)
    assert min(times) < 0.001
