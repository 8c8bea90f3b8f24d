"""Clearing pages away: the circles are cut that would keep them until garbage is looked for.

WeasyPrint's objects of a page refer to each other in circles: a layout's context to itself by way
of the function that fetches images, images to the context, styles to those of anonymous boxes.
Python frees what hangs on a circle (10,000 objects a page) only by going through all that there
is, which takes as long as drawing the page. Without the circles all goes with its last holder.
"""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def make_releasable(document: Any) -> Any:
    """Return a kind of `document`, WeasyPrint's class, whose instances can be cleared away."""

    class Clearable(document):  # type: ignore[misc] # WeasyPrint has no types
        """Pages laid out, and the context that they were laid out in."""

        newest: Any = None

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._context, type(self).newest = self.newest, None

        @classmethod
        def _build_layout_context(cls, *arguments: Any, **named: Any) -> Any:
            cls.newest = super()._build_layout_context(*arguments, **named)
            return cls.newest

        def clear(self) -> None:
            """Cut the circles; the pages must not be drawn any more."""
            context, self._context = self._context, None
            if context is not None:
                _break_cycles(context)

    return Clearable


def _break_cycles(context: Any) -> None:
    for image in context.get_image_from_uri.keywords["cache"].values():
        drawing = getattr(image, "_svg", None)  # of what is a drawing at all
        if drawing is not None:
            vars(drawing).clear()
    for style in context.style_for.get_computed_styles().values():
        anonymous = vars(style).pop("anonymous_style", None)
        while anonymous is not None:
            anonymous.specified = {}  # itself until now
            anonymous = vars(anonymous).pop("anonymous_style", None)
    vars(context).clear()  # drawings in the page itself know it, too
