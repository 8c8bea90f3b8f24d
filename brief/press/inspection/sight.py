"""What an eye sees of a page: the texts with their size and colour, and what lies behind them.

PDFium lays the page out and paints it, once without its text, so that each text can be compared
with the ground that it really stands on, whatever that is made of.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

DEEPEST = 12  # forms within forms
BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
PIXELS_PER_POINT = 1.5  # 108 an inch: a hairline of 0.5 pt still shows
MOST_PIXELS = 2400  # along the longer edge; a poster is looked at from afar
OPAQUE = 255
INVISIBLE = 3
SLANT = 0.05  # rise by run: about three degrees

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text as it is seen: `box` is (left, bottom, right, top), `size` in points.

    `colour` is what it is filled with, as red, green, blue and opacity from 0 to 255, or None for
    a pattern; `slanted` says that it runs neither across the page nor up or down.
    """

    text: str
    box: Box
    size: float
    bold: bool
    artifact: bool
    colour: tuple[int, int, int, int] | None
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as it is placed: its resolution in pixels an inch, the lower of the two."""

    resolution: float
    artifact: bool
    pixels: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as it is seen. `ground` is a picture of it without text, `view` what that shows."""

    pieces: tuple[Piece, ...]
    pictures: tuple[Picture, ...]
    ground: Image
    view: Box

    def behind(self, box: Box) -> list[tuple[int, tuple[int, int, int]]]:
        """Return the colours in that box behind the text, each with its number of pixels."""
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


def see(pdf: bytes, pages: int) -> tuple[Sight, ...]:
    """Return the first pages as they are seen.

    Raises pypdfium2.PdfiumError if PDFium cannot read the file.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_see_page(document[n]) for n in range(min(pages, len(document))))
    finally:
        document.close()


def _see_page(page: Any) -> Sight:
    page.set_rotation(0)
    reader = page.get_textpage()
    pieces: list[Piece] = []
    pictures: list[Picture] = []
    for thing, matrix, artifact in _things(page):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            if pdfium.FPDFTextObj_GetTextRenderMode(thing) != INVISIBLE:
                pieces.append(_piece(thing, matrix, reader, artifact=artifact))
            if not artifact:
                pdfium.FPDFPageObj_SetIsActive(thing, False)  # noqa: FBT003 - C's own way
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_picture(thing, matrix, artifact=artifact))
    reader.close()
    view: Box = page.get_bbox()
    longer = max(view[2] - view[0], view[3] - view[1], 1)
    scale = min(PIXELS_PER_POINT, MOST_PIXELS / longer)
    ground = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True).to_pil()
    return Sight(tuple(pieces), tuple(pictures), ground.convert("RGB"), view)


def _things(page: Any) -> Iterator[tuple[Any, Matrix, bool]]:
    """Yield the page's objects, with those of its forms, where they stand, and if artifacts."""
    count = pdfium.FPDFPage_CountObjects(page)
    things = (pdfium.FPDFPage_GetObject(page, number) for number in range(count))
    waiting = [(thing, UPRIGHT, False, 0) for thing in things][::-1]
    while waiting:
        thing, matrix, inside, depth = waiting.pop()
        artifact = inside or _is_artifact(thing)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_FORM:
            yield thing, matrix, artifact
        elif depth < DEEPEST:
            inner = _times(_matrix(thing), matrix)
            for number in reversed(range(pdfium.FPDFFormObj_CountObjects(thing))):
                child = pdfium.FPDFFormObj_GetObject(thing, number)
                waiting.append((child, inner, artifact, depth + 1))


def _piece(thing: Any, outer: Matrix, reader: Any, *, artifact: bool) -> Piece:
    own = _times(_matrix(thing), outer)
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(thing, size)
    font = pdfium.FPDFTextObj_GetFont(thing)
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, 128)
    return Piece(
        _text(thing, reader),
        _bounds(thing, outer),
        abs(size.value) * hypot(own[2], own[3]),
        bool(BOLD.search(name.value.decode("latin-1"))),
        artifact,
        _colour(thing),
        slanted=min(abs(own[0]), abs(own[1])) > SLANT * max(abs(own[0]), abs(own[1])),
    )


def _picture(thing: Any, outer: Matrix, *, artifact: bool) -> Picture:
    own = _times(_matrix(thing), outer)
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(thing, width, height)
    across, down = hypot(own[0], own[1]) / 72, hypot(own[2], own[3]) / 72
    resolution = min(width.value / max(across, 1e-6), height.value / max(down, 1e-6))
    return Picture(resolution, artifact, (width.value, height.value))


def _colour(thing: Any) -> tuple[int, int, int, int] | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _text(thing: Any, reader: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(thing, reader, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    as_shorts = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    written = pdfium.FPDFTextObj_GetText(thing, reader, as_shorts, size)
    return buffer.raw[: max(written - 2, 0)].decode("utf-16-le", "replace")


def _is_artifact(thing: Any) -> bool:
    for number in range(pdfium.FPDFPageObj_CountMarks(thing)):
        mark = pdfium.FPDFPageObj_GetMark(thing, number)
        buffer = ctypes.create_string_buffer(64)
        length = ctypes.c_ulong()
        as_shorts = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        pdfium.FPDFPageObjMark_GetName(mark, as_shorts, 64, length)
        if buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le", "replace") == "Artifact":
            return True
    return False


def _matrix(thing: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does the first, and then the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _bounds(thing: Any, outer: Matrix) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    a, b, c, d, e, f = outer
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)
