"""Markdown and Word documents, by way of HTML, to blocks."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from brief.editorial.importing.document import Manuscript, TextBlock
from brief.editorial.importing.formats.html import read_html
from brief.editorial.prose import TextSpan
from brief.errors import ContentError
from brief.findings import Place, error

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PARTS = 2_000
MAX_XML = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
DOCUMENT = "word/document.xml"

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\n(?P<inside>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)
# ECMA-376, part 2, 8.1.4: the parts of a package have no document type definition. With none,
# there are no entities that could name files or grow without end.
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='footnote text'] => p:fresh
"""


def read_markdown(text: str, shown: str) -> Manuscript:
    """Return a Markdown text (CommonMark, with tables) in blocks.

    Line ends within a paragraph count as line ends here, so that lines that open with `•`, which
    is no bullet of Markdown, become points too.
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
    """Take the title from the keys above a Markdown text, and list the others."""
    import yaml

    try:
        keys = yaml.load(inside, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and dicts only
    except yaml.YAMLError:
        keys = None
    keys = keys if isinstance(keys, dict) else {}
    title = keys.get("title")
    has_title = any(block.kind == "heading" and block.level == 1 for block in manuscript.blocks)
    if isinstance(title, str) and title.strip() and not has_title:
        heading = TextBlock("heading", (TextSpan(" ".join(title.split())),), 0, 1)
        manuscript.blocks.insert(0, heading)
        keys.pop("title")
    for line in [f"{key}: {value}" for key, value in keys.items()] or inside.splitlines()[:1]:
        manuscript.leave_out(line[:200], "it stands in the keys above the text")


def read_word(raw: bytes, shown: str) -> Manuscript:
    """Return the text of a Word document (.docx) in blocks: title, headings, lists, paragraphs.

    Text that a reviewer has deleted is not there, and text inserted is; comments, headers and
    footers are passed over. Raises ContentError for what is no such document, or is made to
    fill the memory.
    """
    import mammoth

    _check_package(raw, shown)
    try:
        html: Any = mammoth.convert_to_html(
            BytesIO(raw),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_skip_image),
            external_file_access=False,
        )
    except Exception as problem:  # what is broken in a package raises whatever its reader meets
        raise _word_error(shown, "it cannot be read") from problem
    return read_html(html.value, shown)


def _skip_image(_image: object) -> Mapping[str, str]:
    return {"src": ""}


def _check_package(raw: bytes, shown: str) -> None:
    """Raise ContentError if a package is none, or would be huge when unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            trouble = _package_problem(package)
    except Exception as problem:  # zipfile lets through what its decompressors raise
        raise _word_error(shown, "it is damaged") from problem
    if trouble:
        raise _word_error(shown, trouble)


def _package_problem(package: zipfile.ZipFile) -> str:
    """Return what speaks against reading a package, or "" if nothing does."""
    parts = package.infolist()
    xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if DOCUMENT not in {part.filename for part in parts}:
        return "there is no text of Word’s in it"
    if (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in xml) > MAX_XML
        or sum(part.file_size for part in parts) > MAX_UNPACKED
    ):
        return "it is larger inside than any briefing is"
    for part in xml:
        content = package.read(part)
        if any(doctype in content for doctype in _DOCTYPES):
            return "it defines types of its own, as no Word document does"
    return ""


def _word_error(shown: str, why: str) -> ContentError:
    message = f"{shown} cannot be imported as a Word document: {why}"
    remedy = "open it in Word or LibreOffice, save it as .docx, and import that; or copy its text"
    return ContentError([error("format-not-imported", message, remedy, Place(shown))])
