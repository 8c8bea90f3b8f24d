"""Convert a Word document to blocks, through HTML."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from brief.editorial.importing.formats.html import read_html
from brief.errors import ContentError
from brief.findings import Place, error

if TYPE_CHECKING:
    from brief.editorial.importing.document import Manuscript

MAX_PARTS = 2_000
MAX_XML = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
DOCUMENT = "word/document.xml"

# ECMA-376, part 2, 8.1.4: the parts of a package have no document type definition, and so no
# entities that could name files or expand without limit.
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='footnote text'] => p:fresh
"""


def read_word(raw: bytes, shown: str) -> Manuscript:
    """Return the text of a Word document (.docx) in blocks: title, headings, lists, paragraphs.

    Tracked deletions are left out, and tracked insertions are included; comments, headers and
    footers are skipped. Raises ContentError for other files, and for documents that unpack to
    more than `MAX_UNPACKED` bytes.
    """
    import mammoth

    _check_package(raw, shown)
    try:
        html: Any = mammoth.convert_to_html(
            BytesIO(raw),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
            external_file_access=False,
        )
    except Exception as problem:  # a damaged package raises exceptions of many kinds
        raise _word_error(shown, "it cannot be read") from problem
    return read_html(html.value, shown)


def _check_package(raw: bytes, shown: str) -> None:
    """Raise ContentError for a damaged package, or one that would be huge when unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            trouble = _package_problem(package)
    except Exception as problem:  # zipfile does not convert the exceptions of its decompressors
        raise _word_error(shown, "it is damaged") from problem
    if trouble:
        raise _word_error(shown, trouble)


def _package_problem(package: zipfile.ZipFile) -> str:
    """Return why a package must not be read, or ""."""
    parts = package.infolist()
    xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if DOCUMENT not in {part.filename for part in parts}:
        return "it contains no Word text"
    if (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in xml) > MAX_XML
        or sum(part.file_size for part in parts) > MAX_UNPACKED
    ):
        return "it is larger when unpacked than any briefing is"
    for part in xml:
        content = package.read(part)
        if any(doctype in content for doctype in _DOCTYPES):
            return "it has a document type definition, which no Word document has"
    return ""


def _word_error(shown: str, why: str) -> ContentError:
    message = f"{shown} cannot be imported as a Word document: {why}"
    remedy = "open it in Word or LibreOffice, save it as .docx, and import that; or copy its text"
    return ContentError([error("format-not-imported", message, remedy, Place(shown))])
