"""A PDF under inspection: opened once, with all that several rules want to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pikepdf

from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap, place_finding
from brief.press.preflight.pdf.conformance import Claims, read_claims
from brief.press.preflight.pdf.content_interpreter import PaintedObject, read_painted_objects
from brief.press.preflight.pdf.rendered_page import RenderedPage, read_rendered_pages
from brief.press.preflight.pdf.structure_tree import StructureTree, read_tree
from brief.press.preflight.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.findings import Finding, Place
    from brief.press.pdf.reader import PdfReader
    from brief.press.preflight.pdf.pdfium_objects import Box

MAX_PAGES = 20
MAX_STORED_BYTES, MAX_CONTENT_BYTES = (
    2_000_000,
    4_000_000,
)  # bytes of a page's drawing, packed and unpacked
MAX_RELATED = 6
SHOWN = 60  # characters of a text that a message quotes


@dataclass(frozen=True, slots=True)
class SourcePlaces:
    """Where in a project's files what breaks a rule is written, as far as that is known.

    `also` are places that are related to it, in the way that `how` says.
    """

    primary: Sequence[Place | None] = ()
    related: Sequence[Place | None] = ()
    related_message: str = "here, too"

    def add_to(self, finding: Finding) -> Finding:
        """Return the finding with the first of the places, and the others as related."""
        known = list(dict.fromkeys(place for place in (*self.primary, *self.related) if place))
        if not known:
            return finding
        return place_finding(
            finding, known[0], *((self.related_message, place) for place in known[1:MAX_RELATED])
        )


NO_PLACES = SourcePlaces()


class InspectionContext:
    """The document, its claims, and what is painted, seen and tagged on its first pages."""

    def __init__(self, pdf: PdfReader, origins: SourceMap = EMPTY_SOURCE_MAP) -> None:
        self.document = pdf.document
        self.origins = origins
        self.page_count = min(len(self.document.pages), MAX_PAGES)
        self._pdf = pdf

    @cached_property
    def claims(self) -> Claims:
        """What the file claims of itself."""
        return read_claims(self.document)

    @cached_property
    def painted_objects(self) -> tuple[PaintedObject, ...]:
        """What the pages paint, as their content streams say it; nothing if that is too much."""
        return () if self.overloaded_page else read_painted_objects(self.document, self.page_count)

    @cached_property
    def rendered_pages(self) -> tuple[RenderedPage, ...]:
        """The pages as they are seen; none if there is too much on one."""
        return () if self.overloaded_page else read_rendered_pages(self._pdf, self.page_count)

    @cached_property
    def overloaded_page(self) -> int:
        """The first page (from 1) that draws more than can be followed in a few seconds, or 0."""
        for number in range(self.page_count):
            given: Any = self.document.pages[number].obj.get("/Contents", [])
            streams = [given] if isinstance(given, pikepdf.Stream) else list(given)
            stored = sum(int(stream.get("/Length", 0)) for stream in streams)
            if stored > MAX_STORED_BYTES:
                return number + 1
            if sum(len(stream.read_bytes()) for stream in streams) > MAX_CONTENT_BYTES:
                return number + 1
        return 0

    @cached_property
    def structure_tree(self) -> StructureTree | None:
        """The structure tree, or None if there is none."""
        root = self.document.Root.get("/StructTreeRoot")
        return read_tree(self.document, root) if root is not None else None

    def make_finding(self, code: str, message: str) -> Finding:
        """Return the finding that the rule of that code is broken."""
        return RULES[code].make_finding(message, self.claims.standards)

    def group_findings(
        self,
        code: str,
        page: int,
        what: Sequence[str],
        message: str,
        where: SourcePlaces = NO_PLACES,
    ) -> list[Finding]:
        """Return one finding for all places of a page that break a rule in the same way.

        `message` has {} where the first of the places is named; `where` says where they come from
        in the project's files.
        """
        if not what:
            return []
        distinct = list(dict.fromkeys(what))
        more = f" (and {len(distinct) - 1} more like it)" if len(distinct) > 1 else ""
        on = f"page {page}: " if len(self.document.pages) > 1 else ""
        finding = self.make_finding(code, f"{on}{message.format(distinct[0])}{more}")
        return [where.add_to(finding)]

    def read_box(self, page: int, name: str) -> Box | None:
        """Return a box of a page (counted from 0) as (left, bottom, right, top), or None.

        Of the boxes only MediaBox and CropBox are inherited (ISO 32000-1, table 30).
        """
        node: Any = self.document.pages[page].obj
        for _ in range(MAX_PAGES):
            if name in node:
                left, bottom, right, top = (float(edge) for edge in node[name])
                return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
            if name not in {"/MediaBox", "/CropBox"} or "/Parent" not in node:
                return None
            node = node["/Parent"]
        return None

    def find_trim_box(self, page: int) -> Box:
        """Return where the page is cut: its TrimBox, or what takes its place (14.11.2)."""
        for name in ("/TrimBox", "/CropBox", "/MediaBox"):
            box = self.read_box(page, name)
            if box:
                return box
        return 0.0, 0.0, 612.0, 792.0


def quote(text: str) -> str:
    """Return a text as messages quote it: on one line, and not too long."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}”"
