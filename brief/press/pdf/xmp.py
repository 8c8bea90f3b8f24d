"""Write the XMP metadata of a PDF; the same facts give the same bytes.

XMP is ISO 16684-1. The properties of PDF/UA-1 are in ISO 14289-1, clause 5, those of PDF/A-3a in
ISO 19005-3, 6.6. WeasyPrint's own packet declares one standard only, without source, rights and
publisher; ours replaces it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from brief.press.job.model import DocumentFacts

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

# PDF/A allows other properties only if the file describes them (6.6.2.3.3)
PDFUA_SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


def build_rdf(facts: DocumentFacts, producer: str, creator: str) -> bytes:
    """Return the `rdf:RDF` element for a PDF/A-3a and PDF/UA-1 file with these facts, in UTF-8."""
    properties = [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        PDFUA_SCHEMA,
        _write_property("pdf:Producer", producer),
        _write_property("xmp:CreatorTool", creator),
        _write_property("xmp:CreateDate", facts.created),
        _write_property("xmp:ModifyDate", facts.created),
        _write_property("pdf:Keywords", ", ".join(facts.keywords)),
        _write_property("dc:format", "application/pdf"),
        _write_alternatives("dc:title", facts.title, facts.languages[0]),
        _write_alternatives("dc:description", facts.subject, facts.languages[0]),
        _write_alternatives("dc:rights", facts.rights, facts.languages[0]),
        _write_list("dc:creator", "Seq", (facts.author,)),
        _write_list("dc:publisher", "Bag", (facts.publisher,)),
        _write_list("dc:language", "Bag", facts.languages),
        _write_list("dc:subject", "Bag", facts.keywords),
        _write_property("dc:source", "; ".join(facts.sources)),
    ]
    spaces = " ".join(f"xmlns:{name}={quoteattr(uri)}" for name, uri in NAMESPACES.items())
    body = "\n".join(line for line in properties if line)
    description = f'<rdf:Description rdf:about="">\n{body}\n</rdf:Description>'
    return f"<rdf:RDF {spaces}>\n{description}\n</rdf:RDF>".encode()


def _write_property(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _write_alternatives(name: str, value: str, language: str) -> str:
    """Return a language alternative (ISO 16684-1, 8.2.2.4): the default and the edition's."""
    if not value:
        return ""
    items = "".join(
        f"<rdf:li xml:lang={quoteattr(tag)}>{escape(value)}</rdf:li>"
        for tag in ("x-default", language)
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _write_list(name: str, kind: str, values: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
