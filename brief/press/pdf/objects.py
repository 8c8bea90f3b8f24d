"""Reading PDF objects with pikepdf: numbers, dictionaries and transformation matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Matrix = tuple[float, float, float, float, float, float]
"""A transformation (ISO 32000-1, 8.3.3): a, b, c, d, e, f."""
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
Box = tuple[float, float, float, float]
"""A rectangle: left, bottom, right, top."""


def lie_apart(first: Box, second: Box) -> bool:
    """Return whether two rectangles have no area in common."""
    beside = first[2] <= second[0] or first[0] >= second[2]
    return beside or first[3] <= second[1] or first[1] >= second[3]


def multiply_matrices(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies `first`, and then `then` (ISO 32000-1, 8.3.4)."""
    if then == IDENTITY:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def read_numbers(operands: Iterable[object]) -> tuple[float, ...]:
    """Return operands, or the items of an array, as numbers."""
    return tuple(float(operand) for operand in operands)  # type: ignore[arg-type]


def read_box(edges: Any) -> Box:
    """Return an array of four numbers as a rectangle; raise ValueError for any other length."""
    left, bottom, right, top = read_numbers(edges)
    return left, bottom, right, top


def get_or_add_dictionary(holder: pikepdf.Object, key: str) -> pikepdf.Object:
    """Return a dictionary in another, for instance a category of resources; add it if missing."""
    if key not in holder:
        holder[key] = pikepdf.Dictionary()
    return holder[key]


def list_kids(node: Any) -> list[Any]:
    """Return the kids of an element of the structure tree (ISO 32000-1, 14.7.2)."""
    kids = node.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def find_dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield all indirect dictionaries and streams of the document."""
    for item in document.objects:
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            yield item
