"""The content of a page for the checks: the painted objects and the placed images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.press.pdf.content_interpreter import interpret_page
from brief.press.pdf.content_visitor import ContentVisitor

if TYPE_CHECKING:
    import pikepdf

    from brief.press.pdf.content_visitor import PaintedObject, Placement


class PageContent(ContentVisitor):
    """The objects that a page paints in order, and its images, also those within patterns.

    `in_patterns` are the objects that tiling patterns paint.
    """

    def __init__(self) -> None:
        self.painted: list[PaintedObject] = []
        self.in_patterns: list[PaintedObject] = []
        self.images: list[Placement] = []

    def paint(self, painted: PaintedObject) -> None:
        """Add an object."""
        self.painted.append(painted)
        if painted.placement:
            self.images.append(painted.placement)

    def enter_pattern(self) -> ContentVisitor:
        """Return a visitor that adds the images of a pattern."""
        inner = PageContent()
        inner.images = self.images
        inner.painted = inner.in_patterns = self.in_patterns
        return inner


def read_page_contents(document: pikepdf.Pdf, count: int) -> tuple[PageContent, ...]:
    """Return the content of the first pages of the document."""
    contents = []
    for page in document.pages[:count]:
        content = PageContent()
        interpret_page(page, content)
        contents.append(content)
    return tuple(contents)
