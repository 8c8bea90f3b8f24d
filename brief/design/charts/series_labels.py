"""Label the values and periods of a series: all if there is room, else the first and the last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from brief.design.charts.fills import DOT_RADIUS
from brief.design.charts.fragment import ChartLabel, embed_chart
from brief.design.charts.series_chart import Frame, Point, Style, draw_series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from brief.design.charts.drawing import Size
    from brief.design.charts.series_chart import Anchor, Bounds, SeriesChart

LABEL_HEIGHT = 3.3
"""The height of a label's line, in mm: 7.6 pt, spaced by 1.2."""
LETTER_WIDTH = 1.55
"""The width of a letter or digit of a label, in mm, not to be too narrow."""
GAP = 0.5
"""The distance of a label from what it names, in mm."""
SPACE = 1.0
"""The least distance of two labels beside each other, in mm."""


class SeriesData(NamedTuple):
    """A series with its texts: numbers, "" for gaps, periods, and the sentence about it."""

    points: Sequence[Point]
    numbers: Sequence[str]
    periods: Sequence[str]
    alt: str


def plot_series(
    kind: str, data: SeriesData, size: Size, style: Style, bounds: Bounds | None = None
) -> Markup:
    """Return a chart of a series with its labels; at least one value is known."""
    points, numbers, periods, alt = data
    last = max(number for number, text in enumerate(numbers) if text)
    end = measure(numbers[last]) + 2 * GAP if kind == "line" else 0.0
    top = 0.0 if kind == "line" else LABEL_HEIGHT + GAP
    ends = (*numbers[:1], numbers[last], periods[0], periods[-1])
    side = max(map(measure, ends)) / 2 if kind == "dot" else DOT_RADIUS
    frame = Frame(size, max(top, GAP * 2), LABEL_HEIGHT + GAP, end, side)
    chart = draw_series(kind, points, frame, style, bounds)
    labels = [*label_periods(periods, chart, frame)]
    if kind == "line":
        labels.append(_label_line_end(numbers[last], chart.anchors[last], frame))
    else:
        lift = GAP if kind == "column" else GAP + DOT_RADIUS
        labels += _label_numbers(numbers, last, chart, lift)
    return embed_chart(chart.drawing, labels, kind, alt)


def measure(text: str) -> float:
    """Return an upper limit of a label's width in mm; CJK signs are twice as wide as digits."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text) * LETTER_WIDTH


def label_periods(periods: Sequence[str], chart: SeriesChart, frame: Frame) -> list[ChartLabel]:
    """Return labels below all places, or below the first and the last."""
    width, y = frame.size.width - frame.end, frame.size.height - LABEL_HEIGHT
    if max(map(measure, periods)) + SPACE <= min(chart.slot, 2 * chart.edge + SPACE):
        last = len(periods) - 1
        middles = (chart.edge + chart.slot * number for number in range(len(periods)))
        centred = [_centre(text, x, y, chart) for text, x in zip(periods, middles, strict=True)]
        return [
            replace(label, above=False, kind="period", own=number == last)
            for number, label in enumerate(centred)
        ]
    half = width / 2
    return [
        ChartLabel(periods[0], 0, y, half, "start", above=False, kind="period"),
        ChartLabel(periods[-1], half, y, half, "end", above=False, own=True, kind="period"),
    ]


def _label_numbers(
    numbers: Sequence[str], last: int, chart: SeriesChart, lift: float
) -> list[ChartLabel]:
    """Return labels above the columns or dots, higher by `lift`."""
    placed = [(n, text, at) for n, text in enumerate(numbers) if (at := chart.anchors[n])]
    if max(measure(text) for _, text, _ in placed) + SPACE <= chart.slot:
        return [
            replace(_centre(text, at.x, at.y - lift, chart), own=n == last)
            for n, text, at in placed
        ]
    width = chart.drawing.size.width / 2
    first = placed[0]
    labels = [
        ChartLabel(first[1], max(first[2].x - chart.edge, 0), first[2].y - lift, width, "start")
    ]
    if first[0] != last:
        _, text, at = next(it for it in placed if it[0] == last)
        start = at.x + chart.edge - width
        labels.append(ChartLabel(text, start, at.y - lift, width, "end", own=True))
    return labels


def _centre(text: str, x: float, y: float, chart: SeriesChart) -> ChartLabel:
    """Return a label in the middle above a place, in a box inside the chart if it has room."""
    room = min(chart.slot / 2, x, chart.drawing.size.width - x)
    half = max(room, measure(text) / 2)
    return ChartLabel(text, x - half, y, 2 * half)


def _label_line_end(text: str, anchor: Anchor | None, frame: Frame) -> ChartLabel:
    """Return the label to the right of a line, at the height of its last value."""
    at = anchor.y if anchor else frame.size.height / 2
    top = min(max(at - LABEL_HEIGHT / 2, 0), frame.size.height - 2 * LABEL_HEIGHT - GAP)
    start = frame.size.width - frame.end + 2 * GAP
    return ChartLabel(text, start, top, frame.end - 2 * GAP, "start", above=False, own=True)
