"""Draw a page of a PDF as a picture."""

from __future__ import annotations

from io import BytesIO

from brief.preview.pages.pdfium import open_pdf

MAX_PIXELS = 60_000_000
"""The largest picture: an A3 page at 600 dpi would have 70 million pixels."""
COMPRESSION = 1
"""Of zlib, 1 to 9: a page is sent once, and to this machine only."""


def draw_page(pdf: bytes, scale: float, page: int = 0) -> bytes:
    """Return a page as a PNG in RGB; at the scale 1.0 a point is a pixel (72 dpi).

    The page is drawn with its bleed and marks, if it has any. A scale that would give more than 60
    million pixels is reduced. Raises IndexError for a page that does not exist, ValueError for a
    scale that is not positive.
    """
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
        bitmap = drawn.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        picture = bitmap.to_pil().convert("RGB")
        bitmap.close()
        drawn.close()
    target = BytesIO()
    picture.save(target, "PNG", compress_level=COMPRESSION)
    return target.getvalue()
