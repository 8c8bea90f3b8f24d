"""Rules of what the file says of itself: its title, and metadata that agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.press.preflight.context import quote
from brief.press.preflight.pdf.conformance import INFO_TO_XMP, normalise_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

EXPECTED = ("language", "source", "rights")


def check_title(context: InspectionContext) -> Iterator[Finding]:
    """Check that the file has a title, and windows show it."""
    if not context.claims.title:
        yield context.make_finding("title-missing", "the metadata name no title (dc:title)")
    preferences: Any = context.document.Root.get("/ViewerPreferences", {})
    if not preferences.get("/DisplayDocTitle", False):
        yield context.make_finding("title-not-shown", "windows show the file's name, not its title")


def check_facts(context: InspectionContext) -> Iterator[Finding]:
    """Check that what is said twice is said alike; what editors look for is there."""
    claims = context.claims
    if claims.readable:
        for entry, name in INFO_TO_XMP.items():
            first = normalise_fact(entry, str(context.document.docinfo.get(entry, "")))
            second = normalise_fact(entry, claims.get_text(name))
            if first and second and first != second:
                shown = f"{quote(first)} and {quote(second)}"
                message = f"{entry.lstrip('/')} is said twice, and differently: {shown}"
                yield context.make_finding("metadata-disagree", message)
    missing = [f"dc:{name}" for name in EXPECTED if not claims.get_dublin_core(name)]
    if missing:
        yield context.make_finding("metadata-sparse", f"the metadata lack {', '.join(missing)}")


def check_claims(context: InspectionContext) -> Iterator[Finding]:
    """Check that the file says what it keeps to."""
    if not context.claims.standards:
        message = "the file claims none of PDF/A, PDF/UA and PDF/X: only general rules are checked"
        yield context.make_finding("claim-missing", message)
