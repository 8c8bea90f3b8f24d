"""Pages of plain, well-nested HTML: read tag by tag, without the rules that mend broken pages.

The HTML standard says what becomes of every page, however broken, and a parser that knows all of
it takes its time. Where each element is closed in its turn, stands where it may, and needs no
mending, the tree is what the tags say. Anything else is left to the parser of the standard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

import tinyhtml5

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACE = " \t\n"
DOCTYPE = re.compile(r"<!doctype html>[ \t\n]*", re.IGNORECASE)
TOKEN = re.compile(
    r'<([a-z][a-z0-9]*)((?:[ \t\n]+[a-z][a-z-]*="[^"]*")*)[ \t\n]*>|</([a-z][a-z0-9]*)>|([^<]+)'
)
ATTRIBUTE = re.compile(r'([a-z][a-z-]*)="([^"]*)"')
REFERENCE = re.compile("&([^;]*;)?")
REFERENCES = {
    "amp;": "&", "lt;": "<", "gt;": ">", "quot;": '"', "#34;": '"', "#39;": "'", "#x27;": "'",
}  # fmt: skip
STRANGE = re.compile("[\0\f\r\ud800-\udfff]")
"""What the standard's parser replaces, or what it takes for space and we do not."""

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "div", "figcaption", "figure", "footer",
    "header", "main", "nav", "ol", "p", "section", "ul", *HEADINGS,
}  # fmt: skip
"""What closes a paragraph that is open."""
FORMATTING = {"a", "b", "code", "em", "i", "s", "small", "strong", "u"}
"""What the standard opens anew where it was left open; and never one within its like here."""
PHRASES = {"abbr", "bdi", "bdo", "cite", "mark", "q", "span", "sub", "sup", "time"}
VOID = {"br", "img", "wbr"}
LISTS = {"ol", "ul"}
IN_BODY = BLOCKS | FORMATTING | PHRASES | VOID | {"li"}

_parse = tinyhtml5.parse


class _UnplainError(Exception):
    """The page needs the rules of the standard."""


def parse(document: Any, **options: Any) -> Any:
    """Return the tree of a page, as the HTML standard has it."""
    if list(options) == ["namespace_html_elements"] and hasattr(document, "getvalue"):
        text = document.getvalue()
        if isinstance(text, str) and (root := read_plain(text)) is not None:
            return root
    return _parse(document, **options)


def read_plain(page: str) -> Element | None:
    """Return the tree of a plain page, or nothing where another parser must read it."""
    doctype = DOCTYPE.match(page)
    if doctype is None or STRANGE.search(page):
        return None
    try:
        return _Reader().read(_tokens(page, doctype.end()))
    except _UnplainError:
        return None


def _tokens(page: str, start: int) -> Iterator[re.Match[str]]:
    """Yield opening tags, closing tags and texts, one directly after the other to the end."""
    while start < len(page):
        token = TOKEN.match(page, start)
        if token is None:
            raise _UnplainError
        yield token
        start = token.end()


class _Reader:
    """Makes elements of tags, and gives up where the standard would do anything but that."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.head: Element | None = None
        self.body: Element | None = None
        self.open: list[Element] = []
        self.names: list[str] = []
        self.end: Element | None = None  # the last child, which a text would follow

    def read(self, tokens: Iterator[re.Match[str]]) -> Element:
        for token in tokens:
            name, attributes, closed, text = token.groups()
            if name:
                self._start(name, _attributes(attributes) if attributes else {})
            elif closed:
                self._close(closed)
            else:
                self._say(text)
        if self.root is None or self.body is None or self.names:
            raise _UnplainError
        return self.root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self.body is not None and self.names[1:2] == ["body"]:
            self._check(name)
            element = SubElement(self.open[-1], name, attributes)
        elif name in {"meta", "title"} and self.names == ["html", "head"]:
            element = SubElement(self.open[-1], name, attributes)
        elif name == "html" and self.root is None:
            element = self.root = Element(name, attributes)
        elif name == "head" and self.names == ["html"] and self.head is None:
            element = self.head = SubElement(self.open[-1], name, attributes)
        elif (
            name == "body"
            and self.names == ["html"]
            and self.body is None
            and self.head is not None
        ):
            element = self.body = SubElement(self.open[-1], name, attributes)
        else:
            raise _UnplainError
        if name in VOID or name == "meta":
            self.end = element
        else:
            self.open.append(element)
            self.names.append(name)
            self.end = None

    def _awaits_body(self) -> bool:
        return self.names == ["html"] and self.head is not None and self.body is None

    def _check(self, name: str) -> None:
        """Raise where an element of the body may not stand, or closes another."""
        names = self.names
        if (
            name not in IN_BODY
            or (name in FORMATTING and name in names)
            or ((name in BLOCKS or name == "li") and "p" in names)
            or (name in HEADINGS and names[-1] in HEADINGS)
            or (name == "li" and names[-1] not in LISTS)
        ):
            raise _UnplainError

    def _close(self, name: str) -> None:
        if not self.names or self.names[-1] != name:
            raise _UnplainError
        self.names.pop()
        self.end = self.open.pop()

    def _say(self, raw: str) -> None:
        """Put a text where it stands; spaces after the body belong to it."""
        text = _unescaped(raw)
        outside = len(self.names) < 2 or self.names == ["html", "head"]  # noqa: PLR2004
        if outside and text.strip(SPACE):
            raise _UnplainError
        if self.body is not None and len(self.names) < 2:  # noqa: PLR2004 - html and body
            self._append(self.body, self.body[-1] if len(self.body) else None, text)
        elif self.names == ["html"] and self.head is not None:
            self._append(self.open[-1], self.head, text)
        elif len(self.names) > 1:
            self._append(self.open[-1], self.end, text)

    @staticmethod
    def _append(parent: Element, last: Element | None, text: str) -> None:
        if last is None:
            parent.text = (parent.text or "") + text
        else:
            last.tail = (last.tail or "") + text


def _attributes(raw: str) -> dict[str, str]:
    pairs = ATTRIBUTE.findall(raw)
    attributes = {name: _unescaped(value) for name, value in pairs}
    if len(attributes) < len(pairs):
        raise _UnplainError
    return attributes


def _unescaped(text: str) -> str:
    """Return a text with its few plain references resolved; others give up."""
    return REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(reference: re.Match[str]) -> str:
    try:
        return REFERENCES[reference[1]]
    except KeyError:
        raise _UnplainError from None


REPLACED = ((tinyhtml5, "parse", parse),)
