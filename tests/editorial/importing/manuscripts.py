"""Shows what an import read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.formats.to_markdown import to_prose

if TYPE_CHECKING:
    from brief.editorial.importing.document import Manuscript


def blocks(manuscript: Manuscript) -> list[str]:
    """Return the blocks as `kind level: prose`."""
    return [
        f"{block.kind} {block.level}: {to_prose(block.spans)[0]}" for block in manuscript.blocks
    ]


def texts(manuscript: Manuscript) -> list[str]:
    """Return the text of each block."""
    return [block.text for block in manuscript.blocks]


def left_out(manuscript: Manuscript) -> list[tuple[str, str]]:
    """Return what is left out, and why."""
    return [(entry.text, entry.why) for entry in manuscript.left_out]
