"""Nodes of a parsed YAML file: scalars, lists and mappings with their positions.

Positions are offsets into the file's text, in characters. All scalars are strings; the models
convert them to numbers, dates and so on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self, TypeAlias


@dataclass(slots=True)
class ScalarNode:
    """A single value, as text.

    `style` is "" for a plain (unquoted) scalar, otherwise its first character (`"`, `'`, `|` or
    `>`). `comment` is the offset of a `#` that follows a plain scalar on its last line: YAML drops
    the rest of that line, which the editor may have meant as text. `comment_opens_tight` is true
    if no space follows the `#`.
    """

    start: int
    end: int
    value: str
    style: str = ""
    comment: int | None = None
    comment_opens_tight: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the value is empty: `title:`, `title: ~`, `title: null` or `title: ""`."""
        return not self.value.strip() or (not self.style and self.value in {"~", "null"})


@dataclass(slots=True)
class ListNode:
    """A list; `flow` is true for the form in brackets."""

    start: int
    end: int
    flow: bool
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MapNode:
    """Keys with values, in the order of the file; a repeated key has its first value."""

    start: int
    end: int
    flow: bool
    keys: dict[str, ScalarNode] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


Node: TypeAlias = ScalarNode | ListNode | MapNode


class ScalarText(str):
    """The text of a scalar as input of a model, with the node that has its position."""

    __slots__ = ("node",)
    node: ScalarNode

    def __new__(cls, node: ScalarNode) -> Self:
        """Make the text of a node."""
        text = super().__new__(cls, node.value)
        text.node = node
        return text


@dataclass(frozen=True, slots=True)
class EmptyValue:
    """An empty value as input of a model; if it may lose text, it is reported, not ignored."""

    node: ScalarNode

    @property
    def may_lose_text(self) -> bool:
        """Whether the comment after it is probably text, as in `title: #1 in China`."""
        return self.node.comment is not None and self.node.comment_opens_tight


def as_data(node: Node) -> object:
    """Return the tree as input for a model: dicts, lists, ScalarText and EmptyValue."""
    if isinstance(node, MapNode):
        return {key: as_data(value) for key, value in node.values.items()}
    if isinstance(node, ListNode):
        return [as_data(item) for item in node.items]
    return EmptyValue(node) if node.is_empty else ScalarText(node)
