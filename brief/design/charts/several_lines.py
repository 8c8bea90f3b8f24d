"""Lines of several key figures in one chart, on one scale, each named at its end."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from brief.design.charts.drawing import Drawing, Size
from brief.design.charts.fragment import ChartLabel, embed_chart
from brief.design.charts.series_chart import Bounds, Frame, add_line
from brief.design.charts.series_labels import GAP, LABEL_HEIGHT, label_periods, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from brief.design.charts.series_chart import Point, Style

SHARE_OF_NAMES = 0.36
"""The most of the width that the names at the ends of the lines have."""


class NamedLine(NamedTuple):
    """A series with one point for each period of the chart, its name and its last number."""

    name: str
    number: str
    points: tuple[Point, ...]


def plot_lines(
    lines: Sequence[NamedLine], periods: Sequence[str], size: Size, style: Style, alt: str
) -> Markup:
    """Return a chart of the lines; the first is in the accent colour."""
    texts = [f"{line.number} {line.name}" for line in lines]
    widest = max(measure(text, size.width) for text in texts)
    end = min(widest, SHARE_OF_NAMES * size.width) + 2 * GAP
    frame = Frame(size, LABEL_HEIGHT / 2, LABEL_HEIGHT + GAP, end)
    values = [it.value for line in lines for it in line.points if it.value is not None]
    bounds = Bounds(min(values), max(values))
    drawing = Drawing(size, style.mirrored)
    colours = (style.palette.accent, style.palette.ink, style.palette.muted)
    tips = []
    for number, line in reversed(list(enumerate(lines))):
        palette = replace(style.palette, accent=colours[min(number, len(colours) - 1)])
        chart = add_line(drawing, line.points, frame, bounds, palette)
        tips.append([anchor.y for anchor in chart.anchors if anchor][-1])
    labels = label_periods(periods, chart, frame, len(periods) - 1)
    labels += _label_ends(texts, tips[::-1], frame)
    return embed_chart(drawing, labels, "lines", alt)


def _label_ends(texts: Sequence[str], tips: Sequence[float], frame: Frame) -> list[ChartLabel]:
    """Return labels beside the ends of the lines, moved apart where they would overlap."""
    start, width = frame.size.width - frame.end + 2 * GAP, frame.end - 2 * GAP
    whole = frame.size.width
    heights = [ceil(measure(text, whole) / width) * LABEL_HEIGHT for text in texts]
    tops: dict[int, float] = {}
    free = 0.0
    for number in sorted(range(len(texts)), key=lambda it: tips[it]):
        tops[number] = max(free, tips[number] - LABEL_HEIGHT / 2)
        free = tops[number] + heights[number]
    limit = frame.size.height
    for number in reversed(tops):
        tops[number] = max(0.0, min(tops[number], limit - heights[number]))
        limit = tops[number]
    return [
        ChartLabel(text, start, tops[n], width, "start", above=False, own=n == 0, kind="name")
        for n, text in enumerate(texts)
    ]
