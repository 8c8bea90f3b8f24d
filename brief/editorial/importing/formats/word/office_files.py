"""Tell what an office file is that is not a Word document, and what to do with it."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Final

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: the header of a compound file
ZIP = b"PK\x03\x04"

_AS_DOCX = "open it in Word or LibreOffice, save it as .docx, and import that"
_AS_TEXT = "copy its text into a .txt file, and import that"
_LOCKED = "locked with a password"
_UNLOCK = "open it in Word, take the password away (File, Info), save it, and import that"
# The names of streams in a compound file ([MS-CFB] 2.6.1), in UTF-16.
_STREAMS: Final = (
    (("EncryptedPackage", "EncryptionInfo"), _LOCKED, _UNLOCK),
    (
        ("__properties_version1.0",),
        "an Outlook message",
        "save it as text or HTML, and import that",
    ),
    (("WordDocument",), "a document of an old Word (.doc)", _AS_DOCX),
    (("PowerPoint Document",), "an old PowerPoint file", _AS_TEXT),
    (("Workbook", "Book"), "an old Excel file", _AS_TEXT),
)
_MIMETYPES: Final = (
    ("application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", _AS_DOCX),
    ("application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet", _AS_TEXT),
    ("application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation", _AS_TEXT),
    ("application/epub+zip", "an e-book (EPUB)", _AS_TEXT),
)
_MEMBERS: Final = (
    (re.compile(r"(?i)xl/workbook\.(?:xml|bin)"), "an Excel file", _AS_TEXT),
    (re.compile(r"(?i)ppt/presentation\.xml"), "a PowerPoint file", _AS_TEXT),
    (
        re.compile(r"(?:.*/)?(?:Index/Document\.iwa|Index\.zip|index\.xml\.gz)"),
        "a document of Pages, Numbers or Keynote",
        "open it in that program, export it as a Word document, and import that",
    ),
)
_OPC = frozenset({"_rels/.rels", "[content_types].xml"})
_XML = (
    (re.compile(rb"""<\?mso-application\s+progid=["']Word"""), "a Word document saved as XML"),
    (re.compile(rb"<office:document\s"), "an OpenDocument text saved as XML (.fodt)"),
)
_HEAD = 2_000  # bytes in which an XML file says what it is
MAX_MEMBERS = 2_000


@dataclass(frozen=True, slots=True)
class OtherFile:
    """What a file is, with its article, and what to do so that it can be imported."""

    what: str
    remedy: str

    @property
    def problem(self) -> str:
        """Why it is not imported, as the end of a sentence."""
        if self.what == _LOCKED:
            return f"is {_LOCKED}, and cannot be read"
        return f"is {self.what}, which is not imported"


def recognise_other_file(raw: bytes) -> OtherFile | None:
    """Return what an office file is; None for a Word document, and for files of other kinds."""
    if raw.startswith(OLE):
        return _recognise_compound_file(raw)
    if raw.startswith(ZIP):
        return _recognise_package(raw)
    head = raw[:_HEAD]
    what = next((what for pattern, what in _XML if pattern.search(head)), "")
    return (
        OtherFile(what, _AS_DOCX)
        if what and head.lstrip(b"\xef\xbb\xbf \r\n")[:1] == b"<"
        else None
    )


def _recognise_compound_file(raw: bytes) -> OtherFile:
    """Return what a compound file is, by the names of its streams.

    Word locks a document by packing it, encrypted, into a compound file ([MS-OFFCRYPTO] 2.3.4).
    """
    for names, what, remedy in _STREAMS:
        if any(f"{name}\0".encode("utf-16-le") in raw for name in names):
            return OtherFile(what, remedy)
    return OtherFile("a file of an old Office program", _AS_DOCX)


def _recognise_package(raw: bytes) -> OtherFile | None:
    """Return what a ZIP file is; None for a Word document and for a damaged one."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            names = package.namelist()[:MAX_MEMBERS]
            mimetype = ""
            if "mimetype" in names:
                with package.open("mimetype") as member:
                    mimetype = member.read(100).decode("ascii", "replace").strip()
    except Exception:  # noqa: BLE001 - zipfile raises many kinds; the reader says that it is damaged
        return None
    for kind, what, remedy in _MIMETYPES:
        if mimetype.startswith(kind):
            return OtherFile(what, remedy)
    for pattern, what, remedy in _MEMBERS:
        if any(pattern.fullmatch(name) for name in names):
            return OtherFile(what, remedy)
    if any(name.lower() in _OPC or name.lower().endswith("document.xml") for name in names):
        return None
    return OtherFile("a ZIP file", "unpack it, and import the file with the text")
