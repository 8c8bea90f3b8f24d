"""Walk through the tree of an HTML page, in document order and without recursion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    Event = tuple[Literal["start", "text", "end", "comment"], str, "Element | None"]

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog"),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header"),
        *("hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search"),
        *("section", "summary", "table", "caption", "thead", "tbody", "tfoot", "td", "th", "tr"),
        *("ul",),
        *HEADINGS,
    )
)
SILENT = frozenset({"script", "style", "head", "title", "link", "meta", "base"})
"""Elements without text that readers see."""


def iterate_events(root: Element) -> Iterator[Event]:
    """Yield the elements, texts and comments of a tree in document order."""
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, seen = waiting.pop()
        if not isinstance(element.tag, str):
            yield "comment", element.text or "", None
        elif not seen:
            yield "start", "", element
            if element.text:
                yield "text", element.text, None
            waiting.append((element, True))
            waiting += [(child, False) for child in reversed(element)]
            continue
        else:
            yield "end", "", element
        if element.tail and element is not root:
            yield "text", element.tail, None


def block_lines(element: Element) -> list[str]:
    """Return the text of an element, without scripts and styles, a block to a line."""
    lines: list[str] = []
    parts: list[str] = []
    silent = 0
    for what, text, inner in iterate_events(element):
        if inner is not None and inner.tag in SILENT:
            silent += 1 if what == "start" else -1
        elif what == "text" and not silent:
            parts.append(text)
        elif inner is not None and (inner.tag in BLOCKS or inner.tag == "br"):
            lines.append("".join(parts))
            parts.clear()
    lines.append("".join(parts))
    return [line for line in (" ".join(each.split()) for each in lines) if line]


def element_text(element: Element) -> str:
    """Return the text of an element on one line, without scripts and styles."""
    return " ".join(block_lines(element))


def short_text(element: Element, most: int = 60) -> str:
    """Return the beginning of an element's text, with at least `most` characters if it has them.

    Its cost does not grow with the element, so that it can be called for many parents of one text.
    """
    parts: list[str] = []
    length = 0
    for number, (what, text, inner) in enumerate(iterate_events(element)):
        if what == "text":
            parts.append(text)
            length += len(text.strip())
        elif inner is not None and inner.tag in BLOCKS:
            parts.append(" ")
        if length > most or number > most * 4:
            break
    return " ".join("".join(parts).split())


def text_lengths(root: Element) -> dict[Element, int]:
    """Return the number of visible characters in each element."""
    lengths: dict[Element, int] = {}
    total = silent = 0
    begun: list[int] = []
    for what, text, element in iterate_events(root):
        if what == "text" and not silent:
            total += len("".join(text.split()))
        elif what == "start" and element is not None:
            silent += element.tag in SILENT
            begun.append(total)
        elif what == "end" and element is not None:
            silent -= element.tag in SILENT
            lengths[element] = total - begun.pop()
    return lengths


def find_parents(root: Element) -> dict[Element, Element]:
    """Return the parent of each element."""
    return {child: parent for parent in root.iter() for child in parent}


def class_names(element: Element) -> list[str]:
    """Return the classes of an element, in lower case."""
    return (element.get("class") or "").lower().split()
