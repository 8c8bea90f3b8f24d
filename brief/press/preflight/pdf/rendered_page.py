"""What an eye sees of a page: the texts with their size and colour, and what lies behind them.

PDFium lays the page out and paints it, once without its text, so that each text can be compared
with the ground that it really stands on, whatever that is made of.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from brief.press.preflight.pdf.pdfium_objects import (
    UPRIGHT,
    Box,
    Matrix,
    bounds,
    clipped,
    fill_colour,
    is_artifact,
    matrix_of,
    shown_text,
    times,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from brief.press.pdf.reader import OpenPage, OpenPdf

DEEPEST = 12  # forms within forms
BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
PIXELS_PER_POINT = 1.5  # 108 an inch: a hairline of 0.5 pt still shows
MOST_PIXELS = 2400  # along the longer edge; a poster is looked at from afar
OPAQUE = 255
INVISIBLE = 3
PAPER = (255, 255, 255)
SPREAD = 1.5  # points
EMPTY = 2  # bytes: an empty text, with its end
SLANT = 0.05  # rise by run: about three degrees

_SIZE = ctypes.c_float()
_TO_SIZE = ctypes.byref(_SIZE)


@dataclass(slots=True, eq=False)
class Piece:
    """A piece of text as it is seen: `box` is (left, bottom, right, top), `size` in points.

    `colour` is what it is filled with, as red, green, blue and opacity from 0 to 255, or None for
    a pattern; `slanted` says that it runs neither across the page nor up or down. What it says is
    read when somebody asks, as long as the PDF is open: most pieces have nothing wrong with them.
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
        """What it says."""
        if self._text is None:
            self._text = shown_text(self._thing, self._reader)
        return self._text


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as it is placed: its resolution in pixels an inch, the lower of the two."""

    resolution: float
    artifact: bool
    pixels: tuple[int, int] = (0, 0)


class Sight:
    """A page as it is seen: its texts and images, and what lies behind a text.

    `view` is the part of the page that is seen, and `drawn` the boxes of all in it that is not text
    for reading: where none of them is, there is bare paper, and the page need not be painted.
    """

    def __init__(
        self, page: Any, pieces: list[Piece], pictures: list[Picture], drawn: list[Box]
    ) -> None:
        self.pieces = tuple(pieces)
        self.pictures = tuple(pictures)
        self.view: Box = page.get_bbox()
        self._page = page
        self._drawn = drawn
        longer = max(self.view[2] - self.view[0], self.view[3] - self.view[1], 1)
        self._scale = min(PIXELS_PER_POINT, MOST_PIXELS / longer)

    @cached_property
    def ground(self) -> Image:
        """A picture of the page without its text."""
        painted = self._page.render(scale=self._scale, may_draw_forms=False, rev_byteorder=True)
        picture: Image = painted.to_pil()
        return picture if picture.mode == "RGB" else picture.convert("RGB")

    def on_paper(self, box: Box) -> bool:
        """Say whether it is known, without painting the page, that the box has bare paper in it."""
        left, bottom, right, top = box
        return _meets(box, self.view) and not any(
            left < other[2] and other[0] < right and bottom < other[3] and other[1] < top
            for other in self._drawn
        )

    def behind(self, box: Box) -> list[tuple[int, tuple[int, int, int]]]:
        """Return the colours in that box behind the text, each with its number of pixels."""
        if self.on_paper(box):
            return [(1, PAPER)]
        across = self.ground.width / (self.view[2] - self.view[0])
        down = self.ground.height / (self.view[3] - self.view[1])
        left = max(0, int((box[0] - self.view[0]) * across))
        top = max(0, int((self.view[3] - box[3]) * down))
        right = min(self.ground.width, max(left + 1, round((box[2] - self.view[0]) * across)))
        bottom = min(self.ground.height, max(top + 1, round((self.view[3] - box[1]) * down)))
        if right <= left or bottom <= top:
            return []
        part = self.ground.crop((left, top, right, bottom))
        found: Any = part.getcolors(part.width * part.height)
        return found or []


def see(pdf: OpenPdf, pages: int) -> tuple[Sight, ...]:
    """Return the first pages as they are seen.

    Their texts are no longer painted then. Raises pypdfium2.PdfiumError if PDFium cannot read the
    file.
    """
    return tuple(_see_page(pdf.page(number)) for number in range(min(pages, len(pdf))))


def _see_page(opened: OpenPage) -> Sight:
    page, reader = opened
    page.set_rotation(0)
    pieces: list[Piece] = []
    pictures: list[Picture] = []
    drawn = list(_appearances(page))
    texts = _Texts(reader)
    for thing, kind, matrix, artifact in _things(page):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            box = bounds(thing, matrix)
            if pdfium.FPDFTextObj_GetTextRenderMode(thing) != INVISIBLE:
                pieces.append(texts.piece(thing, matrix, box, artifact=artifact))
            if artifact:
                drawn.append(_wider(box))
            else:
                pdfium.FPDFPageObj_SetIsActive(thing, False)  # noqa: FBT003 - C's own way
            continue
        drawn.append(_wider(clipped(thing, bounds(thing, matrix), matrix)))
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_picture(thing, matrix, artifact=artifact))
    return Sight(page, pieces, pictures, drawn)


def _appearances(page: Any) -> Iterator[Box]:
    """Yield the boxes of the annotations that have something to paint."""
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        normal = pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL
        edges = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetAP(note, normal, None, 0) > EMPTY and pdfium.FPDFAnnot_GetRect(
            note, edges
        ):
            yield _wider((edges.left, edges.bottom, edges.right, edges.top))
        pdfium.FPDFPage_CloseAnnot(note)


def _wider(box: Box) -> Box:
    """Return the box with what a stroke or a rounded edge may add to it."""
    return box[0] - SPREAD, box[1] - SPREAD, box[2] + SPREAD, box[3] + SPREAD


def _meets(box: Box, other: Box) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def _things(page: Any) -> Iterator[tuple[Any, int, Matrix, bool]]:
    """Yield the page's objects, with those of its forms: of what type, where, and if artifacts."""
    count = pdfium.FPDFPage_CountObjects(page)
    things = (pdfium.FPDFPage_GetObject(page, number) for number in range(count))
    waiting = [(thing, UPRIGHT, False, 0) for thing in things][::-1]
    while waiting:
        thing, matrix, inside, depth = waiting.pop()
        artifact = inside or is_artifact(thing)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield thing, kind, matrix, artifact
        elif depth < DEEPEST:
            inner = times(matrix_of(thing), matrix)
            for number in reversed(range(pdfium.FPDFFormObj_CountObjects(thing))):
                child = pdfium.FPDFFormObj_GetObject(thing, number)
                waiting.append((child, inner, artifact, depth + 1))


