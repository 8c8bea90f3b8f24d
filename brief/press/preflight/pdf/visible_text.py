"""Which letters of a page can be seen: the page is rendered with and without its texts.

A letter shows where the two pictures differ. One that does not is covered by something painted
later, cut off by a clipping path, in a hidden layer, or never painted.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium
from PIL import ImageChops

from brief.press.pdf.objects import lie_apart, multiply_matrices
from brief.press.preflight.pdf.pdfium_objects import (
    clip_box,
    find_annotation_boxes,
    is_slanted,
    read_box,
    read_content_id,
    read_matrix,
    walk_objects,
)

if TYPE_CHECKING:
    from PIL.Image import Image

    from brief.press.pdf.objects import Box
    from brief.press.pdf.reader import PdfiumPage

PIXELS_PER_POINT, MAX_PIXELS = 1.5, 3000
MIN_SHOWN = 0.6  # of the width and the height of a letter
ROUNDING = 1.5  # pixels on each side
CLIP_TOLERANCE = 1.0  # points
UNPAINTED = {3, 7}
"""Rendering modes that paint nothing (ISO 32000-1, table 106)."""
TYPE_3 = "Type3"


@dataclass(slots=True)
class SeenText:
    """A text object: its letters and digits, and how many of them do not show in full.

    `hidden` letters do not show at all, `cut` ones in part. `unpainted` is whether the rendering
    mode paints nothing, `clipped` whether a clipping path cuts something off; `covers` are the
    boxes of what is painted over it, and `below` those of images under it. `content_id` is that of
    the marked content it is in, or -1. `slanted` texts, neither horizontal nor vertical, are
    watermarks.
    """

    box: Box
    unpainted: bool
    clipped: bool
    letters: list[str] = field(default_factory=list)
    hidden: int = 0
    cut: int = 0
    covers: list[Box] = field(default_factory=list)
    below: list[Box] = field(default_factory=list)
    content_id: int = -1
    slanted: bool = False

    @property
    def text(self) -> str:
        """The letters with the spaces between them."""
        return "".join(self.letters).strip()


def read_visibility(opened: PdfiumPage) -> list[SeenText]:
    """Return the text objects of a page, in which PDFium renders no text from now on."""
    page, reader = opened
    page.set_rotation(0)
    left, bottom, right, top = page.get_bbox()
    scale = min(PIXELS_PER_POINT, MAX_PIXELS / max(right - left, top - bottom, 1))
    whole = _render(page, scale)
    texts, addresses = _collect_texts(page)
    ink = _find_difference(whole, _render(page, scale))
    last: SeenText | None = None
    for number in range(reader.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(reader, number) or 0x20)
        thing = pdfium.FPDFText_GetTextObject(reader, number)
        found = addresses.get(_address(thing)) if thing else None
        if found is None or pdfium.FPDFText_IsGenerated(reader, number) == 1:
            if last is not None:
                last.letters.append(" ")
            continue
        last = found
        found.letters.append(letter)
        if letter.isalnum() and (box := _read_letter_box(reader, number)):
            pixels = (
                (box[0] - left) * scale,
                (top - box[3]) * scale,
                (box[2] - left) * scale,
                (top - box[1]) * scale,
            )
            _judge_letter(found, ink, pixels)
    return texts


def _judge_letter(text: SeenText, ink: Image, pixels: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = pixels
    outer = (int(x0 - 1), int(y0 - 1), int(x1 + 2), int(y1 + 2))
    shown = ink.crop(outer).getbbox()
    if shown is None:
        text.hidden += 1
        return
    width, height = shown[2] - shown[0], shown[3] - shown[1]
    narrow = width + ROUNDING < MIN_SHOWN * (x1 - x0)
    low = height + ROUNDING < MIN_SHOWN * (y1 - y0)
    text.cut += narrow or low


def _render(page: Any, scale: float) -> Image:
    painted = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True)
    picture: Image = painted.to_pil()
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _find_difference(first: Image, second: Image) -> Image:
    """Return a picture that is black where two do not differ."""
    red, green, blue = ImageChops.difference(first, second).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _collect_texts(page: Any) -> tuple[list[SeenText], dict[int, SeenText]]:
    """Return the texts, also by the addresses of their objects, which are not rendered any more."""
    texts: list[SeenText] = []
    addresses: dict[int, SeenText] = {}
    images: list[Box] = []
    for thing, kind, matrix, _ in list(walk_objects(page)):
        box = read_box(thing, matrix)
        shown = clip_box(thing, box, matrix)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
            text = SeenText(box, mode in UNPAINTED, _is_smaller(shown, box))
            text.below = [other for other in images if not lie_apart(other, box)]
            text.content_id = read_content_id(thing)
            text.slanted = is_slanted(multiply_matrices(read_matrix(thing), matrix))
            texts.append(text)
            addresses[_address(thing)] = text
            pdfium.FPDFPageObj_SetIsActive(thing, False)  # noqa: FBT003 - a C function
            continue
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images.append(shown)
        for text in texts:
            if not lie_apart(shown, text.box):
                text.covers.append(shown)
    for note in find_annotation_boxes(page):
        for text in texts:
            if not lie_apart(note, text.box):
                text.covers.append(note)
    return texts, addresses


def _is_smaller(shown: Box, box: Box) -> bool:
    return (
        shown[0] > box[0] + CLIP_TOLERANCE
        or shown[1] > box[1] + CLIP_TOLERANCE
        or shown[2] < box[2] - CLIP_TOLERANCE
        or shown[3] < box[3] - CLIP_TOLERANCE
    )


def _address(thing: Any) -> int:
    return ctypes.addressof(thing.contents)


_EDGES = tuple(ctypes.c_double() for _ in range(4))
_TO_EDGES = tuple(ctypes.byref(edge) for edge in _EDGES)


def _read_letter_box(reader: Any, number: int) -> Box | None:
    """Return the box around a letter, or None if it has no area."""
    if not pdfium.FPDFText_GetCharBox(reader, number, *_TO_EDGES):
        return None
    left, right, bottom, top = (edge.value for edge in _EDGES)
    return (left, bottom, right, top) if left < right and bottom < top else None
