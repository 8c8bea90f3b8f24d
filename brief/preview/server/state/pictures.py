"""Pictures of pages by PDFium, from the bytes of their PDFs; the newest ones are kept."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from brief.preview.pages.model import PreviewEdition

MAX_PDFS = 64
MAX_BYTES = 96 * 1024 * 1024
MAX_PIXELS = 60e6
MIN_SCALE, MAX_SCALE = 0.1, 12.0
STEP = 100
"""Scales are rounded to this part of one."""


class Pictures:
    """Draws pages by the digest of their PDF."""

    def __init__(self, draw: Callable[[bytes, float], bytes] | None = None) -> None:
        self._draw = draw or _draw_page
        self._lock = Lock()
        self._pdfium = Lock()  # PDFium is not made for threads
        self._editions: OrderedDict[str, PreviewEdition] = OrderedDict()
        self._drawn: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def add(self, editions: Iterable[PreviewEdition]) -> None:
        """Keep the PDFs of editions that are shown."""
        with self._lock:
            for edition in editions:
                self._editions[edition.digest] = edition
                self._editions.move_to_end(edition.digest)
            while len(self._editions) > MAX_PDFS:
                self._editions.popitem(last=False)

    def draw(self, digest: str, scale: float) -> bytes | None:
        """Return the page as PNG at a scale (1.0 is 72 pixels per inch), None if it is unknown."""
        with self._lock:
            edition = self._editions.get(digest)
        if edition is None:
            return None
        fitting = (MAX_PIXELS / (edition.width * edition.height)) ** 0.5
        number = round(max(MIN_SCALE, min(scale, MAX_SCALE, fitting)) * STEP)
        key = (digest, number)
        with self._pdfium:
            with self._lock:
                found = self._drawn.get(key)
            if found is None:
                found = self._draw(edition.pdf, number / STEP)
                self._keep(key, found)
        return found

    def _keep(self, key: tuple[str, int], picture: bytes) -> None:
        with self._lock:
            self._drawn[key] = picture
            while sum(map(len, self._drawn.values())) > MAX_BYTES and len(self._drawn) > 1:
                self._drawn.popitem(last=False)


def _draw_page(pdf: bytes, scale: float) -> bytes:
    from brief.preview.pages.drawing import draw_page

    return draw_page(pdf, scale)
