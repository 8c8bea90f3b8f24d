"""Scales: where on a length a number is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEPS = tuple(map(Decimal, ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))
ROOM = Decimal("1.2")
"""The end of a scale of a range is this much beyond its upper end, then a round number."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale: `low` is at 0 and `high` at `length` (mm)."""

    low: Decimal
    high: Decimal
    length: float

    def place(self, value: Decimal) -> float:
        """Return the distance of a value from the start; in the middle if all are equal."""
        span = self.high - self.low
        if not span:
            return self.length / 2
        return float((value - self.low) / span) * self.length


def scale_from_zero(values: Iterable[Decimal], length: float) -> Scale:
    """Return a scale that contains zero and all values: the length of a bar is its value."""
    given = [Decimal(0), *values]
    return Scale(min(given), max(given), length)


def scale_of_values(values: Iterable[Decimal], length: float) -> Scale:
    """Return a scale from the lowest to the highest value: where only positions count."""
    given = list(values)
    return Scale(min(given), max(given), length)


def scale_of_range(low: Decimal, high: Decimal, length: float, *, percent: bool) -> Scale:
    """Return a scale for a range, from zero to a round number beyond it.

    That of a percentage ends at 100. A range with negative ends has a scale on both sides of zero.
    """
    if percent and low >= 0 and high <= Decimal(100):
        return Scale(Decimal(0), Decimal(100), length)
    end = round_up(high * ROOM) if high > 0 else Decimal(0)
    start = -round_up(-low * ROOM) if low < 0 else Decimal(0)
    return Scale(start, end, length)


def round_up(value: Decimal) -> Decimal:
    """Return the next round number (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 × 10^n) from a value on."""
    power = Decimal(1).scaleb(value.adjusted())
    return next(step * power for step in _STEPS if step * power >= value)
