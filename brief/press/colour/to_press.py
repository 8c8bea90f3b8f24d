"""The story of a press file: a finished page in screen colours, put into inks step by step."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from PIL import ImageCms

from brief.findings import Finding, Severity
from brief.press.colour.conversion import CmykConverter
from brief.press.colour.page_boxes import MIN_MARKS, SLUG, add_boxes_and_marks
from brief.press.colour.pdfx_metadata import write_pdfx_metadata
from brief.press.colour.problems import ConversionError, ProblemList
from brief.press.colour.remove_interactive import remove_interactive
from brief.press.colour.resources import ResourceConverter
from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap
from brief.press.preflight.image_resolution import resolution_findings
from brief.press.preflight.pdfx4 import x4_findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.press.colour.conversion import Inks
    from brief.press.job.model import DocumentFacts
    from brief.press.job.printing_condition import PrintingCondition

VERSION = "1.6"  # what PDF/X-4 is built on (ISO 15930-7:2010, 1)


def convert_to_press(
    pdf: bytes,
    inks: Mapping[str, Inks],
    condition: PrintingCondition,
    facts: DocumentFacts,
    origins: SourceMap = EMPTY_SOURCE_MAP,
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the PDF for the press: PDF/X-4 in CMYK, still PDF/UA-1, and what there is to say.

    `pdf` is a tagged PDF/UA-1 whose MediaBox lies 10 mm outside its TrimBox. `inks` gives the
    brand's colours, as "#8c1c2b", their cyan, magenta, yellow and black in per cent: these are
    exact, also in a logo. The PDF is empty if a finding is an error: no file with a wrong colour
    leaves the house. The same arguments give the same bytes. `origins` places what is found.
    """
    problems = ProblemList(origins)
    try:
        _check_condition(condition, inks, problems)
    except ConversionError as problem:
        problems.add_error(problem)
        return b"", problems.findings()
    with pikepdf.open(BytesIO(pdf)) as document:
        remove_interactive(document)
        document.remove_unreferenced_resources()  # and pages no longer share what they draw with
        converter = ResourceConverter(
            document, CmykConverter(condition, inks), problems, condition.tac
        )
        for problems.page, page in enumerate(document.pages, 1):
            converter.convert_page(page)
        remove_colour_spaces(document)
        for problems.page, page in enumerate(document.pages, 1):
            _try_boxes_and_marks(document, page, condition, problems)
        problems.page = 0
        try:
            write_pdfx_metadata(document, facts, condition, _hash_sources(pdf, inks, condition))
        except ConversionError as problem:
            problems.add_error(problem)
        findings = [*problems.findings(), *resolution_findings(document, origins)]
        if not any(finding.severity is Severity.ERROR for finding in findings):
            findings += x4_findings(document)
        if any(finding.severity is Severity.ERROR for finding in findings):
            return b"", tuple(findings)
        return _save(document), tuple(findings)


def _save(document: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    document.save(target, force_version=VERSION, deterministic_id=True)
    return target.getvalue()


def _try_boxes_and_marks(
    document: pikepdf.Pdf, page: pikepdf.Page, condition: PrintingCondition, problems: ProblemList
) -> None:
    try:
        add_boxes_and_marks(document, page, condition)
    except ConversionError as problem:
        problems.add_error(problem)


def _check_condition(
    condition: PrintingCondition, inks: Mapping[str, Inks], problems: ProblemList
) -> None:
    """Look whether the profile is one of a CMYK press, and the brand's inks within its limit."""
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(condition.profile)).profile
        fit = profile.device_class == "prtr" and profile.xcolor_space.strip() == "CMYK"
    except (OSError, ImageCms.PyCMSError):
        fit = False
    if not fit:
        problem = ConversionError(
            "press-profile",
            f"the profile of {condition.name} is not the ICC profile of a CMYK press",
            "ask the printer for the ICC output profile of the paper that you print on",
        )
        raise problem
    for code, amounts in inks.items():
        if sum(amounts) > condition.tac:
            problems.add_warning(
                "press-ink-limit",
                f"the brand's colour {code} has {sum(amounts):g} % of ink; "
                f"{condition.name} takes {condition.tac:g} %",
                "choose inks with a smaller sum in brand.yaml",
                problems.origins.find_ink(code),
            )
    _check_bleed(condition)


def _check_bleed(condition: PrintingCondition) -> None:
    """Look whether bleed and marks fit into the rim around the trim."""
    widest = SLUG - MIN_MARKS if condition.marks else SLUG
    if not 0 <= condition.bleed <= widest:
        problem = ConversionError(
            "press-bleed",
            f"a bleed of {condition.bleed:g} mm does not fit: there is room for {widest:g} mm",
            "ask for less bleed in brand.yaml, or for no marks",
        )
        raise problem


def remove_colour_spaces(document: pikepdf.Pdf) -> None:
    """Take screen colour spaces out of all resources: no colour refers to them any more."""
    for item in document.objects:
        if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        for resources in (item, item.get("/Resources")):
            if isinstance(resources, pikepdf.Dictionary) and isinstance(
                resources.get("/ColorSpace"), pikepdf.Dictionary
            ):
                del resources["/ColorSpace"]


def _hash_sources(pdf: bytes, inks: Mapping[str, Inks], condition: PrintingCondition) -> bytes:
    parts = (
        pdf,
        condition.profile,
        repr((condition.name, condition.tac, condition.bleed, condition.marks)).encode(),
        repr(sorted(inks.items())).encode(),
    )
    return b"".join(sha256(part).digest() for part in parts)
