"""Charts that compare values: a row for each, with its name, a bar or a dot, and its number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from brief.design.charts.drawing import Drawing, Size
from brief.design.charts.fills import DOT_RADIUS, draw_dot, fill_bar
from brief.design.charts.fragment import ChartLabel, embed_chart
from brief.design.charts.scales import scale_from_zero, scale_of_values
from brief.design.charts.series_labels import GAP, LABEL_HEIGHT, SPACE, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from brief.design.charts.drawing import Palette
    from brief.design.charts.marks import Paper
    from brief.design.charts.scales import Scale
    from brief.design.charts.series_chart import Bounds

BAR = 2.6
"""The height of a bar, in mm."""
MAX_BAR = 6.5
"""The height of a bar in a chart that has room for it."""
ROW_GAP = 1.8
SHARE_OF_NAMES = 0.4
"""The widest column of names beside the bars, as a share of the width; wider names are above."""


class Row(NamedTuple):
    """A value with its name and its number as printed; `scenario` chooses its fill."""

    name: str
    number: str
    value: Decimal
    scenario: str = "actual"
    own: bool = False


def plot_rows(
    kind: str,
    rows: Sequence[Row],
    paper: Paper,
    alt: str,
    bounds: Bounds | None = None,
) -> Markup:
    """Return a chart of the rows as bars (kind `bar`) or dots, as high as they need.

    Bars and gaps grow to fill the height of the paper, to two and a half times their size.
    """
    width, palette, mirrored, height = paper
    widest = max(measure(row.name, width) for row in rows)
    beside = widest <= SHARE_OF_NAMES * width
    names = widest + 1.5 * SPACE if beside else 0.0
    numbers = max(measure(row.number, width) for row in rows) + SPACE
    values = [*(row.value for row in rows), *(bounds or ())]
    make = scale_from_zero if kind == "bar" else scale_of_values
    bar = min(MAX_BAR, max(BAR, height / len(rows) * BAR / (BAR + ROW_GAP)))
    tops, needed = _stack(rows, bar, None if beside else width)
    drawing = Drawing(Size(width, needed), mirrored)
    inset = 0.0 if kind == "bar" else DOT_RADIUS
    scale = make(values, width - names - numbers - 2 * inset)
    plot = _RowPlot(drawing, names + inset, scale, palette, bar)
    labels = []
    for row, top in zip(rows, tops, strict=True):
        y = top + bar / 2 - LABEL_HEIGHT / 2
        if beside:
            labels.append(ChartLabel(row.name, 0, y, names, "start", above=False, kind="name"))
        else:
            labels.append(ChartLabel(row.name, 0, top - GAP, width, "start", kind="name"))
        end = plot.draw_bar(row, top) if kind == "bar" else plot.draw_dot(row, top)
        label = ChartLabel(row.number, end + GAP, y, numbers, "start", above=False, own=row.own)
        labels.append(label)
    if kind == "bar":
        zero = plot.place(Decimal(0))
        drawing.line(((zero, tops[0] - GAP), (zero, tops[-1] + bar + GAP)), palette.muted)
    return embed_chart(drawing, labels, kind, alt)


def _stack(rows: Sequence[Row], bar: float, name_width: float | None) -> tuple[list[float], float]:
    """Return the tops of the bars and the height of all; names above bars may have many lines."""
    tops, y, gap = [], GAP, ROW_GAP * bar / BAR
    for row in rows:
        if name_width is not None:
            y += ceil(measure(row.name, name_width) / name_width) * LABEL_HEIGHT + GAP
        tops.append(y)
        y += bar + gap
    return tops, y - gap + GAP


@dataclass(frozen=True, slots=True)
class _RowPlot:
    """Draws rows; the low end of the scale is at `left`. Each method returns the end of a row."""

    drawing: Drawing
    left: float
    scale: Scale
    palette: Palette
    bar: float

    def place(self, value: Decimal) -> float:
        return self.left + self.scale.place(value)

    def draw_bar(self, row: Row, top: float) -> float:
        start, end = sorted((self.place(Decimal(0)), self.place(row.value)))
        fill_bar(self.drawing, (start, top, end - start, self.bar), row.scenario, self.palette)
        return end

    def draw_dot(self, row: Row, top: float) -> float:
        middle, end = top + self.bar / 2, self.left + self.scale.length + DOT_RADIUS
        self.drawing.line(((self.left - DOT_RADIUS, middle), (end, middle)), self.palette.rule)
        draw_dot(self.drawing, self.place(row.value), middle, row.scenario, self.palette)
        return end
