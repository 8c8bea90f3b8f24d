"""Make what the desk shows of an edition from its PDF."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from brief.errors import ContentError
from brief.prepress.sources.tracing import trace_page_texts
from brief.preview.pages.model import PreviewEdition, Rect
from brief.preview.pages.page_runs import read_page_runs
from brief.preview.pages.pdfium import open_pdf
from brief.preview.pages.text_places import place_texts

if TYPE_CHECKING:
    from brief.build.memory_build import PlannedPages
    from brief.build.report import Result
    from brief.prepress.sources.page_texts import PageText
    from brief.preview.pages.page_runs import PageRuns
    from brief.project import Project

NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)


def trace_planned_pages(project: Project, planned: PlannedPages) -> dict[str, tuple[PageText, ...]]:
    """Return the texts of each wanted page with their sources, by page (`de`, `de+it`)."""
    pages = dict.fromkeys(page for names in planned.group.wanted for page in names)
    briefing, presentation = planned.briefing, planned.presentation
    try:
        return {page: trace_page_texts(project, briefing, page, presentation) for page in pages}
    except ContentError:  # the build has found the same
        return {}


def make_edition(
    result: Result,
    pdf: bytes,
    texts: tuple[PageText, ...],
    free_lines: float | None,
) -> PreviewEdition:
    """Return the edition of a build's result; `texts` are those of its page."""
    if not pdf:
        return PreviewEdition(
            result.language, result.profile, b"", 0.0, 0.0, NOWHERE, result.type_size,
            free_lines, (), result.findings, "", 0,
        )  # fmt: skip
    with open_pdf(pdf) as document:
        pages = [read_page_runs(document, number) for number in range(len(document))]
    shown = pages[0].drawn
    return PreviewEdition(
        language=result.language,
        profile=result.profile,
        pdf=pdf,
        width=shown.right - shown.left,
        height=shown.top - shown.bottom,
        trim=_find_trim(pages[0]),
        size=result.type_size,
        free_lines=free_lines,
        texts=place_texts(pages[0], texts),
        findings=result.findings,
        digest=sha256(pdf).hexdigest(),
        pages=len(pages),
    )


def _find_trim(page: PageRuns) -> Rect:
    drawn, trim = page.drawn, page.trim
    return Rect(
        trim.left - drawn.left,
        drawn.top - trim.top,
        trim.right - trim.left,
        trim.top - trim.bottom,
    )
