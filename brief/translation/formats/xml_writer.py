"""Write XML documents with indentation, but none inside of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from brief.translation.formats.xml_reader import local_name

if TYPE_CHECKING:
    from collections.abc import Collection

INDENT = "  "
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
"""The name of the attribute that says that spaces are part of the text (XML 1.0, 2.10)."""


def to_bytes(root: etree._Element, texts: Collection[str]) -> bytes:
    """Return the document as UTF-8; elements with the names in `texts` stay as they are."""
    _indent(root, texts, "\n")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _indent(element: etree._Element, texts: Collection[str], margin: str) -> None:
    if local_name(element) in texts or not len(element):
        return
    element.text = margin + INDENT
    for child in element:
        _indent(child, texts, margin + INDENT)
        child.tail = margin + INDENT
    element[-1].tail = margin
