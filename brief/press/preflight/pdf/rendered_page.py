"""A page as PDFium renders it: its texts with size and colour, and the colours behind them.

The page is rendered without its text, so that each text can be compared with its real background.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from brief.press.pdf.objects import Box, lie_apart, multiply_matrices
from brief.press.preflight.pdf.pdfium_objects import (
    clip_box,
    find_annotation_boxes,
    is_slanted,
    read_box,
    read_fill_colour,
    read_matrix,
    read_text,
    walk_objects,
)

if TYPE_CHECKING:
    from PIL.Image import Image

    from brief.press.pdf.reader import PdfiumPage, PdfReader

BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
PIXELS_PER_POINT = 1.5  # 108 an inch: a hairline of 0.5 pt still shows
MAX_PIXELS = 2400  # along the longer edge; posters are rendered at a lower resolution
OPAQUE = 255
INVISIBLE_MODE = 3
PAPER = (255, 255, 255)
STROKE_MARGIN = 1.5  # points

_SIZE = ctypes.c_float()
_TO_SIZE = ctypes.byref(_SIZE)


@dataclass(slots=True, eq=False)
class RenderedText:
    """One text object of a rendered page; `size` is in points, after all scaling.

    `colour` is the fill: red, green, blue and opacity from 0 to 255, or None for a pattern.
    `slanted` texts are neither horizontal nor vertical. The `text` is read when it is used, since
    most objects have no defect; the PDF must still be open.
    """

    box: Box
    size: float
    bold: bool
    artifact: bool
    colour: tuple[int, int, int, int] | None
    slanted: bool
    _thing: Any
    _reader: Any
    _text: str | None = None

    @property
    def text(self) -> str:
        """The characters."""
        if self._text is None:
            self._text = read_text(self._thing, self._reader)
        return self._text


class RenderedPage:
    """The texts of a page, and the colours behind them.

    `view` is the visible part of the page. `drawn` are the boxes of everything that may be behind
    a text; outside these the background is bare paper, and the page need not be rendered.
    """

    def __init__(self, page: Any, texts: list[RenderedText], drawn: list[Box]) -> None:
        self.texts = tuple(texts)
        self.view: Box = page.get_bbox()
        self._page = page
        self._drawn = drawn
        longer = max(self.view[2] - self.view[0], self.view[3] - self.view[1], 1)
        self._scale = min(PIXELS_PER_POINT, MAX_PIXELS / longer)

    @cached_property
    def background(self) -> Image:
        """The rendered page without its text."""
        painted = self._page.render(scale=self._scale, may_draw_forms=False, rev_byteorder=True)
        picture: Image = painted.to_pil()
        return picture if picture.mode == "RGB" else picture.convert("RGB")

    def is_on_bare_paper(self, box: Box) -> bool:
        """Return whether the page needs no rendering to know that paper is behind the box."""
        left, bottom, right, top = box
        return not lie_apart(box, self.view) and not any(
            left < other[2] and other[0] < right and bottom < other[3] and other[1] < top
            for other in self._drawn
        )

    def get_colours_behind(self, box: Box) -> list[tuple[int, tuple[int, int, int]]]:
        """Return the background colours of a box, each with its number of pixels."""
        if self.is_on_bare_paper(box):
            return [(1, PAPER)]
        part = self.crop_background(box)
        found: Any = part.getcolors(part.width * part.height) if part else None
        return found or []

    def crop_background(self, box: Box) -> Image | None:
        """Return the rendered page in a box, or None if the box is outside the page."""
        across = self.background.width / (self.view[2] - self.view[0])
        down = self.background.height / (self.view[3] - self.view[1])
        left = max(0, int((box[0] - self.view[0]) * across))
        top = max(0, int((self.view[3] - box[3]) * down))
        right = min(self.background.width, max(left + 1, round((box[2] - self.view[0]) * across)))
        bottom = min(self.background.height, max(top + 1, round((self.view[3] - box[1]) * down)))
        if right <= left or bottom <= top:
            return None
        return self.background.crop((left, top, right, bottom))


def read_rendered_pages(pdf: PdfReader, pages: int) -> tuple[RenderedPage, ...]:
    """Return the first pages of a PDF, whose texts PDFium does not render from now on.

    Raises pypdfium2.PdfiumError if PDFium cannot read the file.
    """
    return tuple(_read_page(pdf.get_page(number)) for number in range(min(pages, len(pdf))))


def _read_page(opened: PdfiumPage) -> RenderedPage:
    page, reader = opened
    page.set_rotation(0)
    pieces: list[RenderedText] = []
    drawn = list(map(_widen, find_annotation_boxes(page)))
    bold_fonts: dict[int, bool] = {}
    for page_object, kind, matrix, artifact in walk_objects(page):
        box = read_box(page_object, matrix)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            drawn.append(_widen(clip_box(page_object, box, matrix)))
            continue
        if pdfium.FPDFTextObj_GetTextRenderMode(page_object) != INVISIBLE_MODE:
            bold = _is_bold(page_object, bold_fonts)
            whole = multiply_matrices(read_matrix(page_object), matrix)
            size = _SIZE.value if pdfium.FPDFTextObj_GetFontSize(page_object, _TO_SIZE) else 0.0
            slanted = is_slanted(whole)
            size, colour = abs(size) * hypot(whole[2], whole[3]), read_fill_colour(page_object)
            text = RenderedText(box, size, bold, artifact, colour, slanted, page_object, reader)
            pieces.append(text)
        if artifact:
            drawn.append(_widen(box))
        else:
            pdfium.FPDFPageObj_SetIsActive(page_object, False)  # noqa: FBT003 - a C function
    return RenderedPage(page, pieces, drawn)


def _widen(box: Box) -> Box:
    """Return the box with a margin for strokes and rounded edges."""
    left, bottom, right, top = box
    by = STROKE_MARGIN
    return left - by, bottom - by, right + by, top + by


def _is_bold(page_object: Any, known: dict[int, bool]) -> bool:
    """Return whether the font of a text is bold; `known` has the answer for each font."""
    font = pdfium.FPDFTextObj_GetFont(page_object)
    address = ctypes.addressof(font.contents) if font else 0
    if address not in known:
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFFont_GetBaseFontName(font, name, 128)
        known[address] = bool(BOLD.search(name.value.decode("latin-1")))
    return known[address]
