"""Convert plain text to blocks: bullets, numbered lists, marked summary, wrapped lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from brief.editorial.importing.document import ImportedBlock, Kind, Manuscript
from brief.editorial.importing.formats.boilerplate import (
    announces_links,
    is_boilerplate,
    is_end,
    is_header,
    is_label_or_section,
    is_link_title,
    is_summary_heading,
    opens_summary,
    parse_rights,
    stands_apart,
)
from brief.editorial.importing.formats.list_marks import Enumerations, match_opening_mark
from brief.editorial.importing.formats.plain.bbcode import resolve_bbcode
from brief.editorial.importing.formats.plain.keys import read_line_keys, take_keys
from brief.editorial.importing.formats.plain.wrapping import Wrapping
from brief.editorial.importing.formats.span_lines import check_count
from brief.editorial.prose import TextSpan
from brief.findings import Place, note

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TITLE = 140
MAX_HEADING = 70
MIN_ABOVE, MIN_BARE = 2, 3
"""Blocks above a list without marks, and its entries."""
MAX_LABELS = 2
"""Lines above a headline: what kind of text it is, and from which part of a paper."""
WHY_BOILERPLATE = "left over from a web page"
WHY_HEADER = "it says who wrote the text, or when"
WHY_STRUCK = "it is struck out"
WHY_BARE_HEADING = "a heading without text under it"

_SEPARATOR = re.compile(r"[-=_*~#•·–—]{3,}|(?:[-*_]\s){2,}[-*_]")
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”“»«’)\]]*$")
_TABS = re.compile(r" *\t[ \t]*")
_STRUCK = re.compile(" ?~~(?=[^ ~])[^~\n]{1,300}~~| ?[^ \u0336]\u0336(?:[^\u0336]\u0336)*")
_BROKEN_WORD = re.compile(r"[^\W\d_]-$")


@dataclass(slots=True)
class _OpenBlock:
    """A block whose lines are still being collected."""

    kind: Kind
    line: int
    lines: list[str] = field(default_factory=list)


class _LineReader:
    """Reads a text line by line."""

    def __init__(self, manuscript: Manuscript, lines: list[str]) -> None:
        self.manuscript = manuscript
        self.enumerations = Enumerations(lines)
        self.wrapping = Wrapping(lines)
        self.open: _OpenBlock | None = None
        self.after_summary_heading, self.summary_heading = False, ""
        self.announced = self.pointed = False
        self.following = ""

    def take_line(self, text: str, line: int) -> None:
        """Process one line."""
        bare = text.strip()
        ends = is_end(bare)
        marked = None if ends else self._split_mark(text)
        if not bare or (_SEPARATOR.fullmatch(bare) and not ends):
            self.close_block()
            self.announced = self.announced and not self.pointed
        elif marked and marked[0] == "item" and is_boilerplate(marked[1]):
            self.close_block()
            self.announced, self.pointed = announces_links(marked[1], is_heading=True), False
            self.manuscript.leave_out(marked[1], WHY_BOILERPLATE, line)
        elif marked and not (self.announced and marked[0] == "item" and is_link_title(bare)):
            self._begin_block(marked[0], marked[1], line)
        elif rights := parse_rights(bare):
            self.close_block()
            self.manuscript.rights.append(rights)
        elif is_boilerplate(bare):
            self.close_block()
            self.announced, self.pointed = announces_links(bare), False
            self.manuscript.leave_out(bare, WHY_BOILERPLATE, line)
        elif self.announced and is_link_title(bare):
            self.pointed = True
            self.manuscript.leave_out(bare, WHY_BOILERPLATE, line)
        elif opens_summary(bare):
            self._begin_block("paragraph", bare, line)
        elif ends or self._stands_apart(bare):
            self._begin_block("paragraph", bare, line)
            self.close_block()
        elif self.open and self.wrapping.continues(self.open.lines, text, self.open.kind):
            self._note_hyphen(line)
            self.open.lines.append(bare)
        else:
            self._begin_block("paragraph", bare, line)

    def _stands_apart(self, bare: str) -> bool:
        """Return whether a line is a block of its own: by what it says, and where it is."""
        is_label = self._is_at_top() and is_label_or_section(bare)
        is_byline = self._is_under_headline() and is_header(bare, self.following)
        return stands_apart(bare) or is_label or is_byline

    def _is_at_top(self) -> bool:
        return len(self.manuscript.blocks) < MAX_LABELS and self.open is None

    def _is_under_headline(self) -> bool:
        """Return whether the line before is the first one of the text, labels apart."""
        above = self.manuscript.blocks
        labels = len(above) <= MAX_LABELS and all(is_label_or_section(each.text) for each in above)
        return labels and self.open is not None and len(self.open.lines) == 1

    def _begin_block(self, kind: Kind, text: str, line: int) -> None:
        """Begin a block; it ends a list of links to other pages."""
        self.close_block()
        self.open = _OpenBlock(kind, line, [text])
        self.announced = False

    def close_block(self) -> None:
        """Convert the collected lines to a block."""
        if self.open is None:
            return
        block, self.open = self.open, None
        text = _TABS.sub(" ", " ".join(block.lines)).strip()
        if not text:
            return
        if block.kind == "paragraph" and is_summary_heading(text):
            self.after_summary_heading, self.summary_heading = True, text
            return
        if block.kind == "paragraph" and self.after_summary_heading:
            block.kind = "summary"
        elif self.after_summary_heading:  # over a list: its role depends on the rest of the text
            heading = ImportedBlock("heading", (TextSpan(self.summary_heading),), block.line, 2)
            self.manuscript.blocks.append(heading)
        self.after_summary_heading = False
        if block.kind == "item" and is_boilerplate(text):
            self.manuscript.leave_out(text, WHY_BOILERPLATE, block.line)
            return
        self.manuscript.blocks.append(ImportedBlock(block.kind, (TextSpan(text),), block.line))

    def finish(self) -> None:
        """End the last block; a heading without a text below it is recorded as left out."""
        self.close_block()
        if self.after_summary_heading:
            self.manuscript.leave_out(self.summary_heading, WHY_BARE_HEADING)

    def _split_mark(self, text: str) -> tuple[Kind, str] | None:
        """Return kind and rest of a line that begins with a bullet, number or pin."""
        if self.enumerations.is_note(text):
            return "paragraph", text.strip()
        if mark := match_opening_mark(text):
            return mark[0], text[mark[1] :].strip()
        end = self.enumerations.match(text)
        if end is not None:
            return "item", text[end:].strip()
        return None

    def _note_hyphen(self, line: int) -> None:
        if self.open and _BROKEN_WORD.search(self.open.lines[-1]):
            message = "a line ends with a hyphen: it is kept, with a space after it"
            remedy = "if a word was divided there, join it in the imported text"
            place = Place(self.manuscript.shown, line - 1)
            self.manuscript.findings.append(note("hyphen-at-line-end", message, remedy, place))


def read_plain_text(text: str, shown: str) -> Manuscript:
    """Return a plain text in blocks.

    A heading is a short line without a full stop, in a paragraph of its own. Wrapped lines are
    joined by a space; nothing else changes. Where no line goes on in the next one, each line is
    a block.
    """
    manuscript = Manuscript(shown)
    front = read_line_keys(text)
    # The lines above the text stay in the count of lines.
    text = "\n" * text.count("\n", 0, front.length) + text[front.length :]
    text = resolve_bbcode(text, manuscript.leave_out)
    lines = [_drop_struck(line, n, manuscript) for n, line in enumerate(text.split("\n"), 1)]
    check_count(sum(not line.isspace() for line in lines if line), shown)
    reader = _LineReader(manuscript, lines)
    for line, written in enumerate(lines, 1):
        reader.following = lines[line].strip() if line < len(lines) else ""
        reader.take_line(written, line)
    reader.finish()
    manuscript.blocks = list(_with_headings(manuscript.blocks, lines))
    take_keys(front, manuscript)
    return manuscript


def _drop_struck(text: str, line: int, manuscript: Manuscript) -> str:
    """Return a line without what is struck out by tildes or by a stroke through each letter."""
    if "~~" not in text and "\u0336" not in text:
        return text
    for found in _STRUCK.finditer(text):
        manuscript.leave_out(found[0].strip(" ~").replace("\u0336", ""), WHY_STRUCK, line)
    return _STRUCK.sub("", text)


def _find_bare_lists(blocks: list[ImportedBlock], lines: list[str]) -> set[int]:
    """Return the places of short lines without stops, one below the other: points without marks.

    The lines around a headline do not count, nor do those that end the text.
    """
    if any(block.kind == "item" for block in blocks):
        return set()
    listed: set[int] = set()
    run: list[int] = []
    for number, block in enumerate([*blocks, ImportedBlock("summary", (), 0)]):
        is_line = block.kind == "paragraph" and block.text == lines[block.line - 1].strip()
        is_bare = is_line and not _SENTENCE_END.search(block.text) and number >= MIN_ABOVE
        if is_bare and (not run or block.line == blocks[run[-1]].line + 1):
            run.append(number)
            continue
        if len(run) >= MIN_BARE and number < len(blocks):
            listed.update(run)
        run = [number] if is_bare else []
    return listed


def _with_headings(blocks: list[ImportedBlock], lines: list[str]) -> Iterator[ImportedBlock]:
    """Yield the blocks; those that look like headings become headings."""
    listed = _find_bare_lists(blocks, lines)
    for number, block in enumerate(blocks):
        if number in listed:
            yield replace(block, kind="item")
            continue
        follows = blocks[number + 1] if number + 1 < len(blocks) else None
        is_line = block.text == lines[block.line - 1].strip()
        ends = _SENTENCE_END.search(block.text) and not block.text.endswith(("?", "!"))
        longest = MAX_HEADING if number else MAX_TITLE
        if (
            block.kind == "paragraph"
            and follows
            and is_line
            and not ends
            and not block.text.endswith(",")
            and len(block.text) <= longest
        ):
            yield ImportedBlock("heading", block.spans, block.line, 2 if number else 1)
        else:
            yield block
