"""Checks that the version of PDF, and transparency, are those of the standard that is claimed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name

from brief.findings import Severity
from brief.press.preflight.checks.pdfx4_colour import is_transparent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

HEADER = re.compile(rb"%PDF-([0-9])\.([0-9])")
OBJECT_STREAMS = (1, 5)  # the first version with them (ISO 32000-1, 7.5.7)
PDFX = {"PDF/X-1": (1, 4), "PDF/X-3": (1, 4), "PDF/X-4": (1, 6)}
PDFA = {1: (1, 4), 2: (1, 7), 3: (1, 7), 4: (2, 0)}
"""The latest version of PDF that each part of a standard is built on."""
TOLERANT, NEW_PDF = "PDF/X-4", (2, 0)
"""Some readers of the standard take its version of PDF for that of a file's features alone."""
FIRST_WITH_NEW_NUMBERS = 4  # PDF/A-4 is PDF 2.0


def check_versions(context: InspectionContext) -> Iterator[Finding]:
    """Check the version of PDF in the header and in the catalogue."""
    found = HEADER.search(context.content[:1024])
    header = (int(found[1]), int(found[2])) if found else (0, 0)
    stated = re.fullmatch(r"/?([0-9])\.([0-9])", str(context.document.Root.get("/Version", "")))
    version = max(header, (int(stated[1]), int(stated[2])) if stated else header)
    for name, latest in _find_limits(context):
        if version > latest:
            message = f"the file is PDF {_show(version)}, and {name} allows {_show(latest)} at most"
            found_wrong = context.make_finding("version-wrong", message)
            tolerated = name == TOLERANT and version < NEW_PDF
            severity = Severity.WARNING if tolerated else found_wrong.severity
            yield replace(found_wrong, severity=severity)
            break
    packed = any(item.get("/Type") in (Name.ObjStm, Name.XRef) for item in context.dictionaries)
    packed = packed or b"/ObjStm" in context.content
    if packed and version < OBJECT_STREAMS:
        message = f"the file says PDF {_show(version)}, but has object streams of PDF 1.5"
        yield context.make_finding("version-wrong", message)
    if context.claims.part == FIRST_WITH_NEW_NUMBERS and version < PDFA[FIRST_WITH_NEW_NUMBERS]:
        message = f"the file is PDF {_show(version)}, and PDF/A-4 is PDF 2.0"
        yield context.make_finding("version-wrong", message)


def _find_limits(context: InspectionContext) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each claimed standard with the latest version of PDF that it allows."""
    for name, latest in PDFX.items():
        if context.claims.pdfx.startswith(name):
            yield name, latest
    if context.claims.part in PDFA:
        yield f"PDF/A-{context.claims.part}", PDFA[context.claims.part]
    if "ua" in context.claims.standards and context.claims.ua_part == 1:
        yield "PDF/UA-1", (1, 7)


def _show(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


def check_transparency(context: InspectionContext) -> Iterator[Finding]:
    """Check that nothing is transparent where the claimed standard forbids it."""
    forbids = [name for name in ("PDF/X-1", "PDF/X-3") if context.claims.pdfx.startswith(name)]
    forbids += ["PDF/A-1"] if context.claims.part == 1 else []
    for number, page in enumerate(context.document.pages[: context.page_count], 1):
        if forbids and is_transparent(page.get("/Resources", Dictionary()), set()):
            message = f"page {number} is transparent, which {forbids[0]} forbids"
            yield context.make_finding("transparency-forbidden", message)
