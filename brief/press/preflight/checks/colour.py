"""Checks of colours and images: inks, output intent, resolution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from brief.findings import Severity
from brief.press.colour.ink_coverage import measure_ink, read_stored_inks
from brief.press.job.units import POINTS_PER_MM
from brief.press.preflight.checks.pdfx4 import find_intent_defects
from brief.press.preflight.checks.pdfx4_colour import find_colour_defects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.pdf.colour_spaces import ColourSpace
    from brief.press.pdf.content_visitor import PaintedObject, Placement
    from brief.press.preflight.context import InspectionContext

ROUNDING = 1.0
FINE_IN_PRESS, COARSE_IN_PRESS, COARSE_ON_SCREEN = 300.0, 150.0, 100.0  # pixels per inch
MAX_IMAGE_BYTES = 64_000_000
RGB, CMYK = 3, 4
FOREIGN = {RGB: "DeviceCMYK", CMYK: "DeviceRGB"}
"""By the channels of an output intent, the device colours that it does not explain."""


def check_colours(context: InspectionContext) -> Iterator[Finding]:
    """Check that a file for the press contains no colour that must be converted to inks."""
    if not context.is_press:
        return
    clean = True
    for number, content in enumerate(context.page_contents, 1):
        found = [
            f"{painted.kind} in {colour.space.name}"
            for painted in content.painted
            for colour in painted.colours
            if colour.space.model in {"rgb", "lab"}
        ]
        clean = clean and not found
        yield from context.group_findings("rgb-in-press", number, found)
    if clean and context.is_pdfx4:
        yield from find_colour_defects(context)


def check_ink(context: InspectionContext) -> Iterator[Finding]:
    """Check that no spot has more ink than the paper takes."""
    limit = context.ink_limit
    for number, content in enumerate(context.page_contents, 1):
        heavy = [
            f"{painted.kind} with {ink:.0f} % of ink"
            for painted in content.painted
            if (ink := _measure_ink(painted)) > limit + ROUNDING
        ]
        for finding in context.group_findings("ink-limit", number, heavy):
            yield replace(finding, remedy=f"mix the colour with less ink: {limit:g} % at most")


def check_images(context: InspectionContext) -> Iterator[Finding]:
    """Check that images have enough pixels for their size on paper."""
    limit = FINE_IN_PRESS if context.is_press else COARSE_ON_SCREEN
    for number, content in enumerate(context.page_contents, 1):
        coarse = [image for image in content.images if image.resolution < limit - ROUNDING]
        coarse.sort(key=lambda image: image.resolution)
        described = [_describe_image(image) for image in coarse]
        places = [context.source_map.find_picture(image.name) for image in coarse]
        for finding in context.group_findings("image-coarse", number, described, places):
            width = coarse[0].size[0] / 72 * limit
            remedy = f"use an original at least {width:.0f} pixels wide, or print the image smaller"
            acceptable = context.is_press and coarse[0].resolution >= COARSE_IN_PRESS
            severity = Severity.WARNING if acceptable else finding.severity
            yield replace(finding, remedy=remedy, severity=severity)


def _describe_image(image: Placement) -> str:
    width, height = (length / POINTS_PER_MM for length in image.size)
    return (
        f"an image of {image.pixels[0]} × {image.pixels[1]} pixels, printed {width:.0f} × "
        f"{height:.0f} mm large, has {image.resolution:.0f} pixels per inch"
    )


def check_intents(context: InspectionContext) -> Iterator[Finding]:
    """Check that the output intent is that of the standard which the file claims."""
    intents: dict[str, list[Any]] = {}
    for intent in context.document.Root.get("/OutputIntents", []):
        intents.setdefault(str(intent.get("/S")), []).append(intent)
    if context.is_press:
        ours = intents.get("/GTS_PDFX", [])
        profile = ours[-1].get("/DestOutputProfile") if ours else None
        if not ours:
            yield context.make_finding("intent-missing", "the file has no output intent for PDF/X")
        elif profile is not None and int(profile.get("/N", 0)) != CMYK:
            message = "the ICC profile of the output intent is not a CMYK profile"
            yield context.make_finding("intent-missing", message)
        elif context.is_pdfx4:
            yield from find_intent_defects(context, ours)
    if "a" in context.claims.standards:
        archival = intents.get("/GTS_PDFA1", [{}])
        if archival[-1].get("/DestOutputProfile") is None and _uses_device_colours(context):
            message = "colours are device colours, but the file has no output intent for PDF/A"
            yield context.make_finding("intent-missing", message)
        elif foreign := find_foreign_family(context):
            yield from _find_foreign_colours(context, foreign)


def find_foreign_family(context: InspectionContext) -> str | None:
    """Return the device colours that the output intent of a PDF/A file does not explain, if any."""
    if "a" not in context.claims.standards or context.is_press:
        return None
    intents: Any = context.document.Root.get("/OutputIntents", [])
    profiles = [it.get("/DestOutputProfile") for it in intents if it.get("/S") == "/GTS_PDFA1"]
    profile: Any = profiles[-1] if profiles else None
    return FOREIGN.get(int(profile.get("/N", 0))) if profile is not None else None


def _find_foreign_colours(context: InspectionContext, foreign: str) -> Iterator[Finding]:
    """Find device colours of another kind than the output intent (ISO 19005-3, 6.2.4.3)."""
    for number, content in enumerate(context.page_contents, 1):
        found = [
            f"{painted.kind} in {colour.space.name}, but the output intent is for other colours"
            for painted in content.painted
            for colour in painted.colours
            if colour.space.family == foreign
        ]
        yield from context.group_findings("intent-foreign", number, found)


def _uses_device_colours(context: InspectionContext) -> bool:
    painted = (it for content in context.page_contents for it in content.painted)
    return any(colour.space.family.startswith("Device") for it in painted for colour in it.colours)


def _measure_ink(painted: PaintedObject) -> float:
    """Return the most ink that an object lays down, in per cent."""
    ink = max((colour.ink for colour in painted.colours), default=0.0)
    if painted.kind == "image" and painted.item is not None and painted.colours:
        ink = max(ink, _measure_image_ink(painted.item, painted.colours[0].space))
    return ink


def _measure_image_ink(image: Any, space: ColourSpace) -> float:
    """Return the ink in the darkest part of an image, in per cent."""
    if space.palette and space.components == CMYK:
        return _measure_palette_ink(space.palette) if space.model in {"cmyk", "spot"} else 0.0
    if space.model != "cmyk":
        return 0.0
    if int(image.Width) * int(image.Height) * CMYK > MAX_IMAGE_BYTES:
        return 0.0
    inks = read_stored_inks(image)
    return 0.0 if inks is None else measure_ink(inks) * 100


def _measure_palette_ink(palette: bytes) -> float:
    return max(sum(palette[at : at + CMYK]) / 2.55 for at in range(0, len(palette), CMYK))
