"""Types of the WeasyPrint objects that are read: documents, pages and boxes.

WeasyPrint has no type hints, and no public access to the boxes of a page. Only `press/engine/`,
`press/pdf/structure_tree.py` and `press/pdf/writer.py` use these types.
"""

# ruff: noqa: D102 - the methods are WeasyPrint's

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import IO, Self
    from xml.etree.ElementTree import Element

LINE, TEXT, INLINE = "LineBox", "TextBox", "InlineBox"
BLOCK, GRID, INLINE_BLOCK = "BlockBox", "GridBox", "InlineBlockBox"
PAGE, MARGIN = "PageBox", "MarginBox"
"""The names of WeasyPrint's classes of boxes."""


class WeasyBox(Protocol):
    """A box after layout; lengths are in CSS pixels from the page's upper left corner."""

    style: Mapping[str, Any]
    element: Element | None
    element_tag: str | None
    position_x: float
    position_y: float
    width: float
    height: float
    min_height: float
    padding_bottom: float
    border_bottom_width: float

    def content_box_x(self) -> float: ...
    def content_box_y(self) -> float: ...
    def padding_box_x(self) -> float: ...
    def padding_box_y(self) -> float: ...
    def padding_width(self) -> float: ...
    def padding_height(self) -> float: ...
    def margin_height(self) -> float: ...


class WeasyTextBox(WeasyBox, Protocol):
    """A text in one style on one line."""

    text: str


class WeasyHtml(Protocol):
    """A parsed page."""

    etree_element: Element


class WeasyPage(Protocol):
    """A page; `anchors` maps an id to a rectangle, of which the second number is the top."""

    anchors: Mapping[str, Sequence[float]]
    _page_box: WeasyBox


class WeasyMetadata(Protocol):
    """The facts that WeasyPrint writes into a PDF."""

    title: str
    authors: list[str]
    description: str
    keywords: list[str]
    generator: str
    created: str | None
    modified: str | None
    lang: str
    generate_rdf_metadata: Any
    include_in_pdf: Any


class WeasyDocument(Protocol):
    """A document after layout."""

    pages: Sequence[WeasyPage]
    metadata: WeasyMetadata

    def copy(self, pages: Iterable[WeasyPage]) -> Self: ...
    def write_pdf(self, target: IO[bytes], **options: object) -> None: ...
    def release(self) -> None:
        """Break the reference cycles: see engine/release.py."""


def get_page_box(page: WeasyPage) -> WeasyBox:
    """Return the outermost box of a page."""
    return page._page_box  # noqa: SLF001 - WeasyPrint has no public access to boxes


def get_class_name(box: WeasyBox) -> str:
    """Return the name of a box's class; a placed box is behind a proxy in its parent."""
    return type(unwrap_box(box)).__name__


def unwrap_box(box: WeasyBox) -> WeasyBox:
    """Return the box itself if it is behind the proxy of an absolutely placed box."""
    inner: WeasyBox = getattr(box, "_box", box)
    return inner


def get_children(box: WeasyBox) -> Sequence[WeasyBox]:
    """Return the boxes in a box; text and images contain none."""
    children: Sequence[WeasyBox] = getattr(box, "children", ())
    return children


def get_all_children(box: WeasyBox) -> list[WeasyBox]:
    """Return the boxes in a box, and those beside its content, such as the groups of a table."""
    return list(box.all_children()) if hasattr(box, "all_children") else []


def is_marker(box: WeasyBox) -> bool:
    """Return whether a box is the marker of a list item."""
    return bool(box.element_tag and box.element_tag.endswith("::marker"))
