"""Find the publisher's name above a press release: its letterhead, or a line over the headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.importing.lines.dates import find_day
from brief.editorial.importing.lines.header import MAX_WORDS_OF_NAME, is_name
from brief.editorial.importing.lines.marks import (
    is_label,
    is_publisher,
    names_publisher,
    read_section,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.importing.document import ImportedBlock

MIN_TEXT = 3
"""Blocks of a text below the lines about it."""
MIN_LETTERHEAD, MAX_LETTERHEAD = 2, 4
"""Lines above "Press release" that are a letterhead."""
MAX_NAME = 70
_SENTENCE_END = re.compile(r"[.…:;,。：；،]$")


def count_letterhead(blocks: Sequence[ImportedBlock], language: str) -> int:
    """Return how many lines above "Press release" name a publisher and its department, or 0."""
    labels = (
        n for n, each in enumerate(blocks[: MAX_LETTERHEAD + 1]) if is_label(each.text, language)
    )
    count = next(labels, 0)
    if count < MIN_LETTERHEAD or len(blocks) < count + MIN_TEXT:
        return 0
    if any(_is_sentence(each) or len(each.text) > MAX_NAME for each in blocks[:count]):
        return 0
    first = blocks[0].text
    return count if is_name(first) and not read_section(first, language) else 0


def begins_with_publisher(
    blocks: Sequence[ImportedBlock], language: str, *, is_known: bool
) -> bool:
    """Return whether the first line is the name of who publishes a release.

    It is above "Press release No. 12", above a day, or directly above the headline. `is_known`:
    the lines above show that it is a release.
    """
    if len(blocks) <= MIN_TEXT:
        return False
    first, second, third = blocks[:3]
    if len(first.text) > MAX_NAME or _is_sentence(first):
        return False
    if any(sign.isdigit() or sign in "|>" for sign in first.text):
        return False
    has_title = third.kind == "heading" and not _is_sentence(third)
    is_dated = has_title and find_day(second.text, language) is not None
    if not (
        is_label(second.text, language)
        or (is_dated and names_publisher(first.text))
        or _is_above_headline(first, second, language, is_known=is_known)
    ):
        return False
    return not is_label(first.text, language) and not read_section(first.text, language)


def _is_above_headline(
    first: ImportedBlock, second: ImportedBlock, language: str, *, is_known: bool
) -> bool:
    """Return whether a line is a publisher's name directly above the headline."""
    if _is_sentence(second) or second.kind not in {"heading", "paragraph"}:
        return False
    if is_publisher(first.text):
        return True
    few = len(first.text.split()) <= MAX_WORDS_OF_NAME and not language.startswith("en")
    cased = first.text[:1].isupper() and is_name(first.text)
    longer = len(first.text) < len(second.text)
    return is_known and few and cased and longer and names_publisher(first.text)


def _is_sentence(block: ImportedBlock) -> bool:
    return bool(_SENTENCE_END.search(block.text)) or block.text[:1].islower()
