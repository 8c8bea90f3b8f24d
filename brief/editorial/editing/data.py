"""The data of a tree without positions: what an edit changes, and what the result must equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode
from brief.editorial.yaml.writer import FlowValue

if TYPE_CHECKING:
    from brief.editorial.yaml.locations import Step


class Leaf(NamedTuple):
    """The value of a scalar, and whether models see it as empty (`~` and `"~"` differ in this)."""

    value: str
    is_empty: bool


Data: TypeAlias = "Leaf | list[Data] | dict[str, Data] | None"


def data_of(node: Node | None) -> Data:
    """Return the data of a tree, always as new lists and dicts."""
    if isinstance(node, MapNode):
        return {key: data_of(value) for key, value in node.values.items()}
    if isinstance(node, ListNode):
        return [data_of(item) for item in node.items]
    return Leaf(node.value, node.is_empty) if isinstance(node, ScalarNode) else None


def leaf_of(value: str) -> Leaf:
    """Return the leaf of a text that was typed as such, even if it is `null`."""
    return Leaf(value, not value.strip())


def data_of_value(value: object) -> Data:
    """Return the data of a new value: a text, number, date, mapping, sequence or None."""
    if isinstance(value, FlowValue):
        value = value.content
    if isinstance(value, Mapping):
        return {str(key): data_of_value(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [data_of_value(inner) for inner in value]
    return leaf_of(scalar_text(value))


def scalar_text(value: object) -> str:
    """Return a new value as an editor types it; raises TypeError for types that YAML lacks."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str | int | float | date):
        return str(value)
    msg = f"{type(value).__name__} cannot be written in a briefing"
    raise TypeError(msg)


def same_data(one: Data, other: Data) -> bool:
    """Return whether two trees are equal, including the order of keys."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same_data(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_data, one, other))
    return type(one) is type(other) and one == other


def same_but_last_break(one: Data, other: Data) -> bool:
    """Return whether two trees are equal, apart from line breaks that end a text.

    A block scalar (`>`, `|`) that ends a file without a line break gets one when a line follows.
    """
    if isinstance(one, Leaf) and isinstance(other, Leaf):
        return one.value.rstrip("\n") == other.value.rstrip("\n")
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(
            same_but_last_break(one[key], other[key]) for key in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_but_last_break, one, other))
    return False


def with_value(data: Data, path: tuple[Step, ...], value: Data) -> Data:
    """Return the data with another value at `path`, which exists or is a new key of a mapping."""
    if not path:
        return value
    inside = inner_data(data, path[:-1])
    last = path[-1]
    if isinstance(inside, dict):
        inside[str(last)] = value
    elif isinstance(inside, list) and isinstance(last, int):
        inside[last] = value
    return data


def inner_data(data: Data, path: tuple[Step, ...]) -> Data:
    """Return the part of the data at `path`, which exists."""
    for step in path:
        if isinstance(data, dict):
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data
