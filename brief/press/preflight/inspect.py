"""Inspection of a finished PDF: runs all checks and returns their findings, never a traceback.

Any file may be inspected, also damaged, encrypted or empty ones. A part that cannot be read is
itself a finding, and does not prevent the other checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from brief.findings import Place
from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap
from brief.press.pdf.reader import PdfReader
from brief.press.preflight.checks import (
    colour,
    fonts,
    legibility,
    metadata,
    page_boxes,
    pdfx4,
    pdfx4_colour,
    tagging,
)
from brief.press.preflight.checks.annotations import (
    check_actions,
    check_annotations,
    check_attachments,
    check_encryption,
)
from brief.press.preflight.context import INK_LIMIT, InspectionContext
from brief.press.preflight.rules import RULES

if TYPE_CHECKING:
    from brief.findings import Finding
    from brief.press.preflight.context import LanguageFinder

Check = Callable[[InspectionContext], Iterator["Finding"]]

MAX_BYTES = 200_000_000
MAX_DAMAGES = 3  # findings about damage
MAX_DETAIL_LENGTH = 160  # characters of a library's message
MAX_NAMED_PAGES = 4  # in a message
PAGE = re.compile(r"\bpage ([0-9]+)\b")
BYTES_REPR = re.compile(r"(stream )?<_io\.BytesIO object at 0x[0-9a-f]+>:? ?")
"""The name that libraries give to the bytes of the file in their messages."""
NO_CLAIMS: frozenset[str] = frozenset()

CHECKS: tuple[Check, ...] = (
    check_encryption,
    check_actions,
    check_attachments,
    metadata.check_claims,
    colour.check_intents,
    page_boxes.check_pages,
    page_boxes.check_boxes,
    page_boxes.check_edges,
    fonts.check_fonts,
    colour.check_images,
    colour.check_colours,
    colour.check_ink,
    legibility.check_opacity,
    legibility.check_sizes,
    legibility.check_contrast,
    tagging.check_marks,
    tagging.check_languages,
    tagging.check_headings,
    tagging.check_figures,
    tagging.check_tables,
    check_annotations,
    metadata.check_title,
    metadata.check_facts,
)
"""The checks of any file, in the order in which they report."""

PDFX4_CHECKS: tuple[Check, ...] = (
    pdfx4.check_streams,
    pdfx4.check_metadata,
    pdfx4.check_information,
    pdfx4.check_states,
    pdfx4.check_drawings,
    pdfx4_colour.check_transparency,
)
"""Further checks of files that are to be PDF/X-4."""
FOR_OTHERS = {metadata.check_claims, metadata.check_facts, page_boxes.check_pages}
FOR_PRESS = {check_encryption, check_actions, check_attachments, colour.check_intents}
CHECKS_OF_PRESS = tuple(check for check in CHECKS if check not in FOR_OTHERS)
"""The checks of a file that brief makes for a press."""
CHECKS_OF_BUILT = tuple(check for check in CHECKS_OF_PRESS if check not in FOR_PRESS)
"""The checks of what content, brand or layout can cause in a file that brief makes."""


def inspect_file(
    source: Path | bytes, name: str, find_other_language: LanguageFinder | None = None
) -> list[Finding]:
    """Return all findings about a PDF from any program; `name` is its name for the findings.

    `find_other_language` returns the language that a text is clearly in if it is not the given
    one; without it, languages are not compared with the text.

    Raises OSError if the file cannot be opened.
    """
    from brief.press.preflight.further_checks import FURTHER_CHECKS

    if isinstance(source, Path):
        if source.stat().st_size > MAX_BYTES:
            finding = RULES["pdf-too-large"].make_finding("over 200 MB", NO_CLAIMS)
            return [replace(finding, place=Place(name))]
        source = source.read_bytes()
    with PdfReader(source) as pdf:
        checks = (_check_damage, _check_amount, *CHECKS, *FURTHER_CHECKS)
        make_context = partial(InspectionContext, pdf, find_other_language=find_other_language)
        found = _merge_pages(dict.fromkeys(_check_pdf(pdf, make_context, checks)))
        return [replace(finding, place=Place(name)) for finding in found]


def _merge_pages(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, the same problem of several pages as one."""
    merged: dict[object, tuple[Finding, list[str]]] = {}
    for finding in findings:
        named = PAGE.search(finding.message)
        key = (finding.code, finding.severity, PAGE.split(finding.message)[0]) if named else finding
        others = merged.setdefault(key, (finding, []))[1]
        if named:
            others.append(named[1])
    return [_name_pages(finding, list(dict.fromkeys(pages))) for finding, pages in merged.values()]


