"""Conversion of images (ISO 32000-1, 8.9.5) to the target's colours, with their transparency."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zlib import compress

import pikepdf
from pikepdf import Name
from PIL.Image import open as open_image

from brief.press.colour.ink_coverage import (
    find_max_ink,
    limit_image,
    measure_ink,
    read_stored_inks,
)
from brief.press.colour.problems import ConversionError
from brief.press.colour.source_space import read_source_space
from brief.press.pdf.colour_spaces import RGB, ColourSpace

if TYPE_CHECKING:
    from PIL.Image import Image

    from brief.press.colour.conversion import ColourConverter

COMPRESSION_LEVEL = 9
QUALITY = 92  # of a JPEG: compressing it again at this quality is not visible
JPEG_MARGINS = (0.0, 0.06, 0.15)  # of ink, as a sum of shares, for the artefacts of JPEG
LOSSY_FILTERS = {"/DCTDecode", "/DCT", "/JPXDecode"}
INVERTED_DECODE = [1, 0] * 4
REMEDY = "save it again as a plain PNG or JPEG in RGB"
REPLACED_KEYS = ("/DecodeParms", "/Decode", "/Intent", "/Alternates", "/OPI")


def convert_image(
    picture: pikepdf.Stream, resources: pikepdf.Object, palette: ColourConverter, tac: float
) -> float:
    """Convert an image in place, and return the most ink on it, as a sum of shares.

    A JPEG remains a JPEG, others are compressed without loss. A stencil has no colour of its own,
    and an image in CMYK is not changed for a press, since its inks were chosen. `tac` is the ink
    limit, as a sum of shares. Raises ConversionError for an image that cannot be read.
    """
    if picture.get("/ImageMask", False):
        return 0.0
    if isinstance(picture.get("/Mask"), pikepdf.Array) or "/Matte" in picture.get("/SMask", {}):
        raise ConversionError("press-image", "an image hides some of its colours", REMEDY)
    space = _read_space(picture, resources)
    if space.model == "cmyk" and palette.overprints:
        inks = read_stored_inks(picture)
        return measure_ink(_decode_image(picture) if inks is None else inks)
    converted = palette.convert_image(_decode_image(picture), space)
    filters = picture.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    is_lossy = any(str(name) in LOSSY_FILTERS for name in names)
    photograph = is_lossy and _encode_jpeg(converted, tac)
    if photograph:
        picture.write(photograph, filter=Name.DCTDecode)
    else:
        picture.write(compress(converted.tobytes(), COMPRESSION_LEVEL), filter=Name.FlateDecode)
    for key in REPLACED_KEYS:
        if key in picture:
            del picture[key]
    if photograph and converted.mode == "CMYK":
        # an Adobe JPEG has inverted inks (Adobe TN 5116; ISO 32000-1, 8.9.5.2)
        picture.Decode = pikepdf.Array(INVERTED_DECODE)
    picture.ColorSpace = Name.DeviceGray if converted.mode == "L" else Name(palette.device)
    picture.BitsPerComponent = 8
    return measure_ink(converted) if converted.mode == "CMYK" else 1.0


def _encode_jpeg(image: Image, tac: float) -> bytes:
    """Return the image as a JPEG within the ink limit; empty if that is not possible."""
    for margin in JPEG_MARGINS if image.mode == "CMYK" else JPEG_MARGINS[:1]:
        shown = limit_image(image, tac - margin) if margin else image
        target = BytesIO()
        shown.save(target, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
        if image.mode != "CMYK" or find_max_ink(open_image(target)) <= max(
            tac, find_max_ink(image)
        ):
            return target.getvalue()
    return b""


def _read_space(picture: pikepdf.Stream, resources: pikepdf.Object) -> ColourSpace:
    space = picture.get("/ColorSpace")
    if space is None:
        return RGB  # a JPEG 2000, which contains its space and is decoded to RGB
    if isinstance(space, pikepdf.Array) and space[0] in (Name.Indexed, Name.I):
        space = space[1]
    found = read_source_space(space, resources)
    if found.model not in {"rgb", "gray", "cmyk"}:
        raise ConversionError("press-image", f"an image is stored in {found.model}", REMEDY)
    return found


def _decode_image(picture: pikepdf.Stream) -> Image:
    try:
        image = pikepdf.PdfImage(picture).as_pil_image()
        image.load()
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError) as cause:
        raise ConversionError("press-image", "an image cannot be read", REMEDY) from cause
    return image
