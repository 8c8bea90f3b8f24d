"""Metadata of a press file: standard, printing condition, dates and identifiers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID
from xml.etree import ElementTree as ET

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from brief.press.colour.problems import ConversionError
from brief.press.pdf.xmp import NAMESPACES, build_rdf

if TYPE_CHECKING:
    from brief.press.job.model import DocumentFacts
    from brief.press.job.printing_condition import PrintingCondition

STANDARD = "PDF/X-4"
SPACES = {
    **{name: uri for name, uri in NAMESPACES.items() if not name.startswith("pdfa")},
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
PACKET = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n%s\n</x:xmpmeta>\n<?xpacket end="r"?>'
)
# names in the ICC's registry of characterizations; a printer's own condition is in none
REGISTERED_NAME = re.compile(r"(FOGRA|CGATS|IFRA|JC)[ \w]*\d[\w .-]*")


def write_pdfx_metadata(
    document: pikepdf.Pdf, facts: DocumentFacts, condition: PrintingCondition, source: bytes
) -> None:
    """Write output intent, information dictionary and XMP, and remove the claim to PDF/A.

    `source` is a hash of everything that the file depends on; the identifiers are derived from it,
    so that the same source gives the same bytes. Raises ConversionError without a date, which
    PDF/X requires.
    """
    if not facts.created:
        raise ConversionError(
            "press-date",
            "a file for the press needs a date of creation, and the briefing has no date",
            "give the briefing a date in briefing.yaml, or set SOURCE_DATE_EPOCH",
        )
    _set_output_intent(document, condition)
    info = document.docinfo
    info.Trapped = Name("/False")
    info.GTS_PDFXVersion = String(STANDARD)
    info.Title = String(facts.title)
    created = datetime.fromisoformat(facts.created).astimezone(UTC)
    info.CreationDate = info.ModDate = String(created.strftime("D:%Y%m%d%H%M%SZ"))
    producer, creator = str(info.get("/Producer", "")), str(info.get("/Creator", ""))
    metadata = document.make_stream(_build_packet(facts, producer, creator, source))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    document.Root.Metadata = metadata
    if "/Version" in document.Root:
        del document.Root.Version


def _set_output_intent(document: pikepdf.Pdf, condition: PrintingCondition) -> None:
    """Replace all output intents by the printing condition (ISO 15930-7, 6.4.2.1)."""
    profile = document.make_stream(condition.profile, N=4, Alternate=Name.DeviceCMYK)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.name),
        OutputCondition=String(condition.description),
        Info=String(condition.description),
        DestOutputProfile=profile,
    )
    if REGISTERED_NAME.fullmatch(condition.name):
        intent.RegistryName = String("http://www.color.org")
    document.Root.OutputIntents = Array([document.make_indirect(intent)])


def _build_packet(facts: DocumentFacts, producer: str, creator: str, source: bytes) -> bytes:
    """Return the XMP packet of the screen PDF, with PDF/X instead of PDF/A."""
    for name, uri in SPACES.items():
        ET.register_namespace(name, uri)
    tree = ET.fromstring(build_rdf(facts, producer, creator))  # noqa: S314 - not from a file
    description = tree[0]
    archival = tuple(f"{{{uri}}}" for name, uri in NAMESPACES.items() if name.startswith("pdfa"))
    for element in list(description):
        if element.tag.startswith(archival):
            description.remove(element)
    for name, value in {
        "pdfxid:GTS_PDFXVersion": STANDARD,
        "pdf:Trapped": "False",
        "xmp:MetadataDate": facts.created,
        "xmpMM:DocumentID": _make_id(b"document", source),
        "xmpMM:InstanceID": _make_id(b"instance", source),
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
    }.items():
        prefix, _, key = name.partition(":")
        ET.SubElement(description, f"{{{SPACES[prefix]}}}{key}").text = value
    body: bytes = ET.tostring(tree, encoding="utf-8")
    return PACKET % body


def _make_id(purpose: bytes, source: bytes) -> str:
    digest = sha256(purpose + b"\0" + source).digest()
    return f"uuid:{UUID(bytes=digest[:16], version=5)}"
