"""TMX 1.4b, the exchange format of translation memories (LISA, later ETSI GS LIS 002)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from brief import __version__
from brief.translation.formats.inline_xml import append_text
from brief.translation.formats.xml_writer import to_bytes
from brief.translation.inline import read_prose
from brief.translation.unit import Close, Open

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from brief.translation.unit import Code, Parts

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TOOL = "brief"
TYPES = {"strong": "bold", "emphasis": "italic", "link": "link"}
MARKS = {"strong": "**", "emphasis": "*"}


def write(texts: Iterable[tuple[str, Mapping[str, str]]]) -> bytes:
    """Return texts as a translation memory: each with where it is from, and its versions.

    Codes that mean the same in all languages have the same `x`.
    """
    root = etree.Element("tmx", version="1.4")
    header = {
        "creationtool": TOOL,
        "creationtoolversion": __version__,
        "segtype": "paragraph",
        "o-tmf": TOOL,
        "adminlang": "en",
        "srclang": "*all*",  # any language may be the source (TMX 1.4b, srclang)
        "datatype": "plaintext",
    }
    etree.SubElement(root, "header", header)
    body = etree.SubElement(root, "body")
    for origin, versions in texts:
        unit = etree.SubElement(body, "tu")
        etree.SubElement(unit, "prop", type="x-origin").text = origin
        first: Parts = ()
        for tag, text in versions.items():
            parts = read_prose(text, first)
            first = first or parts
            version = etree.SubElement(unit, "tuv", {LANGUAGE: tag})
            _write_segment(etree.SubElement(version, "seg"), parts)
    return to_bytes(root, ("seg", "prop"))


def _write_segment(segment: etree._Element, parts: Parts) -> None:
    numbers: dict[str, str] = {}
    for part in parts:
        if isinstance(part, Open):
            code = part.code
            number = numbers.setdefault(code.id, str(len(numbers) + 1))
            begin = etree.SubElement(segment, "bpt", i=number, type=TYPES[code.kind])
            if code.id.isdigit():
                begin.set("x", code.id)
            begin.text = MARKS.get(code.kind, "[")
        elif isinstance(part, Close):
            end = etree.SubElement(segment, "ept", i=numbers[part.code.id])
            end.text = _end_mark(part.code)
        else:
            append_text(segment, part)


def _end_mark(code: Code) -> str:
    return MARKS.get(code.kind) or f"]({code.href})"
