"""Rules of what the file says of itself: its title, and metadata that agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.press.preflight.context import quoted
from brief.press.preflight.pdf.conformance import PAIRS, comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import Dossier

EXPECTED = ("language", "source", "rights")


def check_title(dossier: Dossier) -> Iterator[Finding]:
    """Check that the file has a title, and windows show it."""
    if not dossier.claims.dublin_core("title").strip():
        yield dossier.found("title-missing", "the metadata name no title (dc:title)")
    preferences: Any = dossier.document.Root.get("/ViewerPreferences", {})
    if not preferences.get("/DisplayDocTitle", False):
        yield dossier.found("title-not-shown", "windows show the file's name, not its title")


def check_facts(dossier: Dossier) -> Iterator[Finding]:
    """Check that what is said twice is said alike; what editors look for is there."""
    claims = dossier.claims
    if claims.readable:
        for entry, name in PAIRS.items():
            first = comparable(entry, str(dossier.document.docinfo.get(entry, "")))
            second = comparable(entry, claims.said(name))
            if first and second and first != second:
                shown = f"{quoted(first)} and {quoted(second)}"
                message = f"{entry.lstrip('/')} is said twice, and differently: {shown}"
                yield dossier.found("metadata-disagree", message)
    missing = [f"dc:{name}" for name in EXPECTED if not claims.dublin_core(name)]
    if missing:
        yield dossier.found("metadata-sparse", f"the metadata lack {', '.join(missing)}")


def check_claims(dossier: Dossier) -> Iterator[Finding]:
    """Check that the file says what it keeps to."""
    if not dossier.claims.names:
        message = "the file claims none of PDF/A, PDF/UA and PDF/X: only general rules are checked"
        yield dossier.found("claim-missing", message)
