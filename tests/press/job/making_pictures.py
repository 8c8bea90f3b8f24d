"""Pictures for tests, made of few colours, as files."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms

from brief.press.job.pictures.matrix_profile import (
    ADOBE_GAMMA,
    ADOBE_PRIMARIES,
    make_matrix_profile,
)

ADOBE_RGB = make_matrix_profile(ADOBE_PRIMARIES, ADOBE_GAMMA)
RED = (200, 60, 60)


def plain(
    colour: int | tuple[int, ...], mode: str = "RGB", size: tuple[int, int] = (64, 48)
) -> Image.Image:
    return Image.new(mode, size, colour)


def encode(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def photo(size: tuple[int, int] = (320, 240), **options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    """Return a JPEG with grain, at a high quality unless said otherwise."""
    image = Image.effect_noise(size, 60).convert("RGB")
    return encode(image, "JPEG", **{"quality": 97, "subsampling": 0, **options})


def without_segment(jpeg: bytes, kind: int) -> bytes:
    """Return a JPEG without the first segment of that kind."""
    at = jpeg.index(bytes([0xFF, kind]))
    return jpeg[:at] + jpeg[at + 2 + int.from_bytes(jpeg[at + 2 : at + 4]) :]


def png(header: tuple[int, int, int, int], rows: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of width, height, depth and colour type, with further chunks before its data."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    start = struct.pack(">IIBBBBB", *header, 0, 0, 0)
    parts = [(b"IHDR", start), *chunks, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def grey_profile() -> bytes:
    """Return an ICC profile of greys with a gamma of 1.0."""
    curve = b"curv" + struct.pack(">III", 0, 0, 0)[:8]
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    place = 128 + 4 + 24
    table = struct.pack(">I", 2)
    table += b"wtpt" + struct.pack(">II", place, len(white))
    table += b"kTRC" + struct.pack(">II", place + len(white), len(curve))
    size = place + len(white) + len(curve)
    head = struct.pack(">I4sI4s4s4s", size, b"", 0x02400000, b"mntr", b"GRAY", b"XYZ ")
    head = head.ljust(36, b"\0") + b"acsp"
    head = head.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + table + white + curve


def by_profile(profile: bytes, colour: tuple[int, ...], mode: str = "RGB") -> tuple[int, ...]:
    """Return a colour of a profile in sRGB, by LittleCMS."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    srgb = ImageCms.createProfile("sRGB")
    transform = ImageCms.buildTransform(
        source,
        srgb,
        mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    shown = ImageCms.applyTransform(Image.new(mode, (1, 1), colour), transform)
    assert shown is not None
    return tuple(shown.tobytes())
