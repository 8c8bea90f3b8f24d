"""Find places on a finished page where a line of small type covers nothing.

The page is rendered, and a place is free where all of it has one colour. There are two places, in
the small type of the page's lowest line: on that line, at its end; and one line below it.
"""

from __future__ import annotations

import ctypes
from itertools import groupby
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from brief.press.colour.srgb import contrast, luminance
from brief.press.job.units import POINTS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from brief.press.pdf.objects import Box
    from brief.press.pdf.reader import PdfReader

Colour = tuple[float, float, float]
"""An sRGB colour, with components from 0 to 1."""

PIXELS_PER_POINT = 2
SMALLEST, LARGEST = 6.0, 10.0  # points: small type, also if the lowest line is in large type
ASCENT = 0.85  # of the type size: the height of letters without marks
MOST_ASCENT = 1.6  # letters with several marks are lower than this
LINE_HEIGHT = 1.4  # of the type size
CLEARANCE = 6 * POINTS_PER_MM  # to anything beside the line
MIN_WIDTH = 30 * POINTS_PER_MM  # narrower places are ignored
FOOTER_HEIGHT = 20 * POINTS_PER_MM  # from the lowest line upwards
MIN_CONTRAST = 4.5  # WCAG 2.2, SC 1.4.3
SAME_BASELINE = 1.0  # points
OPAQUE = 255


class FreePlace(NamedTuple):
    """A free rectangle with a baseline in it; `size` is that of the type. Lengths in points.

    The text `is_at_right` or at the left of the rectangle. The rectangle is as high as plain
    letters; `heights` is the free height above the baseline in each column of pixels.
    """

    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    size: float
    is_at_right: bool
    heights: tuple[float, ...]

    def has_room(self, box: Box) -> bool:
        """Return whether a box, which lies between `left` and `right`, covers nothing."""
        first = max(int((box[0] - self.left) * PIXELS_PER_POINT), 0)
        last = int((box[2] - self.left) * PIXELS_PER_POINT) + 1
        height = min(self.heights[first:last], default=0)
        return box[1] >= self.bottom and box[3] <= self.baseline + height


class PageText(NamedTuple):
    """The baseline and type size of a page's lowest line, and the edges of all text; in points."""

    baseline: float
    size: float
    left: float
    right: float


class FreeStretch(NamedTuple):
    """A free part of a line: its left and right edge in points, and the colour behind it."""

    left: float
    right: float
    ground: Colour


class WantedPlace(NamedTuple):
    """What a place is for: text of this colour, on a page with this direction.

    `descent` is its depth below the baseline, as a multiple of the type size. No place is within
    `safe_margin` of the edges of the page, in points.
    """

    colour: Colour
    descent: float
    is_rtl: bool
    safe_margin: float


def find_places(pdf: PdfReader, wanted: WantedPlace) -> tuple[FreePlace, ...]:
    """Return the free places on the first page, the better one first.

    In each, the text has enough contrast with its background.
    """
    text = measure_text(pdf)
    if text is None:
        return ()
    picture = _PagePicture(pdf.get_page(0).page)
    edges = picture.find_edges(text, wanted.safe_margin)
    size = min(max(text.size, SMALLEST), LARGEST)
    below = text.baseline - LINE_HEIGHT * size
    places = []
    for baseline, is_at_right in ((text.baseline, not wanted.is_rtl), (below, wanted.is_rtl)):
        bottom, top = baseline - wanted.descent * size, baseline + ASCENT * size
        if bottom < wanted.safe_margin + picture.origin[1]:
            continue
        found = picture.find_free_stretch(edges, bottom, top)
        if found and _is_legible(wanted.colour, found.ground):
            left, right, _ = found
            heights = picture.measure_heights(found, baseline, baseline + MOST_ASCENT * size)
            places.append(FreePlace(left, bottom, right, top, baseline, size, is_at_right, heights))
    return tuple(places)


def measure_text(pdf: PdfReader) -> PageText | None:
    """Return the lowest line and the edges of the horizontal text on the first page, if any."""
    page = pdf.get_page(0)
    left, bottom, right, top = page.page.get_bbox()
    found = [
        character
        for character in _read_characters(page.text_page)
        if left <= character.left <= right and bottom <= character.baseline <= top
    ]
    if not found:
        return None
    baseline = min(it.baseline for it in found)
    size = max(it.size for it in found if it.baseline < baseline + SAME_BASELINE)
    return PageText(baseline, size, min(it.left for it in found), max(it.right for it in found))


