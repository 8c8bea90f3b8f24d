"""Makes Word documents for tests, with what a document needs and nothing else."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = f"""\
<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
</Types>"""
RELATIONS = f"""\
<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>"""
LINKS = f"""\
<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="link" Type="{OFFICE}/hyperlink" Target="https://www.example.org/a"
 TargetMode="External"/>
<Relationship Id="numbers" Type="{OFFICE}/numbering" Target="numbering.xml"/>
<Relationship Id="styles" Type="{OFFICE}/styles" Target="styles.xml"/>
</Relationships>"""
NUMBERING = f"""\
<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">
<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
STYLES = f"""\
<w:styles xmlns:w="{MAIN}">
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
</w:styles>"""


def paragraph(inside: str, style: str = "", *, item: bool = False) -> str:
    """Return a paragraph of runs."""
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if item else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{numbered}</w:pPr>{inside}</w:p>"


def run(text: str, look: str = "") -> str:
    """Return a run of text; `look` is b or i."""
    properties = f"<w:rPr><w:{look}/></w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def link(text: str) -> str:
    """Return a link to https://www.example.org/a."""
    return f'<w:hyperlink r:id="link">{run(text)}</w:hyperlink>'


def document(body: str, doctype: str = "", **parts: str | bytes) -> bytes:
    """Return a document with that body; `parts` are more files, `_` for the dot in their names."""
    text = f"""<?xml version="1.0" encoding="UTF-8"?>{doctype}
<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>"""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/_rels/document.xml.rels", LINKS)
        package.writestr("word/numbering.xml", NUMBERING)
        package.writestr("word/styles.xml", STYLES)
        package.writestr("word/document.xml", text)
        for name, content in parts.items():
            package.writestr(f"word/{name.replace('_', '.')}", content)
    return packed.getvalue()
