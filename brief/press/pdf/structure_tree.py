"""Complete the structure tree of a PDF: languages, boxes of figures, links, and artifacts.

WeasyPrint writes a tree that PDF/UA-1 accepts. But it omits the `lang` of elements, so that a
screen reader would read the Italian half of a page in German, writes the boxes of figures in its
own coordinates, makes a link on two lines two links, and knows no `aria-hidden` and no list in a
grid. The tree mirrors the boxes of the page; here both are walked in parallel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

from brief.press.job.units import POINTS_PER_PIXEL
from brief.press.weasyprint_types import (
    LINE,
    MARGIN,
    TEXT,
    get_children,
    get_class_name,
    get_page_box,
    unwrap_box,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.press.weasyprint_types import WeasyBox, WeasyDocument

UNTAGGED = {"html", "body"}


def complete_structure(document: WeasyDocument, pdf: Any) -> None:
    """Add languages and figure boxes to the structure tree (ISO 14289-1, 7.2 and 7.3).

    A finisher for WeasyPrint's `Document.write_pdf`; `pdf` is pydyf's.
    """
    root = _resolve_object(pdf, pdf.catalog["StructTreeRoot"])
    top = _resolve_object(pdf, root["K"][0])
    if "AF" in pdf.catalog:
        # WeasyPrint 70 names each associated file twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    walker = _StructureWalker(pdf, top, document.metadata.lang)
    for page in document.pages:
        walker.complete_page(get_page_box(page))


class _StructureWalker:
    """Walks the boxes of each page and the structure elements made from them in parallel."""

    def __init__(self, pdf: Any, top: Any, language: str) -> None:
        self._pdf = pdf
        self._elements = iter(list(_find_child_elements(pdf, top)))
        self._language = language
        self._top = top
        self._parents = _resolve_object(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"]
        self._height = 0.0
        self._links: dict[int, Any] = {}
        """The first part of each link of a page, by its element: its next lines join it."""

    def complete_page(self, page_box: WeasyBox) -> None:
        self._height = page_box.margin_height()
        self._links.clear()
        for box, element in zip(_find_tagged_boxes(page_box), self._elements, strict=False):
            self._complete_element(box, element, self._language)
            if box.element is not None and box.element.get("aria-hidden") == "true":
                self._hide_element(element)

    def _complete_element(self, box: WeasyBox, element: Any, outer: str) -> None:
        if element["S"] == "/LI":
            inner = list(_find_child_elements(self._pdf, element))
            if [kid["S"] for kid in inner] == ["/LBody"]:  # a list item without marker
                (element,) = inner
        language = box.style["lang"] or outer
        if language != outer:
            element["Lang"] = pydyf.String(language)
        if element["S"] == "/Figure":
            element["A"]["BBox"] = self._compute_bbox(box)
        kids = list(_find_child_elements(self._pdf, element))
        for child, kid in zip(_find_inner_boxes(box), kids, strict=False):
            if child is None:
                continue
            had_content = bool(kid["K"])
            self._complete_element(child, kid, language)
            if had_content and not kid["K"]:  # emphasis whose link went to the line before
                element["K"].remove(kid.reference)
                kid.clear()
            elif kid["S"] == "/Link" and child.element is not None:
                self._join_link(element, child, kid)
        if element["S"] != "/L" and any(kid.get("S") == "/LI" for kid in kids):
            self._make_lists(element)

    def _make_lists(self, element: Any) -> None:
        """Put list items that follow each other into a list (ISO 32000-1, 14.8.4.3.3).

        The items of a grid are its children, so that no list is around them.
        """
        kept, items = pydyf.Array(), None
        for kid in element["K"]:
            child = None if isinstance(kid, int) else _resolve_object(self._pdf, kid)
            if child is None or child.get("S") != "/LI":
                kept.append(kid)
                items = None
                continue
            if items is None:
                parent, page = element.reference, child["Pg"]
                items = pydyf.Dictionary(
                    {"Type": "/StructElem", "S": "/L", "P": parent, "Pg": page}
                )
                items["K"] = pydyf.Array()
                self._pdf.add_object(items)
                kept.append(items.reference)
            items["K"].append(kid)
            child["P"] = items.reference
        element["K"] = kept

    def _join_link(self, element: Any, box: WeasyBox, link: Any) -> None:
        """Make a link a part of the one that is the same element on a line before, if there is."""
        first = self._links.setdefault(id(box.element), link)
        if first is not link:
            self._join_elements(first, link)
            element["K"].remove(link.reference)

    def _join_elements(self, first: Any, second: Any) -> None:
        """Give one link the content of its next line (ISO 32000-1, 14.8.4.4.2)."""
        first["K"] += second["K"]
        for child in _find_child_elements(self._pdf, second):
            child["P"] = first.reference
        self._replace_parent(second.reference, first.reference)
        second.clear()

    def _hide_element(self, element: Any) -> None:
        """Make the content of an element an artifact, which is not read aloud (14.8.2.2)."""
        content = _resolve_object(self._pdf, _resolve_object(self._pdf, element["Pg"])["Contents"])
        for part in (element, *_find_child_elements(self._pdf, element)):
            for number in [kid for kid in part["K"] if isinstance(kid, int)]:
                place = content.stream.index(pydyf.Dictionary({"MCID": number}))
                content.stream[place - 1 : place + 2] = ["/Artifact", b"BMC"]
            self._replace_parent(part.reference, "null")
        self._top["K"].remove(element.reference)
        element["K"] = pydyf.Array()

    def _replace_parent(self, old: Any, new: Any) -> None:
        """Replace an element in the tree that leads from content to elements (14.7.4.4)."""
        numbers = _resolve_object(self._pdf, self._parents)["Nums"]
        for index in range(1, len(numbers), 2):
            held = numbers[index]
            if isinstance(held, list):
                held[:] = [new if it == old else it for it in held]
            elif held == old:
                numbers[index] = new

    def _compute_bbox(self, box: WeasyBox) -> Any:
        """Return the content box in default user space: points from the lower left corner."""
        left, top = box.content_box_x(), self._height - box.content_box_y()
        corners = (left, top - box.height, left + box.width, top)
        return pydyf.Array([round(corner * POINTS_PER_PIXEL, 3) for corner in corners])


def _resolve_object(pdf: Any, reference: Any) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _find_child_elements(pdf: Any, element: Any) -> Iterator[Any]:
    """Yield the structure elements in another, without marked content and annotations."""
    for kid in element["K"]:
        if not isinstance(kid, int):
            child = _resolve_object(pdf, kid)
            if child.get("Type") == "/StructElem":
                yield child


def _find_tagged_boxes(box: WeasyBox) -> Iterator[WeasyBox]:
    """Yield the boxes whose elements are children of the document element."""
    for child in map(unwrap_box, get_children(box)):
        if child.element_tag in UNTAGGED:
            yield from _find_tagged_boxes(child)
        elif get_class_name(child) != MARGIN:
            yield child


def _find_inner_boxes(box: WeasyBox) -> Iterator[WeasyBox | None]:
    """Yield a box, or None for a text, for each child of the box's structure element."""
    for child in map(unwrap_box, get_children(box)):
        for part in get_children(child) if get_class_name(child) == LINE else [child]:
            yield None if get_class_name(part) == TEXT else unwrap_box(part)
