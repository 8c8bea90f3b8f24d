"""The limits of copyfitting."""

from __future__ import annotations

from dataclasses import dataclass

MIN_CLEARANCE_SHARE = 0.5  # of the clearance: what a text keeps before it is refused


@dataclass(frozen=True, slots=True)
class LimitRange:
    """The range of a quantity, and its value if there is room enough."""

    minimum: float
    maximum: float
    default: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of copyfitting for a layout.

    `size` and `small` (the smallest type on the page) are in points; `leading` is a multiple of the
    type size; `space` and `density` multiply the gaps between points and between key figures, whose
    lengths at 1 are `gap_once`, `gap_each`, `figure_once` and `figure_gap`, in points, and
    `lines_once` and `lines_each`, in lines of the body: with these, `space` is a multiple of half.
    `clearance` is the free space above the footer, `notes` the minimum height of a field for notes,
    in points. `headline` is the type size of the headline in points, 0 if it follows the body.
    """

    size: LimitRange
    leading: LimitRange
    space: LimitRange
    density: LimitRange
    small: float
    gap_once: float
    gap_each: float
    figure_once: float
    figure_gap: float
    clearance: float
    notes: float
    lines_once: float = 0.0
    lines_each: float = 0.0
    headline: float = 0.0

    def find_clearance(self, size: float, leading: float, space: float) -> float:
        """Return the distance to keep to the footer in points: half of it with all minima."""
        least = self.size.minimum, self.leading.minimum, self.space.minimum
        return self.clearance * (MIN_CLEARANCE_SHARE if (size, leading, space) <= least else 1)
