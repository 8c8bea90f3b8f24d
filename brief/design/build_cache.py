"""What a build needs for many briefings, and reads once: brands, layouts, fonts, style sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Value = TypeVar("Value")


class Memo:
    """What was made by its key; it lives as long as one build, and the next one reads all anew.

    So a build also makes all its briefings of one and the same brand, whoever edits that meanwhile.
    """

    def __init__(self) -> None:
        self._values: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what `make` returned for that key first; what it raises is not remembered."""
        if key not in self._values:
            self._values[key] = make()
        made: Value = self._values[key]
        return made
