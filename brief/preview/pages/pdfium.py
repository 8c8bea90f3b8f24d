"""PDFium, which threads must use one after the other (its functions are not thread-safe)."""

from __future__ import annotations

from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument

_lock = RLock()


@contextmanager
def open_pdf(pdf: bytes) -> Iterator[PdfDocument]:
    """Open a PDF; other threads wait until it is closed. Raises PdfiumError for a broken file."""
    import pypdfium2

    with _lock:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
