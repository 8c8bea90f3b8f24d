"""Read the file of a picture: its first image, upright, with 8 bits for each channel."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from PIL import Image, ImageFile, UnidentifiedImageError

from brief.press.job.pictures.jpeg_segments import JpegSegments, read_jpeg_segments
from brief.press.job.pictures.png_chunks import GREY, RGB, PngChunks, read_png_chunks
from brief.press.job.pictures.refusal import PictureRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""Formats by content; formats that need an interpreter are not accepted."""
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)
SAVE_AGAIN = "open it in an image program and save it again as PNG or JPEG"
ORIENTATION, INTEROPERABILITY, COLOUR_SPACE, INDEX = 0x0112, 0xA005, 0xA001, 0x0001  # Exif 2.3
EXIF = 0x8769
UPRIGHT = 1
TRANSPOSITIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
TURNED = {
    (0, False): 1,
    (90, False): 8,
    (180, False): 3,
    (270, False): 6,
    (0, True): 2,
    (90, True): 5,
    (180, True): 4,
    (270, True): 7,
}
"""The orientation for a turn to the left, and then a mirror image."""
SIDEWAYS = 5  # the first orientation that exchanges width and height
EIGHT, SIXTEEN = 8, 16
TO_EIGHT = 257  # 65535 / 255: full white stays full white
GREYS_OF_16 = 1 << SIXTEEN


