"""The inspection itself: a PDF goes in, findings come out, and never a traceback.

Any file is taken: strangers' ones, damaged, encrypted, empty ones. What cannot be read is itself a
finding, and does not keep the other rules from being checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from brief.findings import Place
from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap
from brief.press.pdf.reader import PdfReader
from brief.press.preflight.checks import (
    annotations as additions,
)
from brief.press.preflight.checks import (
    colour as ink,
)
from brief.press.preflight.checks import (
    fonts,
    legibility,
    tagging,
)
from brief.press.preflight.checks import (
    metadata as identity,
)
from brief.press.preflight.checks import (
    page_boxes as sheet,
)
from brief.press.preflight.rules import RULES, X4

if TYPE_CHECKING:
    import pikepdf

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext


Check = Callable[["InspectionContext"], Iterator["Finding"]]

MAX_BYTES = 200_000_000
MAX_DAMAGES = 3  # that are told one by one
MAX_DETAIL_LENGTH = 160  # characters of what a library says
BYTES_REPR = re.compile(r"(stream )?<_io\.BytesIO object at 0x[0-9a-f]+>:? ?")
"""What a library calls the bytes that it was given."""
ALSO_PRESS = {
    "pdfx-structure": ("pdf-encrypted",),
    "pdfx-intent": ("intent-missing",),
    "pdfx-colour": ("rgb-in-press", "intent-missing"),
    "pdfx-font": ("font-not-embedded",),
    "pdfx-metadata": ("title-missing",),
    "pdfx-information": ("title-missing", "metadata-disagree"),
    "pdfx-boxes": ("page-box-missing", "page-box-outside"),
    "pdfx-annotation": ("annotation-in-press",),
    "pdfx-action": ("active-content",),
    "pdfx-attachment": ("attachment",),
}
"""Which of our codes say the same of a PDF/X-4 as those of the press, and more exactly."""
NO_CLAIMS: frozenset[str] = frozenset()

CHECKS: tuple[Check, ...] = (
    additions.check_encryption,
    additions.check_actions,
    additions.check_attachments,
    identity.check_claims,
    ink.check_intents,
    sheet.check_pages,
    sheet.check_boxes,
    sheet.check_edges,
    fonts.check_fonts,
    ink.check_images,
    ink.check_colours,
    ink.check_ink,
    legibility.check_opacity,
    legibility.check_sizes,
    legibility.check_contrast,
    tagging.check_marks,
    tagging.check_languages,
    tagging.check_headings,
    tagging.check_figures,
    tagging.check_tables,
    additions.check_annotations,
    identity.check_title,
    identity.check_facts,
)
"""All that is looked at, in the order in which it is reported."""

NOT_FOR_BUILT = {
    additions.check_encryption,
    additions.check_actions,
    additions.check_attachments,
    identity.check_claims,
    identity.check_facts,
    ink.check_intents,
    sheet.check_pages,
}
CHECKS_OF_BUILT: tuple[Check, ...] = tuple(check for check in CHECKS if check not in NOT_FOR_BUILT)
"""What content, brand or layout can spoil in a file that brief makes."""


def inspect_file(source: Path | bytes, name: str) -> list[Finding]:
    """Return everything that is wrong with a PDF, whoever made it; `shown` is its name.

    Raises OSError if the file cannot be opened.
    """
    if isinstance(source, Path):
        if source.stat().st_size > MAX_BYTES:
            return [_set_place(RULES["pdf-too-large"].make_finding("over 200 MB", NO_CLAIMS), name)]
        source = source.read_bytes()
    with PdfReader(source) as opened:
        return [
            _set_place(finding, name) for finding in dict.fromkeys(_check_pdf(opened, whole=True))
        ]


def inspect_built(pdf: PdfReader, origins: SourceMap = EMPTY_SOURCE_MAP) -> list[Finding]:
    """Return what is wrong with a PDF that has just been made, where its cause is written.

    It leaves out what no briefing, brand or layout can cause in a file that brief makes.
    """
    return list(dict.fromkeys(_check_pdf(pdf, whole=False, origins=origins)))


# ISO 32000-1, 7.5.2; readers have long looked for it in the first 1,024 bytes.
HEADER, HEADER_SEARCH_LENGTH = b"%PDF-", 1024


def _check_pdf(
    pdf: PdfReader, *, whole: bool, origins: SourceMap = EMPTY_SOURCE_MAP
) -> Iterator[Finding]:
    import pikepdf

    try:
        if whole:
            yield from _find_damage(pdf.document)
        yield from _run_checks(pdf, origins, whole=whole)
    except pikepdf.PasswordError:
        yield RULES["pdf-encrypted"].make_finding(
            "the file opens only with a password", frozenset("ax")
        )
    except Exception as problem:  # noqa: BLE001 - a stranger's file may be broken in any way
        if HEADER in pdf.content[:HEADER_SEARCH_LENGTH]:
            yield _make_damage_finding("the file cannot be read as a PDF", problem)
        else:
            yield RULES["pdf-damaged"].make_finding(
                "the file is no PDF: it has no %PDF header", NO_CLAIMS
            )


def _run_checks(pdf: PdfReader, origins: SourceMap, *, whole: bool) -> Iterator[Finding]:
    from brief.press.preflight.context import InspectionContext

    document, context = pdf.document, InspectionContext(pdf, origins)
    if not document.pages:
        yield RULES["pdf-damaged"].make_finding("the file has no page", NO_CLAIMS)
        return
    if context.page_count < len(document.pages):
        message = f"of {len(document.pages)} pages the first {context.page_count} are inspected"
        yield RULES["pdf-too-large"].make_finding(message, NO_CLAIMS)
    told: set[str] = set()
    checks: tuple[Check, ...] = (
        (_check_amount, *CHECKS, partial(_check_press, told=told)) if whole else CHECKS_OF_BUILT
    )
    for check in checks:
        try:
            for finding in check(context):
                told.add(finding.code)
                yield finding
        except Exception as problem:  # noqa: BLE001 - as above; the other checks go on
            yield _make_damage_finding("a part of the file cannot be read", problem)


def _check_press(context: InspectionContext, told: set[str]) -> Iterator[Finding]:
    """Hold a PDF/X-4 against the structure that it needs; what was told is not told again.

    Of what brief makes this is known: the press does the same before it hands a sheet over.
    """
    from brief.press.preflight.pdfx4 import x4_findings

    if context.claims.is_pdfx4:
        for finding in x4_findings(context.document):
            if told.isdisjoint(ALSO_PRESS.get(finding.code, ())):
                yield replace(finding, rule=X4)


def _check_amount(context: InspectionContext) -> Iterator[Finding]:
    """Check that the pages draw no more than can be followed."""
    if context.overloaded_page:
        message = f"page {context.overloaded_page} draws too much: texts, colours and images"
        yield context.make_finding("pdf-too-large", f"{message} are not inspected")


def _find_damage(document: pikepdf.Pdf) -> Iterator[Finding]:
    """Report what the library had to repair, or cannot decode."""
    problems = list(dict.fromkeys(document.check_pdf_syntax()))
    for problem in problems[:MAX_DAMAGES]:
        yield RULES["pdf-damaged"].make_finding(
            f"the file is damaged: {BYTES_REPR.sub('', problem)}", NO_CLAIMS
        )


def _make_damage_finding(what: str, problem: Exception) -> Finding:
    said = " ".join(BYTES_REPR.sub("", str(problem)).split())[:MAX_DETAIL_LENGTH]
    said = said or type(problem).__name__
    return RULES["pdf-damaged"].make_finding(f"{what}: {said}", NO_CLAIMS)


def _set_place(finding: Finding, shown: str) -> Finding:
    return replace(finding, place=Place(shown))
