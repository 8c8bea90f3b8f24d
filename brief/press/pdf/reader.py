"""Open a PDF for reading with pikepdf (its objects) and PDFium (its rendered pages), once each."""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    import pikepdf


class PdfiumPage(NamedTuple):
    """A page of PDFium's, and its text page, which was created before any change."""

    page: Any
    text_page: Any


class PdfReader:
    """A PDF, opened by each library when it is first needed; a context manager that closes it."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._opened: list[Any] = []
        self._pages: dict[int, PdfiumPage] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for opened in reversed(self._opened):
            opened.close()

    @cached_property
    def document(self) -> pikepdf.Pdf:
        """The objects of the file; raises pikepdf.PdfError if it cannot be read."""
        import pikepdf

        document = pikepdf.open(BytesIO(self.content))
        self._opened.append(document)
        return document

    @cached_property
    def _pdfium_document(self) -> Any:
        import pypdfium2

        document = pypdfium2.PdfDocument(self.content)
        self._opened.append(document)
        return document

    def __len__(self) -> int:
        """Return the number of pages; raises pypdfium2.PdfiumError if PDFium cannot read it."""
        return len(self._pdfium_document)

    def get_page(self, number: int) -> PdfiumPage:
        """Return a page, counted from 0."""
        if number not in self._pages:
            page = self._pdfium_document[number]
            self._opened.append(page)
            text_page = page.get_textpage()
            self._opened.append(text_page)
            self._pages[number] = PdfiumPage(page, text_page)
        return self._pages[number]
