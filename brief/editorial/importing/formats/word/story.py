"""Read a story of a Word document, its body or a text box, in paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.formats.word.chunks import read_chunk
from brief.editorial.importing.formats.word.fields import FieldStack
from brief.editorial.importing.formats.word.inline import InlineReader
from brief.editorial.importing.formats.word.losses import WHY_CONTENTS, WHY_DELETED, WHY_HIDDEN
from brief.editorial.importing.formats.word.paragraphs import (
    Paragraph,
    Piece,
    bullet_length,
    drop_start,
    finish_pieces,
    is_drop_cap,
)
from brief.editorial.importing.formats.word.parts.xml_tree import child, value
from brief.editorial.importing.formats.word.tables import (
    has_columns,
    is_layout,
    read_rows,
    rows_left_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.formats.word.source import WordSource

_DELETED_MARKS = ("w:del", "w:moveFrom")
_CAPTIONS = frozenset({"caption", "image caption", "table caption"})
_AUTHORS = frozenset({"author", "byline", "autor", "autorenzeile", "auteur", "autore"})
_INITIALS = frozenset({"drop", "margin"})
_BODY_LEVEL = 9  # ECMA-376-1, 17.3.1.20: the outline level of ordinary text


def read_story(story: Element, source: WordSource) -> list[Paragraph]:
    """Return the paragraphs of the body, or of a text box; list the omissions."""
    reader = _StoryReader(source, FieldStack(story))
    reader.read(story)
    reader.end_pending()
    return reader.paragraphs


class _StoryReader:
    """Collects paragraphs; `pending` waits for the paragraph that it is the beginning of."""

    def __init__(self, source: WordSource, fields: FieldStack) -> None:
        self.source, self.fields = source, fields
        self.paragraphs: list[Paragraph] = []
        self.pending: list[Piece] = []

    def read(self, elements: Iterable[Element]) -> None:
        """Read paragraphs, tables and what wraps them."""
        for element in elements:
            if element.tag == "w:p":
                self._read_paragraph(element)
            elif element.tag == "w:tbl":
                self.end_pending()
                self._read_table(element)
            elif element.tag == "w:altChunk":
                self.end_pending()
                self.paragraphs += read_chunk(element, self.source)
            elif element.tag == "w:r":
                self._read_paragraph([element])
            elif (inside := self.source.unwrap(element)) is not None:
                self.read(inside)
            else:
                self.read(element)

    def end_pending(self) -> None:
        """Make a paragraph of what waits for one that does not come."""
        if self.pending:
            self.paragraphs.append(Paragraph("paragraph", 0, self.pending))
            self.pending = []

    def _read_paragraph(self, element: Element | list[Element]) -> None:
        properties = next((each for each in element if each.tag == "w:pPr"), None)
        style = value(properties, "w:pStyle")
        names = self.source.styles.names(style)
        why = _style_reason(names)
        if why and not isinstance(element, list):
            self._take_field_marks(element)
            self.source.losses.leave_out_element(element, why)
            return
        inline = InlineReader(self.source, self.fields, style)
        inline.read(element)
        self.source.losses.end_paragraph()
        paragraph = self._make_paragraph(inline, style, properties)
        if names[0] in _AUTHORS and paragraph.text.strip():
            self.source.authors.append(paragraph.text.strip())
            return
        boxes = [read_story(box, self.source) for box in inline.boxes]
        opens = not (self.pending or paragraph.text[:1].isspace())
        for box in [each for each in boxes if opens and is_drop_cap(each)][:1]:
            boxes.remove(box)
            self.pending += [Piece(each.text.strip()) for each in box]
        self._add_paragraph(paragraph, style, properties)
        for box in boxes:
            self.paragraphs += box

    def _add_paragraph(
        self, paragraph: Paragraph, style: str | None, properties: Element | None
    ) -> None:
        """Add a paragraph, or keep its text for the next one."""
        if not paragraph.text.strip():
            return
        if self._is_initial(style, properties):
            self.end_pending()
            self.pending = [Piece(paragraph.text.strip())]
            return
        pieces, self.pending = [*self.pending, *paragraph.pieces], []
        if self._joins_next(style, properties):
            self.pending = pieces
            return
        paragraph.pieces = pieces
        if not paragraph.continues:
            self.paragraphs.append(paragraph)
        elif self.paragraphs and self.paragraphs[-1].kind == "item":
            self.paragraphs[-1].pieces += [Piece(" "), *pieces]
        else:
            paragraph.kind = "paragraph"
            self.paragraphs.append(paragraph)

    def _make_paragraph(
        self, inline: InlineReader, style: str | None, properties: Element | None
    ) -> Paragraph:
        paragraph = Paragraph("paragraph", 0, finish_pieces(inline.pieces))
        text = paragraph.text
        letters = sum(inline.sizes.values())
        paragraph.bold = letters > 0 and inline.bold == letters
        paragraph.size = max(inline.sizes, key=inline.sizes.__getitem__, default=0)
        if self.source.styles.names(style)[:1] == ("subtitle",):
            paragraph.role = "subtitle"
        elif level := self._heading_level(style, properties):
            paragraph.kind, paragraph.level = "heading", level
        elif place := self.source.numbering.place(style, properties):
            paragraph.kind = "item"
            paragraph.continues = place == "continued"
        elif length := bullet_length(text, opens_with_sign=inline.opens_with_sign):
            paragraph.kind = "item"
            paragraph.pieces = drop_start(paragraph.pieces, length)
        return paragraph

    def _heading_level(self, style: str | None, properties: Element | None) -> int:
        """Return the level of a heading, by its style or its outline level; 0 for other text."""
        if level := self.source.styles.heading_level(style):
            return level
        inherited = self.source.styles.paragraph(style).get("w:outlineLvl")
        outline = value(properties, "w:outlineLvl")
        if outline is None and inherited is not None:
            outline = inherited.get("w:val")
        known = outline is not None and outline.isascii() and outline.isdigit()
        level = int(outline) + 1 if outline and known and len(outline) == 1 else 0
        return level if level <= _BODY_LEVEL else 0

    def _is_initial(self, style: str | None, properties: Element | None) -> bool:
        """Return whether a paragraph is the initial of the next one (ECMA-376-1, 17.3.1.11)."""
        frame = child(properties, "w:framePr")
        if frame is None:
            frame = self.source.styles.paragraph(style).get("w:framePr")
        return frame is not None and frame.get("w:dropCap") in _INITIALS

    def _joins_next(self, style: str | None, properties: Element | None) -> bool:
        """Return whether the end of a paragraph is deleted or hidden, as style separators are."""
        mark = child(properties, "w:rPr")
        if mark is None:
            return False
        deleted = any(child(mark, tag) is not None for tag in _DELETED_MARKS)
        return deleted or self.source.styles.look(style, mark).hidden

    def _take_field_marks(self, element: Element) -> None:
        """Follow the fields through a paragraph that is left out."""
        for each in element.iter("w:fldChar"):
            self.fields.take_mark(each)

    def _read_table(self, table: Element) -> None:
        """Read a table of one column, or one that only places text; list another one."""
        losses = self.source.losses
        for row in rows_left_out(table):
            is_deleted = child(row, "w:trPr", "w:del") is not None
            losses.leave_out_element(row, WHY_DELETED if is_deleted else WHY_HIDDEN)
        rows = read_rows(table)
        if has_columns(rows):
            if not self.source.reads_tables and not is_layout(rows):
                self._take_field_marks(table)
                losses.leave_out_element(table, "a table")
                losses.keep_table(rows)
                self.source.tables_left_out += 1
                return
            self.source.tables_read += 1
        for cell in (cell for cells in rows for cell in cells):
            self.read([cell])
            self.end_pending()


def _style_reason(names: tuple[str, ...]) -> str:
    """Return why paragraphs of a style are not imported, by its names; "" if they are."""
    if names[0].startswith(("toc ", "table of figures")):
        return WHY_CONTENTS
    return "a caption" if any(name in _CAPTIONS for name in names) else ""
