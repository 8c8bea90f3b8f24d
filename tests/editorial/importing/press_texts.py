"""Reads press texts for tests, and shows what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.formats.plain_text import read_plain_text
from brief.editorial.importing.importer import read_manuscript
from brief.editorial.importing.roles.assign import assign_roles
from brief.editorial.importing.structure import EditionDraft, arrange_blocks

if TYPE_CHECKING:
    from pathlib import Path

    from brief.editorial.importing.document import Manuscript

LEAD = "The quay was lengthened by the port of Skagen in the spring of last year."
LIST = "- Quay\n- Crane\n"


def read(text: str, tag: str = "en") -> tuple[EditionDraft, Manuscript]:
    """Return the parts of an edition that a plain text becomes."""
    manuscript = read_plain_text(text, "text.txt")
    assign_roles(manuscript, tag)
    return arrange_blocks(manuscript), manuscript


def read_as(folder: Path, name: str, text: str, tag: str = "en") -> tuple[EditionDraft, Manuscript]:
    """Return the parts of an edition that a file becomes."""
    (folder / name).write_text(text, "utf-8")
    manuscript = read_manuscript(folder / name)
    assign_roles(manuscript, tag)
    return arrange_blocks(manuscript), manuscript


def left(manuscript: Manuscript) -> list[str]:
    """Return the texts that are left out."""
    return [entry.text for entry in manuscript.left_out]
