"""Separate a press text from the lines around it, and mark its headline and summary."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.boilerplate import is_boilerplate
from brief.editorial.importing.formats.plain_text import WHY_BOILERPLATE
from brief.editorial.importing.lines.leftovers import is_caption, is_greeting, is_method
from brief.editorial.importing.lines.marks import is_end, is_heading_of
from brief.editorial.importing.lines.rights import is_reservation
from brief.editorial.importing.lines.sources import read_sources
from brief.editorial.importing.roles.closing import cut_closing
from brief.editorial.importing.roles.deck import is_bold, mark_bold_deck
from brief.editorial.importing.roles.embargo import take_embargo
from brief.editorial.importing.roles.header import take_header
from brief.editorial.importing.roles.summary import WHY_HEADING, mark_summary, with_capital

if TYPE_CHECKING:
    from brief.editorial.importing.document import ImportedBlock, Manuscript

MAX_INTRODUCTION = 90
MAX_FRAGMENT = 100
MIN_BLOCKS = 3
_SENTENCE_END = re.compile(r"[.!?…。！？।۔։؟][\"'”“»«’)\]）」』]*$")


def assign_roles(manuscript: Manuscript, language: str) -> None:
    """Take byline, day, section, sources and leftovers out of the blocks of a press text.

    What a briefing has a place for is kept in the manuscript (`byline`, `day`, `section`,
    `sources`); everything else is recorded as left out. Afterwards the blocks are headline,
    paragraphs, points and summary only.
    """
    blocks = _take_sources(manuscript, manuscript.blocks, language)
    blocks = cut_closing(manuscript, blocks, language)
    blocks = _take_leftovers(manuscript, blocks)
    blocks = take_embargo(manuscript, blocks, language)
    blocks = take_header(manuscript, blocks, language)
    mark_summary(manuscript, blocks, language)
    blocks = _take_fragments(manuscript, blocks, language)
    blocks = _take_list_headings(manuscript, blocks, language)
    manuscript.blocks = [_without_whole_bold(block) for block in mark_bold_deck(blocks)]


def _take_sources(
    manuscript: Manuscript, blocks: list[ImportedBlock], language: str
) -> list[ImportedBlock]:
    """Return the blocks without the lines that name a source or reserve all rights."""
    kept: list[ImportedBlock] = []
    for block in blocks:
        found = read_sources(block.text, language)
        if found:
            manuscript.sources += found
            href = next((span.href for span in block.spans if span.href), "")
            manuscript.url = manuscript.url or href
        elif is_reservation(block.text):
            manuscript.leave_out(block.text, "it reserves the rights", block.line)
        else:
            kept.append(block)
    return kept


def _take_leftovers(manuscript: Manuscript, blocks: list[ImportedBlock]) -> list[ImportedBlock]:
    """Return the blocks without buttons and invitations that the reader of the file has left."""
    kept: list[ImportedBlock] = []
    greeted = any(is_greeting(each.text) for each in manuscript.left_out)
    for each in blocks:
        # After "Dear friends," the text may begin with a small letter.
        first = greeted and each.kind == "paragraph"
        block = replace(each, spans=with_capital(each.spans)) if first else each
        greeted = (greeted and not first) or is_greeting(block.text)
        is_note = block.kind in {"paragraph", "heading"} and (
            is_caption(block.text) or is_method(block.text)
        )
        if is_note:
            manuscript.leave_out(block.text, "a caption, or a note on the method", block.line)
        elif block.kind != "summary" and (is_boilerplate(block.text) or is_end(block.text)):
            manuscript.leave_out(block.text, WHY_BOILERPLATE, block.line)
        else:
            kept.append(block)
    return kept


def _take_fragments(
    manuscript: Manuscript, blocks: list[ImportedBlock], language: str
) -> list[ImportedBlock]:
    """Return the blocks without short lines at the end that are not sentences.

    They are titles of other pages, names and buttons. Thai has no full stops.
    """
    listed = any(block.kind == "item" for block in blocks)
    while len(blocks) > MIN_BLOCKS and not language.startswith("th"):
        last = blocks[-1]
        longest = MAX_FRAGMENT if listed else MAX_FRAGMENT // 2
        if last.kind not in {"heading", "paragraph"} or len(last.text) > longest:
            break
        if last.kind == "paragraph" and _SENTENCE_END.search(last.text):
            break
        manuscript.leave_out(last.text, "a line below the text that is not a sentence", last.line)
        blocks = blocks[:-1]
    return blocks


def _take_list_headings(
    manuscript: Manuscript, blocks: list[ImportedBlock], language: str
) -> list[ImportedBlock]:
    """Return the blocks without "Key points" and short lines that only introduce the list."""
    kept: list[ImportedBlock] = []
    lead = sum(block.kind in {"standfirst", "paragraph", "summary"} for block in blocks)
    for number, block in enumerate(blocks):
        follows = blocks[number + 1].kind if number + 1 < len(blocks) else ""
        before = {each.kind for each in blocks[:number]}
        heads = (block.kind in {"heading", "paragraph"} and number) or "item" not in before
        introduces = _introduces(block, language)
        if heads and follows and is_heading_of(block.text, "points", language):
            manuscript.leave_out(block.text, WHY_HEADING, block.line)
        elif heads and block.kind == "paragraph" and follows == "item" and introduces and lead > 1:
            manuscript.leave_out(block.text, "it introduces the list", block.line)
        else:
            kept.append(block)
    return kept


def _introduces(block: ImportedBlock, language: str) -> bool:
    """Return whether a short line only says that a list follows: it has a colon, or no stop.

    Thai has no stops; there, the line is bold.
    """
    if block.text.endswith((":", "：")):
        return len(block.text) <= MAX_INTRODUCTION
    has_stops = not language.startswith("th")
    is_bare = len(block.text) <= MAX_INTRODUCTION * 2 // 3 and not _SENTENCE_END.search(block.text)
    return is_bare and (has_stops or is_bold(block))


def _without_whole_bold(block: ImportedBlock) -> ImportedBlock:
    """Return a paragraph without bold that covers all of it: the look of a standfirst."""
    if block.kind not in {"paragraph", "standfirst", "summary"} or not is_bold(block):
        return block
    return replace(block, spans=tuple(replace(span, strong=False) for span in block.spans))
