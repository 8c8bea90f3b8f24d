"""Marks beside single values: a share, a range, years on a line, parts of a whole, a direction."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from brief.design.charts.drawing import HAIRLINE, POINT, Drawing, Size
from brief.design.charts.scales import Scale, scale_of_range, scale_of_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.design.charts.drawing import Palette

BAR_HEIGHT = 1.6
"""The height of a bar beside a value, in mm."""
LINE_HEIGHT = 2.6
"""The height of a time line with its dots, in mm."""
OWN_RADIUS = 1.1
OTHER_RADIUS = 0.75
TRIANGLE = 6 * POINT
SEAM = 0.4
"""The gap between the parts of a stacked bar, in mm."""

Years = tuple[Decimal, Decimal]
"""The first and last year; both are the same for a single year."""


class Paper(NamedTuple):
    """What marks are drawn on: the width of the column in mm, the colours, and the direction.

    `height` is that of a chart that fills it, in mm, 0 for as high as needed.
    """

    width: float
    palette: Palette
    mirrored: bool = False
    height: float = 0.0

    def begin(self, height: float) -> Drawing:
        """Return an empty drawing as wide as the column."""
        return Drawing(Size(self.width, height), self.mirrored)


def share_bar(value: Decimal, whole: Decimal, paper: Paper) -> Drawing:
    """Return a bar as long as the whole, filled as far as the value."""
    width, palette, *_ = paper
    drawing = paper.begin(BAR_HEIGHT)
    drawing.rectangle(0, 0, width, BAR_HEIGHT, palette.rule)
    drawing.rectangle(
        0, 0, Scale(Decimal(0), whole, width).place(value), BAR_HEIGHT, palette.accent
    )
    return drawing


def range_bar(low: Decimal, high: Decimal, paper: Paper, *, percent: bool = False) -> Drawing:
    """Return a bar that is filled from the lower to the higher value."""
    width, palette, *_ = paper
    scale = scale_of_range(low, high, width, percent=percent)
    drawing = paper.begin(BAR_HEIGHT)
    drawing.rectangle(0, 0, width, BAR_HEIGHT, palette.rule)
    start, end = scale.place(low), scale.place(high)
    drawing.rectangle(start, 0, max(end - start, 2 * HAIRLINE), BAR_HEIGHT, palette.accent)
    if scale.low < 0 < scale.high:
        zero = scale.place(Decimal(0))
        drawing.line(((zero, 0), (zero, BAR_HEIGHT)), palette.ink)
    return drawing


def time_line(years: tuple[Years, ...], own: int, paper: Paper) -> Drawing:
    """Return a line with a dot for each year, or a bar for a span; number `own` is filled."""
    width, palette, *_ = paper
    drawing = paper.begin(LINE_HEIGHT)
    middle, inset = LINE_HEIGHT / 2, OWN_RADIUS
    scale = scale_of_values((year for span in years for year in span), width - 2 * inset)
    drawing.line(((0, middle), (width, middle)), palette.rule, 2 * HAIRLINE)
    for first, last in years[:own] + years[own + 1 :]:
        start, end = inset + scale.place(first), inset + scale.place(last)
        if end > start:
            drawing.line(((start, middle), (end, middle)), palette.muted, OTHER_RADIUS)
        for x in dict.fromkeys((start, end)):
            drawing.dot(x, middle, OTHER_RADIUS, palette.paper, palette.muted)
    start, end = (inset + scale.place(year) for year in years[own])
    if end > start:
        drawing.line(((start, middle), (end, middle)), palette.accent, OWN_RADIUS)
    for x in dict.fromkeys((start, end)):
        drawing.dot(x, middle, OWN_RADIUS, palette.accent)
    return drawing


def stacked_bar(parts: Sequence[Decimal], own: int | None, whole: Decimal, paper: Paper) -> Drawing:
    """Return a bar of the whole with its parts side by side; the rest of the whole is outlined.

    Part number `own` is filled in the accent colour, None: all parts are.
    """
    width, palette, *_ = paper
    drawing = paper.begin(BAR_HEIGHT)
    scale = Scale(Decimal(0), whole, width)
    sum_before = Decimal(0)
    for number, part in enumerate(parts):
        start, end = scale.place(sum_before), scale.place(sum_before + part)
        sum_before += part
        seam = SEAM if end < width and end - start > 2 * SEAM else 0.0
        colour = palette.accent if own in {None, number} else palette.rule
        drawing.rectangle(start, 0, end - start - seam, BAR_HEIGHT, colour)
    rest = scale.place(sum_before)
    if width - rest > 2 * HAIRLINE:
        drawing.outline(rest, 0, width - rest, BAR_HEIGHT, palette.muted)
    return drawing


def trend_triangle(direction: str, colour: str, *, mirrored: bool = False) -> Drawing:
    """Return a triangle of six points that points up, down, or (steady) along the line."""
    side, half = TRIANGLE, TRIANGLE / 2
    corners = {
        "up": ((0.0, side), (half, 0.0), (side, side)),
        "down": ((0.0, 0.0), (side, 0.0), (half, side)),
        "steady": ((0.0, 0.0), (side, half), (0.0, side)),
    }
    drawing = Drawing(Size(side, side), mirrored)
    drawing.polygon(corners[direction], colour)
    return drawing
