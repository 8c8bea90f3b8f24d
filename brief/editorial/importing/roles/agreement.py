"""Let the languages of one import agree on which paragraph is the summary."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.importing.document import Manuscript


def agree_on_summary(manuscripts: Sequence[Manuscript]) -> None:
    """Mark the only paragraph below a list as the summary where another language marks its own.

    A text that has no paragraph above its list, or several below it, is left as it is.
    """
    marked = [any(block.kind == "summary" for block in each.blocks) for each in manuscripts]
    if not any(marked):
        return
    for manuscript, has_summary in zip(manuscripts, marked, strict=True):
        if not has_summary:
            _mark_last_paragraph(manuscript)


def _mark_last_paragraph(manuscript: Manuscript) -> None:
    blocks = manuscript.blocks
    items = [number for number, block in enumerate(blocks) if block.kind == "item"]
    if not items:
        return
    above = any(block.kind == "paragraph" for block in blocks[: items[0]])
    below = blocks[items[-1] + 1 :]
    if above and [block.kind for block in below] == ["paragraph"]:
        blocks[-1] = replace(blocks[-1], kind="summary")
