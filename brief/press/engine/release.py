"""Free the memory of laid-out pages at once, by breaking WeasyPrint's reference cycles.

The cycles are: the layout context and its function that fetches images, images and the context,
styles and those of anonymous boxes. Python's garbage collector finds them (10,000 objects a page)
only by a search through all objects, which takes as long as drawing the page.

WeasyPrint gives no access to the layout context. Therefore a subclass of `Document` stores it, and
`Document._render` is called in place of `HTML.render`, which always uses `Document` itself.
Upstream could keep the context out of the cycles. The same subclass lets pages load pictures by
brief's own function.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from brief.press.engine.pictures import load_image

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.press.weasyprint_types import WeasyDocument, WeasyHtml


def render_document(
    html: WeasyHtml, fonts: object, colour_profiles: Mapping[str, object], options: dict[str, Any]
) -> WeasyDocument:
    """Lay out a page with WeasyPrint; the document has a method `release`."""
    document: WeasyDocument = _get_document_class()._render(  # noqa: SLF001 - see above
        html, fonts, None, colour_profiles, options
    )
    return document


@cache
def _get_document_class() -> Any:  # noqa: ANN401 - a subclass of WeasyPrint's, which has no types
    from weasyprint.document import Document

    class ReleasableDocument(Document):  # type: ignore[misc] # WeasyPrint has no types
        """A document that stores its layout context."""

        newest_context: Any = None

        def __init__(self, *arguments: object, **named: object) -> None:
            super().__init__(*arguments, **named)
            self._context, type(self).newest_context = self.newest_context, None

        @classmethod
        def _build_layout_context(cls, *arguments: object, **named: object) -> object:
            context: Any = super()._build_layout_context(*arguments, **named)
            context.get_image_from_uri = partial(load_image, **context.get_image_from_uri.keywords)
            cls.newest_context = context
            return context

        def release(self) -> None:
            """Break the reference cycles; the pages can no longer be drawn."""
            context, self._context = self._context, None
            if context is not None:
                _break_cycles(context)

    return ReleasableDocument


def _break_cycles(context: Any) -> None:  # noqa: ANN401 - WeasyPrint's layout context
    for image in context.get_image_from_uri.keywords["cache"].values():
        drawing = getattr(image, "_svg", None)  # set for SVG images
        if drawing is not None:
            vars(drawing).clear()
    for style in context.style_for.get_computed_styles().values():
        anonymous = vars(style).pop("anonymous_style", None)
        while anonymous is not None:
            anonymous.specified = {}  # was the style itself
            anonymous = vars(anonymous).pop("anonymous_style", None)
    vars(context).clear()  # SVG images in the page itself refer to it, too
