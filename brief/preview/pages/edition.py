"""Make what the desk shows of an edition from its PDF."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from brief.preview.pages.model import PreviewEdition, Rect
from brief.preview.pages.page_runs import read_page_runs
from brief.preview.pages.pdfium import open_pdf
from brief.preview.pages.text_places import place_texts

if TYPE_CHECKING:
    from brief.build.report import Result
    from brief.prepress.sources.page_texts import PageText
    from brief.prepress.sources.text_rooms import PageRoom
    from brief.preview.pages.page_runs import PageRuns

NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)


def make_edition(
    result: Result,
    pdf: bytes,
    texts: tuple[PageText, ...],
    room: PageRoom | None,
) -> PreviewEdition:
    """Return the edition of a build's result; `texts` are those of its page."""
    free_lines, rooms = (room.free_lines, room.texts) if room else (None, ())
    if not pdf:
        return PreviewEdition(
            *(result.language, result.profile, b"", 0.0, 0.0, NOWHERE, result.type_size),
            *(free_lines, (), result.findings, "", 0, rooms),
        )
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
        rooms=rooms,
    )


def _find_trim(page: PageRuns) -> Rect:
    drawn, trim = page.drawn, page.trim
    return Rect(
        trim.left - drawn.left,
        drawn.top - trim.top,
        trim.right - trim.left,
        trim.top - trim.bottom,
    )
