"""A page as readers see it: what is painted where, and which letters show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from brief.press.preflight.pdf.page_shapes import Shape, read_shapes
from brief.press.preflight.pdf.visible_text import SeenText, read_visibility

if TYPE_CHECKING:
    from brief.press.pdf.reader import PdfiumPage


class SeenPage(NamedTuple):
    """The painted objects in order, the text objects, and the whole text as PDFium reads it."""

    shapes: tuple[Shape, ...]
    texts: tuple[SeenText, ...]
    text: str


def read_seen_page(opened: PdfiumPage) -> SeenPage:
    """Read a page, in which PDFium renders no text from now on."""
    page, reader = opened
    page.set_rotation(0)
    shapes = read_shapes(page)
    return SeenPage(shapes, tuple(read_visibility(opened)), reader.get_text_range())
