"""Find the place (file, line, column) of a value by its path in a YAML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode
from brief.findings import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.findings.source_text import SourceText

Step: TypeAlias = str | int

# Tags of unions (`Value`, `Series`, `Term`, …) in pydantic's error locations, not keys of a file.
BRANCHES = frozenset(
    {"range-form", "number-form", "names-form", "name-form", "texts-form", "text-form"}
    | {"points-form", "periods-form"}
)


@dataclass(frozen=True, slots=True)
class FilePlaces:
    """The places of one file; without a tree, every place is the file as a whole."""

    shown: str
    source: SourceText | None = None
    root: Node | None = None

    def value_place(self, *path: Step) -> Place:
        """Return the place of the value at `path`; if it is missing, that of its nearest parent."""
        key, node = self._follow(path)
        if self.source is None or node is None:
            return Place(self.shown)
        if isinstance(node, ScalarNode) and node.is_empty and key is not None:
            return self.node_place(key)
        return self.node_place(node)

    def key_place(self, *path: Step) -> Place:
        """Return the place of the key at `path`; for a list item, that of the value."""
        key, node = self._follow(path)
        if self.source is None or node is None:
            return Place(self.shown)
        return self.node_place(key or node)

    def find_node(self, *path: Step) -> Node | None:
        """Return the node at `path`, or None."""
        return self._follow(path, exact=True)[1]

    def offset_place(self, offset: int) -> Place:
        """Return the place of an offset into the file's text."""
        return self.source.place_at(offset) if self.source else Place(self.shown)

    def node_place(self, node: Node) -> Place:
        """Return the place of a node; lists and mappings have the place of their beginning."""
        if self.source is None:
            return Place(self.shown)
        end = node.end if isinstance(node, ScalarNode) else None
        return self.source.place_at(node.start, end)

    def _follow(
        self, path: tuple[Step, ...], *, exact: bool = False
    ) -> tuple[ScalarNode | None, Node | None]:
        """Return the key and value at the end of `path`.

        If a step does not exist, return the last key and value that do, or with `exact` None.
        Steps that only name the branch of a union in pydantic are skipped.
        """
        key: ScalarNode | None = None
        node = self.root
        for step in path:
            if step in BRANCHES:
                continue
            if isinstance(node, MapNode) and step in node.values:
                key, node = node.keys[str(step)], node.values[str(step)]
            elif isinstance(node, ListNode) and (number := _item_number(step)) is not None:
                if not 0 <= number < len(node.items):
                    return key, None if exact else node
                key, node = None, node.items[number]
            else:
                return (None, None) if exact else (key, node)
        return key, node


def _item_number(step: Step) -> int | None:
    """Return the step as an item number; `low` and `high` of a range are its items 0 and 1."""
    return {"low": 0, "high": 1}.get(step) if isinstance(step, str) else step


@dataclass(frozen=True, slots=True)
class Places:
    """The places in a briefing's files, by "briefing" and language tag."""

    files: Mapping[str, FilePlaces]
    folder: str = ""

    def value_place(self, file_key: str, *path: Step) -> Place:
        """Return the place of a value or its nearest parent: `value_place("it", "points", 3)`."""
        file = self.files.get(file_key)
        return file.value_place(*path) if file else Place(self.folder)

    def key_place(self, file_key: str, *path: Step) -> Place:
        """Return the place of the key of a value."""
        file = self.files.get(file_key)
        return file.key_place(*path) if file else Place(self.folder)
