"""The texts of a language file by the keys that they have in all languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.yaml.nodes import Node
    from brief.translation.unit import Path

NOT_TRANSLATED = frozenset({"waive"})
"""Keys of a language file whose texts are not printed."""
NAMES = frozenset({"id", "figure"})
"""Keys of an item of a list whose texts are names, and the same in all languages."""

# The key of each mapping that may be written as its text alone (`Model.shorthand`).
_SHORTHANDS = (
    (("points", None), "text"),
    (("key_figures", None), "label"),
    (("charts", None), "title"),
    (("quote",), "text"),
    (("comparison", "rows", None, "cells", None), "text"),
)


class FileText(NamedTuple):
    """A text of a language file: its key, the path to its scalar, and the text as typed."""

    key: str
    path: Path
    text: str


def list_texts(root: Node | None, *, by_id: bool = True) -> tuple[FileText, ...]:
    """Return the texts of a language file in their order.

    An item of a list is named by its `id`, if all items have one and `by_id` is true, and
    otherwise by its number, from 1.
    """
    return tuple(_iter_texts(root, (), (), by_id=by_id)) if root else ()


def is_translated(path: Path) -> bool:
    """Return whether what is at a path is a text to translate, or has such texts."""
    is_item = len(path) > 1 and isinstance(path[-2], int)
    return path[-1] not in NAMES if is_item else len(path) > 1 or path[0] not in NOT_TRANSLATED


def have_same_ids(one: Node | None, other: Node | None) -> bool:
    """Return whether both files name their points by the same ids."""
    first, second = _point_ids(one), _point_ids(other)
    return None not in first and set(first) == set(second)


def _point_ids(root: Node | None) -> list[str | None]:
    points = root.values.get("points") if isinstance(root, MapNode) else None
    return [get_id(item) for item in points.items] if isinstance(points, ListNode) else []


def get_id(item: Node) -> str | None:
    """Return the `id` of an item of a list, or None."""
    found = item.values.get("id") if isinstance(item, MapNode) else None
    return found.value if isinstance(found, ScalarNode) else None


def _iter_texts(node: Node, path: Path, key: Path, *, by_id: bool) -> Iterator[FileText]:
    if isinstance(node, ScalarNode):
        if not node.is_empty:
            yield FileText(".".join(map(str, _drop_shorthand(key))), path, node.value)
    elif isinstance(node, MapNode):
        for name, value in node.values.items():
            if is_translated((*path, name)):
                yield from _iter_texts(value, (*path, name), (*key, name), by_id=by_id)
    else:
        ids = [get_id(item) for item in node.items]
        named = by_id and None not in ids and len(set(ids)) == len(ids)
        for number, item in enumerate(node.items):
            step = ids[number] if named else number + 1
            assert step is not None  # noqa: S101 - all are named
            yield from _iter_texts(item, (*path, number), (*key, step), by_id=by_id)


def _drop_shorthand(key: Path) -> Path:
    """Return the key without the name of a text that may be written alone."""
    return key[:-1] if key and get_shorthand(key[:-1]) == key[-1] else key


def get_shorthand(path: Path) -> str | None:
    """Return the key of a mapping that may be written as the text of that key alone, or None."""
    return next((name for form, name in _SHORTHANDS if _matches(path, form)), None)


def _matches(path: Path, form: tuple[str | None, ...]) -> bool:
    same_length = len(path) == len(form)
    return same_length and all(part in {None, step} for part, step in zip(form, path, strict=True))
