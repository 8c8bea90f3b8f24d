"""Draw a page of a PDF as a picture."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from zlib import compress, crc32

from brief.preview.pages.pdfium import open_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfBitmap

MAX_PIXELS = 60_000_000
"""The largest picture: an A3 page at 600 dpi would have 70 million pixels."""
COMPRESSION = 1
"""Of zlib, 1 to 9: a page is sent once, and to this machine only."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
DEPTH, RGB = 8, 2
NO_FILTER = b"\0"
"""Begins a row: on pages of text, filters make pictures larger, and take three times as long."""


def draw_page(pdf: bytes, scale: float, page: int = 0) -> bytes:
    """Return a page as a PNG in RGB; at the scale 1.0 a point is a pixel (72 dpi).

    The page is drawn with its bleed and marks, if it has any. A scale that would give more than 60
    million pixels is reduced. Raises IndexError for a page that does not exist, ValueError for a
    scale that is not positive.
    """
    import pypdfium2.raw as pdfium

    if not scale > 0:
        msg = f"the scale {scale:g} is not positive"
        raise ValueError(msg)
    with open_pdf(pdf) as document:
        if not 0 <= page < len(document):
            msg = f"the PDF has no page {page + 1}"
            raise IndexError(msg)
        drawn = document[page]
        width, height = drawn.get_size()
        scale = min(scale, (MAX_PIXELS / (width * height)) ** 0.5)
        kind = pdfium.FPDFBitmap_BGR
        bitmap = drawn.render(scale=scale, rev_byteorder=True, force_bitmap_format=kind)
        size, rows = (bitmap.width, bitmap.height), b"".join(_read_rows(bitmap))
        bitmap.close()
        drawn.close()
    return _write_png(size, rows)


def _read_rows(bitmap: PdfBitmap) -> Iterator[bytes]:
    """Yield the rows of a picture, each after the number of its filter."""
    pixels, width, stride = memoryview(bitmap.buffer).cast("B"), 3 * bitmap.width, bitmap.stride
    for start in range(0, stride * bitmap.height, stride):
        yield NO_FILTER
        yield pixels[start : start + width].tobytes()


def _write_png(size: tuple[int, int], rows: bytes) -> bytes:
    """Return a picture as PNG (ISO/IEC 15948, clauses 5 and 11)."""
    header = struct.pack(">2I5B", *size, DEPTH, RGB, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", compress(rows, COMPRESSION)), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc32(name + data))
        for name, data in chunks
    )
