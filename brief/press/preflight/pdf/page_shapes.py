"""What PDFium finds painted on a page, in order: kind, place, width of lines."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from brief.press.pdf.objects import multiply_matrices
from brief.press.preflight.pdf.pdfium_objects import (
    clip_box,
    read_box,
    read_fill_colour,
    read_matrix,
    walk_objects,
)

if TYPE_CHECKING:
    from brief.press.pdf.objects import Box, Matrix

KINDS = {
    pdfium.FPDF_PAGEOBJ_TEXT: "text",
    pdfium.FPDF_PAGEOBJ_PATH: "path",
    pdfium.FPDF_PAGEOBJ_IMAGE: "image",
    pdfium.FPDF_PAGEOBJ_SHADING: "shading",
}
WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: its kind, the part of its box inside its clipping paths, in points.

    `line_width` is None if no line is drawn; a path is `filled` or not. `white` is whether it is
    filled with white, or not at all.
    """

    kind: str
    box: Box
    line_width: float | None = None
    filled: bool = True
    white: bool = False

    @property
    def is_seen(self) -> bool:
        """Whether the clipping paths leave anything of it."""
        return self.thickness > 0

    @property
    def thickness(self) -> float:
        """The smaller of width and height."""
        left, bottom, right, top = self.box
        return min(right - left, top - bottom)


def read_shapes(page: Any) -> tuple[Shape, ...]:
    """Return all objects of a page in the order of painting."""
    return tuple(
        _read_shape(thing, KINDS[kind], matrix)
        for thing, kind, matrix, _ in walk_objects(page)
        if kind in KINDS
    )


def _read_shape(thing: Any, kind: str, outer: Matrix) -> Shape:
    box = clip_box(thing, read_box(thing, outer), outer)
    if kind != "path":
        return Shape(kind, box)
    filling, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, filling, stroked)
    colour = read_fill_colour(thing)
    white = not filling.value or (colour is not None and colour[:3] == WHITE)
    width = _read_line_width(thing, outer) if stroked.value else None
    return Shape(kind, box, width, bool(filling.value), white)


def _read_line_width(thing: Any, outer: Matrix) -> float:
    """Return the width of the lines of a path, after all scaling."""
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(thing, width)
    a, b, c, d, _, _ = multiply_matrices(read_matrix(thing), outer)
    scale: float = abs(a * d - b * c) ** 0.5
    return float(width.value) * scale
