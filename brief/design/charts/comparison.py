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
    kind: str, rows: Sequence[Row], paper: Paper, alt: str, bounds: Bounds | None = None
) -> Markup:
    """Return a chart of the rows as bars (kind `bar`) or dots, as high as they need."""
    width, palette, mirrored = paper
    widest = max(measure(row.name, width) for row in rows)
    beside = widest <= SHARE_OF_NAMES * width
    names = widest + 1.5 * SPACE if beside else 0.0
    numbers = max(measure(row.number, width) for row in rows) + SPACE
    values = [*(row.value for row in rows), *(bounds or ())]
    make = scale_from_zero if kind == "bar" else scale_of_values
    tops, height = _stack(rows, None if beside else width)
    drawing = Drawing(Size(width, height), mirrored)
    inset = 0.0 if kind == "bar" else DOT_RADIUS
    scale = make(values, width - names - numbers - 2 * inset)
    plot = _RowPlot(drawing, names + inset, scale, palette)
    labels = []
    for row, top in zip(rows, tops, strict=True):
        y = top + BAR / 2 - LABEL_HEIGHT / 2
        if beside:
            labels.append(ChartLabel(row.name, 0, y, names, "start", above=False, kind="name"))
        else:
            labels.append(ChartLabel(row.name, 0, top - GAP, width, "start", kind="name"))
        end = plot.draw_bar(row, top) if kind == "bar" else plot.draw_dot(row, top)
        label = ChartLabel(row.number, end + GAP, y, numbers, "start", above=False, own=row.own)
        labels.append(label)
    if kind == "bar":
        zero = plot.place(Decimal(0))
        drawing.line(((zero, tops[0] - GAP), (zero, tops[-1] + BAR + GAP)), palette.muted)
    return embed_chart(drawing, labels, kind, alt)


def _stack(rows: Sequence[Row], name_width: float | None) -> tuple[list[float], float]:
    """Return the tops of the bars and the height of all; names above bars may have many lines."""
    tops, y = [], GAP
    for row in rows:
        if name_width is not None:
            y += ceil(measure(row.name, name_width) / name_width) * LABEL_HEIGHT + GAP
        tops.append(y)
        y += BAR + ROW_GAP
    return tops, y - ROW_GAP + GAP


@dataclass(frozen=True, slots=True)
class _RowPlot:
    """Draws rows; the low end of the scale is at `left`. Each method returns the end of a row."""

    drawing: Drawing
    left: float
    scale: Scale
    palette: Palette

    def place(self, value: Decimal) -> float:
        return self.left + self.scale.place(value)

    def draw_bar(self, row: Row, top: float) -> float:
        start, end = sorted((self.place(Decimal(0)), self.place(row.value)))
        fill_bar(self.drawing, (start, top, end - start, BAR), row.scenario, self.palette)
        return end

    def draw_dot(self, row: Row, top: float) -> float:
        middle, end = top + BAR / 2, self.left + self.scale.length + DOT_RADIUS
        self.drawing.line(((self.left - DOT_RADIUS, middle), (end, middle)), self.palette.rule)
        draw_dot(self.drawing, self.place(row.value), middle, row.scenario, self.palette)
        return end
