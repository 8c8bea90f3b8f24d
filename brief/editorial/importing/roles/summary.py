"""Find the summary that a press text marks: "In brief: …", or a heading over a paragraph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.span_lines import drop_start, trim_spans
from brief.editorial.importing.lines.marks import find_summary_mark, is_heading_of
from brief.editorial.importing.lines.words import SENTENCE_END

if TYPE_CHECKING:
    from brief.editorial.importing.document import ImportedBlock, Manuscript
    from brief.editorial.prose import TextSpan

MIN_BELOW, MIN_TEXT = 2, 3
"""Blocks below a list that sums up, and beside it; without them the list is the text itself."""
MIN_SENTENCE = 60
WHY_HEADING = "a heading over the points"
_QUOTES = frozenset("\"'“”„«»‚‘’")


def mark_summary(manuscript: Manuscript, blocks: list[ImportedBlock], language: str) -> None:
    """Make a paragraph after "In brief:" the summary, and what is under such a heading.

    A heading over a list that is the text itself is recorded as left out.
    """
    for number, quoted in enumerate(blocks):
        if quoted.kind == "heading" and number == 0:
            continue
        block = _without_quotes(quoted, language)
        at = find_summary_mark(block.text, language) or _bold_mark(block, language)
        if at:
            spans = with_capital(trim_spans(drop_start(block.spans, at)))
            blocks[number] = replace(block, kind="summary", spans=spans, level=0)
    _mark_after_comma(blocks, language)
    for number, block in enumerate(blocks[1:], 1):
        follows = blocks[number + 1 : number + 2]
        if (
            block.kind in {"heading", "paragraph"}
            and follows
            and is_heading_of(block.text, "summary", language)
        ):
            del blocks[number]
            if not _mark_under_heading(blocks, number):
                manuscript.leave_out(block.text, WHY_HEADING, block.line)
            return


def _mark_after_comma(blocks: list[ImportedBlock], language: str) -> None:
    """Make a paragraph below the list the summary if it begins with "In short, "."""
    kinds = [block.kind for block in blocks]
    after = len(kinds) - kinds[::-1].index("item") if "item" in kinds else len(kinds)
    if "summary" in kinds or kinds[after : after + 1] != ["paragraph"]:
        return
    if at := find_summary_mark(blocks[after].text, language, comma=True):
        spans = with_capital(trim_spans(drop_start(blocks[after].spans, at)))
        blocks[after] = replace(blocks[after], kind="summary", spans=spans)


def _without_quotes(block: ImportedBlock, language: str) -> ImportedBlock:
    """Return a quoted block that begins with "In brief:" without its quotation marks."""
    text = block.text
    if text[:1] not in _QUOTES or not find_summary_mark(text[1:], language):
        return block
    spans = trim_spans(drop_start(block.spans, 1))
    last = spans[-1]
    if last.text[-1:] in _QUOTES:
        spans = (*spans[:-1], replace(last, text=last.text[:-1]))
    return replace(block, spans=trim_spans(spans))


def _mark_under_heading(blocks: list[ImportedBlock], number: int) -> bool:
    """Make what is under a summary's heading the summary; return whether anything was.

    It is a paragraph, or a list over a text that is long enough without it.
    """
    end = number
    while end < len(blocks) and blocks[end].kind == blocks[number].kind == "item":
        end += 1
    above, below = (
        sum(block.kind not in {"heading", "standfirst"} and _is_text(block) for block in part)
        for part in (blocks[1:number], blocks[end:])
    )
    if blocks[number].kind == "paragraph":
        end = number + 1
    elif below < MIN_BELOW or above + below < MIN_TEXT:
        return False
    for each in range(number, end):
        blocks[each] = replace(blocks[each], kind="summary")
    return end > number


def _is_text(block: ImportedBlock) -> bool:
    """Return whether a block is more than a name or a greeting below the text."""
    return len(block.text) >= MIN_SENTENCE or bool(SENTENCE_END.search(block.text))


def _bold_mark(block: ImportedBlock, language: str) -> int:
    """Return the length of "**In brief.**" at the start of a block."""
    if not block.spans or not block.spans[0].strong or len(block.spans) == 1:
        return 0
    first = block.spans[0].text
    return len(first) if is_heading_of(first, "summary", language) else 0


def with_capital(spans: tuple[TextSpan, ...]) -> tuple[TextSpan, ...]:
    """Return spans whose first letter is a capital: after "In brief:" it may not be one."""
    first, *rest = spans
    word = first.text.partition(" ")[0]
    if not word[:1].islower() or any(sign.isupper() for sign in word):
        return spans
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)