def _read_characters(text_page: Any) -> Iterator[PageText]:
    """Yield each horizontal character that can be seen."""
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    for number in range(pdfium.FPDFText_CountChars(text_page)):
        if chr(pdfium.FPDFText_GetUnicode(text_page, number)).isspace():
            continue
        if not pdfium.FPDFText_GetMatrix(text_page, number, matrix):
            continue
        if abs(matrix.b) > abs(matrix.a) / 100:
            continue
        size = pdfium.FPDFText_GetFontSize(text_page, number) * hypot(matrix.c, matrix.d)
        is_boxed = pdfium.FPDFText_GetCharBox(text_page, number, left, right, low, high)
        if size and is_boxed and pdfium.FPDFText_GetCharOrigin(text_page, number, x, y):
            yield PageText(y.value, size, left.value, right.value)


def _is_legible(colour: Colour, ground: Colour) -> bool:
    return contrast(luminance(*colour), luminance(*ground)) >= MIN_CONTRAST


class _PagePicture:
    """A rendered page, in which free rectangles are looked for."""

    def __init__(self, page: Any) -> None:
        left, bottom, right, top = page.get_bbox()
        self.origin = (left, bottom)
        self.width, self.height = right - left, top - bottom
        painted = page.render(scale=PIXELS_PER_POINT, rev_byteorder=True)
        self._image: Image = painted.to_pil().convert("RGB")

    def find_edges(self, text: PageText, safe_margin: float) -> tuple[float, float]:
        """Return the left and right edge of the type area, within the margin, in points.

        They are those of all text and of the rules and boxes near the lowest line, except where
        these continue to the edge of the page.
        """
        first, last = safe_margin, self.width - safe_margin
        low = text.baseline - self.origin[1]
        columns = self._find_ink(first, low, last, low + FOOTER_HEIGHT)[0].getprojection()[0]
        left, right = text.left - self.origin[0], text.right - self.origin[0]
        if any(columns) and not columns[0] and not columns[-1]:
            left = min(left, first + columns.index(1) / PIXELS_PER_POINT)
            right = max(right, last - columns[::-1].index(1) / PIXELS_PER_POINT)
        return self.origin[0] + max(left, first), self.origin[0] + min(right, last)

    def find_free_stretch(
        self, edges: tuple[float, float], bottom: float, top: float
    ) -> FreeStretch | None:
        """Return the widest free part between two heights; None if it is too narrow.

        It keeps a distance from anything beside it.
        """
        left, right = edges[0] - self.origin[0], edges[1] - self.origin[0]
        if right - left < MIN_WIDTH:
            return None
        low, high = bottom - self.origin[1], top - self.origin[1]
        ink, ground = self._find_ink(left, low, right, high)
        columns = ink.getprojection()[0]
        best, at = (0, 0), 0
        for is_marked, group in groupby(columns):
            length = len(list(group))
            if not is_marked and length > best[1] - best[0]:
                best = at, at + length
            at += length
        start, end = left + best[0] / PIXELS_PER_POINT, left + best[1] / PIXELS_PER_POINT
        start += CLEARANCE if best[0] > 0 else 0
        end -= CLEARANCE if best[1] < len(columns) else 0
        if end - start < MIN_WIDTH:
            return None
        return FreeStretch(self.origin[0] + start, self.origin[0] + end, ground)

    def measure_heights(
        self, stretch: FreeStretch, baseline: float, top: float
    ) -> tuple[float, ...]:
        """Return the free height above the baseline, up to `top`, in each column of a stretch."""
        across, up = self.origin
        ink, _ = self._find_ink(
            stretch.left - across, baseline - up, stretch.right - across, top - up, stretch.ground
        )
        heights = []
        for column in range(ink.width):
            marked = ink.crop((column, 0, column + 1, ink.height)).getbbox()
            free = ink.height - (marked[3] if marked else 0)
            heights.append(max(free - 1, 0) / PIXELS_PER_POINT)
        return tuple(heights)

    def _find_ink(
        self, left: float, bottom: float, right: float, top: float, ground: Colour | None = None
    ) -> tuple[Image, Colour]:
        """Return a picture of a rectangle that is black where nothing is printed, and its ground.

        The ground is the most frequent colour, unless it is given; lengths are in points from the
        lower left corner.
        """
        from PIL import Image, ImageChops

        scale = PIXELS_PER_POINT
        upper, lower = self.height - top, self.height - bottom
        part = self._image.crop(
            (round(left * scale), int(upper * scale), round(right * scale), int(lower * scale) + 1)
        )
        colours: Any = part.getcolors(part.width * part.height)
        pixel = tuple(round(it * OPAQUE) for it in ground) if ground else max(colours)[1]
        red, green, blue = ImageChops.difference(part, Image.new("RGB", part.size, pixel)).split()
        ink = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        first, second, third = (component / OPAQUE for component in pixel)
        return ink, (first, second, third)
