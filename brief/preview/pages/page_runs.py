"""Read the runs of text of a PDF's page in reading order, with the box of each character.

A run is the text of one style on one line: a marked content of its own in the structure tree (ISO
32000-1, 14.7.4). Artifacts, such as a watermark, are in no run.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument

NO_CONTENT = -1


class Glyph(NamedTuple):
    """A character, and its box as high as the font, in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class PageBox(NamedTuple):
    """A box of the page in points: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class PageRuns:
    """The runs of a page in reading order, the box that is drawn, and the box of the cut page."""

    runs: tuple[tuple[Glyph, ...], ...]
    drawn: PageBox
    trim: PageBox


def read_page_runs(document: PdfDocument, number: int) -> PageRuns:
    """Return the runs of a page, counted from 0."""
    page = document[number]
    text_page = page.get_textpage()
    try:
        runs = _collect_glyphs(text_page)
        order = dict.fromkeys(it for it in _read_structure(page) if it in runs)
        return PageRuns(
            tuple(tuple(runs[content]) for content in order),
            PageBox(*page.get_cropbox()),
            PageBox(*page.get_trimbox()),
        )
    finally:
        text_page.close()
        page.close()


def _collect_glyphs(text_page: Any) -> dict[int, list[Glyph]]:  # noqa: ANN401 - PDFium's
    """Return the characters of each marked content."""
    import pypdfium2.raw as pdfium

    raw = text_page.raw
    contents: dict[int | None, int] = {}
    runs: dict[int, list[Glyph]] = {}
    box, place = pdfium.FS_RECTF(), ctypes.byref
    for index in range(text_page.count_chars()):
        text_object = pdfium.FPDFText_GetTextObject(raw, index)
        address = ctypes.cast(text_object, ctypes.c_void_p).value
        if address not in contents:
            contents[address] = (
                pdfium.FPDFPageObj_GetMarkedContentID(text_object) if text_object else NO_CONTENT
            )
        content = contents[address]
        if content == NO_CONTENT or not pdfium.FPDFText_GetLooseCharBox(raw, index, place(box)):
            continue
        text = chr(pdfium.FPDFText_GetUnicode(raw, index))
        edges = (box.left, box.bottom, box.right, box.top)
        runs.setdefault(content, []).append(Glyph(text, *edges))
    return runs


def _read_structure(page: Any) -> Iterator[int]:  # noqa: ANN401 - PDFium's
    """Yield the ids of marked contents in the order of the structure tree."""
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _read_element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _read_element(element: Any) -> Iterator[int]:  # noqa: ANN401 - PDFium's
    import pypdfium2.raw as pdfium

    if not element:
        return
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield from _read_element(child)
            continue
        content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)
        if content != NO_CONTENT:
            yield content
