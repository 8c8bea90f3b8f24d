"""Parse the XML of a part within bounds, with a short prefix in place of each namespace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_ELEMENTS = 250_000  # of all parts that are read; a page of text has about 1,000
MAX_DEPTH = 200  # a text box in a cell of a table in a table has about 60

# ISO/IEC 29500-1, annex A: each strict namespace, and the transitional one of ECMA-376.
_PREFIXES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_NAME = re.compile(r"\{(?P<space>[^}]*)\}(?P<name>.*)", re.DOTALL)
_OFF = frozenset({"0", "false", "off", "none"})


class UnreadableWordError(Exception):
    """A package or a part is damaged or beyond the bounds; the message says why and where."""


class ElementBudget:
    """How many elements may still be read from a package."""

    def __init__(self, left: int = MAX_ELEMENTS) -> None:
        self.left = left


def parse_xml(raw: bytes, name: str, budget: ElementBudget) -> Element:
    """Return the root of a part, with tags and attributes such as `w:p`.

    A document type definition is refused (ECMA-376, part 2, 8.1.4), and with it all entities.
    Raises UnreadableWordError.
    """
    parser = XMLParser(target=_BoundedBuilder(name, budget))  # noqa: S314 - no entities, bounded
    try:
        parser.feed(raw)
        root = parser.close()
    except ParseError as problem:
        line, column = problem.position
        msg = f"its part {name} is damaged at line {line}, column {column + 1}"
        raise UnreadableWordError(msg) from problem
    except (LookupError, ValueError) as problem:
        msg = f"its part {name} is in an encoding that is not known"
        raise UnreadableWordError(msg) from problem
    if not isinstance(root, Element):  # pragma: no cover - expat reports an empty part
        msg = f"its part {name} is empty"
        raise UnreadableWordError(msg)
    return root


class _BoundedBuilder:
    """Builds a tree, and counts its elements and their depth on the way."""

    def __init__(self, name: str, budget: ElementBudget) -> None:
        self.name, self.budget = name, budget
        self.depth = 0
        self.builder = TreeBuilder()
        self.data = self.builder.data
        self.close = self.builder.close
        self.names: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.budget.left -= 1
        self.depth += 1
        if self.budget.left < 0:
            msg = f"it has more than {MAX_ELEMENTS:,} elements, and no briefing has"
            raise UnreadableWordError(msg)
        if self.depth > MAX_DEPTH:
            msg = f"its part {self.name} is nested more than {MAX_DEPTH} levels deep"
            raise UnreadableWordError(msg)
        named = {self._shorten(key): value for key, value in attributes.items()}
        self.builder.start(self._shorten(tag), named)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.builder.end(self._shorten(tag))

    def doctype(self, *_: object) -> None:
        msg = "it has a document type definition, which no Word document has"
        raise UnreadableWordError(msg)

    def _shorten(self, tag: str) -> str:
        short = self.names.get(tag)
        if short is None:
            found = _NAME.fullmatch(tag)
            prefix = _PREFIXES.get(found["space"], "other") if found else ""
            short = self.names[tag] = f"{prefix}:{found['name']}" if found else tag
        return short


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant along a path of tags."""
    for tag in path:
        if element is None:
            return None
        element = next((each for each in element if each.tag == tag), None)
    return element


def value(element: Element | None, *path: str, key: str = "w:val") -> str | None:
    """Return an attribute of the descendant along a path of tags; None without it."""
    found = child(element, *path)
    return None if found is None else found.get(key)


def is_on(element: Element) -> bool:
    """Return whether an on/off property is on: it is without a value (ECMA-376-1, 17.17.4)."""
    return element.get("w:val", "1").lower() not in _OFF


def iterate(
    root: Element,
    skip: frozenset[str] = frozenset(),
    choose: Callable[[Element], Element | None] | None = None,
) -> Iterator[Element]:
    """Yield an element and its descendants in document order, without those under `skip`.

    `choose` returns the only child of an element to go on with, or None for all.
    """
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        chosen = choose(element) if choose else None
        if chosen is not None:
            waiting.append(chosen)
        elif element is root or element.tag not in skip:
            waiting += reversed(element)
