"""Collect the spans of an HTML page, and convert them to blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.importing.document import ImportedBlock, Kind, Manuscript
from brief.editorial.importing.formats.boilerplate import (
    announces_links,
    is_boilerplate,
    is_header,
    is_link_title,
    is_summary_heading,
    opens_summary,
    parse_rights,
    stands_apart,
)
from brief.editorial.importing.formats.html.class_roles import is_author
from brief.editorial.importing.formats.list_marks import Enumerations, match_opening_mark
from brief.editorial.importing.formats.plain_text import (
    WHY_BARE_HEADING,
    WHY_BOILERPLATE,
    WHY_HEADER,
)
from brief.editorial.importing.formats.span_lines import (
    LINE_END,
    SOFT_HYPHEN,
    check_count,
    drop_start,
    split_lines,
    trim_spans,
)
from brief.editorial.prose import TextSpan, plain_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.formats.html.class_roles import Role

MAX_HEADER = 90

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_QUOTED = re.compile("[\"'„“”«»‘’‚‹›「『《〈]")
_INITIAL = re.compile(r"[\"'„“”«»‘’‚‹›]?[^\W\d_]")


class BlockCollector:
    """Collects the spans of a block until the next block begins.

    `heading` is the level of the heading that is open, or 0; `items` are the open list entries;
    `quoted`: the text is in a block quotation; `role` is what the classes of its element say.
    """

    def __init__(self, manuscript: Manuscript, enumerations: Enumerations) -> None:
        self.manuscript = manuscript
        self.enumerations = enumerations
        self.spans: list[TextSpan] = []
        self.heading = 0
        self.items: list[Element] = []
        self.quoted = False
        self.role: Role = ""
        self.begins_with_sign = False
        self._last_item: Element | None = None
        self._after_summary_heading: tuple[TextSpan, ...] = ()
        self._announced = False
        self._lines = 0
        self._unlinked: list[str] = []

    def text_before(self) -> str:
        """Return the end of the text of the open block."""
        text = ""
        for span in reversed(self.spans):
            text = span.text + text
            if len(text) > 80:  # noqa: PLR2004 - a word with its number
                break
        return text.rpartition(LINE_END)[2]

    def add(self, span: TextSpan, *, is_link: bool = False) -> None:
        """Add a span to the open block, without characters that no file may contain.

        `is_link`: it is in a link, perhaps to another part of the site.
        """
        # A character reference (`&#7;`) may name one.
        text, lost = _UNPRINTABLE.subn("", span.text.replace(SOFT_HYPHEN, ""))
        if lost:
            self.manuscript.leave_out("", "characters that cannot be printed")
        if not text:
            return
        if not is_link:
            self._unlinked.append(text)
        self.spans.append(replace(span, text=text, strong=span.strong and not self.heading))

    def end_line(self) -> None:
        """End a line of the open block."""
        self.spans.append(TextSpan(LINE_END))

    def end_item(self) -> None:
        """Leave a list entry."""
        if self.items:
            self.items.pop()
            self._last_item = None

    def close(self) -> None:
        """Convert the collected spans to a block, or to several if its lines have bullets."""
        collected, self.spans = self.spans, []
        has_sign, self.begins_with_sign = self.begins_with_sign, False
        # "Lire aussi" with a link after it and no colon between.
        pointer, self._unlinked = "".join(self._unlinked).strip(), []
        text = plain_text(collected).strip()
        if text != pointer and text.startswith(pointer) and is_boilerplate(pointer):
            self.manuscript.leave_out(text, WHY_BOILERPLATE)
            return
        groups: list[tuple[Kind | None, list[TextSpan]]] = []
        is_open = False
        lines = split_lines(collected)
        self._lines += len(lines) if text else 0
        check_count(self._lines, self.manuscript.shown)
        for line in lines:
            spans = trim_spans(line)
            text = plain_text(spans)
            if not text:
                continue
            apart = stands_apart(text)
            kind, after = (None, 0) if self.heading or apart else self._read_mark(text)
            if groups and is_open and not apart and kind is None and not opens_summary(text):
                groups[-1][1].extend([TextSpan(" "), *spans])
            else:
                if has_sign and kind is None and not groups:
                    kind = "item"
                groups.append((kind, list(drop_start(spans, after))))
            is_open = not apart
        for kind, group in groups:
            self._add_block(kind, trim_spans(tuple(group)))

    def _read_mark(self, text: str) -> tuple[Kind | None, int]:
        """Return the kind of block that a line's first sign begins, and the length of the sign."""
        if self.enumerations.is_note(text):
            return "paragraph", 0
        if mark := match_opening_mark(text):
            return mark
        end = None if self.items else self.enumerations.match(text)
        return (None, 0) if end is None else ("item", end)

    def _add_block(self, marked: Kind | None, spans: tuple[TextSpan, ...]) -> None:
        text = plain_text(spans)
        kind = marked or self._kind_of_element(text)
        manuscript = self.manuscript
        if kind is None:
            return
        if rights := parse_rights(text):
            manuscript.rights.append(rights)
        elif is_boilerplate(text):
            self._announced = announces_links(text, is_heading=kind == "heading")
            manuscript.leave_out(text, WHY_BOILERPLATE)
        elif self._announced and kind in {"item", "paragraph"} and is_link_title(text):
            manuscript.leave_out(text, WHY_BOILERPLATE)
        elif is_summary_heading(text) and kind != "item":
            self._after_summary_heading = (TextSpan(text),)
        elif not text:
            return
        else:
            if self._after_summary_heading and kind == "paragraph":
                kind = "summary"
            elif self._after_summary_heading:  # its role depends on the rest of the text
                heading = ImportedBlock("heading", self._after_summary_heading, level=2)
                self.manuscript.blocks.append(heading)
            self._after_summary_heading, self._announced = (), False
            if self.quoted and kind != "heading" and not _QUOTED.match(text):
                spans = (TextSpan('"'), *spans, TextSpan('"'))
            self._append(ImportedBlock(kind, spans, level=self.heading))

    def _kind_of_element(self, text: str) -> Kind | None:
        """Return the kind of block by its element and its classes; None for an author, taken."""
        role, self.role = self.role, ""
        if role == "author" and self._take_author(text):
            return None
        if role == "standfirst" and text and not _has_text(self.manuscript):
            self.heading = 0
            return "standfirst"
        return "heading" if self.heading else "item" if self.items else "paragraph"

    def _take_author(self, text: str) -> bool:
        """Take a name in an element for the author, above the text; return whether it was one."""
        manuscript = self.manuscript
        if _has_text(manuscript) or not is_author(text) or is_header(text):
            return False
        manuscript.byline = ", ".join(filter(None, [manuscript.byline, text]))
        manuscript.leave_out(text, WHY_HEADER)
        return True

    def finish(self) -> None:
        """End the last block; a heading without a text below it is recorded as left out."""
        self.close()
        if self._after_summary_heading:
            heading = plain_text(self._after_summary_heading)
            self.manuscript.leave_out(heading, WHY_BARE_HEADING)

    def _append(self, block: ImportedBlock) -> None:
        """Append a block; a second paragraph of a list entry continues the first."""
        item = self.items[-1] if self.items else None
        blocks = self.manuscript.blocks
        if item is not None and item is self._last_item and block.kind == "item":
            block = ImportedBlock("item", (*blocks.pop().spans, TextSpan(" "), *block.spans))
        elif blocks and _is_initial(blocks[-1]) and _continues_word(block.text):
            block = replace(block, spans=(*blocks.pop().spans, *block.spans))
        blocks.append(block)
        self._last_item = item


def _has_text(manuscript: Manuscript) -> bool:
    """Return whether the text has begun, below the lines around the headline."""
    return any(
        block.kind in {"item", "summary"}
        or (block.kind == "paragraph" and len(block.text) > MAX_HEADER)
        for block in manuscript.blocks
    )


def _continues_word(text: str) -> bool:
    return text[:1].islower() or text[:1] in {"'", "’"}


def _is_initial(block: ImportedBlock) -> bool:
    """Return whether a block is one large letter, the first of the next paragraph."""
    return (
        block.kind in {"paragraph", "heading"}
        and bool(_INITIAL.fullmatch(block.text))
        and block.text[-1].isupper()
    )
