"""Find the standfirst of a press text: the deck, a line or two under the headline."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.span_lines import cut_spans
from brief.editorial.importing.lines.marks import find_deck_mark, is_heading_of
from brief.editorial.importing.roles.summary import with_capital
from brief.editorial.prose import plain_text

if TYPE_CHECKING:
    from brief.editorial.importing.document import ImportedBlock

HEADED = ("points", "summary")
MAX_DECKS = 3
MIN_DECK, MIN_IDEOGRAPHIC = 30, 12
"""Characters of a heading that is a deck; shorter ones are titles of sections."""
SURE_DECK = 60
"""Characters from which it is one even where the text has further headings of its level."""
MAX_BOLD = 200
_FIRST_IDEOGRAPH = "⺀"

# "- Up 14% on the year -", as in Korea, and "――…" as in Japan.
_DASH = "[-–—―~〜～]"
_DASHED = re.compile(
    rf"(?P<open>{_DASH}){{1,2}}\s*(?P<both>[^\s\d].{{6,200}}?)\s*(?P=open){{1,2}}"
    r"|[―—–]{2}\s*(?P<one>\S.{6,200})"
)


def keep_deck(blocks: list[ImportedBlock], language: str) -> None:
    """Mark the lines under the headline that are its standfirst.

    They are long headings, or lines between dashes. Above paragraphs, a heading is one only if
    the text has no further headings of its level.
    """
    number = _keep_listed_deck(blocks)
    while blocks and blocks[0].kind == "heading" and number <= MAX_DECKS:
        if number + 1 >= len(blocks):
            return
        deck = blocks[number]
        if deck.kind in {"heading", "paragraph"} and (found := _DASHED.fullmatch(deck.text)):
            group = "both" if found["both"] else "one"
            spans = cut_spans(deck.spans, *found.span(group))
            blocks[number] = replace(deck, kind="standfirst", level=0, spans=spans)
        elif at := find_deck_mark(deck.text, language):
            end = len(deck.text.rstrip(" ="))
            spans = with_capital(cut_spans(deck.spans, at, end))
            blocks[number] = replace(deck, kind="standfirst", level=0, spans=spans)
        elif _is_deck(blocks, number, language):
            blocks[number] = replace(deck, kind="standfirst", level=0)
        elif deck.kind != "standfirst":
            return
        number += 1


def _keep_listed_deck(blocks: list[ImportedBlock]) -> int:
    """Mark a line or two with bullets between headline and text; return the place after them.

    They are one only above a text that has a list of its own.
    """
    kinds = [block.kind for block in blocks]
    end = 1
    while kinds[:1] == ["heading"] and kinds[end : end + 1] == ["item"]:
        end += 1
    is_deck = 1 < end <= MAX_DECKS and kinds[end : end + 1] == ["paragraph"]
    if not is_deck or "item" not in kinds[end:]:
        return 1
    for number in range(1, end):
        blocks[number] = replace(blocks[number], kind="standfirst")
    return end


def _is_deck(blocks: list[ImportedBlock], number: int, language: str) -> bool:
    deck, rest = blocks[number], blocks[number + 1 :]
    shortest = MIN_IDEOGRAPHIC if deck.text[:1] >= _FIRST_IDEOGRAPH else MIN_DECK
    if deck.kind != "heading" or len(deck.text) < shortest or _is_named(deck, language):
        return False
    alike = any(
        each.kind == "heading"
        and each.level == deck.level
        and follows.kind != "heading"
        and not _is_named(each, language)
        for each, follows in pairwise(rest)
    )
    return len(deck.text) >= SURE_DECK or not alike or rest[0].kind != "paragraph"


def _is_named(block: ImportedBlock, language: str) -> bool:
    """Return whether a heading says what is under it: "Key points"."""
    return any(is_heading_of(block.text, key, language) for key in HEADED)


def is_bold(block: ImportedBlock) -> bool:
    """Return whether the whole text of a block is bold."""
    return all(span.strong for span in block.spans if plain_text([span]).strip())


def mark_bold_deck(blocks: list[ImportedBlock]) -> list[ImportedBlock]:
    """Return the blocks; a bold line between the headline and other text is the standfirst."""
    kinds = [block.kind for block in blocks[:3]]
    if kinds != ["heading", "paragraph", "paragraph"]:
        return blocks
    first, second = blocks[1:3]
    if len(first.text) > MAX_BOLD or not is_bold(first) or is_bold(second):
        return blocks
    return [blocks[0], replace(first, kind="standfirst"), *blocks[2:]]
