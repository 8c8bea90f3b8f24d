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

LEAST_WHOLE = 0.75
"""Below this a figure is parted from its unit before it is set any smaller."""
LEAST = 0.6
"""What a figure may be at least, of the size that the layout gives it: still larger than text."""
NEAR = 0.85
"""A figure that lacks no more than this of its width stays whole, and makes all of them smaller."""
SLACK = 0.99  # of the column
STEPS = 1000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A key figure's widths at full size, for each point of type size; `room` is in points."""

    number: float
    whole: float
    room: float

    def scale(self, size: float) -> float:
        """Return by what the figure can be multiplied to stand whole in its column."""
        rest = self.whole - self.number  # units and gaps, which are small as they are
        return (self.room * SLACK / size - rest) / self.number

    def parted_scale(self, size: float) -> float:
        """Return by what it can be multiplied if its unit stands on a line of its own."""
        return self.room * SLACK / size / self.number


def stretches(galley: PageModel, size: float) -> tuple[Stretch, ...]:
    """Return the key figures of a page that is set in this type size, with figures at full size."""
    return tuple(
        Stretch(par.figure_width.number / size, par.figure_width.whole / size, par.width)
        for par in galley.paragraphs
        if par.figure_width
    )


def figure_scale(figures: Iterable[Stretch], size: float) -> tuple[float, bool]:
    """Return by what all figures are multiplied in that type size, and if units part from them."""
    figures = tuple(figures)
    whole = min((figure.scale(size) for figure in figures), default=1.0)
    if whole >= LEAST_WHOLE:
        return _rounded(whole), False
    parted = min(figure.parted_scale(size) for figure in figures)
    wholes = [figure.scale(size) for figure in figures]
    near = [scale for scale in wholes if NEAR * parted <= scale < parted]
    return _rounded(max(min(near, default=parted), LEAST)), True


def resized(par: Paragraph, factor: float, *, parted: bool) -> Paragraph:
    """Return a key figure with its number multiplied; units and qualifiers keep their size.

    With `parted` a line may end between the number and its unit.
    """
    largest = max(run.size for run in par.runs)
    runs = []
    for run in par.runs:
        gap = run.is_unbroken and not run.text.strip()
        size = run.size * factor if gap or run.size == largest else run.size
        if gap and parted:
            runs.append(replace(run, text=" ", size=size, is_unbroken=False))
        else:
            runs.append(replace(run, size=size))
    return replace(par, runs=tuple(runs))


def resized_height(par: Paragraph, factor: float, lines: int, *, parted: bool) -> float:
    """Return the height of a key figure whose number is multiplied, in so many lines, in points.

    The line with the number is as high as that; of the others none is, and with `parted` it is a
    unit that stands there.
    """
    if not par.leading:
        return par.line_height * lines * factor
    sizes = [run.size for run in par.runs]
    tall = max(sizes)
    others = [size for size in sizes if size < tall] if parted else []
    low = max([par.size, *others]) * par.leading
    number = max(low, tall * factor * par.leading) - tall * par.leading
    return par.height + number + (lines - par.line_count) * low


def _rounded(scale: float) -> float:
    return min(1.0, floor(scale * STEPS) / STEPS)
