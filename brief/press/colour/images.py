"""Pictures (ISO 32000-1, 8.9.5): each put into the inks of the press, its transparency kept."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zlib import compress

import pikepdf
from pikepdf import Name
from PIL.Image import open as open_image

from brief.press.colour.ink_coverage import find_max_ink, limit_image
from brief.press.colour.problems import ConversionError
from brief.press.colour.source_space import read_source_space
from brief.press.pdf.colour_spaces import RGB, ColourSpace

if TYPE_CHECKING:
    from PIL.Image import Image

    from brief.press.colour.conversion import ColourConverter

COMPRESSION_LEVEL = 9
QUALITY = 92  # of a JPEG: a second one at this quality cannot be told from the first
JPEG_MARGINS = (0.0, 0.06, 0.15)  # of ink, a sum of shares: what a JPEG's ripples may add to it
LOSSY_FILTERS = {"/DCTDecode", "/DCT", "/JPXDecode"}
INVERTED_DECODE = [1, 0] * 4
REMEDY = "save it anew as a plain PNG or JPEG in RGB"
REPLACED_KEYS = ("/DecodeParms", "/Decode", "/Intent", "/Alternates", "/OPI")


def convert_image(
    picture: pikepdf.Stream, resources: pikepdf.Object, palette: ColourConverter, tac: float
) -> float:
    """Put a picture into the palette's colours where it stands, and return the most ink on it.

    A photograph that was a JPEG stays one, others are compressed without loss. A stencil has no
    colour of its own, and a picture in CMYK is left alone by a press: its inks were chosen. `tac`
    is the most ink that there may be, a sum of shares. Raises ConversionError for a picture that
    cannot be read.
    """
    if picture.get("/ImageMask", False):
        return 0.0
    if isinstance(picture.get("/Mask"), pikepdf.Array) or "/Matte" in picture.get("/SMask", {}):
        problem = ConversionError("press-image", "a picture hides some of its colours", REMEDY)
        raise problem
    space = _read_space(picture, resources)
    if space.model == "cmyk" and palette.overprints:
        return find_max_ink(_decode_image(picture))
    converted = palette.convert_image(_decode_image(picture), space)
    photograph = _is_jpeg(picture) and _encode_jpeg(converted, tac)
    if photograph:
        picture.write(photograph, filter=Name.DCTDecode)
    else:
        picture.write(compress(converted.tobytes(), COMPRESSION_LEVEL), filter=Name.FlateDecode)
    for key in REPLACED_KEYS:
        if key in picture:
            del picture[key]
    if photograph and converted.mode == "CMYK":
        # an Adobe JPEG has its inks the other way round (Adobe TN 5116; ISO 32000-1, 8.9.5.2)
        picture.Decode = pikepdf.Array(INVERTED_DECODE)
    picture.ColorSpace = Name.DeviceGray if converted.mode == "L" else Name(palette.device)
    picture.BitsPerComponent = 8
    return find_max_ink(converted) if converted.mode == "CMYK" else 1.0


def _is_jpeg(picture: pikepdf.Stream) -> bool:
    """Say whether the picture came as a JPEG, whose losses are there already."""
    filters = picture.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    return any(str(name) in LOSSY_FILTERS for name in names)


def _encode_jpeg(image: Image, tac: float) -> bytes:
    """Return the picture as a JPEG that stays within the limit of ink; empty if none does."""
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
        return RGB  # JPEG 2000 says for itself, and is read as RGB
    if isinstance(space, pikepdf.Array) and space[0] in (Name.Indexed, Name.I):
        space = space[1]
    found = read_source_space(space, resources)
    if found.model not in {"rgb", "gray", "cmyk"}:
        problem = ConversionError("press-image", f"a picture is stored in {found.model}", REMEDY)
        raise problem
    return found


def _decode_image(picture: pikepdf.Stream) -> Image:
    try:
        image = pikepdf.PdfImage(picture).as_pil_image()
        image.load()
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError) as cause:
        problem = ConversionError("press-image", "a picture cannot be read", REMEDY)
        raise problem from cause
    return image
