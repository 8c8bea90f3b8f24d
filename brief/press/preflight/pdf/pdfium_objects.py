"""Position, colour, text and marks of PDFium's page objects, read through its C functions."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from brief.press.pdf.objects import IDENTITY, Box, Matrix, multiply_matrices

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_SLANT = 0.05  # rise by run: about three degrees
MAX_DEPTH = 12  # forms within forms
EMPTY_STRING_LENGTH = 2  # bytes, with the terminator
TEXT_BUFFER_BYTES = 4096  # for one text object
ARTIFACT = "Artifact\0".encode("utf-16-le")

_BUFFER = (ctypes.c_ushort * (TEXT_BUFFER_BYTES // 2))()
_NAME = (ctypes.c_ushort * 32)()
_NAME_BYTES = memoryview(_NAME).cast("B")
_LENGTH = ctypes.c_ulong()
_FIELDS = tuple(ctypes.c_float() for _ in range(4))
_PARTS = tuple(ctypes.c_uint() for _ in range(4))
_MATRIX = pdfium.FS_MATRIX()
# buffers for C functions, created once, since several are called for every object
_TO_LENGTH = ctypes.byref(_LENGTH)
_TO_FIELDS = tuple(ctypes.byref(field) for field in _FIELDS)
_TO_PARTS = tuple(ctypes.byref(part) for part in _PARTS)
_TO_MATRIX = ctypes.byref(_MATRIX)


def walk_objects(page: Any) -> Iterator[tuple[Any, int, Matrix, bool]]:
    """Yield the objects of a page and its forms: object, type, matrix, and whether an artifact."""
    count = pdfium.FPDFPage_CountObjects(page)
    objects = (pdfium.FPDFPage_GetObject(page, number) for number in range(count))
    waiting = [(page_object, IDENTITY, False, 0) for page_object in objects][::-1]
    while waiting:
        page_object, matrix, inside, depth = waiting.pop()
        artifact = inside or is_artifact(page_object)
        kind = pdfium.FPDFPageObj_GetType(page_object)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield page_object, kind, matrix, artifact
        elif depth < MAX_DEPTH:
            inner = multiply_matrices(read_matrix(page_object), matrix)
            for number in reversed(range(pdfium.FPDFFormObj_CountObjects(page_object))):
                child = pdfium.FPDFFormObj_GetObject(page_object, number)
                waiting.append((child, inner, artifact, depth + 1))


def find_annotation_boxes(page: Any) -> Iterator[Box]:
    """Yield the boxes of the annotations that have an appearance."""
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        normal = pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL
        edges = pdfium.FS_RECTF()
        length = pdfium.FPDFAnnot_GetAP(note, normal, None, 0)
        if length > EMPTY_STRING_LENGTH and pdfium.FPDFAnnot_GetRect(note, edges):
            yield edges.left, edges.bottom, edges.right, edges.top
        pdfium.FPDFPage_CloseAnnot(note)


def clip_box(page_object: Any, box: Box, outer: Matrix) -> Box:
    """Return the part of an object's box inside its clipping paths.

    WeasyPrint draws one border by filling the whole box through a clipping path.
    """
    clip = pdfium.FPDFPageObj_GetClipPath(page_object)
    for number in range(max(0, pdfium.FPDFClipPath_CountPaths(clip))):
        if edges := _find_path_box(clip, number, outer):
            left, bottom, right, top = edges
            box = max(box[0], left), max(box[1], bottom), min(box[2], right), min(box[3], top)
    return box


def _find_path_box(clip: Any, number: int, outer: Matrix) -> Box | None:
    """Return the box around all points of a clipping path, or None if it is empty."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for at in range(pdfium.FPDFClipPath_CountPathSegments(clip, number)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, number, at)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            points.append((x.value, y.value))
    if not points:
        return None
    across, up = zip(*points, strict=True)
    return _transform_box((min(across), min(up), max(across), max(up)), outer)


def read_fill_colour(page_object: Any) -> tuple[int, int, int, int] | None:
    """Return the fill colour: red, green, blue, opacity; None for a pattern."""
    if not pdfium.FPDFPageObj_GetFillColor(page_object, *_TO_PARTS):
        return None
    red, green, blue, alpha = _PARTS
    return red.value, green.value, blue.value, alpha.value


def read_text(page_object: Any, reader: Any) -> str:
    """Return the characters of a text object; `reader` is the text page of its page."""
    # PDFium reads the whole page each time, so the length is not queried first
    buffer = _BUFFER
    written = pdfium.FPDFTextObj_GetText(page_object, reader, buffer, TEXT_BUFFER_BYTES)
    if written > TEXT_BUFFER_BYTES:
        buffer = (ctypes.c_ushort * written)()
        written = pdfium.FPDFTextObj_GetText(page_object, reader, buffer, written)
    text = bytes(memoryview(buffer).cast("B")[: max(written - 2, 0)]).decode("utf-16-le", "replace")
    return text.replace("\x02", "-")  # PDFium's character for a hyphen at a line end


def is_artifact(page_object: Any) -> bool:
    """Return whether an object is marked as an artifact (ISO 32000-1, 14.8.2.2)."""
    for number in range(pdfium.FPDFPageObj_CountMarks(page_object)):
        mark = pdfium.FPDFPageObj_GetMark(page_object, number)
        known = pdfium.FPDFPageObjMark_GetName(mark, _NAME, len(_NAME_BYTES), _TO_LENGTH)
        if known and _LENGTH.value == len(ARTIFACT) and _NAME_BYTES[: len(ARTIFACT)] == ARTIFACT:
            return True
    return False


def read_content_id(page_object: Any) -> int:
    """Return the identifier (MCID) of the innermost marked content around an object, or -1."""
    found = ctypes.c_int()
    for number in reversed(range(pdfium.FPDFPageObj_CountMarks(page_object))):
        mark = pdfium.FPDFPageObj_GetMark(page_object, number)
        if pdfium.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", found):
            return found.value
    return -1


def is_slanted(matrix: Matrix) -> bool:
    """Return whether a text with this matrix is neither horizontal nor vertical."""
    a, b = abs(matrix[0]), abs(matrix[1])
    return min(a, b) > MIN_SLANT * max(a, b)


def read_matrix(page_object: Any) -> Matrix:
    """Return the matrix that places an object in its page or form."""
    found = _MATRIX
    if not pdfium.FPDFPageObj_GetMatrix(page_object, _TO_MATRIX):
        return 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    return found.a, found.b, found.c, found.d, found.e, found.f


def read_box(page_object: Any, outer: Matrix) -> Box:
    """Return the box around an object; `outer` is the matrix of the form that contains it."""
    if not pdfium.FPDFPageObj_GetBounds(page_object, *_TO_FIELDS):
        return _transform_box((0.0, 0.0, 0.0, 0.0), outer)
    left, bottom, right, top = _FIELDS
    return _transform_box((left.value, bottom.value, right.value, top.value), outer)


def _transform_box(box: Box, outer: Matrix) -> Box:
    """Return the box around a transformed box."""
    left, bottom, right, top = box
    if outer == IDENTITY:
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
    a, b, c, d, e, f = outer
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)