class PictureFile:
    """The content of a picture's file. Raises PictureRefused if it is not a readable picture.

    `turning` is CSS's `image-orientation`: "from-image", "none", or degrees to the left and whether
    to mirror. Samples are decoded when they are asked for.
    """

    def __init__(self, content: bytes, turning: str | tuple[int, bool] = "from-image") -> None:
        self.content = content
        self._turning = turning
        with _refuse_damage():
            self._opened = Image.open(io.BytesIO(content), formats=FORMATS)
        self.format = "JPEG" if self._opened.format == "MPO" else str(self._opened.format)
        self.mode = self._opened.mode
        self.profile: bytes = self._opened.info.get("icc_profile") or b""

    @cached_property
    def jpeg(self) -> JpegSegments:
        """The segments of a JPEG."""
        return read_jpeg_segments(self.content) if self.format == "JPEG" else JpegSegments()

    @cached_property
    def png(self) -> PngChunks:
        """The chunks of a PNG."""
        return read_png_chunks(self.content) if self.format == "PNG" else PngChunks()

    @cached_property
    def exif(self) -> Image.Exif:
        """The camera's data (Exif), empty if missing or damaged."""
        found = Image.Exif()
        data = self._opened.info.get("exif") or self.png.chunks.get(b"eXIf", b"")
        try:
            found.load(data)
            found.get(ORIENTATION)
        except DAMAGE:
            return Image.Exif()
        return found

    @cached_property
    def orientation(self) -> int:
        """How the samples are turned, as in Exif: a key of TRANSPOSITIONS, or 1."""
        if not isinstance(self._turning, str):
            angle, is_mirrored = self._turning
            return TURNED[angle, bool(is_mirrored)]
        found = self.exif.get(ORIENTATION, UPRIGHT) if self._turning == "from-image" else UPRIGHT
        return found if found in TRANSPOSITIONS else UPRIGHT

    @cached_property
    def is_adobe_rgb(self) -> bool:
        """Whether a camera says that it wrote Adobe RGB, without a profile (DCF 2.0, 3.3)."""
        try:
            space = self.exif.get_ifd(EXIF).get(COLOUR_SPACE)
            index = self.exif.get_ifd(INTEROPERABILITY).get(INDEX)
        except DAMAGE:
            return False
        return space == 2 or index == "R03"  # noqa: PLR2004 - 2 is written by some cameras

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the upright picture, in pixels."""
        width, height = self._opened.size
        return (height, width) if self.orientation >= SIDEWAYS else (width, height)

    def decode(self, at_least: tuple[int, int] | None = None) -> Image.Image:
        """Return the upright picture as 1, L, LA, P, RGB, RGBA or CMYK, in its own colours.

        `at_least` allows a JPEG to be decoded in a smaller size, but not smaller than that. Raises
        PictureRefused if the file is damaged.
        """
        with _refuse_damage():
            image: Image.Image = Image.open(io.BytesIO(self.content), formats=FORMATS)
            if at_least and self.format == "JPEG":
                turned = at_least[::-1] if self.orientation >= SIDEWAYS else at_least
                image.draft(None, turned)
            image.load()
            if self.orientation != UPRIGHT:
                image = image.transpose(TRANSPOSITIONS[self.orientation])
            return self._reduce_depth(image)

    def check(self) -> None:
        """Decode the file to its end. Raises PictureRefused if it is damaged."""
        with _refuse_damage():
            image = Image.open(io.BytesIO(self.content), formats=FORMATS)
            image.draft(None, (1, 1))  # an eighth of a JPEG, but to its end
            image.load()

    def _reduce_depth(self, image: Image.Image) -> Image.Image:
        """Return the image with 8 bits for each channel, and transparency as a channel."""
        clear = self.png.chunks.get(b"tRNS")
        if image.mode == "I" or image.mode.startswith("I;16"):
            grey = image.convert("I") if image.mode != "I" else image
            levels = [round(level / TO_EIGHT) for level in range(GREYS_OF_16)]
            shown = grey.point(levels, "L")
            if clear and len(clear) == 2:  # noqa: PLR2004 - one level of 16 bits (11.3.1.1)
                hidden = int.from_bytes(clear)
                opaque = [0 if level == hidden else 255 for level in range(GREYS_OF_16)]
                shown.putalpha(grey.point(opaque, "L"))
            return shown
        if clear and self.png.colour_type in {GREY, RGB}:
            return self._hide_colour(image, clear)
        if image.mode in {"P", "PA"}:
            return image.convert("RGBA" if "transparency" in image.info else "RGB")
        if "transparency" in image.info:
            return image.convert("RGBA")
        if image.mode in {"1", "L", "LA", "RGB", "RGBA", "CMYK"}:
            return image
        return image.convert("RGB")

    def _hide_colour(self, image: Image.Image, clear: bytes) -> Image.Image:
        """Return a PNG in which one colour is transparent (11.3.1.1) with a channel for that."""
        depth = self.png.depth
        values = [int.from_bytes(clear[at : at + 2]) for at in range(0, len(clear) - 1, 2)]
        full = (1 << depth) - 1
        levels = [value >> EIGHT if depth == SIXTEEN else value * 255 // full for value in values]
        image.info.pop("transparency", None)
        image = image.convert("L") if len(levels) == 1 else image.convert("RGB")
        from PIL import ImageChops

        masks = [
            channel.point([0 if level == hidden else 255 for level in range(256)])
            for channel, hidden in zip(image.split(), levels, strict=False)
        ]
        alpha = masks[0]
        for mask in masks[1:]:
            alpha = ImageChops.lighter(alpha, mask)
        image.putalpha(alpha)
        return image


@contextmanager
def _refuse_damage() -> Iterator[None]:
    """Turn the exceptions of a damaged or huge file into PictureRefused."""
    tolerant = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint sets it; half an image is refused here
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        remedy = "save it with fewer: 4000 along an edge are ample"
        raise PictureRefused("image-too-large", "has too many pixels", remedy) from None
    except UnidentifiedImageError:
        reason = "is damaged, or not an image that can be read"
        raise PictureRefused("image-damaged", reason, SAVE_AGAIN) from None
    except DAMAGE as problem:
        if isinstance(problem, PictureRefused):
            raise
        reason = "is damaged: it cannot be read to its end"
        raise PictureRefused(
            "image-damaged", reason, f"copy the file again, or {SAVE_AGAIN}"
        ) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = tolerant
