"""Take the day before which a press text must not be published: "Embargoed until 12 March 2026"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.lines.dates import find_day
from brief.editorial.importing.lines.words import find_opening, normalise_line

if TYPE_CHECKING:
    from brief.editorial.importing.document import ImportedBlock, Manuscript

MAX_BLOCKS = 6
MAX_LINE = 140
WHY_EMBARGO = "it is the embargo of the briefing"


def take_embargo(
    manuscript: Manuscript, blocks: list[ImportedBlock], language: str
) -> list[ImportedBlock]:
    """Return the blocks without the line of an embargo; the manuscript gets its day.

    A line without a day that can be read stays where it is.
    """
    for number, block in enumerate(blocks[:MAX_BLOCKS]):
        if block.kind not in {"heading", "paragraph"} or len(block.text) > MAX_LINE:
            continue
        if not find_opening(normalise_line(block.text), "embargo", language):
            continue
        found = find_day(block.text, language)
        if found and found.day and found.day.day:
            manuscript.embargo = found.day
            manuscript.leave_out(block.text, WHY_EMBARGO, block.line)
            return [*blocks[:number], *blocks[number + 1 :]]
    return blocks
