"""Rules of colour and image: what a press can print, and in what detail."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from brief.findings import Severity
from brief.press.preflight.context import SourcePlaces
from brief.press.preflight.pdf.colours import INKS, RGB, Colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext
    from brief.press.preflight.pdf.content_interpreter import PaintedObject

INK_LIMIT = 300.0  # per cent: what ISO Coated v2 300 % allows
ROUNDING = 1.0
PRESS_FINE, PRESS_COARSE, SCREEN_COARSE = 300.0, 150.0, 100.0  # pixels an inch
SAMPLE_PIXELS = 128  # pixels along the edge of what is looked at of an image
MAX_IMAGE_BYTES = 64_000_000
MIN_INKED_SHARE = 0.002  # of an image: less than that is a speck
CMYK = 4
BITS_PER_BYTE = 8


def check_colours(context: InspectionContext) -> Iterator[Finding]:
    """Check that a file for the press holds no colour that somebody else must turn into ink."""
    if "x" not in context.claims.standards:
        return
    for number in range(1, context.page_count + 1):
        found = [
            f"{paint.kind} in {colour.space.family}"
            for paint in context.painted_objects
            if paint.page == number
            for colour in paint.colours
            if colour.space.family in RGB
        ]
        yield from context.group_findings("rgb-in-press", number, found, "{}")


def check_ink(context: InspectionContext) -> Iterator[Finding]:
    """Check that no spot gets more ink than paper takes."""
    for number in range(1, context.page_count + 1):
        heavy = [
            f"{paint.kind} with {ink:.0f} %"
            for paint in context.painted_objects
            if paint.page == number and (ink := _measure_ink(paint)) > INK_LIMIT + ROUNDING
        ]
        yield from context.group_findings("ink-limit", number, heavy, "{} of ink")


def check_images(context: InspectionContext) -> Iterator[Finding]:
    """Check that images have the pixels that their size on paper asks for."""
    press = "x" in context.claims.standards
    limit = PRESS_FINE if press else SCREEN_COARSE
    for number, page in enumerate(context.rendered_pages, 1):
        coarse = [picture for picture in page.images if picture.resolution < limit - 1]
        coarse.sort(key=lambda picture: picture.resolution)
        shown = [f"{picture.resolution:.0f} pixels an inch" for picture in coarse]
        where = SourcePlaces([context.origins.find_picture(picture.pixels) for picture in coarse])
        for finding in context.group_findings(
            "image-coarse", number, shown, "an image has {}", where
        ):
            bearable = press and coarse[0].resolution >= PRESS_COARSE
            yield replace(finding, severity=Severity.WARNING) if bearable else finding


def check_intents(context: InspectionContext) -> Iterator[Finding]:
    """Check that what a file claims to be for, its output intent describes."""
    claims = context.claims
    kinds: dict[str, Any] = {}
    for intent in context.document.Root.get("/OutputIntents", []):
        kinds[str(intent.get("/S"))] = intent.get("/DestOutputProfile")
    if "x" in claims.standards:
        profile = kinds.get("/GTS_PDFX")
        if "/GTS_PDFX" not in kinds:
            yield context.make_finding("intent-missing", "there is no output intent for PDF/X")
        elif profile is not None and int(profile.get("/N", 0)) != CMYK:
            yield context.make_finding("intent-missing", "the output intent is for no four inks")
    if (
        "a" in claims.standards
        and kinds.get("/GTS_PDFA1") is None
        and _uses_device_colours(context)
    ):
        message = "colours are those of a device, and there is no output intent for PDF/A"
        yield context.make_finding("intent-missing", message)


def _uses_device_colours(context: InspectionContext) -> bool:
    return any(
        colour.space.family.startswith("Device")
        for paint in context.painted_objects
        for colour in paint.colours
    )


def _measure_ink(paint: PaintedObject) -> float:
    """Return the most ink that a paint lays down, in per cent."""
    ink = max((colour.ink for colour in paint.colours), default=0.0)
    if paint.kind == "image" and paint.item is not None and paint.colours:
        ink = max(ink, _measure_image_ink(paint.item, paint.colours[0]))
    return ink


def _measure_image_ink(image: Any, colour: Colour) -> float:
    """Return the ink of an image's darkest part, as a sample of its pixels shows it."""
    from PIL import Image, ImageChops

    if colour.space.family not in {"DeviceCMYK", "ICC CMYK"} or colour.space.lookup:
        return _measure_palette_ink(colour)
    size = int(image.Width), int(image.Height)
    kind = str(image.get("/Filter", ""))
    if size[0] * size[1] * CMYK > MAX_IMAGE_BYTES or "/JPXDecode" in kind:
        return 0.0
    if "/DCTDecode" in kind:
        # Pillow turns the samples of every such JPEG over, as Adobe does; PDF says so in Decode
        jpeg = Image.open(BytesIO(image.read_raw_bytes()))
        picture = ImageChops.invert(jpeg.convert("CMYK"))
    elif int(image.get("/BitsPerComponent", 8)) == BITS_PER_BYTE:
        picture = Image.frombytes("CMYK", size, image.read_bytes())
    else:
        return 0.0
    picture.thumbnail((SAMPLE_PIXELS, SAMPLE_PIXELS))
    if [float(edge) for edge in image.get("/Decode", [])][:2] == [1.0, 0.0]:
        picture = ImageChops.invert(picture)
    found: Any = picture.convert("CMYK").getcolors(SAMPLE_PIXELS * SAMPLE_PIXELS)
    left: float = MIN_INKED_SHARE * picture.width * picture.height
    for ink, count in sorted(((sum(inks) / 2.55, count) for count, inks in found), reverse=True):
        left -= count
        if left <= 0:
            return float(ink)
    return 0.0


def _measure_palette_ink(colour: Colour) -> float:
    space = colour.space
    if space.family not in INKS or space.components != CMYK:
        return 0.0
    table = space.lookup
    entries = (table[at : at + CMYK] for at in range(0, len(table), CMYK))
    return max((sum(entry) / 2.55 for entry in entries), default=0.0)
