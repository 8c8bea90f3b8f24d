"""Key figures in one size: as large as the layout has them, or as the widest one allows.

They are compared with each other, so a long one makes all of them smaller, in all languages; one
that would make them too small has its unit on a line of its own instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.press.engine.page_model import PageModel, Paragraph

MIN_WHOLE_SCALE = 0.75
"""Below this a figure is parted from its unit before it is set any smaller."""
MIN_SCALE = 0.6
"""What a figure may be at least, of the size that the layout gives it: still larger than text."""
MIN_SCALE_TO_STAY_WHOLE = 0.85
"""A figure that lacks no more than this of its width stays whole, and makes all of them smaller."""
USABLE_SHARE = 0.99  # of the column
SCALE_STEPS = 1000


@dataclass(frozen=True, slots=True)
class ScalableFigure:
    """A key figure's widths at full size, for each point of type size; `room` is in points."""

    number: float
    whole: float
    column: float

    def find_whole_scale(self, size: float) -> float:
        """Return by what the figure can be multiplied to stand whole in its column."""
        rest = self.whole - self.number  # units and gaps, which are small as they are
        return (self.column * USABLE_SHARE / size - rest) / self.number

    def find_split_scale(self, size: float) -> float:
        """Return by what it can be multiplied if its unit stands on a line of its own."""
        return self.column * USABLE_SHARE / size / self.number


def measure_figures(page_model: PageModel, size: float) -> tuple[ScalableFigure, ...]:
    """Return the key figures of a page that is set in this type size, with figures at full size."""
    return tuple(
        ScalableFigure(par.figure_width.number / size, par.figure_width.whole / size, par.width)
        for par in page_model.paragraphs
        if par.figure_width
    )


def find_figure_scale(figures: Iterable[ScalableFigure], size: float) -> tuple[float, bool]:
    """Return by what all figures are multiplied in that type size, and if units part from them."""
    figures = tuple(figures)
    whole = min((figure.find_whole_scale(size) for figure in figures), default=1.0)
    if whole >= MIN_WHOLE_SCALE:
        return _round_down(whole), False
    parted = min(figure.find_split_scale(size) for figure in figures)
    wholes = [figure.find_whole_scale(size) for figure in figures]
    near = [scale for scale in wholes if MIN_SCALE_TO_STAY_WHOLE * parted <= scale < parted]
    return _round_down(max(min(near, default=parted), MIN_SCALE)), True


def resize_figure(par: Paragraph, factor: float, *, split_units: bool) -> Paragraph:
    """Return a key figure with its number multiplied; units and qualifiers keep their size.

    With `parted` a line may end between the number and its unit.
    """
    largest = max(run.size for run in par.runs)
    runs = []
    for run in par.runs:
        gap = run.is_unbroken and not run.text.strip()
        size = run.size * factor if gap or run.size == largest else run.size
        if gap and split_units:
            runs.append(replace(run, text=" ", size=size, is_unbroken=False))
        else:
            runs.append(replace(run, size=size))
    return replace(par, runs=tuple(runs))


def find_resized_height(par: Paragraph, factor: float, lines: int, *, split_units: bool) -> float:
    """Return the height of a key figure whose number is multiplied, in so many lines, in points.

    The line with the number is as high as that; of the others none is, and with `parted` it is a
    unit that stands there.
    """
    if not par.leading:
        return par.line_height * lines * factor
    sizes = [run.size for run in par.runs]
    tall = max(sizes)
    others = [size for size in sizes if size < tall] if split_units else []
    low = max([par.size, *others]) * par.leading
    number = max(low, tall * factor * par.leading) - tall * par.leading
    return par.height + number + (lines - par.line_count) * low


def _round_down(scale: float) -> float:
    return min(1.0, floor(scale * SCALE_STEPS) / SCALE_STEPS)
