"""The PDF under inspection, with everything that several checks read from it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import pikepdf

from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap, place_finding
from brief.press.job.units import POINTS_PER_MM
from brief.press.pdf.objects import find_dictionaries, read_box
from brief.press.pdf.reader import PdfReader
from brief.press.preflight.pdf.conformance import Claims, read_claims
from brief.press.preflight.pdf.page_content import PageContent, read_page_contents
from brief.press.preflight.pdf.rendered_page import RenderedPage, read_rendered_pages
from brief.press.preflight.pdf.structure_tree import StructureTree, read_tree
from brief.press.preflight.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from brief.findings import Finding, Place
    from brief.press.pdf.objects import Box
    from brief.press.preflight.pdf.seen_page import SeenPage
    from brief.press.preflight.pdf.structure_tree import Element
    from brief.press.preflight.pdf.unicode_map import TextDecoder

    LanguageFinder = Callable[[str, str], str | None]

MAX_PAGES = 20
MAX_STORED_BYTES, MAX_CONTENT_BYTES = 2_000_000, 4_000_000  # of a page, compressed and not
MAX_PLACES = 6
INK_LIMIT = 300.0  # per cent: the limit of ISO Coated v2 300 %


class InspectionContext:
    """The document, its claims, and the content, appearance and tags of its first pages.

    `pdfx4` requires that the file is PDF/X-4, whatever it claims; `ink_limit` is the most ink that
    its printing condition takes, in per cent. `find_other_language` returns the language that a
    text is clearly in if that is not the one given, or None.
    """

    def __init__(
        self,
        pdf: PdfReader,
        source_map: SourceMap = EMPTY_SOURCE_MAP,
        *,
        pdfx4: bool = False,
        ink_limit: float = INK_LIMIT,
        find_other_language: LanguageFinder | None = None,
    ) -> None:
        self.find_other_language = find_other_language
        self.document = pdf.document
        self.source_map = source_map
        self.ink_limit = ink_limit
        self.page_count = min(len(self.document.pages), MAX_PAGES)
        self._pdf = pdf
        self._pdfx4 = pdfx4

    @cached_property
    def claims(self) -> Claims:
        """The standards that the file claims, and its metadata."""
        return read_claims(self.document)

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self._pdf.content

    @property
    def is_press(self) -> bool:
        """Whether the file claims PDF/X."""
        return "x" in self.claims.standards

    @property
    def is_own(self) -> bool:
        """Whether the file says that brief made it."""
        return self.claims.creator.startswith("brief ")

    @cached_property
    def is_pdfx4(self) -> bool:
        """Whether the file claims PDF/X-4, or must be one."""
        return self._pdfx4 or self.claims.is_pdfx4

    @cached_property
    def dictionaries(self) -> tuple[Any, ...]:
        """All indirect dictionaries and streams of the file."""
        return tuple(find_dictionaries(self.document))

    @cached_property
    def page_contents(self) -> tuple[PageContent, ...]:
        """The objects that the content streams paint; none if there are too many on one page."""
        return () if self.overloaded_page else read_page_contents(self.document, self.page_count)

    @cached_property
    def rendered_pages(self) -> tuple[RenderedPage, ...]:
        """The pages as PDFium renders them; none if there is too much on one."""
        return () if self.overloaded_page else read_rendered_pages(self._pdf, self.page_count)

    @cached_property
    def seen_pages(self) -> tuple[SeenPage, ...]:
        """What is painted and seen on each page; none if there is too much on one."""
        from brief.press.preflight.pdf.seen_page import read_seen_page

        if self.overloaded_page:
            return ()
        with PdfReader(self._pdf.content) as opened:  # since its pages lose their texts
            return tuple(read_seen_page(opened.get_page(it)) for it in range(self.page_count))

    @cached_property
    def decoder(self) -> TextDecoder:
        """What decodes the codes of the texts in `page_contents`."""
        from brief.press.preflight.pdf.unicode_map import TextDecoder

        return TextDecoder()

    @cached_property
    def overloaded_page(self) -> int:
        """The first page (from 1) with more content than takes a few seconds to read, or 0."""
        for number in range(self.page_count):
            given: Any = self.document.pages[number].obj.get("/Contents", [])
            streams = [given] if isinstance(given, pikepdf.Stream) else list(given)
            stored = sum(int(stream.get("/Length", 0)) for stream in streams)
            content = (len(stream.read_bytes()) for stream in streams)
            if stored > MAX_STORED_BYTES or sum(content) > MAX_CONTENT_BYTES:
                return number + 1
        return 0

    @cached_property
    def structure_tree(self) -> StructureTree | None:
        """The structure tree, or None if the file has none."""
        root = self.document.Root.get("/StructTreeRoot")
        return read_tree(self.document, root) if root is not None else None

    @property
    def structure_elements(self) -> list[Element]:
        """The elements of the structure tree in reading order."""
        return self.structure_tree.elements if self.structure_tree else []

    def make_finding(self, code: str, message: str) -> Finding:
        """Return the finding that the rule of that code is broken."""
        return RULES[code].make_finding(message, self.claims.standards)

    def group_findings(
        self,
        code: str,
        page: int,
        defects: Sequence[str],
        places: Sequence[Place | None] = (),
        note: str = "here, too",
    ) -> list[Finding]:
        """Return one finding for all defects of a page (from 1) that break the same rule.

        Its message is the first defect. `places` in the project's files cause the defects, as far
        as they are known; `note` explains all but the first of these to the user.
        """
        if not defects:
            return []
        distinct = list(dict.fromkeys(defects))
        more = f" (and {len(distinct) - 1} more like it)" if len(distinct) > 1 else ""
        on = f"page {page}: " if len(self.document.pages) > 1 else ""
        finding = self.make_finding(code, f"{on}{distinct[0]}{more}")
        known = list(dict.fromkeys(place for place in places if place))
        related = ((note, place) for place in known[1:MAX_PLACES])
        return [place_finding(finding, known[0], *related) if known else finding]

    def describe_place(self, page: int, box: Box) -> str:
        """Return where on the page (from 0) a box begins, for messages."""
        left, _, _, top = self.find_trim_box(page)
        across, down = (box[0] - left) / POINTS_PER_MM, (top - box[3]) / POINTS_PER_MM
        return f"{across:.0f} mm from the left and {down:.0f} mm from the top"

    def read_box(self, page: int, name: str) -> Box | None:
        """Return a box of a page (counted from 0), or None.

        Only MediaBox and CropBox are inherited (ISO 32000-1, table 30).
        """
        node: Any = self.document.pages[page].obj
        for _ in range(MAX_PAGES):
            if name in node:
                left, bottom, right, top = read_box(node[name])
                return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
            if name not in {"/MediaBox", "/CropBox"} or "/Parent" not in node:
                return None
            node = node["/Parent"]
        return None

    def find_trim_box(self, page: int) -> Box:
        """Return the TrimBox of a page (counted from 0), or its default (14.11.2)."""
        for name in ("/TrimBox", "/CropBox", "/MediaBox"):
            box = self.read_box(page, name)
            if box:
                return box
        return 0.0, 0.0, 612.0, 792.0
