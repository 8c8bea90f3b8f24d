"""Read XML from others: no entities, no document types, no network; errors have a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from brief.errors import ContentError
from brief.findings import Place, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding

MAX_BYTES = 32 * 1024 * 1024
CODE = "translation-file"


def read_xml(data: bytes, shown: str) -> etree._Element:
    """Return the root of an XML document.

    Raises ContentError if it is not well-formed, declares a document type (with which entities
    could grow without end, or name other files), or is longer than MAX_BYTES.
    """
    if len(data) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES // 1024**2} MB"
        raise refuse_file(message, "export the briefing again", Place(shown))
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        place = Place(shown, *_position(problem))
        reason = str(problem).partition(", line ")[0] or "the file is empty"
        remedy = "save the file again in the translation tool, or export the briefing again"
        message = f"the file is not well-formed XML: {reason}"
        raise refuse_file(message, remedy, place) from problem
    if root.getroottree().docinfo.doctype:
        message = "the file declares a document type (<!DOCTYPE …>), which no translation needs"
        raise refuse_file(message, "remove the declaration", Place(shown, 1, 1))
    return root


def _position(problem: Exception) -> tuple[int, int]:
    line, column = getattr(problem, "position", (1, 1))
    return max(line or 1, 1), max(column or 1, 1)


def refuse_file(message: str, remedy: str, place: Place) -> ContentError:
    """Return the error for a file that cannot be read as a translation."""
    return ContentError([make_finding(message, remedy, place)])


def make_finding(message: str, remedy: str, place: Place) -> Finding:
    """Return the finding on a part of a returned file."""
    return error(CODE, message, remedy, place)


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the child elements of these names, in the namespace of their parent."""
    namespace = etree.QName(element).namespace
    for child in element:
        is_ours = isinstance(child.tag, str) and etree.QName(child).namespace == namespace
        if is_ours and local_name(child) in names:
            yield child


def line_of(element: etree._Element) -> int:
    """Return the line of an element in its file, from 1."""
    return int(element.sourceline or 1)
