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
