"""Checks of every page that is built: complete, on one page, in the brand's fonts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.findings import Finding, error
from brief.press.engine.engine import get_known_properties
from brief.press.job.page_contract import FOOTER, is_region
from brief.press.pdf.objects import find_dictionaries
from brief.press.preflight.engine_warnings import explain_page_warning, explain_refused_file
from brief.press.preflight.text_checks import (
    find_broken_words,
    find_clashing_blocks,
    find_missing_text,
    find_overfull_lines,
    find_stray_text,
    read_pages,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

    from brief.press.engine.engine import LaidOutEdition
    from brief.press.job.model import Fullness, RenderJob
    from brief.press.job.source_map import SourceMap
    from brief.press.pdf.reader import PdfReader

SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")  # ISO 32000-1, 9.6.4


def inspect_layout(laid: LaidOutEdition, job: RenderJob, source_map: SourceMap) -> list[Finding]:
    """Return the findings about a page before it is written."""
    galley = laid.read_page_model()
    return [
        *_check_fit(laid.fullness),
        *find_clashing_blocks(galley, source_map),
        *find_overfull_lines(galley, source_map),
        *find_broken_words(laid.read_line_ends(), laid.edition.strings, source_map),
        *_explain_engine_warnings(laid, job, source_map),
    ]


def inspect_pdf(
    pdf: PdfReader, job: RenderJob, laid_pages: Sequence[LaidOutEdition], source_map: SourceMap
) -> list[Finding]:
    """Return the findings about the PDF: text lost or outside, fonts that are not the brand's.

    `laid_pages` are the pages in the PDF, with the warnings that WeasyPrint logged while drawing.
    """
    pages = read_pages(pdf)
    lost = [
        finding
        for laid, page in zip(laid_pages, pages, strict=True)
        for finding in find_missing_text([page], laid.edition.strings, source_map)
    ]
    return [
        *dict.fromkeys(
            it for laid in laid_pages for it in _explain_engine_warnings(laid, job, source_map)
        ),
        *lost,
        *find_stray_text(pages, job.safe_margin, source_map),
        *_find_foreign_fonts(pdf.document, job),
    ]


def _find_foreign_fonts(document: pikepdf.Pdf, job: RenderJob) -> list[Finding]:
    remedy = "add the family to the brand's fonts, or change the style sheet"
    families = tuple(map(_normalise_font_name, job.families))
    findings = []
    for item in find_dictionaries(document):
        if item.get("/Type") == "/FontDescriptor":
            name = SUBSET_TAG.sub("", str(item.FontName).lstrip("/"))
            if not _normalise_font_name(name).startswith(families):
                message = f"the page is set in {name}, which the brand does not name"
                findings.append(error("font-foreign", message, remedy))
    return findings


def _check_fit(fullness: Fullness) -> Iterator[Finding]:
    """Check the result of copyfitting: one page, no region lost or overlapping the footer."""
    for region in fullness.missing_regions:
        yield error(
            "region-lost",
            f"the {region!r} part does not fit on the page",
            "shorten it: a part of it would be missing",
        )
    ends = [(name, end) for name, end in fullness.region_ends if not is_region(name, FOOTER)]
    low = [name for name, end in ends if end > fullness.footer_top]
    if fullness.page_count != 1 or low:
        where = f"the {low[0]!r} part runs into the footer" if low else "it takes a second page"
        yield error(
            "too-long",
            f"the text does not fit on one page: {where}",
            "shorten points or summary, leave out key figures, or choose a larger paper",
        )


def _explain_engine_warnings(
    laid: LaidOutEdition, job: RenderJob, source_map: SourceMap
) -> list[Finding]:
    """Return the findings for the messages of WeasyPrint's last step, layout or drawing."""
    refused = [explain_refused_file(said, source_map, job.stylesheets) for said in laid.refused]
    messages = [  # a refused file is reported already
        message
        for message in dict.fromkeys(laid.warnings)
        if not any(problem in message for problem in laid.refused)
    ]
    known = get_known_properties() if messages else ()
    sheets = job.stylesheets
    explained = (explain_page_warning(it, sheets, source_map, known) for it in messages)
    return refused + [finding for finding in explained if finding]


@lru_cache(256)
def _normalise_font_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
