"""A PDF opened for reading: once by each of two libraries, however many look into it."""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from types import TracebackType

    import pikepdf


class OpenPage(NamedTuple):
    """A page as PDFium has it, and the reader of its text, made before anything was changed."""

    page: Any
    reader: Any


class OpenPdf:
    """The bytes of a PDF, opened where that is asked for; to be used in a `with`, which closes it.

    pikepdf reads its objects, PDFium what is seen of it.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._closing: list[Any] = []
        self._pages: dict[int, OpenPage] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for opened in reversed(self._closing):
            opened.close()

    @cached_property
    def document(self) -> pikepdf.Pdf:
        """The objects of the file; raises what pikepdf raises if it cannot be read."""
        import pikepdf

        document = pikepdf.open(BytesIO(self.content))
        self._closing.append(document)
        return document

    @cached_property
    def _seen(self) -> Any:
        import pypdfium2

        document = pypdfium2.PdfDocument(self.content)
        self._closing.append(document)
        return document

    def __len__(self) -> int:
        """Return the number of pages; raises pypdfium2.PdfiumError if PDFium cannot read it."""
        return len(self._seen)

    def page(self, number: int) -> OpenPage:
        """Return a page, counted from 0."""
        if number not in self._pages:
            page = self._seen[number]
            self._closing.append(page)
            reader = page.get_textpage()
            self._closing.append(reader)
            self._pages[number] = OpenPage(page, reader)
        return self._pages[number]
