"""Take what follows a press release off it: contacts, "About …", what is after "###"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.lines.marks import (
    find_summary_mark,
    is_end,
    is_heading_of,
    opens_closing,
)

if TYPE_CHECKING:
    from brief.editorial.importing.document import ImportedBlock, Manuscript

MAX_CLOSING = 6
"""Blocks that an "About …" at the end of a release has."""
WHY_CLOSING = "it is after the end of the text"
WHY_ABOUT = "it is about the publisher, not of the text"
WHY_CONTACT = "it is a contact for the press"


def cut_closing(
    manuscript: Manuscript, blocks: list[ImportedBlock], language: str
) -> list[ImportedBlock]:
    """Return the blocks without those that follow a release; these are recorded as left out.

    A summary among them is kept.
    """
    texts = 0
    for number in range(len(blocks)):
        texts += number > 0 and blocks[number - 1].kind != "heading"
        if texts < 2:  # noqa: PLR2004 - a text
            continue
        if why := _closing_reason(blocks, number, language):
            kept = blocks[:number]
            for block in blocks[number:]:
                if block.kind == "summary" or find_summary_mark(block.text, language):
                    kept.append(block)
                else:
                    manuscript.leave_out(block.text, why, block.line)
            return kept
    return blocks


def _closing_reason(blocks: list[ImportedBlock], number: int, language: str) -> str:
    """Return why the text ends before a block, or "" if it does not."""
    block, rest = blocks[number], blocks[number + 1 :]
    if is_end(block.text):
        return WHY_CLOSING
    if block.kind == "item":
        return ""
    if opens_closing(block.text, "contact", language):
        return WHY_CONTACT
    short = len(rest) <= MAX_CLOSING and all(each.kind != "item" for each in rest)
    listed = any(each.kind == "item" for each in blocks[:number])
    last = not any(each.kind == "heading" for each in rest) or listed
    is_method = is_heading_of(block.text, "method", language)
    is_about = opens_closing(block.text, "about", language) or is_method
    is_about = is_about and short and bool(rest) and last
    return WHY_ABOUT if is_about else ""
