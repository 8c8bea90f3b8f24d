"""Conversion of a finished page from screen colours to PDF/X-4 in CMYK, step by step."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from PIL import ImageCms

from brief.press.colour.conversion import CmykConverter
from brief.press.colour.page_boxes import MIN_MARKS, SLUG, add_boxes_and_marks
from brief.press.colour.pdfx_metadata import write_pdfx_metadata
from brief.press.colour.problems import ConversionError, ProblemList
from brief.press.colour.remove_interactive import remove_interactive
from brief.press.colour.resources import ResourceConverter
from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap
from brief.press.pdf.objects import find_dictionaries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.findings import Finding
    from brief.press.colour.conversion import Inks
    from brief.press.job.model import DocumentFacts
    from brief.press.job.printing_condition import PrintingCondition

VERSION = "1.6"  # the PDF version of PDF/X-4 (ISO 15930-7:2010, 1)


def convert_to_press(
    pdf: bytes,
    inks: Mapping[str, Inks],
    condition: PrintingCondition,
    facts: DocumentFacts,
    source_map: SourceMap = EMPTY_SOURCE_MAP,
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the PDF for the press, PDF/X-4 in CMYK and still PDF/UA-1, and the findings.

    `pdf` is a tagged PDF/UA-1 whose MediaBox is 10 mm larger than its TrimBox on all sides. `inks`
    maps the brand's colours, for instance "#8c1c2b", to cyan, magenta, yellow and black in per
    cent; these are exact, also in a logo. The PDF is empty if a finding is an error: no file with
    a wrong colour is returned. The same arguments give the same bytes.
    """
    problems = ProblemList(source_map)
    with problems.collect_errors():
        _check_condition(condition, inks, problems)
    if problems.has_errors():
        return b"", problems.findings()
    with pikepdf.open(BytesIO(pdf)) as document:
        remove_interactive(document)
        document.remove_unreferenced_resources()  # also separates resources that pages share
        press = CmykConverter(condition, inks)
        converter = ResourceConverter(document, press, problems, condition.tac)
        for problems.page, page in enumerate(document.pages, 1):
            converter.convert_page(page)
        remove_colour_spaces(document)
        for problems.page, page in enumerate(document.pages, 1):
            with problems.collect_errors():
                add_boxes_and_marks(document, page, condition)
        problems.page = 0
        with problems.collect_errors():
            write_pdfx_metadata(document, facts, condition, _hash_sources(pdf, inks, condition))
        target = BytesIO()
        if not problems.has_errors():
            document.save(target, force_version=VERSION, deterministic_id=True)
        return target.getvalue(), problems.findings()


def _check_condition(
    condition: PrintingCondition, inks: Mapping[str, Inks], problems: ProblemList
) -> None:
    """Check the profile, the brand's inks, and that bleed and marks fit around the trim."""
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(condition.profile)).profile
        fit = profile.device_class == "prtr" and profile.xcolor_space.strip() == "CMYK"
    except (OSError, ImageCms.PyCMSError):
        fit = False
    if not fit:
        raise ConversionError(
            "press-profile",
            f"the profile of {condition.name} is not the ICC profile of a CMYK press",
            "ask the printer for the ICC output profile of the paper that you print on",
        )
    for code, amounts in inks.items():
        if sum(amounts) > condition.tac:
            problems.add_warning(
                "press-ink-limit",
                f"the brand's colour {code} has {sum(amounts):g} % of ink; "
                f"{condition.name} takes {condition.tac:g} %",
                "choose inks with a smaller sum in brand.yaml",
                problems.source_map.find_ink(code),
            )
    widest = SLUG - MIN_MARKS if condition.marks else SLUG
    if not 0 <= condition.bleed <= widest:
        raise ConversionError(
            "press-bleed",
            f"a bleed of {condition.bleed:g} mm does not fit: there is room for {widest:g} mm",
            "ask for less bleed in brand.yaml, or for no marks",
        )


def remove_colour_spaces(document: pikepdf.Pdf) -> None:
    """Remove the colour spaces from all resources: no colour refers to them any more."""
    for item in find_dictionaries(document):
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
