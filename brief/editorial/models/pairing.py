"""Pair the points of two languages: by their ids if they have them, otherwise by order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.models.content import Point


def reorder_points(points: Sequence[Point], like: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points in the order of `like` if all have ids, otherwise unchanged."""
    by_id = {point.id: point for point in points}
    ids = [point.id for point in like]
    if None in by_id or None in ids or set(ids) != set(by_id):
        return tuple(points)
    return tuple(by_id[name] for name in ids)
