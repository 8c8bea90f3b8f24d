"""The standards that a file claims, and the properties of its XMP packet."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    import pikepdf

# pikepdf's warnings about a packet are not shown on the terminal.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())

PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
PDFX = "{http://www.npes.org/pdfx/ns/id/}"
OLD_PDFX = "{http://ns.adobe.com/pdfx/1.3/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# ISO 16684-1, 7.3.2
PACKET_WRAPPER = re.compile(rb"\A\s*<\?xpacket [^?]*\?>|<\?xpacket [^?]*\?>\s*\Z")
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
DATE = re.compile(
    r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)T?(\d\d):?(\d\d)(?::?\d\d(?:\.\d+)?)?"
    r"(?:([-+Z])(?:(\d\d)'?:?(\d\d)?)?)?"
)
"""Year to minute, and the offset from UTC, of a date in the information dictionary or in XMP."""
DAY_DIGITS = 8
INFO_TO_XMP = {
    "/Title": f"{DUBLIN_CORE}title",
    "/Subject": f"{DUBLIN_CORE}description",
    "/Author": f"{DUBLIN_CORE}creator",
    "/Keywords": "{http://ns.adobe.com/pdf/1.3/}Keywords",
    "/Creator": "{http://ns.adobe.com/xap/1.0/}CreatorTool",
    "/Producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
    "/CreationDate": "{http://ns.adobe.com/xap/1.0/}CreateDate",
    "/ModDate": "{http://ns.adobe.com/xap/1.0/}ModifyDate",
}
"""Entries of the information dictionary, and the XMP properties with the same meaning."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The standards that a file claims, and its XMP properties.

    `standards` may contain `a` (PDF/A), `aa` (its level A), `ua` (PDF/UA) and `x` (PDF/X); `part`
    is the part of PDF/A, or 0. `properties` are by their full names; `readable` is whether the
    file has a packet that could be read.
    """

    standards: frozenset[str] = frozenset()
    part: int = 0
    properties: dict[str, Any] = field(default_factory=dict)
    readable: bool = False

    @property
    def is_pdfx4(self) -> bool:
        """Whether the file claims PDF/X-4."""
        return self.get_text(f"{PDFX}GTS_PDFXVersion").startswith("PDF/X-4")

    @property
    def pdfx(self) -> str:
        """The version of PDF/X that the file claims, or nothing."""
        return self.get_text(f"{PDFX}GTS_PDFXVersion") or self.get_text(
            f"{OLD_PDFX}GTS_PDFXVersion"
        )

    @property
    def level(self) -> str:
        """The level of PDF/A that the file claims, in capitals, or nothing."""
        return self.get_text(f"{PDFA}conformance").upper()

    @property
    def ua_part(self) -> int:
        """The part of PDF/UA that the file claims, or 0."""
        part = self.get_text(f"{PDFUA}part")
        return int(part) if part.isdigit() else 0

    @property
    def creator(self) -> str:
        """The name of the program that made the document, xmp:CreatorTool."""
        return self.get_text(INFO_TO_XMP["/Creator"])

    @property
    def title(self) -> str:
        """The title, dc:title."""
        return self.get_dublin_core("title").strip()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that dc:language names."""
        found = self.properties.get(f"{DUBLIN_CORE}language") or ()
        return tuple(sorted({found} if isinstance(found, str) else map(str, found)))

    def get_text(self, name: str) -> str:
        """Return a property as one text, as in the information dictionary."""
        value = self.properties.get(name) or ""
        return value if isinstance(value, str) else "; ".join(map(str, value))

    def get_dublin_core(self, name: str) -> str:
        """Return a property of Dublin Core as one text."""
        return self.get_text(f"{DUBLIN_CORE}{name}")


def read_claims(document: pikepdf.Pdf) -> Claims:
    """Return the claims in the XMP packet; a missing or broken packet claims nothing."""
    if "/Metadata" not in document.Root:
        return Claims()
    try:
        facts = read_plain_packet(document.Root.Metadata.read_bytes())
        if facts is None:
            metadata = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
            facts = {str(name): metadata[name] for name in metadata}
    except Exception:  # noqa: BLE001 - the XML of a stranger's packet may be broken in any way
        return Claims()
    names = set()
    part = str(facts.get(f"{PDFA}part", "0"))
    if part != "0":
        names.add("a")
        if str(facts.get(f"{PDFA}conformance", "")).upper() == "A":
            names.add("aa")
    if f"{PDFUA}part" in facts:
        names.add("ua")
    if f"{PDFX}GTS_PDFXVersion" in facts or f"{OLD_PDFX}GTS_PDFXVersion" in facts:
        names.add("x")
    return Claims(frozenset(names), int(part) if part.isdigit() else 0, facts, readable=True)


def read_plain_packet(packet: bytes) -> dict[str, Any] | None:
    """Return the properties of a packet of brief's form, as pikepdf would; otherwise None.

    That form is well-formed XML in UTF-8 without comments, with one Description that contains only
    elements, each once.
    """
    from xml.etree.ElementTree import ParseError, fromstring

    packet = PACKET_WRAPPER.sub(b"", packet)
    if b"<!" in packet or b"<?" in packet:
        return None
    try:
        rdf = fromstring(packet.decode()).find(f".//{RDF}RDF")  # noqa: S314 - no entities without <!
    except (ParseError, ValueError):
        return None
    descriptions = [] if rdf is None else list(rdf)
    if [part.tag for part in descriptions] != [f"{RDF}Description"]:
        return None
    description = descriptions[0]
    facts = {node.tag: _read_value(node) for node in description}
    plain = len(facts) == len(description) and set(description.keys()) <= {f"{RDF}about"}
    return facts if plain and all(name.startswith("{") for name in facts) else None


def _read_value(node: Element) -> Any:
    """Return a property: a text, the texts of an array, or the default of alternatives."""
    if node.text and node.text.strip():
        return node.text
    if (items := node.find(f"{RDF}Alt")) is not None:
        languages = items.findall(f"{RDF}li")
        default = [item for item in languages if item.get(XML_LANGUAGE) == "x-default"]
        return (default or languages)[0].text if languages else ""
    if (items := node.find(f"{RDF}Bag")) is not None:
        return {item.text for item in items}
    if (items := node.find(f"{RDF}Seq")) is not None:
        return [item.text for item in items]
    return ""


def normalise_fact(name: str, value: str) -> str:
    """Return a property for comparison: a date in UTC, to the minute, or a text without spaces."""
    if name.endswith("Date"):
        return _normalise_date(value)
    return " ".join(re.sub(r"[,;]", " ", value).split())


def _normalise_date(value: str) -> str:
    """Return a date of either form (ISO 32000-1, 7.9.4; ISO 16684-1, 8.2.1.2) in UTC.

    A date that is not complete, or not valid, is returned as its digits.
    """
    found = DATE.match(value)
    if not found:
        return re.sub(r"[^0-9]", "", value)[:DAY_DIGITS]
    *numbers, zone, hours, minutes = found.groups()
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        moment = datetime(*map(int, numbers), tzinfo=UTC)  # type: ignore[misc, arg-type]
        moment += ahead if zone == "-" else -ahead
    except (ValueError, OverflowError):
        return "".join(numbers)
    return moment.strftime("%Y%m%d%H%M")
