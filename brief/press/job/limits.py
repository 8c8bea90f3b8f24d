"""What copyfitting may do with a page, in numbers alone: this travels to whoever prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LimitRange:
    """What a quantity may be: at least, at most, and what it is where nothing presses."""

    minimum: float
    maximum: float
    default: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What copyfitting may do with a layout.

    `size` and `small` (the least type anywhere) are in points; `leading` is a multiple of the type
    size; `space` and `density` multiply the gaps between points and between key figures, whose
    lengths at 1 are `gap_once`, `gap_each`, `figure_once` and `figure_gap`, in points. `clearance`
    is what stays free above the footer, `notes` the least height of a field for notes, in points.
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
