"""The structure tree as a screen reader follows it (ISO 32000-1, 14.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf

from brief.press.pdf.objects import list_kids

if TYPE_CHECKING:
    from brief.press.pdf.content_visitor import ContentKey, ObjectId

MAX_ELEMENTS = 200_000  # a tree may be circular through direct objects
MAX_ROLE_STEPS = 8  # a role map may be circular

# An element as qpdf writes it, with its keys in order; any other is read key by key.
PLAIN_ELEMENT = re.compile(
    rb"<< /K \[ ([0-9R ]*+)\] /P [0-9]+ [0-9]+ R (?:/Pg ([0-9]+ [0-9]+) R )?+"
    rb"/S (/[A-Za-z0-9]+) /Type /StructElem >>"
)
KID = re.compile(rb"([0-9]+) (?:([0-9]+) R )?+")


class Element(NamedTuple):
    """An element: its standard structure type, its own language or "", and its dictionary."""

    kind: str
    language: str
    node: Any

    def get_attribute(self, name: str) -> Any:
        """Return an attribute, of any owner, or None."""
        given = self.node.get("/A")
        for attributes in given if isinstance(given, pikepdf.Array) else [given]:
            if isinstance(attributes, pikepdf.Dictionary) and name in attributes:
                return attributes[name]
        return None


@dataclass(slots=True)
class StructureTree:
    """The elements in reading order, and the marked contents and annotations they refer to."""

    elements: list[Element] = field(default_factory=list)
    contents: set[ContentKey] = field(default_factory=set)
    objects: dict[ObjectId, str] = field(default_factory=dict)


def read_tree(document: pikepdf.Pdf, root: Any) -> StructureTree:
    """Read the tree below a StructTreeRoot."""
    return _TreeWalker(document, root).walk()


class _TreeWalker:
    """Walks through the elements in reading order.

    A tree has hundreds of elements, and most have only kids: these are read from the text that qpdf
    writes, all others key by key.
    """

    def __init__(self, document: pikepdf.Pdf, root: Any) -> None:
        self._document = document
        self._roles = root.get("/RoleMap", pikepdf.Dictionary())
        self._standards: dict[str, str] = {}
        self._tree = StructureTree()
        self._seen: set[ObjectId] = set()
        pages = (page.obj.objgen for page in document.pages)
        self._pages: dict[bytes, ObjectId] = {b"%d %d" % page: page for page in pages}
        self._waiting: list[Any] = [(kid, None, "") for kid in list_kids(root)[::-1]]

    def walk(self) -> StructureTree:
        """Read all elements."""
        elements, contents, seen = self._tree.elements, self._tree.contents, self._seen
        fetch, waiting = self._document.get_object, self._waiting
        while waiting and len(elements) < MAX_ELEMENTS:
            node, page, kind = waiting.pop()
            if type(node) is tuple:
                node = None if node in seen else fetch(node)
            if isinstance(node, int):
                if page is not None:
                    contents.add((_get_identity(page), int(node)))
            elif isinstance(node, pikepdf.Dictionary):
                if node.is_indirect:
                    if node.objgen in seen:
                        continue
                    seen.add(node.objgen)
                    if self._read_plain(node, page):
                        continue
                self._read_node(node, page, kind)
        return self._tree

    def _read_plain(self, node: Any, page: Any) -> bool:
        """Read an element that has only kids; return whether it is one."""
        found = PLAIN_ELEMENT.fullmatch(node.unparse(resolved=True))
        if not found:
            return False
        kids, own, name = found.groups()
        if own:
            if own not in self._pages:
                return False
            page = self._pages[own]
        kind = self._get_standard_role(name.decode())
        self._tree.elements.append(Element(kind, "", node))
        for first, then in reversed(KID.findall(kids)):
            kid = (int(first), int(then)) if then else int(first)
            self._waiting.append((kid, page, kind))
        return True

    def _read_node(self, node: Any, page: Any, kind: str) -> None:
        page = node.get("/Pg", page)
        if "/S" in node:
            kind = self._get_standard_role(str(node.S))
            self._tree.elements.append(Element(kind, str(node.get("/Lang", "")), node))
            self._waiting += [(kid, page, kind) for kid in reversed(list_kids(node))]
        elif "/MCID" in node:  # a marked-content reference, 14.7.4.2
            owner = node.get("/Stm", page)
            if owner is not None:
                self._tree.contents.add((_get_identity(owner), int(node.MCID)))
        elif "/Obj" in node:  # an object reference, 14.7.4.3
            self._tree.objects[node.Obj.objgen] = kind

    def _get_standard_role(self, kind: str) -> str:
        """Return the standard structure type of a role (14.7.3)."""
        if kind not in self._standards:
            role = kind
            for _ in range(MAX_ROLE_STEPS):
                if role in self._roles:
                    role = str(self._roles[role])
            self._standards[kind] = role.lstrip("/")
        return self._standards[kind]


def _get_identity(page: Any) -> ObjectId:
    """Return the object id of a page, which may be given as an id."""
    return page if type(page) is tuple else page.objgen
