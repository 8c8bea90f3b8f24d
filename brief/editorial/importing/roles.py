"""Separate a press text from the lines around it: byline, day, section, sources, leftovers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.boilerplate import is_boilerplate
from brief.editorial.importing.formats.plain_text import MAX_TITLE, WHY_BOILERPLATE
from brief.editorial.importing.formats.span_lines import drop_start, trim_spans
from brief.editorial.importing.lines.marks import (
    find_dateline,
    find_summary_mark,
    is_end,
    is_heading_of,
    is_label,
    opens_closing,
    read_header,
    read_section,
    read_sources,
    split_section,
)
from brief.editorial.importing.lines.rights import is_reservation
from brief.editorial.importing.lines.words import strip_pictures
from brief.editorial.prose import plain_text

if TYPE_CHECKING:
    from brief.editorial.importing.document import ImportedBlock, Manuscript
    from brief.editorial.importing.lines.marks import HeaderLine
    from brief.editorial.prose import TextSpan

MAX_HEADER_DISTANCE = 4
"""Blocks between a headline and its byline."""
MAX_CLOSING = 6
"""Blocks that an "About …" at the end of a release has."""
MAX_INTRODUCTION = 90
WHY_CLOSING = "it is after the end of the text"
WHY_ABOUT = "it is about the publisher, not of the text"
WHY_CONTACT = "it is a contact for the press"
_SENTENCE_END = re.compile(r"[.…:;,。：；،]$")


def assign_roles(manuscript: Manuscript, language: str) -> None:
    """Take byline, day, section, sources and leftovers out of the blocks of a press text.

    What a briefing has a place for is kept in the manuscript (`author`, `published`, `section`,
    `sources`); everything else is recorded as left out. Afterwards the blocks are headline,
    paragraphs, points and summary only.
    """
    _RoleFinder(manuscript, language).run()


class _RoleFinder:
    def __init__(self, manuscript: Manuscript, language: str) -> None:
        self.manuscript = manuscript
        self.language = language
        self.blocks = list(manuscript.blocks)

    def run(self) -> None:
        self._take_sources()
        self._cut_closing()
        self._take_leftovers()
        self._take_headline()
        self._take_header_lines()
        self._mark_summary()
        self._drop_list_headings()
        self._take_dateline()
        self.manuscript.blocks = [self._without_whole_bold(block) for block in self.blocks]

    def _leave_out(self, block: ImportedBlock, why: str) -> None:
        self.manuscript.leave_out(block.text, why, block.line)

    def _take_sources(self) -> None:
        """Take the lines that name a source, and the lines that reserve all rights."""
        kept: list[ImportedBlock] = []
        for block in self.blocks:
            found = read_sources(block.text, self.language)
            if found:
                self.manuscript.sources += found
                href = next((span.href for span in block.spans if span.href), "")
                self.manuscript.url = self.manuscript.url or href
            elif is_reservation(block.text):
                self._leave_out(block, "it reserves the rights")
            else:
                kept.append(block)
        self.blocks = kept

    def _cut_closing(self) -> None:
        """Take what follows a release: after its end mark, its contacts, "About …"."""
        for number, block in enumerate(self.blocks):
            if self._body_before(number) < 2:  # noqa: PLR2004 - a text
                continue
            if block.kind == "item" and not is_end(block.text):
                continue
            why = self._closing_reason(number, block)
            if why:
                rest = self.blocks[number:]
                self.blocks = self.blocks[:number]
                for each in rest:
                    if each.kind == "summary" or find_summary_mark(each.text, self.language):
                        self.blocks.append(each)
                    else:
                        self._leave_out(each, why)
                return

    def _body_before(self, number: int) -> int:
        return sum(block.kind != "heading" for block in self.blocks[:number])

    def _closing_reason(self, number: int, block: ImportedBlock) -> str:
        if is_end(block.text):
            return WHY_CLOSING
        if opens_closing(block.text, "contact", self.language):
            return WHY_CONTACT
        rest = self.blocks[number + 1 :]
        short = len(rest) <= MAX_CLOSING and all(each.kind != "item" for each in rest)
        listed = any(each.kind == "item" for each in self.blocks[:number])
        last = not any(each.kind == "heading" for each in rest) or listed
        if short and rest and last and opens_closing(block.text, "about", self.language):
            return WHY_ABOUT
        return ""

    def _take_leftovers(self) -> None:
        """Take buttons and invitations that the reader of the file has left."""
        kept = []
        for block in self.blocks:
            if block.kind != "summary" and is_boilerplate(block.text):
                self._leave_out(block, WHY_BOILERPLATE)
            else:
                kept.append(block)
        self.blocks = kept

    def _take_headline(self) -> None:
        """Take labels and sections above the headline, and make the headline a heading."""
        while len(self.blocks) > 1 and self.blocks[0].kind in {"heading", "paragraph"}:
            first, second = self.blocks[:2]
            section = read_section(first.text, self.language)
            if is_label(first.text, self.language):
                self._leave_out(first, "it says what kind of text it is")
            elif section and second.kind in {"heading", "paragraph"}:
                self.manuscript.section = self.manuscript.section or section
            elif second.kind != "item" and self._take_header(first, strict=True):
                pass
            else:
                break
            self.blocks.pop(0)
        if self.blocks:
            self._split_headline(self.blocks[0])

    def _split_headline(self, first: ImportedBlock) -> None:
        """Make a first paragraph that reads like a headline a heading, without its section."""
        section, at = split_section(first.text, self.language)
        at = at or len(first.text) - len(strip_pictures(first.text))
        if at and first.kind in {"heading", "paragraph"}:
            self.manuscript.section = self.manuscript.section or section
            first = replace(first, spans=trim_spans(drop_start(first.spans, at)))
        kind, level = first.kind, first.level
        headings = [block.level for block in self.blocks[1:] if block.kind == "heading"]
        alike = len(self.blocks) > 1 and len(first.text) <= MAX_TITLE
        if kind == "paragraph" and alike and 1 not in headings and not self._is_sentence(first):
            kind = "heading"
        if kind == "heading" and (kind != first.kind or level >= min(headings, default=9)):
            level = 1
            self.blocks[1:] = [
                replace(block, level=2) if block.level == 1 else block for block in self.blocks[1:]
            ]
        self.blocks[0] = replace(first, kind=kind, level=level)

    def _is_sentence(self, block: ImportedBlock) -> bool:
        return bool(_SENTENCE_END.search(block.text)) or block.text[:1].islower()

    def _take_header_lines(self) -> None:
        """Take bylines and days: below the headline, and in the last lines of the text."""
        titles = [n for n, block in enumerate(self.blocks) if block.kind == "heading"]
        start = titles[0] + 1 if titles else 0
        end = len(self.blocks)
        taken: set[int] = set()
        for number in range(start, end):
            block = self.blocks[number]
            near = number < start + MAX_HEADER_DISTANCE or number >= end - MAX_HEADER_DISTANCE
            strict = number >= start + MAX_HEADER_DISTANCE
            body = {"heading", "paragraph"}
            if near and block.kind in body and self._take_header(block, strict=strict):
                taken.add(number)
        self.blocks = [block for n, block in enumerate(self.blocks) if n not in taken]

    def _take_header(self, block: ImportedBlock, *, strict: bool) -> bool:
        """Take a line with a byline or a day; return whether it was one."""
        found = read_header(block.text, self.language, strict=strict)
        if found is None or (block.kind == "heading" and not (found.byline or found.day)):
            return False
        self._keep_header(found, block)
        return True

    def _keep_header(self, found: HeaderLine, block: ImportedBlock) -> None:
        manuscript = self.manuscript
        if found.byline and not manuscript.byline:
            manuscript.byline = found.byline
        manuscript.day = manuscript.day or found.day
        manuscript.section = manuscript.section or found.section
        rest = [found.byline, str(found.day or ""), found.section]
        self._leave_out(
            block, "it says who wrote the text, or when" if any(rest) else WHY_BOILERPLATE
        )

    def _mark_summary(self) -> None:
        """Make a paragraph after "In brief:" the summary, and what is under such a heading."""
        for number, block in enumerate(self.blocks):
            if block.kind == "heading" and number == 0:
                continue
            at = find_summary_mark(block.text, self.language) or self._bold_mark(block)
            if at:
                spans = _with_capital(trim_spans(drop_start(block.spans, at)))
                self.blocks[number] = replace(block, kind="summary", spans=spans, level=0)
        for number, block in enumerate(self.blocks[1:], 1):
            follows = self.blocks[number + 1 : number + 2]
            if (
                block.kind in {"heading", "paragraph"}
                and follows
                and is_heading_of(block.text, "summary", self.language)
            ):
                self.blocks.remove(block)
                self._mark_under_heading(number)
                return

    def _mark_under_heading(self, number: int) -> None:
        """Make what is under a summary's heading the summary.

        It is a paragraph, or a list over a text that is long enough without it.
        """
        blocks = self.blocks
        end = number
        while end < len(blocks) and blocks[end].kind == blocks[number].kind == "item":
            end += 1
        others = [block for block in (*blocks[1:number], *blocks[end:]) if block.kind != "heading"]
        if blocks[number].kind == "paragraph":
            end = number + 1
        elif len(others) < 3:  # noqa: PLR2004 - the list is the text itself
            return
        for each in range(number, end):
            blocks[each] = replace(blocks[each], kind="summary")

    def _bold_mark(self, block: ImportedBlock) -> int:
        """Return the length of "**In brief.**" at the start of a block."""
        if not block.spans or not block.spans[0].strong or len(block.spans) == 1:
            return 0
        first = block.spans[0].text
        return len(first) if is_heading_of(first, "summary", self.language) else 0

    def _drop_list_headings(self) -> None:
        """Take "Key points" and short lines that only introduce the list."""
        kept: list[ImportedBlock] = []
        lead = sum(block.kind in {"paragraph", "summary"} for block in self.blocks)
        for number, block in enumerate(self.blocks):
            follows = self.blocks[number + 1].kind if number + 1 < len(self.blocks) else ""
            heads = block.kind in {"heading", "paragraph"} and number
            introduces = block.text.endswith((":", "：")) and len(block.text) <= MAX_INTRODUCTION
            if heads and follows and is_heading_of(block.text, "points", self.language):
                self._leave_out(block, "a heading over the points")
            elif (
                heads
                and block.kind == "paragraph"
                and follows == "item"
                and introduces
                and lead > 1
            ):
                self._leave_out(block, "it introduces the list")
            else:
                kept.append(block)
        self.blocks = kept

    def _take_dateline(self) -> None:
        """Take "BERLIN, 3 March – " off the first paragraphs."""
        for number, block in enumerate(self.blocks[:4]):
            if block.kind not in {"paragraph", "summary"}:
                continue
            length, day = find_dateline(block.text, self.language)
            if length:
                self.manuscript.day = self.manuscript.day or day
                self.manuscript.leave_out(
                    block.text[:length], "where and when it was written", block.line
                )
                spans = trim_spans(drop_start(block.spans, length))
                self.blocks[number] = replace(block, spans=spans)
                return

    def _without_whole_bold(self, block: ImportedBlock) -> ImportedBlock:
        """Return a paragraph without bold that covers all of it: the look of a standfirst."""
        text = [span for span in block.spans if plain_text([span]).strip()]
        if block.kind not in {"paragraph", "summary"} or not all(span.strong for span in text):
            return block
        return replace(block, spans=tuple(replace(span, strong=False) for span in block.spans))


def _with_capital(spans: tuple[TextSpan, ...]) -> tuple[TextSpan, ...]:
    """Return spans whose first letter is a capital: after "In brief:" it may not be one."""
    first, *rest = spans
    word = first.text.partition(" ")[0]
    if not word[:1].islower() or any(sign.isupper() for sign in word):
        return spans
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)