def _name_pages(finding: Finding, pages: list[str]) -> Finding:
    """Return a finding whose message names the other pages that have the same problem, too."""
    if len(pages) < 2:  # noqa: PLR2004
        return finding
    named = ", ".join(pages[1:MAX_NAMED_PAGES])
    more = f" and {len(pages) - MAX_NAMED_PAGES} more" if len(pages) > MAX_NAMED_PAGES else ""
    what = "page" if len(pages) == 2 else "pages"  # noqa: PLR2004
    return replace(finding, message=f"{finding.message} (and the like on {what} {named}{more})")


def inspect_built(
    pdf: PdfReader,
    source_map: SourceMap = EMPTY_SOURCE_MAP,
    *,
    pdfx4: bool = False,
    ink_limit: float = INK_LIMIT,
) -> list[Finding]:
    """Return all findings about a PDF that brief has just made, at their places in the source.

    It runs the checks of what a briefing, brand or layout can cause. `pdfx4`: the file is for a
    press, and must be PDF/X-4; `ink_limit` is that of its printing condition, in per cent.
    """
    make_context = partial(InspectionContext, pdf, source_map, pdfx4=pdfx4, ink_limit=ink_limit)
    checks = CHECKS_OF_PRESS if pdfx4 else CHECKS_OF_BUILT
    return list(dict.fromkeys(_check_pdf(pdf, make_context, checks)))


def _check_pdf(
    pdf: PdfReader, make_context: Callable[[], InspectionContext], checks: Sequence[Check]
) -> Iterator[Finding]:
    try:
        yield from _run_checks(make_context(), checks)
    except pikepdf.PasswordError:
        message = "the file opens only with a password"
        yield RULES["pdf-encrypted"].make_finding(message, frozenset("ax"))
    except Exception as problem:  # noqa: BLE001 - a stranger's file may be broken in any way
        if b"%PDF-" in pdf.content[:1024]:  # ISO 32000-1, 7.5.2, where readers search for it
            yield _make_damage_finding("the file cannot be read as a PDF", problem)
        else:
            message = "the file is not a PDF: it has no %PDF header"
            yield RULES["pdf-damaged"].make_finding(message, NO_CLAIMS)


def _run_checks(context: InspectionContext, checks: Sequence[Check]) -> Iterator[Finding]:
    pages = len(context.document.pages)
    if not pages:
        yield RULES["pdf-damaged"].make_finding("the file has no page", NO_CLAIMS)
        return
    if context.page_count < pages:
        message = f"only the first {context.page_count} of {pages} pages are inspected"
        yield RULES["pdf-too-large"].make_finding(message, NO_CLAIMS)
    for check in checks:
        yield from _run_check(check, context)
    if context.is_pdfx4:
        for check in PDFX4_CHECKS:
            yield from _run_check(check, context)


def _run_check(check: Check, context: InspectionContext) -> Iterator[Finding]:
    try:
        yield from check(context)
    except Exception as problem:  # noqa: BLE001 - as above; the other checks go on
        yield _make_damage_finding("a part of the file cannot be read", problem)


def _check_amount(context: InspectionContext) -> Iterator[Finding]:
    """Check that the content of the pages is not too long to be read."""
    if context.overloaded_page:
        message = f"page {context.overloaded_page} has too much content: texts, colours and images"
        yield context.make_finding("pdf-too-large", f"{message} are not inspected")


def _check_damage(context: InspectionContext) -> Iterator[Finding]:
    """Report errors that pikepdf had to repair, and streams that it cannot decode."""
    problems = list(dict.fromkeys(context.document.check_pdf_syntax()))
    for problem in problems[:MAX_DAMAGES]:
        message = f"the file is damaged: {BYTES_REPR.sub('', problem)}"
        yield RULES["pdf-damaged"].make_finding(message, NO_CLAIMS)


def _make_damage_finding(message: str, problem: Exception) -> Finding:
    detail = " ".join(BYTES_REPR.sub("", str(problem)).split())[:MAX_DETAIL_LENGTH]
    detail = detail or type(problem).__name__
    return RULES["pdf-damaged"].make_finding(f"{message}: {detail}", NO_CLAIMS)
