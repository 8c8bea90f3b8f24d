"""Keep track of which quantities of two texts have counterparts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.editorial.numbers.comparison.similarity import measure_similarity

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
            known = self._similarities[key] = measure_similarity(one, other)
        return known

    def both_ways(self) -> tuple[tuple[Side, Side], tuple[Side, Side]]:
        """Return each side with the other one."""
        return (self.left, self.right), (self.right, self.left)