class _Texts:
    """Reads the texts of a page, many of which share a font."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._bold: dict[int, bool] = {}

    def piece(self, thing: Any, outer: Matrix, box: Box, *, artifact: bool) -> Piece:
        own = times(matrix_of(thing), outer)
        size = _SIZE.value if pdfium.FPDFTextObj_GetFontSize(thing, _TO_SIZE) else 0.0
        across, rise = abs(own[0]), abs(own[1])
        return Piece(
            box,
            abs(size) * hypot(own[2], own[3]),
            self._is_bold(pdfium.FPDFTextObj_GetFont(thing)),
            artifact,
            fill_colour(thing),
            min(across, rise) > SLANT * max(across, rise),
            thing,
            self._reader,
        )

    def _is_bold(self, font: Any) -> bool:
        address = ctypes.addressof(font.contents) if font else 0
        if address not in self._bold:
            name = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, name, 128)
            self._bold[address] = bool(BOLD.search(name.value.decode("latin-1")))
        return self._bold[address]


def _picture(thing: Any, outer: Matrix, *, artifact: bool) -> Picture:
    own = times(matrix_of(thing), outer)
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(thing, width, height)
    across, down = hypot(own[0], own[1]) / 72, hypot(own[2], own[3]) / 72
    resolution = min(width.value / max(across, 1e-6), height.value / max(down, 1e-6))
    return Picture(resolution, artifact, (width.value, height.value))
