"""Patch: compute the style of a pseudo-element when it is first asked for.

Without it, fresh editions of benchmarks/content.py take 3 % longer. WeasyPrint
computes styles of markers and note calls for every element, although hardly any has one.

Depends on: `StyleFor.set_computed_styles` and the dictionaries of cascaded and computed styles.
Upstream could do the same in `StyleFor.__call__`.
"""

from __future__ import annotations

from typing import Any

from weasyprint import css


class StyleFor(css.StyleFor):  # type: ignore[misc] # WeasyPrint has no types
    """The styles of a page's elements; those of pseudo-elements are computed on demand."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._delayed: dict[tuple[Any, str], tuple[dict[str, Any], dict[str, Any]]] = {}
        super().__init__(*arguments, **options)

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        """Return the style of an element, or None for a pseudo-element that does not exist."""
        delayed = self._delayed.pop((element, pseudo_type), None) if pseudo_type else None
        if delayed:
            cascaded, arguments = delayed
            self._cascaded_styles[element, pseudo_type] = cascaded
            super().set_computed_styles(element, pseudo_type=pseudo_type, **arguments)
            del self._cascaded_styles[element, pseudo_type]
        return super().__call__(element, pseudo_type)

    def set_computed_styles(
        self, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **others: Any
    ) -> None:
        """Compute the style of an element, or keep what a pseudo-element's is computed from."""
        arguments = {"parent": parent, "root": root, **others}
        cascaded = self._cascaded_styles.get((element, pseudo_type), {})
        # WeasyPrint collects anchors before it lays out the first page.
        if pseudo_type and parent is element and root is not None and "anchor" not in cascaded:
            self._delayed[element, pseudo_type] = cascaded, arguments
        else:
            super().set_computed_styles(element, pseudo_type=pseudo_type, **arguments)


PATCHES = ((css, "StyleFor", StyleFor),)
