"""Key figures in one size: as large as the layout has them, or as the widest one allows.

They are compared with each other, so a long one makes all of them smaller, in all languages; one
that would make them too small has its unit on a line of its own instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.press.galley import Galley

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


def stretches(galley: Galley, size: float) -> tuple[Stretch, ...]:
    """Return the key figures of a page that is set in this type size, with figures at full size."""
    return tuple(
        Stretch(par.amount.number / size, par.amount.whole / size, par.width)
        for par in galley.paragraphs
        if par.amount
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


def _rounded(scale: float) -> float:
    return min(1.0, floor(scale * STEPS) / STEPS)
