"""Where every value of a briefing stands, for findings of any later step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode
from brief.findings import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.findings.source_text import SourceText

Step: TypeAlias = str | int

# What models.Value and Term call their forms in pydantic's locations; no keys of a file.
BRANCHES = frozenset({"range-form", "number-form", "names-form", "name-form"})


@dataclass(frozen=True, slots=True)
class FilePlaces:
    """The places of one file; without a tree, everything is at the file as a whole."""

    shown: str
    source: SourceText | None = None
    root: Node | None = None

    def value_place(self, *path: Step) -> Place:
        """Return the place of the value at `path`, or of what surrounds it if it isn't there."""
        key, node = self._follow(path)
        if self.source is None or node is None:
            return Place(self.shown)
        if isinstance(node, ScalarNode) and node.is_empty and key is not None:
            return self._scalar_place(key)
        return self._scalar_place(node)

    def key_place(self, *path: Step) -> Place:
        """Return the place of the key at `path`; of the value, for what has no key."""
        key, node = self._follow(path)
        if self.source is None or node is None:
            return Place(self.shown)
        return self._scalar_place(key or node)

    def find_node(self, *path: Step) -> Node | None:
        """Return what stands at `path`, or None."""
        return self._follow(path, exact=True)[1]

    def offset_place(self, offset: int) -> Place:
        """Return the place of an offset into the file's text."""
        return self.source.place_at(offset) if self.source else Place(self.shown)

    def node_place(self, node: Node) -> Place:
        """Return the place of a node."""
        return self._scalar_place(node)

    def _follow(
        self, path: tuple[Step, ...], *, exact: bool = False
    ) -> tuple[ScalarNode | None, Node | None]:
        """Return key and value as far along the path as there is something.

        A step that leads nowhere ends the walk: with what surrounds it, or with nothing if
        `whole` is asked for. Steps of pydantic's own (which branch of a union) are passed over.
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

    def _scalar_place(self, node: Node) -> Place:
        if self.source is None:
            return Place(self.shown)
        end = node.end if isinstance(node, ScalarNode) else None
        return self.source.place_at(node.start, end)


def _item_number(step: Step) -> int | None:
    """Return the step as an item's number; a range's two ends are named and written as items."""
    return {"low": 0, "high": 1}.get(step) if isinstance(step, str) else step


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a briefing's files: "briefing", and one per language tag."""

    files: Mapping[str, FilePlaces]
    folder: str = ""

    def value_place(self, file_key: str, *path: Step) -> Place:
        """Return where a value stands, as in `of("it", "points", 3, "text")`.

        What is not there gets the place of the nearest thing around it.
        """
        file = self.files.get(file_key)
        return file.value_place(*path) if file else Place(self.folder)

    def key_place(self, file_key: str, *path: Step) -> Place:
        """Return where the key of a value stands."""
        file = self.files.get(file_key)
        return file.key_place(*path) if file else Place(self.folder)
