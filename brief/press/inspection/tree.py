"""The structure tree as a screen reader follows it (ISO 32000-1, 14.7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.press.inspection.painting import Key

MOST = 200_000  # elements; a tree may run in circles through nodes without identity
STEPS = 8  # in a role map, whose roles may map to each other


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its kind in standard terms, its language if it has one of its own, its node."""

    kind: str
    language: str
    node: Any

    def attribute(self, name: str) -> Any:
        """Return the attribute of that name from whichever owner has it, or None."""
        given = self.node.get("/A")
        for attributes in given if isinstance(given, pikepdf.Array) else [given]:
            if isinstance(attributes, pikepdf.Dictionary) and name in attributes:
                return attributes[name]
        return None


@dataclass(slots=True)
class Tree:
    """The elements in reading order, and what they lead to: marked contents, and annotations."""

    elements: list[Element] = field(default_factory=list)
    contents: set[Key] = field(default_factory=set)
    objects: dict[tuple[int, int], str] = field(default_factory=dict)


def read_tree(root: Any) -> Tree:
    """Read the tree below a StructTreeRoot."""
    roles = root.get("/RoleMap", pikepdf.Dictionary())
    tree = Tree()
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, Any, str]] = [(kid, None, "") for kid in reversed(_kids(root))]
    while waiting and len(tree.elements) < MOST:
        node, page, kind = waiting.pop()
        if isinstance(node, int):
            if page is not None:
                tree.contents.add((page.objgen, int(node)))
        elif isinstance(node, pikepdf.Dictionary):
            if node.is_indirect:
                if node.objgen in seen:
                    continue
                seen.add(node.objgen)
            page = node.get("/Pg", page)
            if "/S" in node:
                kind = _standard(str(node.S), roles)
                tree.elements.append(Element(kind, str(node.get("/Lang", "")), node))
                waiting += [(kid, page, kind) for kid in reversed(_kids(node))]
            else:
                _read_reference(tree, node, page, kind)
    return tree


def _read_reference(tree: Tree, node: Any, page: Any, kind: str) -> None:
    if "/MCID" in node:  # a marked-content reference, 14.7.4.2
        owner = node.get("/Stm", page)
        if owner is not None:
            tree.contents.add((owner.objgen, int(node.MCID)))
    elif "/Obj" in node:  # an object reference, 14.7.4.3
        tree.objects[node.Obj.objgen] = kind


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    if kids is None:
        return []
    return list(_items(kids)) if isinstance(kids, pikepdf.Array) else [kids]


def _items(array: pikepdf.Array) -> Iterator[Any]:
    for number in range(len(array)):
        yield array[number]


def _standard(kind: str, roles: Any) -> str:
    """Return the standard structure type that a kind stands for (14.7.3)."""
    for _ in range(STEPS):
        if kind not in roles:
            break
        kind = str(roles[kind])
    return kind.lstrip("/")
