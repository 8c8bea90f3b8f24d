"""Keep track of which quantities of two texts have counterparts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.editorial.numbers.comparison.similarity import (
    COMPATIBLE,
    NONE,
    SAME,
    measure_similarity,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.numbers.comparison.similarity import Similarity
    from brief.editorial.numbers.quantity import Quantity


@dataclass(slots=True)
class Side:
    """The quantities of one text, with the indices of those matched and those hinted at."""

    quantities: Sequence[Quantity]
    tag: str
    matched: set[int] = field(default_factory=set)
    hinted: set[int] = field(default_factory=set)

    def list_unmatched(self) -> list[int]:
        """Return the indices of the quantities without a counterpart so far."""
        return [i for i in range(len(self.quantities)) if i not in self.matched]


@dataclass(slots=True)
class TextPair:
    """Both texts, and their approximate matches: the text of the first quantity, and both."""

    left: Side
    right: Side
    approximate: list[tuple[Side, Quantity, Quantity]] = field(default_factory=list)
    _similarities: dict[tuple[int, int], Similarity] = field(default_factory=dict)

    def measure(self, one: Quantity, other: Quantity) -> Similarity:
        """Return the similarity of two quantities of this pair, which is measured only once."""
        key = id(one), id(other)
        known = self._similarities.get(key)
        if known is None:
            plain = _is_plain(one) and _is_plain(other)
            known = _compare_plain(one, other) if plain else measure_similarity(one, other)
            self._similarities[key] = known
        return known

    def both_ways(self) -> tuple[tuple[Side, Side], tuple[Side, Side]]:
        """Return each side with the other one."""
        return (self.left, self.right), (self.right, self.left)


def _is_plain(quantity: Quantity) -> bool:
    """Return whether a quantity is only its value: most are, and are compared faster."""
    plain = quantity.kind in {"number", "year"} and not quantity.unit and not quantity.readings
    return plain and quantity.low is not None and quantity.high is not None


def _compare_plain(one: Quantity, other: Quantity) -> Similarity:
    """Return what `measure_similarity` returns for two numbers or years without a unit."""
    ends = [(abs(each.low or 0), abs(each.high or 0)) for each in (one, other)]
    alike = SAME if one.kind == other.kind else COMPATIBLE
    return alike if ends[0] == ends[1] else NONE
