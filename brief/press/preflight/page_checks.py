"""What is checked of every page: that it is whole, on one page, in the brand's own fonts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.findings import Finding, error
from brief.press.engine.engine import known_properties
from brief.press.preflight.engine_warnings import page_complaint, refusal_finding
from brief.press.preflight.overfull_lines import overhanging_text
from brief.press.preflight.text_checks import clashing_blocks, missing_text, read_pages, stray_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

    from brief.press.engine.engine import Laid
    from brief.press.job.model import Fullness, RenderJob
    from brief.press.job.source_map import Origins
    from brief.press.pdf.reader import OpenPdf

POINTS_PER_MM = 72 / 25.4
SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")  # ISO 32000-1, 9.6.4

SEVERAL = 256  # names of fonts


def inspect_layout(laid: Laid, job: RenderJob, origins: Origins) -> list[Finding]:
    """Return what is wrong with the page before it is written."""
    whole = _whole_page(laid.fullness)
    galley = laid.galley()
    blocks = [*clashing_blocks(galley, origins), *overhanging_text(galley, origins)]
    return [*whole, *blocks, *_engine_findings(laid, job, origins)]


def inspect_pdf(
    pdf: OpenPdf, job: RenderJob, bound: Sequence[Laid], origins: Origins
) -> list[Finding]:
    """Return what is wrong with the PDF as written: text lost or astray, fonts not the brand's.

    `bound` is what was written; the engine's last words about it are those of the drawing.
    """
    pages = read_pages(pdf)
    lost = [
        finding
        for laid, page in zip(bound, pages, strict=True)
        for finding in missing_text([page], laid.edition.strings, laid.galley(), origins)
    ]
    return [
        *dict.fromkeys(it for laid in bound for it in _engine_findings(laid, job, origins)),
        *lost,
        *stray_text(pages, job.safe, origins),
        *_font_findings(pdf.document, job),
    ]


def _font_findings(document: pikepdf.Pdf, job: RenderJob) -> list[Finding]:
    shown = [SUBSET_TAG.sub("", name) for name in _fonts(document)]
    return [
        error(
            "font-foreign",
            f"the page is set in {name}, which the brand does not name",
            "add the family to the brand's fonts, or change the style sheet",
        )
        for name in shown
        if not any(_is_family(name, family) for family in job.families)
    ]


def _whole_page(fullness: Fullness) -> Iterator[Finding]:
    """Look once more at what copyfitting promises: one page, no region lost or in the footer."""
    for region in fullness.lost:
        yield error(
            "region-lost",
            f"the page does not hold all of its {region!r} part",
            "shorten it: what does not fit would be missing from the page",
        )
    low = [name for name, end in fullness.ends if name != "footer" and end > fullness.limit]
    if fullness.pages != 1 or low:
        where = f"the {low[0]!r} part runs into the footer" if low else "it takes a second page"
        yield error(
            "too-long",
            f"the text does not fit on one page: {where}",
            "shorten points or summary, leave out key figures, or choose a larger paper",
        )


def _engine_findings(laid: Laid, job: RenderJob, origins: Origins) -> list[Finding]:
    """Return what the engine had to say, about layout or drawing, whichever came last."""
    refused = [refusal_finding(said, origins, job.stylesheets) for said in laid.refused]
    messages = _remaining(laid)
    known = known_properties() if messages else ()
    sheets = job.stylesheets
    told = (page_complaint(said, sheets, origins, known) for said in messages)
    return refused + [finding for finding in told if finding]


def _remaining(laid: Laid) -> list[str]:
    """Return the engine's warnings that no finding of our own says better."""
    return [
        message
        for message in dict.fromkeys(laid.warnings)
        if not any(refusal in message for refusal in laid.refused)
    ]


def _fonts(document: pikepdf.Pdf) -> Iterator[str]:
    import pikepdf

    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            yield str(item.FontName).lstrip("/")


def _is_family(font: str, family: str) -> bool:
    return _letters(font).startswith(_letters(family))


@lru_cache(SEVERAL)
def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
