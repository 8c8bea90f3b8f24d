"""Find the headline of a press text, and take the lines around it: section, byline, day, place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.importing.document import SourceLine
from brief.editorial.importing.formats.plain_text import MAX_TITLE, WHY_BOILERPLATE, WHY_HEADER
from brief.editorial.importing.formats.span_lines import drop_start, trim_spans
from brief.editorial.importing.lines.datelines import find_dateline, find_reporter
from brief.editorial.importing.lines.dates import find_day
from brief.editorial.importing.lines.header import (
    MAX_SECTION,
    HeaderLine,
    is_list_of_names,
    read_dated_line,
    read_header,
    strip_place,
)
from brief.editorial.importing.lines.marks import (
    find_bracketed_label,
    is_cover,
    is_heading_of,
    is_label,
    is_navigation,
    opens_closing,
    publisher_of_label,
    read_section,
    split_section,
)
from brief.editorial.importing.lines.words import normalise_line, strip_pictures, words_of
from brief.editorial.importing.roles.deck import HEADED, keep_deck
from brief.editorial.importing.roles.publisher import begins_with_publisher, count_letterhead

if TYPE_CHECKING:
    from brief.editorial.importing.document import ImportedBlock, Manuscript

WHY_PUBLISHER = "it says who published the text"
MAX_TOPIC_WORDS = 2
MAX_HEADER_DISTANCE = 4
"""Blocks between a headline and its byline."""
_PLACE = re.compile(r"(?P<place>[^\W\d_]{3,}(?:[ -][^\W\d_]{3,})?)\.\s+(?=[^\W\d_a-z])")
_SENTENCE_END = re.compile(r"[.…:;,。：；،]$")


def take_header(
    manuscript: Manuscript, blocks: list[ImportedBlock], language: str
) -> list[ImportedBlock]:
    """Return the blocks without labels, sections, bylines and days; the headline is a heading.

    The manuscript gets the section, the byline and the day; each line is recorded as left out.
    """
    finder = _HeaderFinder(manuscript, blocks, language)
    finder.take_headline()
    finder.take_header_lines()
    keep_deck(finder.blocks, language)
    finder.take_dateline()
    return finder.blocks


class _HeaderFinder:
    def __init__(self, manuscript: Manuscript, blocks: list[ImportedBlock], language: str) -> None:
        self.manuscript = manuscript
        self.blocks = list(blocks)
        self.language = language
        self.is_release = False

    def _move_headline_up(self) -> None:
        """Put the only heading first if one or two paragraphs are above it: place, day, lead."""
        headings = [
            number
            for number, block in enumerate(self.blocks)
            if block.kind == "heading"
            and read_header(block.text, self.language) is None
            and not any(is_heading_of(block.text, key, self.language) for key in HEADED)
        ]
        above = self.blocks[: headings[0]] if headings else []
        is_only = len(headings) == 1 and 0 < len(above) < MAX_HEADER_DISTANCE
        if is_only and all(block.kind == "paragraph" for block in above):
            self.blocks.insert(0, replace(self.blocks.pop(headings[0]), level=1))

    def take_headline(self) -> None:
        """Take labels and sections above the headline, and make the headline a heading."""
        self._take_letterhead()
        while len(self.blocks) > 1 and self.blocks[0].kind in {"heading", "paragraph"}:
            first, second = self.blocks[:2]
            section = read_section(first.text, self.language)
            is_dated = read_header(first.text, self.language, strict=True) is not None
            section = section or ("" if is_dated else self._label_above(first, second))
            is_known = self.is_release or self.manuscript.day is not None
            if begins_with_publisher(self.blocks, self.language, is_known=is_known):
                self._keep_publisher(first.text)
                self._leave_out(first, WHY_PUBLISHER)
            elif is_cover(first.text, self.language):
                self._leave_out(first, "it hands the text over")
            elif is_navigation(first.text) or self._is_contact(first.text):
                self._leave_out(first, WHY_BOILERPLATE)
            elif is_label(first.text, self.language):
                self.is_release = True
                self._keep_publisher(publisher_of_label(first.text, self.language))
                day = find_day(first.text, self.language)
                self.manuscript.day = self.manuscript.day or (day.day if day else None)
                self._leave_out(first, "it says what kind of text it is")
            elif section and second.kind in {"heading", "paragraph"}:
                self.manuscript.section = self.manuscript.section or section
            elif second.kind != "item" and self._take_header(first, strict=True, dated=False):
                pass
            else:
                break
            self.blocks.pop(0)
        self._move_headline_up()
        if self.blocks:
            self._split_headline(self.blocks[0])

    def _take_letterhead(self) -> None:
        """Take the names of a publisher and its department above "Press release"."""
        above = self.blocks[: count_letterhead(self.blocks, self.language)]
        for number, block in enumerate(above):
            if number == 0:
                self._keep_publisher(block.text)
            if not self._take_header(block, strict=True, dated=False):
                self._leave_out(block, WHY_PUBLISHER)
        del self.blocks[: len(above)]

    def _keep_publisher(self, name: str) -> None:
        if name and not self.manuscript.sources:
            self.manuscript.sources += (SourceLine(name),)

    def _is_contact(self, line: str) -> bool:
        return opens_closing(line, "contact", self.language) and ":" in line

    def _label_above(self, first: ImportedBlock, second: ImportedBlock) -> str:
        """Return a short line directly above the highest heading: the topic of the text."""
        is_label = first.kind == "paragraph" and second.kind == "heading" and second.level == 1
        short = len(first.text) <= MAX_SECTION and not self._is_sentence(first)
        # In a plain text the first line is a heading: a word or two over a longer line.
        few = first.level == 1 and second.kind == "heading" and second.level > 1
        few = few and len(first.text.split()) <= MAX_TOPIC_WORDS
        longer = len(second.text) > len(first.text) and len(second.text.split()) > MAX_TOPIC_WORDS
        has_header = read_header(second.text, self.language) is not None
        is_topic = is_label or (few and longer and not has_header)
        parts = [part for part in re.split(r"\s*[>›»]\s*", first.text) if part]
        others = words_of("lines", self.language)
        named = [part for part in parts if normalise_line(part) not in others]
        return named[-1] if is_topic and short and named else ""

    def _split_headline(self, first: ImportedBlock) -> None:
        """Make a first paragraph that reads like a headline a heading, without its section."""
        section, at = split_section(first.text, self.language)
        at = at or len(first.text) - len(strip_pictures(first.text))
        if not at and (at := find_bracketed_label(first.text, self.language)):
            label = first.text[:at].strip(" []【】［］()（）")
            section = read_section(label, self.language)
        if at and first.kind in {"heading", "paragraph"}:
            if lead := first.text[:at].strip():
                self.manuscript.leave_out(lead, "it is a label before the headline", first.line)
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

    def take_header_lines(self) -> None:
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
            if near and not strict and self._is_contact(block.text) and block.kind in body:
                self._leave_out(block, "it is a contact for the press")
                taken.add(number)
            elif (near and block.kind in body and self._take_header(block, strict=strict)) or (
                (number == start or number - 1 in taken) and self._take_names(number)
            ):
                taken.add(number)
        self.blocks = [block for n, block in enumerate(self.blocks) if n not in taken]

    def _take_names(self, number: int) -> bool:
        """Take names alone under the headline if a line with the day is beside them."""
        block, beside = self.blocks[number], self.blocks[max(0, number - 1) : number + 2]
        if block.kind == "item" or not is_list_of_names(block.text):
            return False
        lines = (read_header(each.text, self.language) for each in beside if each is not block)
        if not any(line and line.day for line in lines):
            return False
        self._keep_header(HeaderLine(byline=strip_place(block.text), is_marked=True), block)
        return True

    def _take_header(self, block: ImportedBlock, *, strict: bool, dated: bool = True) -> bool:
        """Take a line with a byline or a day; return whether it was one."""
        found = read_header(block.text, self.language, strict=strict)
        if found is None and dated:
            found = read_dated_line(block.text, self.language)
        if found is None or (block.kind == "heading" and not (found.byline or found.day)):
            return False
        self._keep_header(found, block)
        return True

    def _keep_header(self, found: HeaderLine, block: ImportedBlock) -> None:
        manuscript = self.manuscript
        # Above a press release, a name before the day is the place.
        is_place = self.is_release and not found.is_marked
        if found.byline and not manuscript.byline and not is_place:
            manuscript.byline = found.byline
        manuscript.day = manuscript.day or found.day
        manuscript.section = manuscript.section or found.section
        manuscript.sources += found.sources
        rest = [found.byline, str(found.day or ""), found.section]
        self._leave_out(block, WHY_HEADER if any(rest) else WHY_BOILERPLATE)

    def take_dateline(self) -> None:
        """Take "BERLIN, 3 March – " off the first paragraphs."""
        for number, block in enumerate(self.blocks[:4]):
            if block.kind not in {"paragraph", "summary"}:
                continue
            length, day = find_dateline(block.text, self.language)
            length = length or self._find_place(block)
            if length:
                reporter = find_reporter(block.text)
                self.manuscript.byline = self.manuscript.byline or reporter
                self.manuscript.day = self.manuscript.day or day
                self.manuscript.leave_out(
                    block.text[:length], "where and when it was written", block.line
                )
                spans = trim_spans(drop_start(block.spans, length))
                self.blocks[number] = replace(block, spans=spans)
                return

    def _find_place(self, block: ImportedBlock) -> int:
        """Return the length of "Kiel. " at the start of a block if the text names it again."""
        found = _PLACE.match(block.text)
        rest = block.text[found.end() :] if found else ""
        others = " ".join(each.text for each in self.blocks if each is not block)
        named = found and re.search(rf"(?<!\w){found['place']}(?!\w)", f"{others} {rest}")
        return found.end() if found and named else 0

    def _leave_out(self, block: ImportedBlock, why: str) -> None:
        self.manuscript.leave_out(block.text, why, block.line)
