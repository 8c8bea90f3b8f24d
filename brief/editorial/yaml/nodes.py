"""What a YAML file holds, as a tree that knows where everything stands.

Positions are offsets into the file's text, in characters. Scalars are strings whatever they look
like: typing them is the models' work.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self, TypeAlias


@dataclass(slots=True)
class ScalarNode:
    """A text, as YAML read it.

    `style` is "" for a plain (unquoted) one, else its first character (`"`, `'`, `|` or `>`).
    `comment` is where a `#` stands on the line on which a plain scalar ends: what follows it is
    no longer part of the text, which the writer may not have meant.
    """

    start: int
    end: int
    value: str
    style: str = ""
    comment: int | None = None
    comment_opens_tight: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was written: `title:`, `title: ~`, `title: null` or `title: ""`."""
        return not self.value.strip() or (not self.style and self.value in {"~", "null"})


@dataclass(slots=True)
class ListNode:
    """A list; `flow` is the form in brackets."""

    start: int
    end: int
    flow: bool
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MapNode:
    """Keys with values, in the order written; of a key that stands twice, the first."""

    start: int
    end: int
    flow: bool
    keys: dict[str, ScalarNode] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


Node: TypeAlias = ScalarNode | ListNode | MapNode


class ScalarText(str):
    """A scalar on its way to a model: the text typed, and the node that knows its place."""

    __slots__ = ("node",)
    node: ScalarNode

    def __new__(cls, node: ScalarNode) -> Self:
        """Take the text from the node."""
        text = super().__new__(cls, node.value)
        text.node = node
        return text


@dataclass(frozen=True, slots=True)
class EmptyValue:
    """A value left empty on its way to a model.

    `loses` is true if a comment stands in its place that opens like text (`title: #1 in China`),
    so that taking the key for absent would lose what was typed.
    """

    node: ScalarNode

    @property
    def may_lose_text(self) -> bool:
        """Something stands there that YAML takes for a comment and a person for text."""
        return self.node.comment is not None and self.node.comment_opens_tight


def as_data(node: Node) -> object:
    """Return the tree as what models take: dicts, lists, Written and Empty."""
    if isinstance(node, MapNode):
        return {key: as_data(value) for key, value in node.values.items()}
    if isinstance(node, ListNode):
        return [as_data(item) for item in node.items]
    return EmptyValue(node) if node.is_empty else ScalarText(node)
