"""Pictures (ISO 32000-1, 8.9.5): each put into the inks of the press, its transparency kept."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import compress

import pikepdf
from pikepdf import Name

from brief.press.ink.coverage import most_ink
from brief.press.ink.refusal import RefusalError
from brief.press.ink.spaces import RGB, Space, read_space

if TYPE_CHECKING:
    from PIL.Image import Image

    from brief.press.ink.inks import Palette

LEVEL = 9
REMEDY = "save it anew as a plain PNG or JPEG in RGB"
REPLACED = ("/DecodeParms", "/Decode", "/Intent", "/Alternates", "/OPI")


def convert_picture(picture: pikepdf.Stream, resources: pikepdf.Object, palette: Palette) -> float:
    """Put a picture into the palette's colours where it stands, and return the most ink on it.

    The result is compressed without loss, since a second JPEG would show. A stencil has no
    colour of its own, and a picture in CMYK is left alone: its inks were chosen. Raises
    RefusalError for a picture that cannot be read.
    """
    if picture.get("/ImageMask", False):
        return 0.0
    if isinstance(picture.get("/Mask"), pikepdf.Array) or "/Matte" in picture.get("/SMask", {}):
        refusal = RefusalError("press-image", "a picture hides some of its colours", REMEDY)
        raise refusal
    space = _space(picture, resources)
    if space.kind == "cmyk" and palette.overprints:
        return most_ink(_read(picture))
    converted = palette.image(_read(picture), space)
    picture.write(compress(converted.tobytes(), LEVEL), filter=Name.FlateDecode)
    for key in REPLACED:
        if key in picture:
            del picture[key]
    picture.ColorSpace = Name.DeviceGray if converted.mode == "L" else Name.DeviceCMYK
    picture.BitsPerComponent = 8
    return most_ink(converted) if converted.mode == "CMYK" else 1.0


def _space(picture: pikepdf.Stream, resources: pikepdf.Object) -> Space:
    space = picture.get("/ColorSpace")
    if space is None:
        return RGB  # JPEG 2000 says for itself, and is read as RGB
    if isinstance(space, pikepdf.Array) and space[0] in (Name.Indexed, Name.I):
        space = space[1]
    found = read_space(space, resources)
    if found.kind not in {"rgb", "gray", "cmyk"}:
        refusal = RefusalError("press-image", f"a picture is stored in {found.kind}", REMEDY)
        raise refusal
    return found


def _read(picture: pikepdf.Stream) -> Image:
    try:
        image = pikepdf.PdfImage(picture).as_pil_image()
        image.load()
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError) as problem:
        refusal = RefusalError("press-image", "a picture cannot be read", REMEDY)
        raise refusal from problem
    return image
