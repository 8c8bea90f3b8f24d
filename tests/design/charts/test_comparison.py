"""Rows compare values: bars from zero, names beside or above them, numbers at their ends."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from brief.design.charts.comparison import Row, plot_rows
from brief.design.charts.drawing import Size
from brief.design.charts.marks import Paper
from brief.design.charts.series_chart import Point, Style
from brief.design.charts.several_lines import NamedLine, plot_lines
from brief.press.prediction.tags import make_opening_tag
from tests.design.charts.svg_shapes import ACCENT, PALETTE

PAPER = Paper(48, PALETTE)


def bars(fragment: str) -> list[tuple[float, float]]:
    """Return start and width of each bar."""
    found = re.search(r'src="data:image/svg\+xml,([^"]+)"', fragment)
    assert found
    root = ET.fromstring(unquote(found[1]))  # noqa: S314 - made by the test
    return [
        (float(each.attrib["x"]), float(each.attrib["width"]))
        for each in root
        if each.attrib.get("fill") == ACCENT
    ]


def rows(*values: str, name: str = "abc") -> list[Row]:
    return [Row(name, value, Decimal(value)) for value in values]


def test_bars_begin_at_one_line_and_are_as_long_as_their_values() -> None:
    (start, long), (other, short) = bars(str(plot_rows("bar", rows("8", "2"), PAPER, "x")))
    assert start == other
    assert long == pytest.approx(4 * short, abs=0.02)


def test_negative_bars_run_to_the_other_side_of_zero() -> None:
    (down, length), (up, _) = bars(str(plot_rows("bar", rows("-4", "8"), PAPER, "x")))
    assert down + length == pytest.approx(up, abs=0.01)


def test_long_names_are_above_their_bars() -> None:
    beside = str(plot_rows("bar", rows("8", "2"), PAPER, "x"))
    above = str(plot_rows("bar", rows("8", "2", name="a name of many letters"), PAPER, "x"))
    assert "inset-block-end" in above
    assert "inset-block-end" not in beside
    assert bars(above)[0][0] == 0 < bars(beside)[0][0]


def test_dots_are_on_lines_of_one_length() -> None:
    fragment = unquote(str(plot_rows("dot", rows("8", "2", "5"), PAPER, "x")))
    assert fragment.count("<circle") == fragment.count("<polyline") == 3


def test_lines_of_several_figures_have_their_names_at_their_ends() -> None:
    def line(name: str, *values: str) -> NamedLine:
        return NamedLine(name, values[-1], tuple(Point(Decimal(it), "actual") for it in values))

    lines = [line("one", "1", "9"), line("other", "2", "8.9"), line("third", "3", "4")]
    fragment = str(plot_lines(lines, ["2024", "2025"], Size(116, 45), Style(PALETTE), "x"))
    assert unquote(fragment).count("<polyline") == 3
    assert re.findall(r">([^<]*\d [a-z]+)<", fragment) == ["9 one", "8.9 other", "4 third"]
    tops = [float(it) for it in re.findall(r"inset-block-start:([\d.]+)%", fragment)][-3:]
    assert all(after - before >= 100 * 3.3 / 45 - 0.01 for before, after in pairwise(tops))


def test_marks_of_one_kind_are_one_page_for_the_prediction() -> None:
    svg = "data:image/svg+xml,<svg width='4mm' height='2mm'>{}</svg>"
    one, other = (ET.Element("img", {"src": svg.format(n)}) for n in "ab")
    assert make_opening_tag(one) == make_opening_tag(other)
    style = 'block-size:1.6mm;background:url("data:image/svg+xml,{}") no-repeat left'
    one, other = (ET.Element("div", {"style": style.format(n)}) for n in "ab")
    assert make_opening_tag(one) == make_opening_tag(other) != "<div>"
