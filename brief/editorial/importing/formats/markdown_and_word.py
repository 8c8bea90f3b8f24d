"""Convert Markdown and Word documents to blocks, through HTML."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from brief.editorial.importing.document import ImportedBlock, Manuscript
from brief.editorial.importing.formats.html import read_html
from brief.editorial.prose import TextSpan
from brief.errors import ContentError
from brief.findings import Place, error

MAX_PARTS = 2_000
MAX_XML = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
DOCUMENT = "word/document.xml"

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\n(?P<inside>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)
# ECMA-376, part 2, 8.1.4: the parts of a package have no document type definition, and so no
# entities that could name files or expand without limit.
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='footnote text'] => p:fresh
"""


def read_markdown(text: str, shown: str) -> Manuscript:
    """Return a Markdown text (CommonMark, with tables) in blocks.

    Line ends within a paragraph are kept, so that lines that begin with `•`, which Markdown does
    not treat as a bullet, become points, too.
    """
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    parser = MarkdownIt("commonmark", {"breaks": True}).enable("table")
    manuscript = read_html(parser.render(body), shown)
    if front:
        _take_front_matter(front["inside"], manuscript)
    return manuscript


def _take_front_matter(inside: str, manuscript: Manuscript) -> None:
    """Take the title from the front matter of a Markdown text, and list the other keys."""
    import yaml

    try:
        keys = yaml.load(inside, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and dicts only
    except yaml.YAMLError:
        keys = None
    keys = keys if isinstance(keys, dict) else {}
    title = keys.get("title")
    has_title = any(block.kind == "heading" and block.level == 1 for block in manuscript.blocks)
    if isinstance(title, str) and title.strip() and not has_title:
        heading = ImportedBlock("heading", (TextSpan(" ".join(title.split())),), 0, 1)
        manuscript.blocks.insert(0, heading)
        keys.pop("title")
    for line in [f"{key}: {value}" for key, value in keys.items()] or inside.splitlines()[:1]:
        manuscript.leave_out(line[:200], "it is in the keys above the text")


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
