"""Whether a peer did its work: a PDF for each page, and nothing that spills onto a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.preparation import PeerPage


def overfull(pages: Sequence[PeerPage], folder: Path) -> int:
    """Return how many of the PDFs have more than one page.

    Raises FileNotFoundError if a file is missing, pikepdf.PdfError if one is not a PDF.
    """
    import pikepdf

    found = 0
    for page in pages:
        with pikepdf.open(folder / page.name) as pdf:
            found += len(pdf.pages) > 1
    return found
