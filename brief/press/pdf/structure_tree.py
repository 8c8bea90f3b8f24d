"""The structure tree, finished: the language of each part, and where figures stand.

WeasyPrint writes a tree that PDF/UA-1 accepts, but drops the `lang` of parts, so that a screen
reader would read the Italian half of a page in German, and gives boxes of figures in its own
coordinates. The tree mirrors the boxes that it was made from; here both are walked side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS_PER_PIXEL = 0.75  # CSS Values 4, 6.2
UNTAGGED = {"html", "body"}


def complete_structure(document: Any, pdf: Any) -> None:
    """Add to the tree what WeasyPrint leaves out (ISO 14289-1, 7.2 and 7.3).

    It is a finisher for `Document.write_pdf`: `document` is WeasyPrint's, `pdf` is pydyf's.
    """
    root = _resolve_object(pdf, pdf.catalog["StructTreeRoot"])
    top = _resolve_object(pdf, root["K"][0])
    if "AF" in pdf.catalog:
        # WeasyPrint 70 names each associated file twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    walker = _StructureWalker(pdf, top, document.metadata.lang)
    for page in document.pages:
        walker.complete_page(page._page_box)  # noqa: SLF001 - WeasyPrint has no other way to its boxes


class _StructureWalker:
    """Walks the boxes of each page, and the elements that were made from them."""

    def __init__(self, pdf: Any, top: Any, language: str) -> None:
        self._pdf = pdf
        self._elements = _find_child_elements(pdf, top)
        self._language = language
        self._height = 0.0

    def complete_page(self, page_box: Any) -> None:
        self._height = page_box.margin_height()
        for box, element in zip(_find_tagged_boxes(page_box), self._elements, strict=False):
            self._complete_element(box, element, self._language)

    def _complete_element(self, box: Any, element: Any, outer: str) -> None:
        if element["S"] == "/LI" and box.element_tag != "li":
            # an item without a marker: its own element is the only one inside
            element = next(_find_child_elements(self._pdf, element), element)
        language = box.style["lang"] or outer
        if language != outer:
            element["Lang"] = pydyf.String(language)
        if element["S"] == "/Figure":
            element["A"]["BBox"] = self._compute_bbox(box)
        for child, kid in zip(
            _find_inner_boxes(box), _find_child_elements(self._pdf, element), strict=False
        ):
            if child is not None:
                self._complete_element(child, kid, language)

    def _compute_bbox(self, box: Any) -> Any:
        """Return the box in default user space: points from the lower left corner."""
        left, top = box.content_box_x(), box.content_box_y()
        corners = (
            left,
            self._height - top - box.height,
            left + box.width,
            self._height - top,
        )
        return pydyf.Array([round(corner * POINTS_PER_PIXEL, 3) for corner in corners])


def _resolve_object(pdf: Any, reference: Any) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _find_child_elements(pdf: Any, element: Any) -> Iterator[Any]:
    """Yield the structure elements inside one; marked contents and annotations are passed over."""
    for kid in element["K"]:
        if not isinstance(kid, int):
            child = _resolve_object(pdf, kid)
            if child.get("Type") == "/StructElem":
                yield child


def _find_tagged_boxes(box: Any) -> Iterator[Any]:
    """Yield the boxes below that have elements directly below the document's."""
    for child in _get_children(box):
        if child.element_tag in UNTAGGED:
            yield from _find_tagged_boxes(child)
        elif type(child).__name__ != "MarginBox":
            yield child


def _find_inner_boxes(box: Any) -> Iterator[Any]:
    """Yield a box, or None for a text, for each element inside the box's own."""
    for child in _get_children(box):
        for part in child.children if type(child).__name__ == "LineBox" else [child]:
            if type(part).__name__ == "TextBox":
                yield None
            else:
                yield _unwrap_box(part)


def _get_children(box: Any) -> list[Any]:
    return [_unwrap_box(child) for child in getattr(box, "children", ())]


def _unwrap_box(box: Any) -> Any:
    return box._box if type(box).__name__ == "AbsolutePlaceholder" else box  # noqa: SLF001
