"""Checks of metadata: title, claims, and entries that agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.findings.message import quote
from brief.press.preflight.pdf.conformance import INFO_TO_XMP, normalise_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

EXPECTED = ("language", "source", "rights")


def check_title(context: InspectionContext) -> Iterator[Finding]:
    """Check that the file has a title, which windows show."""
    if not context.claims.title:
        yield context.make_finding("title-missing", "the metadata contains no title (dc:title)")
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
    if missing:
        yield context.make_finding("metadata-sparse", f"the metadata lacks {', '.join(missing)}")


def check_claims(context: InspectionContext) -> Iterator[Finding]:
    """Check that the file claims a standard."""
    if not context.claims.standards:
        message = "the file claims neither PDF/A, PDF/UA nor PDF/X: only general rules are checked"
        yield context.make_finding("claim-missing", message)
