"""Files of other office programs are refused by name, with what to do."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from brief.editorial.importing.formats.decoding import detect_format
from brief.errors import ContentError
from tests.editorial.importing.word import document, paragraph, run

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def compound(*streams: str) -> bytes:
    """Return the beginning of a compound file with streams."""
    return OLE + b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in streams)


def packed(*names: str, mimetype: str = "") -> bytes:
    """Return a ZIP file with empty members."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        if mimetype:
            package.writestr("mimetype", mimetype)
        for name in names:
            package.writestr(name, "")
    return content.getvalue()


OPENDOCUMENT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("raw", "what", "remedy"),
    [
        (compound("EncryptionInfo", "EncryptedPackage"), "locked with a password", "password away"),
        (compound("WordDocument", "1Table"), "an old Word", ".docx"),
        (compound("Workbook"), "an old Excel", ".txt"),
        (compound("__properties_version1.0"), "an Outlook message", "save it"),
        (OLE, "an old Office program", ".docx"),
        (packed("content.xml", mimetype=OPENDOCUMENT), "an OpenDocument text", ".docx"),
        (packed("META-INF/container.xml", mimetype="application/epub+zip"), "an e-book", ".txt"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "an Excel file", ".txt"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint file", ".txt"),
        (packed("Index/Document.iwa", "preview.jpg"), "Pages", "export"),
        (packed("a.txt", "b.txt"), "a ZIP file", "unpack"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "as XML", ".docx"),
        (b"%PDF-1.7", "a PDF", ".txt"),
        (b"{\\rtf1", "an RTF document", ".docx"),
    ],
)
@pytest.mark.parametrize("name", ["de.docx", "de.doc", "de"])
def test_other_files_are_named(raw: bytes, what: str, remedy: str, name: str) -> None:
    with pytest.raises(ContentError) as refusal:
        detect_format(Path(name), raw, name)
    (finding,) = refusal.value.findings
    assert finding.code == "format-not-imported"
    assert what in finding.message
    assert remedy in finding.remedy


def test_word_documents_and_damaged_ones_are_left_to_their_reader() -> None:
    raw = document(paragraph(run("Kai")))
    for content in (raw, raw[:500], document("", main="doc/text.xml")):
        assert detect_format(Path("de.docm"), content, "de.docm") == "word"
