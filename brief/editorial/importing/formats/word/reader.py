"""Convert a Word document to blocks, through HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.document import Manuscript
from brief.editorial.importing.formats.html import read_html
from brief.editorial.importing.formats.word.html_writer import write_html
from brief.editorial.importing.formats.word.losses import Losses
from brief.editorial.importing.formats.word.paragraphs import mark_title
from brief.editorial.importing.formats.word.parts.numbering import Numbering
from brief.editorial.importing.formats.word.parts.package import WordPackage
from brief.editorial.importing.formats.word.parts.styles import StyleSheet
from brief.editorial.importing.formats.word.parts.xml_tree import UnreadableWordError, child
from brief.editorial.importing.formats.word.source import TrackedChanges, WordSource
from brief.editorial.importing.formats.word.story import read_story
from brief.errors import ContentError
from brief.findings import Finding, Place, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.formats.word.paragraphs import Paragraph
    from brief.editorial.importing.formats.word.parts.package import Relationship

MAX_CHARACTERS = 120_000  # more than any text that a page can be made of
MAX_PARAGRAPHS = 2_000
MAX_REASONS = 5
MAX_BYLINE = 200

# Parts beside the text, by the kind of the relationship: what their elements are called.
_BESIDE = {
    "footnotes": ("w:footnote", "a footnote"),
    "endnotes": ("w:endnote", "an endnote"),
    "comments": ("w:comment", "a comment"),
    "header": ("w:hdr", "a header of the pages"),
    "footer": ("w:ftr", "a footer of the pages"),
}
_ORDINARY_NOTES = frozenset({"", "normal"})  # the others are the lines above the notes


def read_word(raw: bytes, shown: str) -> Manuscript:
    """Return the text of a Word document (.docx) in blocks: title, headings, lists, paragraphs.

    What is struck out, hidden, deleted with tracked changes or a prompt is left out and listed, as
    are notes, comments, headers, formulas and drawings; tracked insertions are included. No text
    is lost without an entry in the list. Raises ContentError for other files, for damaged ones, and
    for those beyond the bounds of `parts`.
    """
    try:
        package = WordPackage(raw)
        root, links = _open_main_part(package)
        manuscript, source, paragraphs = _read_body(package, root, links, shown)
        has_text = sum(each.kind != "heading" for each in paragraphs) > 1
        if source.tables_left_out and not has_text:
            manuscript, source, paragraphs = _read_body(
                package, root, links, shown, reads_tables=True
            )
        _list_parts_beside(package, links, source.losses)
    except UnreadableWordError as problem:
        raise _word_error(shown, str(problem)) from problem
    if not any(each.text.strip() for each in paragraphs):
        raise _no_text_error(manuscript)
    mark_title(paragraphs)
    _check_length(paragraphs, shown)
    read = read_html(write_html(paragraphs), shown)
    read.left_out[:0] = manuscript.left_out
    read.tables[:0] = manuscript.tables
    read.findings[:0] = _findings(source, shown)
    read.byline = " ".join(", ".join(source.authors).split())[:MAX_BYLINE]
    return read


def _open_main_part(package: WordPackage) -> tuple[Element, Mapping[str, Relationship]]:
    """Return the part with the text and what it refers to. Raises UnreadableWordError."""
    name = package.main_part()
    root = package.parse(name) if name else None
    if root is None or root.tag != "w:document":
        msg = "it contains no Word text"
        raise UnreadableWordError(msg)
    return root, package.relationships(name)


def _read_body(
    package: WordPackage,
    root: Element,
    links: Mapping[str, Relationship],
    shown: str,
    *,
    reads_tables: bool = False,
) -> tuple[Manuscript, WordSource, list[Paragraph]]:
    """Read the body; the manuscript has only the omissions. Raises UnreadableWordError."""
    manuscript = Manuscript(shown)
    losses = Losses(manuscript)
    styles = StyleSheet(_parse_part(package, links, "styles"))
    numbering = Numbering(_parse_part(package, links, "numbering"), styles)
    source = WordSource(package, links, styles, numbering, losses, reads_tables)
    body = child(root, "w:body")
    paragraphs = read_story(body, source) if body is not None else []
    losses.list_rest(root)
    return manuscript, source, paragraphs


def _parse_part(
    package: WordPackage, links: Mapping[str, Relationship], kind: str
) -> Element | None:
    """Return the root of the first part of a kind that the text refers to, or None."""
    names = (each.target for each in links.values() if each.kind == kind and not each.is_external)
    name = next((name for name in names if package.has(name)), None)
    return None if name is None else package.parse(name)


def _list_parts_beside(
    package: WordPackage, links: Mapping[str, Relationship], losses: Losses
) -> None:
    """List the texts of notes, comments, headers and footers."""
    for link in links.values():
        tag, why = _BESIDE.get(link.kind, ("", ""))
        if why and not link.is_external and package.has(link.target):
            for element in package.parse(link.target).iter(tag):
                if element.get("w:type", "") in _ORDINARY_NOTES:
                    losses.leave_out_element(element, why)


def _check_length(paragraphs: Sequence[Paragraph], shown: str) -> None:
    """Raise ContentError for a text that is far longer than a page."""
    length = sum(len(piece.text) for each in paragraphs for piece in each.pieces)
    if length > MAX_CHARACTERS:
        has = f"{length} characters, and a page has room for about 5,000"
    elif len(paragraphs) > MAX_PARAGRAPHS:
        has = f"{len(paragraphs)} paragraphs, and a page has room for about 30"
    else:
        return
    remedy = "import the part of it that is the text"
    raise ContentError([error("too-long", f"{shown} has {has}", remedy, Place(shown))])


def _findings(source: WordSource, shown: str) -> Iterator[Finding]:
    """Yield what an editor should check."""
    changes = source.changes
    if changes.inserted or changes.deleted:
        message = f"changes are tracked, and taken as accepted: {_describe(changes)}"
        remedy = "check them, or accept and reject them in Word and import again"
        yield warning("tracked-changes", message, remedy, Place(shown))
    if count := source.tables_read:
        tables = "a table with columns" if count == 1 else f"{count} tables with columns"
        message = f"some of the text is in {tables}, and is read cell by cell, row by row"
        remedy = "check the order of the paragraphs"
        yield warning("text-in-table", message, remedy, Place(shown))


def _describe(changes: TrackedChanges) -> str:
    """Return how many changes there are, in words."""
    inserted, deleted = changes.inserted, changes.deleted
    kept = "1 insertion is kept" if inserted == 1 else f"{inserted} insertions are kept"
    left = "1 deletion is left out" if deleted == 1 else f"{deleted} deletions are left out"
    return ", ".join([*[kept] * bool(inserted), *[left] * bool(deleted)])


def _no_text_error(manuscript: Manuscript) -> ContentError:
    """Return the error for a document that is empty, or all of which is left out."""
    shown = manuscript.shown
    reasons = list(dict.fromkeys(entry.why for entry in manuscript.left_out))
    message = f"{shown} has no text"
    if reasons:
        message += (
            f" besides these parts, which are not imported: {'; '.join(reasons[:MAX_REASONS])}"
        )
    remedy = "open it in Word and write the text where it is missing, or copy it into a .txt file"
    return ContentError([error("too-little-text", message, remedy, Place(shown))])


def _word_error(shown: str, why: str) -> ContentError:
    message = f"{shown} cannot be imported as a Word document: {why}"
    remedy = "open it in Word or LibreOffice, save it as .docx, and import that; or copy its text"
    return ContentError([error("format-not-imported", message, remedy, Place(shown))])
