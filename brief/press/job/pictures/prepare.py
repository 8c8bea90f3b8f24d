"""Prepare a picture for a PDF: in the profile's colours, with the pixels that its size needs.

A JPEG or PNG that needs no conversion keeps its compressed samples, without its metadata. A JPEG
that does is compressed again at a quality where that is not seen; everything else without loss.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from brief.press.job.pictures.ink_values import read_inks, stores_paper
from brief.press.job.pictures.picture_file import PictureFile
from brief.press.job.pictures.png_chunks import GREY, RGB, read_png_chunks
from brief.press.job.pictures.refusal import PictureRefused
from brief.press.job.pictures.source_colours import SRGB, convert_to_srgb, find_source_profile

QUALITY = 92  # of a JPEG: compressing it again at this quality is not visible
EIGHT = 8  # bits of a sample
MANY_PIXELS = 2.5  # times as many along an edge as needed: reduced in any case
MORE_PIXELS, MANY_BYTES = 1.33, 1 << 20  # reduced if the file is large, too
SPACES = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
NO_PROFILE = PictureRefused(
    "image-colour",
    "is in CMYK without a colour profile, and no printing condition says what its inks look like",
    "save it in RGB, or name the printer's profile as `icc` under `press` in brand.yaml",
)


@dataclass(frozen=True, slots=True)
class PictureUse:
    """What a profile needs of pictures.

    `resolution` is in pixels per inch of paper. `keeps_inks` leaves CMYK as it is; otherwise it is
    converted to sRGB, by the picture's own profile or by `cmyk_profile`.
    """

    resolution: float
    keeps_inks: bool = False
    cmyk_profile: bytes = b""


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """The samples of an image XObject (ISO 32000-1, 8.9.5), 8 bits each.

    `data` is a JPEG, or else compressed like a PNG; `is_inverted` means that the Decode array turns
    the inks round. `alpha` is the soft mask, compressed like a PNG, or empty.
    """

    width: int
    height: int
    space: str
    data: bytes
    alpha: bytes = b""
    is_jpeg: bool = False
    is_inverted: bool = False


def choose_size(file: PictureFile, placed: tuple[float, float], use: PictureUse) -> tuple[int, int]:
    """Return the size in pixels that a picture is printed with, at a size in points.

    It is reduced only if it has clearly more pixels than needed, and never enlarged.
    """
    if file.mode == "CMYK" and use.keeps_inks:
        return file.size
    needed = (length / 72 * use.resolution for length in placed)
    excess = min(own / max(1.0, wanted) for own, wanted in zip(file.size, needed, strict=True))
    limit = MORE_PIXELS if len(file.content) > MANY_BYTES else MANY_PIXELS
    if excess <= limit:
        return file.size
    width, height = (max(1, round(own / excess)) for own in file.size)
    return width, height


def prepare_as_it_is(
    file: PictureFile, size: tuple[int, int], use: PictureUse
) -> PreparedPicture | None:
    """Return the picture with its compressed samples unchanged, or None if that is not right."""
    if size != file.size or file.orientation != 1:
        return None
    space, png = SPACES.get(file.mode, ""), file.png
    if file.format == "JPEG" and file.jpeg.is_plain and file.jpeg.bare:
        if file.mode == "CMYK" and use.keeps_inks:
            inverted = stores_paper(file)
            return PreparedPicture(*size, space, file.jpeg.bare, is_jpeg=True, is_inverted=inverted)
        if space and file.mode != "CMYK" and find_source_profile(file) == SRGB:
            return PreparedPicture(*size, space, file.jpeg.bare, is_jpeg=True)
    is_plain = png.depth == EIGHT and not png.is_interlaced and b"tRNS" not in png.chunks
    if not (png.data and is_plain and png.colour_type in {GREY, RGB}):
        return None
    is_srgb = find_source_profile(file) == SRGB
    return PreparedPicture(*size, space, b"".join(png.data)) if is_srgb else None


def prepare_converted(file: PictureFile, size: tuple[int, int], use: PictureUse) -> PreparedPicture:
    """Return the picture decoded, converted and compressed again.

    Raises PictureRefused if its colours cannot be converted right.
    """
    if file.mode == "CMYK" and use.keeps_inks:
        return _encode_jpeg(read_inks(file, size), is_inverted=True)
    image, profile = _decode(file, size, use.cmyk_profile)
    if image.size != size:
        if image.mode == "1":
            image = image.convert("L")
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    shown = convert_to_srgb(image, profile)
    return _encode_jpeg(shown) if file.format == "JPEG" else _encode_png(shown)


def read_in_srgb(content: bytes, cmyk_profile: bytes = b"") -> Image.Image:
    """Return a picture from its file, upright and in sRGB, as L, LA, RGB or RGBA.

    Raises PictureRefused if it cannot be read right.
    """
    file = PictureFile(content)
    image, profile = _decode(file, None, cmyk_profile)
    return convert_to_srgb(image, profile)


def _decode(
    file: PictureFile, at_least: tuple[int, int] | None, cmyk_profile: bytes
) -> tuple[Image.Image, bytes]:
    """Return a picture in its own colours, and their profile."""
    profile = find_source_profile(file)
    if file.mode != "CMYK":
        return file.decode(at_least), profile
    if not (profile or cmyk_profile):
        raise NO_PROFILE
    return read_inks(file, at_least), profile or cmyk_profile


def _encode_jpeg(image: Image.Image, *, is_inverted: bool = False) -> PreparedPicture:
    """Return a JPEG; Pillow writes CMYK as paper, with Adobe's segment."""
    target = io.BytesIO()
    image.info.clear()
    image.save(target, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return PreparedPicture(
        *image.size,
        SPACES[image.mode],
        target.getvalue(),
        is_jpeg=True,
        is_inverted=is_inverted,
    )


def _encode_png(image: Image.Image) -> PreparedPicture:
    alpha = b""
    if image.mode in {"LA", "RGBA"}:
        alpha = _compress_png(image.getchannel("A"))
        image = image.convert(image.mode[:-1])
    return PreparedPicture(*image.size, SPACES[image.mode], _compress_png(image), alpha)


def _compress_png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.info.clear()
    image.save(target, "PNG")
    return b"".join(read_png_chunks(target.getvalue()).data)
