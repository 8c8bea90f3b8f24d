"""Cache, for one build, of what many briefings share: brands, layouts, fonts, style sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Value = TypeVar("Value")


class Memo:
    """Values by key, for the duration of one build.

    All briefings of a build use the same version of a brand, even if its files change meanwhile.
    """

    def __init__(self) -> None:
        self._values: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of `key`, from `make()` at the first call; exceptions are not cached."""
        if key not in self._values:
            self._values[key] = make()
        made: Value = self._values[key]
        return made
