"""Checks of metadata: title, claims, and entries that agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.findings.message import quote
from brief.press.preflight.pdf.conformance import INFO_TO_XMP, normalise_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

NEED_TITLE = {"ua", "x"}
"""The standards that require dc:title."""
LEVELS = {1: {"A", "B"}, 2: {"A", "B", "U"}, 3: {"A", "B", "U"}, 4: {"", "E", "F"}}
"""The levels of each part of PDF/A."""
UA_PARTS = {1, 2}
PDFX_VERSIONS = ("PDF/X-1", "PDF/X-2", "PDF/X-3", "PDF/X-4", "PDF/X-5", "PDF/X-6")
EXPECTED = ("language", "source", "rights")


def check_title(context: InspectionContext) -> Iterator[Finding]:
    """Check that the file has a title, which windows show."""
    title = context.claims.title
    if not title and not context.claims.standards & NEED_TITLE:
        title = str(context.document.docinfo.get("/Title", "")).strip()  # readers show this, too
    if not title:
        yield context.make_finding("title-missing", "the metadata contains no title")
        if not context.claims.standards:
            return
    preferences: Any = context.document.Root.get("/ViewerPreferences", {})
    if not preferences.get("/DisplayDocTitle", False):
        yield context.make_finding("title-not-shown", "windows show the file's name, not its title")


def check_facts(context: InspectionContext) -> Iterator[Finding]:
    """Check that information dictionary and XMP agree, and that no usual property is missing."""
    claims = context.claims
    if claims.readable:
        for entry, name in INFO_TO_XMP.items():
            first = normalise_fact(entry, str(context.document.docinfo.get(entry, "")))
            second = normalise_fact(entry, claims.get_text(name))
            if first and second and first != second:
                shown = f"{quote(first)} and {quote(second)}"
                message = (
                    f"{entry.lstrip('/')} differs between information dictionary and XMP: {shown}"
                )
                yield context.make_finding("metadata-disagree", message)
    missing = [f"dc:{name}" for name in EXPECTED if not claims.get_dublin_core(name)]
    if missing and context.is_own:
        yield context.make_finding("metadata-sparse", f"the metadata lacks {', '.join(missing)}")


def check_claims(context: InspectionContext) -> Iterator[Finding]:
    """Check that the file claims a standard."""
    standards = context.claims.standards
    for problem in _find_wrong_claims(context):
        yield context.make_finding("claim-wrong", problem)
    if "aa" in standards and "ua" not in standards:
        message = "the file claims the tags of PDF/A, level A, and not PDF/UA"
        yield context.make_finding("claim-missing", message)
    if not standards:
        message = "the file claims neither PDF/A, PDF/UA nor PDF/X: only general rules are checked"
        yield context.make_finding("claim-missing", message)


def _find_wrong_claims(context: InspectionContext) -> Iterator[str]:
    """Find claims to standards, parts or levels that do not exist."""
    claims = context.claims
    levels = LEVELS.get(claims.part)
    given = claims.level
    if "a" in claims.standards and levels is None:
        yield "the file claims a part of PDF/A that does not exist"
    elif levels is not None and given not in levels:
        stated = f"level {given}" if given else "no level"
        yield f"the file claims PDF/A-{claims.part} with {stated}"
    if "ua" in claims.standards and claims.ua_part not in UA_PARTS:
        yield "the file claims a part of PDF/UA that does not exist"
    if "x" in claims.standards and not claims.pdfx.startswith(PDFX_VERSIONS):
        yield f"the file claims {quote(claims.pdfx)}, which is not a version of PDF/X"
