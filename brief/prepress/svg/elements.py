"""Read a drawing (SVG) into elements that know their line, within limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers.expat import ParserCreate

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "http://www.w3.org/2000/svg"
MAX_DEPTH = 200
MAX_ELEMENTS = 50_000  # drawn in about ten seconds


class DrawingTooLarge(ValueError):  # noqa: N818 - the file is at fault, not brief
    """A drawing has more elements, or deeper ones, than can be drawn."""


@dataclass(slots=True)
class SvgElement:
    """An element: its name, attributes, text and place; names are without their namespace.

    `is_foreign` elements are not of SVG. `text` is the text directly in the element, `tail` the
    text after it.
    """

    name: str
    attributes: dict[str, str]
    line: int
    is_foreign: bool = False
    text: str = ""
    tail: str = ""
    children: list[SvgElement] = field(default_factory=list)

    def walk(self) -> Iterator[SvgElement]:
        """Yield the element and all elements in it, in their order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)


class SvgReader:
    """Reads a drawing; `entities` are the names that it declares."""

    def __init__(self) -> None:
        self.root: SvgElement | None = None
        self.entities: list[str] = []
        self._open: list[SvgElement] = []
        self._count = 0
        self._parser = ParserCreate(namespace_separator=" ")

    def read(self, content: bytes) -> None:
        """Read the whole file. Raises ExpatError or ValueError if it is not XML.

        Raises DrawingTooLarge beyond the limits.
        """
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start_element
        self._parser.EndElementHandler = lambda _: self._open.pop()
        self._parser.CharacterDataHandler = self._take_text
        self._parser.EntityDeclHandler = lambda name, *_: self.entities.append(name)
        self._parser.Parse(content, True)  # noqa: FBT003 - expat's own flag: this is all

    def _start_element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        line = self._parser.CurrentLineNumber
        element = SvgElement(local, plain, line, is_foreign=space not in {"", SVG})
        self._count += 1
        if self._count > MAX_ELEMENTS or len(self._open) > MAX_DEPTH:
            raise DrawingTooLarge
        if self._open:
            self._open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def _take_text(self, text: str) -> None:
        if not self._open:
            return
        parent = self._open[-1]
        if parent.children:
            parent.children[-1].tail += text
        else:
            parent.text += text
