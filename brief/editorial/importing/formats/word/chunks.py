"""Read HTML and text that a program put into a Word document as a whole (`w:altChunk`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.formats.html import read_html
from brief.editorial.importing.formats.plain_text import read_plain_text
from brief.editorial.importing.formats.word.paragraphs import Paragraph, Piece

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.document import ImportedBlock, Manuscript
    from brief.editorial.importing.formats.word.source import WordSource

WHY_CHUNK = "a file inside the document: Word makes it text when it saves the document"

MAX_BOUNDARIES = 20  # of parts within parts; a page has one or two

_HTML = (".htm", ".html", ".xhtml")
_MAIL = (".mht", ".mhtml")  # HTML as programs export it, packed as a mail


def read_chunk(element: Element, source: WordSource) -> list[Paragraph]:
    """Return the paragraphs of a file inside the document; list a file of another kind.

    Word shows such a file as text (ECMA-376-1, 17.17.2.1).
    """
    link = source.links.get(element.get("r:id", ""))
    name = link.target if link else ""
    if link is None or link.is_external or not source.package.has(name):
        source.losses.mention(WHY_CHUNK, name)
        return []
    manuscript = _read_file(source.package.read(name), name.lower(), source.losses.shown)
    if manuscript is None:
        source.losses.mention(WHY_CHUNK, name)
        return []
    for entry in manuscript.left_out:
        source.losses.mention(entry.why, entry.text)
    return [_to_paragraph(block) for block in manuscript.blocks]


def _read_file(raw: bytes, name: str, shown: str) -> Manuscript | None:
    """Return the text of a file, by the end of its name. Raises ContentError if it is too large."""
    if name.endswith(_MAIL):
        return read_html(_unpack_mail(raw), shown)
    if name.endswith(_HTML):
        return read_html(_decode(raw), shown)
    return read_plain_text(_decode(raw), shown) if name.endswith(".txt") else None


def _unpack_mail(raw: bytes) -> str:
    """Return the HTML of a page that is packed as a mail (RFC 2557); "" without any."""
    from email.parser import BytesParser
    from email.policy import default

    if raw.lower().count(b"boundary=") > MAX_BOUNDARIES:
        return ""
    for part in BytesParser(policy=default).parsebytes(raw).walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(payload, bytes):
            return _decode(payload)
    return ""


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _to_paragraph(block: ImportedBlock) -> Paragraph:
    pieces = [Piece(span.text, span.strong, span.emphasis, href=span.href) for span in block.spans]
    if block.kind == "standfirst" or block.kind == "summary":  # noqa: PLR1714 - narrows the type
        return Paragraph("paragraph", block.level, pieces)
    return Paragraph(block.kind, block.level, pieces)
