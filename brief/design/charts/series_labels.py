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
PADDING = 7.0
"""By how much a brand may make a column narrower, in mm: 3.5 mm on both sides of a tinted one. Its
charts become smaller, and their labels do not."""


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
    own = find_own(points)
    end = measure(numbers[last], size.width) + 2 * GAP if kind == "line" else 0.0
    top = 0.0 if kind == "line" else LABEL_HEIGHT + GAP
    ends = (*numbers[:1], numbers[last], periods[0], periods[-1])
    side = max(measure(it, size.width) for it in ends) / 2 if kind == "dot" else DOT_RADIUS
    frame = Frame(size, max(top, GAP * 2), LABEL_HEIGHT + GAP, end, side)
    chart = draw_series(kind, points, frame, style, bounds)
    labels = [*label_periods(periods, chart, frame, own)]
    if kind == "line":
        labels.append(_label_line_end(numbers[last], chart.anchors[last], frame))
    else:
        lift = GAP if kind == "column" else GAP + DOT_RADIUS
        labels += _label_numbers(numbers, (own, last), chart, lift)
    return embed_chart(chart.drawing, labels, kind, alt)


def measure(text: str, width: float) -> float:
    """Return an upper limit of a label's width in mm; CJK signs are twice as wide as digits.

    `width` is that of the chart, which can be narrower on the page (`PADDING`).
    """
    letters = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
    return letters * LETTER_WIDTH * width / (width - PADDING)


def find_own(points: Sequence[Point]) -> int:
    """Return the place of the figure's own value: the last one that is neither plan nor forecast.

    Where all values are, it is the last.
    """
    known = [number for number, point in enumerate(points) if point.value is not None]
    measured = [number for number in known if points[number].scenario not in {"plan", "forecast"}]
    return max(measured or known)


def label_periods(
    periods: Sequence[str], chart: SeriesChart, frame: Frame, own: int
) -> list[ChartLabel]:
    """Return labels below all places, or below the first and the last, and `own` between them."""
    whole = frame.size.width
    width, y = whole - frame.end, frame.size.height - LABEL_HEIGHT
    last = len(periods) - 1
    middles = [chart.edge + chart.slot * number for number in range(len(periods))]
    centred = [
        replace(_centre(text, x, y, chart), above=False, kind="period", own=number == own)
        for number, (text, x) in enumerate(zip(periods, middles, strict=True))
    ]
    most = max(measure(text, whole) for text in periods) + SPACE
    if most <= min(chart.slot, 2 * chart.edge + SPACE):
        return centred
    half = width / 2
    labels = [
        ChartLabel(periods[0], 0, y, half, "start", above=False, kind="period", own=own == 0),
        ChartLabel(periods[-1], half, y, half, "end", above=False, own=own == last, kind="period"),
    ]
    if 0 < own < last and most * 1.5 <= min(middles[own], width - middles[own]):
        labels.insert(1, centred[own])
    return labels


def _label_numbers(
    numbers: Sequence[str], ends: tuple[int, int], chart: SeriesChart, lift: float
) -> list[ChartLabel]:
    """Return labels above the columns or dots, higher by `lift`; `ends`: own and last value."""
    own, last = ends
    whole = chart.drawing.size.width
    placed = {n: (text, at) for n, text in enumerate(numbers) if (at := chart.anchors[n])}
    centred = {
        n: replace(_centre(text, at.x, at.y - lift, chart), own=n == own)
        for n, (text, at) in placed.items()
    }
    most = max(measure(text, whole) for text, _ in placed.values()) + SPACE
    if most <= chart.slot:
        return list(centred.values())
    first = min(placed)
    text, at = placed[first]
    start = max(at.x - chart.edge, 0)
    labels = [ChartLabel(text, start, at.y - lift, whole / 2, "start", own=first == own)]
    if first != last:
        text, at = placed[last]
        start = at.x + chart.edge - whole / 2
        end = ChartLabel(text, start, at.y - lift, whole / 2, "end", own=last == own)
        middle = placed[own][1].x
        if first < own < last and most * 1.5 <= min(middle, whole - middle):
            labels.append(centred[own])
        labels.append(end)
    return labels


def _centre(text: str, x: float, y: float, chart: SeriesChart) -> ChartLabel:
    """Return a label in the middle above a place, in a box inside the chart if it has room."""
    room = min(chart.slot / 2, x, chart.drawing.size.width - x)
    half = max(room, measure(text, chart.drawing.size.width) / 2)
    return ChartLabel(text, x - half, y, 2 * half)


def _label_line_end(text: str, anchor: Anchor | None, frame: Frame) -> ChartLabel:
    """Return the label to the right of a line, at the height of its last value."""
    at = anchor.y if anchor else frame.size.height / 2
    top = min(max(at - LABEL_HEIGHT / 2, 0), frame.size.height - 2 * LABEL_HEIGHT - GAP)
    start = frame.size.width - frame.end + 2 * GAP
    return ChartLabel(text, start, top, frame.end - 2 * GAP, "start", above=False, own=True)
