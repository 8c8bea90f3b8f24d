"""Rules of colour and image: what a press can print, and in what detail."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from brief.findings import Severity
from brief.press.preflight.context import Where
from brief.press.preflight.pdf.colours import INKS, RGB, Colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import Dossier
    from brief.press.preflight.pdf.content_interpreter import Paint

INK_LIMIT = 300.0  # per cent: what ISO Coated v2 300 % allows
ROUNDING = 1.0
PRESS_FINE, PRESS_COARSE, SCREEN_COARSE = 300.0, 150.0, 100.0  # pixels an inch
SAMPLE = 128  # pixels along the edge of what is looked at of an image
MOST_IMAGE_BYTES = 64_000_000
INKED_SHARE = 0.002  # of an image: less than that is a speck
CMYK = 4
WHOLE_BYTES = 8


def check_colours(dossier: Dossier) -> Iterator[Finding]:
    """Check that a file for the press holds no colour that somebody else must turn into ink."""
    if "x" not in dossier.claims.names:
        return
    for number in range(1, dossier.pages + 1):
        found = [
            f"{paint.kind} in {colour.space.family}"
            for paint in dossier.paints
            if paint.page == number
            for colour in paint.colours
            if colour.space.family in RGB
        ]
        yield from dossier.gathered("rgb-in-press", number, found, "{}")


def check_ink(dossier: Dossier) -> Iterator[Finding]:
    """Check that no spot gets more ink than paper takes."""
    for number in range(1, dossier.pages + 1):
        heavy = [
            f"{paint.kind} with {ink:.0f} %"
            for paint in dossier.paints
            if paint.page == number and (ink := _ink(paint)) > INK_LIMIT + ROUNDING
        ]
        yield from dossier.gathered("ink-limit", number, heavy, "{} of ink")


def check_images(dossier: Dossier) -> Iterator[Finding]:
    """Check that images have the pixels that their size on paper asks for."""
    press = "x" in dossier.claims.names
    limit = PRESS_FINE if press else SCREEN_COARSE
    for number, sight in enumerate(dossier.sights, 1):
        coarse = [picture for picture in sight.pictures if picture.resolution < limit - 1]
        coarse.sort(key=lambda picture: picture.resolution)
        shown = [f"{picture.resolution:.0f} pixels an inch" for picture in coarse]
        where = Where([dossier.origins.of_picture(picture.pixels) for picture in coarse])
        for finding in dossier.gathered("image-coarse", number, shown, "an image has {}", where):
            bearable = press and coarse[0].resolution >= PRESS_COARSE
            yield replace(finding, severity=Severity.WARNING) if bearable else finding


def check_intents(dossier: Dossier) -> Iterator[Finding]:
    """Check that what a file claims to be for, its output intent describes."""
    claims = dossier.claims
    kinds: dict[str, Any] = {}
    for intent in dossier.document.Root.get("/OutputIntents", []):
        kinds[str(intent.get("/S"))] = intent.get("/DestOutputProfile")
    if "x" in claims.names:
        profile = kinds.get("/GTS_PDFX")
        if "/GTS_PDFX" not in kinds:
            yield dossier.found("intent-missing", "there is no output intent for PDF/X")
        elif profile is not None and int(profile.get("/N", 0)) != CMYK:
            yield dossier.found("intent-missing", "the output intent is for no four inks")
    if "a" in claims.names and kinds.get("/GTS_PDFA1") is None and _device_colours(dossier):
        message = "colours are those of a device, and there is no output intent for PDF/A"
        yield dossier.found("intent-missing", message)


def _device_colours(dossier: Dossier) -> bool:
    return any(
        colour.space.family.startswith("Device")
        for paint in dossier.paints
        for colour in paint.colours
    )


def _ink(paint: Paint) -> float:
    """Return the most ink that a paint lays down, in per cent."""
    ink = max((colour.ink for colour in paint.colours), default=0.0)
    if paint.kind == "image" and paint.item is not None and paint.colours:
        ink = max(ink, _image_ink(paint.item, paint.colours[0]))
    return ink


def _image_ink(image: Any, colour: Colour) -> float:
    """Return the ink of an image's darkest part, as a sample of its pixels shows it."""
    from PIL import Image, ImageChops

    if colour.space.family not in {"DeviceCMYK", "ICC CMYK"} or colour.space.lookup:
        return _lookup_ink(colour)
    size = int(image.Width), int(image.Height)
    kind = str(image.get("/Filter", ""))
    if size[0] * size[1] * CMYK > MOST_IMAGE_BYTES or "/JPXDecode" in kind:
        return 0.0
    if "/DCTDecode" in kind:
        # Pillow turns the samples of every such JPEG over, as Adobe does; PDF says so in Decode
        jpeg = Image.open(BytesIO(image.read_raw_bytes()))
        picture = ImageChops.invert(jpeg.convert("CMYK"))
    elif int(image.get("/BitsPerComponent", 8)) == WHOLE_BYTES:
        picture = Image.frombytes("CMYK", size, image.read_bytes())
    else:
        return 0.0
    picture.thumbnail((SAMPLE, SAMPLE))
    if [float(edge) for edge in image.get("/Decode", [])][:2] == [1.0, 0.0]:
        picture = ImageChops.invert(picture)
    found: Any = picture.convert("CMYK").getcolors(SAMPLE * SAMPLE)
    left: float = INKED_SHARE * picture.width * picture.height
    for ink, count in sorted(((sum(inks) / 2.55, count) for count, inks in found), reverse=True):
        left -= count
        if left <= 0:
            return float(ink)
    return 0.0


def _lookup_ink(colour: Colour) -> float:
    space = colour.space
    if space.family not in INKS or space.components != CMYK:
        return 0.0
    table = space.lookup
    entries = (table[at : at + CMYK] for at in range(0, len(table), CMYK))
    return max((sum(entry) / 2.55 for entry in entries), default=0.0)
