"""Find the highest value of a quantity at which a page still fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BISECTION_STEPS = 12  # finer than the eye can see


def find_highest(excess_at: Callable[[float], float], low: float, high: float) -> float:
    """Return the highest value from `low` to `high` with an excess of at most 0; else `low`."""
    if excess_at(high) <= 0:
        return high
    for _ in range(BISECTION_STEPS):
        middle = (low + high) / 2
        if excess_at(middle) <= 0:
            low = middle
        else:
            high = middle
    return low
