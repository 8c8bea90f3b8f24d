"""Charts of values over time: columns, a line, or dots, and the places of their labels.

Columns begin at zero. A line has a scale of its own, or that of the figures with which it shares
one (`Bounds`), and then a hairline marks the end of that scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from brief.design.charts.drawing import HAIRLINE, Drawing, Size
from brief.design.charts.fills import DOT_RADIUS, draw_dot, fill_bar
from brief.design.charts.scales import Scale, scale_from_zero, scale_of_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.design.charts.drawing import Palette

COLUMN_SHARE = 0.72
"""The width of a column, as a share of its place."""
LINE_WIDTH = 2.4 * HAIRLINE
DASH = 0.9
"""The length of the dashes of a line to a forecast, in mm."""


class Point(NamedTuple):
    """A value of a series, None for a gap, and its scenario."""

    value: Decimal | None
    scenario: str


class Bounds(NamedTuple):
    """The lowest and highest values of the figures that share a scale."""

    low: Decimal
    high: Decimal


class Frame(NamedTuple):
    """The size of a chart, in mm, and the space around the plot that its labels need.

    `side` is the distance of the first and last dots from the edges of the plot.
    """

    size: Size
    top: float
    bottom: float
    end: float = 0.0
    side: float = DOT_RADIUS


class Style(NamedTuple):
    """The colours, and whether the text runs from right to left."""

    palette: Palette
    mirrored: bool = False


class Anchor(NamedTuple):
    """Where a value is drawn, in mm: the middle of its place, and the tip of its column or dot."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """A drawing, and the anchor of each value, None for a gap.

    `slot` is the distance of two values in mm, `edge` that of the first from the start.
    """

    drawing: Drawing
    anchors: tuple[Anchor | None, ...]
    slot: float
    edge: float


def draw_series(
    kind: str,
    points: Sequence[Point],
    frame: Frame,
    style: Style,
    bounds: Bounds | None = None,
) -> SeriesChart:
    """Return a chart of a series in a kind: `column`, `line` or `dot`."""
    size = frame.size
    values = [point.value for point in points if point.value is not None]
    shared = [*values, *(bounds or ())]
    height = size.height - frame.top - frame.bottom
    make = scale_from_zero if kind == "column" else scale_of_values
    inset = 0.0 if kind == "column" else DOT_RADIUS
    scale = make(shared, height - 2 * inset)
    plot = _Plot(
        Drawing(size, style.mirrored),
        points,
        (size.width - frame.end) / len(points),
        frame.top + height - inset,
        scale,
        style.palette,
        frame.side,
    )
    if bounds is not None:
        plot.draw_shared_end(size.width - frame.end)
    return plot.draw_columns() if kind == "column" else plot.draw_line(joined=kind == "line")


def add_line(
    drawing: Drawing, points: Sequence[Point], frame: Frame, bounds: Bounds, palette: Palette
) -> SeriesChart:
    """Add a line to a drawing, on the scale of `bounds`, and return its anchors."""
    size, height = frame.size, frame.size.height - frame.top - frame.bottom
    scale = scale_of_values(bounds, height - 2 * DOT_RADIUS)
    slot = (size.width - frame.end) / len(points)
    base = frame.top + height - DOT_RADIUS
    return _Plot(drawing, points, slot, base, scale, palette, frame.side).draw_line(joined=True)


@dataclass(frozen=True, slots=True)
class _Plot:
    """A plot in the making; `base` is the y of the low end of the scale."""

    drawing: Drawing
    points: Sequence[Point]
    slot: float
    base: float
    scale: Scale
    palette: Palette
    side: float

    def draw_columns(self) -> SeriesChart:
        zero = self.base - self.scale.place(Decimal(0))
        width = self.slot * COLUMN_SHARE
        # The first and last columns end at the edges: their labels begin and end there.
        step = (self.slot * len(self.points) - width) / max(len(self.points) - 1, 1)
        anchors: list[Anchor | None] = []
        for number, (value, scenario) in enumerate(self.points):
            if value is None:
                anchors.append(None)
                continue
            tip = self.base - self.scale.place(value)
            left = step * number
            box = (left, min(tip, zero), width, abs(zero - tip))
            fill_bar(self.drawing, box, scenario, self.palette)
            anchors.append(Anchor(left + width / 2, min(tip, zero)))
        end = self.slot * len(self.points)
        self.drawing.line(((0, zero), (end, zero)), self.palette.muted)
        return SeriesChart(self.drawing, tuple(anchors), step, width / 2)

    def draw_line(self, *, joined: bool) -> SeriesChart:
        end = self.slot * len(self.points) - self.side
        step = (end - self.side) / max(len(self.points) - 1, 1)
        anchors = tuple(
            None
            if value is None
            else Anchor(self.side + step * number, self.base - self.scale.place(value))
            for number, (value, _) in enumerate(self.points)
        )
        if joined:
            self._join(anchors)
        last = max(number for number, anchor in enumerate(anchors) if anchor)
        for number, (anchor, (_, scenario)) in enumerate(zip(anchors, self.points, strict=True)):
            is_alone = not joined or scenario in {"plan", "forecast"} or number == last
            if anchor and (is_alone or self._is_lone(anchors, number)):
                draw_dot(self.drawing, *anchor, scenario, self.palette)
        return SeriesChart(self.drawing, anchors, step, self.side)

    def draw_shared_end(self, width: float) -> None:
        """Mark the high end of a scale that several figures share."""
        y = self.base - self.scale.length
        self.drawing.line(((0, y), (width, y)), self.palette.muted)

    def _join(self, anchors: Sequence[Anchor | None]) -> None:
        """Draw the line in runs between gaps, and dashed to values that are not measured."""
        runs: list[list[Anchor]] = [[]]
        for anchor, before, (_, scenario) in zip(
            anchors, (None, *anchors), self.points, strict=False
        ):
            if anchor is None:
                runs.append([])
            elif scenario in {"plan", "forecast"} and before is not None:
                self.drawing.line((before, anchor), self.palette.accent, LINE_WIDTH, DASH)
                runs.append([])
            else:
                runs[-1].append(anchor)
        for run in runs:
            if len(run) > 1:
                self.drawing.line(run, self.palette.accent, LINE_WIDTH)

    @staticmethod
    def _is_lone(anchors: Sequence[Anchor | None], number: int) -> bool:
        """Return whether a value has gaps on both sides, so that no line leads to it."""
        around = (*anchors[max(number - 1, 0) : number], *anchors[number + 1 : number + 2])
        return not any(around)
