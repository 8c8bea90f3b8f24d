"""Makes Word documents for tests, with what a document needs and nothing else."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STRICT = (
    (MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)
NAMESPACES = {
    "w": MAIN,
    "r": OFFICE,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
TYPES = f"""\
<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
</Types>"""
NUMBERING = """\
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""
STYLES = """\
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>"""
LINKS = {
    "link": ("hyperlink", "https://www.example.org/a"),
    "numbers": ("numbering", "numbering.xml"),
    "styles": ("styles", "styles.xml"),
    "notes": ("footnotes", "footnotes.xml"),
    "remarks": ("comments", "comments.xml"),
    "head": ("header", "header1.xml"),
    "piece": ("aFChunk", "piece.html"),
    "diagram": ("chart", "charts/chart1.xml"),
}


def paragraph(inside: str, style: str = "", *, item: bool = False, look: str = "") -> str:
    """Return a paragraph of runs; `look` is more of its properties, as XML."""
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if item else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{numbered}{look}</w:pPr>{inside}</w:p>"


def run(text: str, look: str = "") -> str:
    """Return a run of text; `look` is b or i, or properties as XML."""
    inside = look if look.startswith("<") or not look else f"<w:{look}/>"
    properties = f"<w:rPr>{inside}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def link(text: str) -> str:
    """Return a link to https://www.example.org/a."""
    return f'<w:hyperlink r:id="link">{run(text)}</w:hyperlink>'


def complex_field(instruction: str, result: str) -> str:
    """Return a field whose parts are in runs of their own."""
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    code = f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
    return f"{marks[0]}{code}{marks[1]}{result}{marks[2]}"


def control(properties: str, inside: str) -> str:
    """Return a content control."""
    content = f"<w:sdtContent>{inside}</w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr>{content}</w:sdt>"


def text_box(*paragraphs: str) -> str:
    """Return a run with a text box, as Word writes it: for new programs, and again for old ones."""
    box = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    new = f'<w:drawing><wp:anchor><a:graphic><a:graphicData uri="{NAMESPACES["wps"]}"><wps:wsp>'
    new += (
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    choices = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{choices}</mc:AlternateContent></w:r>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; each cell is a sequence of paragraphs."""
    written = ["".join(f"<w:tc>{cell}</w:tc>" for cell in cells) for cells in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{cells}</w:tr>' for cells in written)}</w:tbl>"


def relationships(links: Mapping[str, tuple[str, str]]) -> str:
    """Return the relationships of a part, by id: type and target."""
    written = [
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for name, (kind, target) in links.items()
    ]
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(written)}</Relationships>'


def document(  # noqa: PLR0913 - most are left at their defaults
    body: str,
    doctype: str = "",
    *,
    styles: str = "",
    numbering: str = NUMBERING,
    main: str = "word/document.xml",
    strict: bool = False,
    files: Mapping[str, str | bytes | None] | None = None,
) -> bytes:
    """Return a document with that body.

    `styles` are added to those of headings; `main` is the name of the part with the text. `files`
    are more parts, or other ones, by name; None leaves one away.
    """
    folder, _, file = main.rpartition("/")
    parts: dict[str, str | bytes | None] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships({"r1": ("officeDocument", f"/{main}")}),
        f"{folder}/_rels/{file}.rels": relationships(LINKS),
        f"{folder}/numbering.xml": f"<w:numbering {DECLARED}>{numbering}</w:numbering>",
        f"{folder}/styles.xml": f"<w:styles {DECLARED}>{STYLES}{styles}</w:styles>",
        main: (
            f'<?xml version="1.0" encoding="UTF-8"?>{doctype}\n'
            f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>"
        ),
        **(files or {}),
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            written = content
            for transitional, other in STRICT if strict and isinstance(content, str) else ():
                written = str(written).replace(transitional, other)
            if written is not None:
                package.writestr(name, written)
    return packed.getvalue()
