"""The segments of a JPEG file (ITU-T T.81, Annex B): what to keep when it is embedded in a PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

EOI, SOS = 0xD9, 0xDA
ADOBE, JFIF = 0xEE, 0xE0
ADOBE_LENGTH = 12
METADATA = {0xFE, *range(0xE0, 0xF0)}  # comments, and APP0 to APP15
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # start of frame, without DHT, JPG and DAC
READABLE_FRAMES = {0xC0, 0xC1, 0xC2}
"""Baseline, extended and progressive, in Huffman codes: what DCTDecode reads (PDF, 7.4.8)."""
WITHOUT_LENGTH = {0x01, 0xD8}  # TEM, SOI
NEXT_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
USUAL_IDS = {b"\1\2\3", b"\0\1\2"}  # of components, which decoders take for YCbCr
EIGHT_BITS = 8
THREE, FOUR = 3, 4


@dataclass(frozen=True, slots=True)
class JpegSegments:
    """A JPEG without its metadata, and how its samples are stored.

    `bare` is the first image of the file without comments, profiles, Exif, XMP, thumbnails and
    whatever follows it; empty if the file is not complete. `adobe_transform` is None without an
    Adobe segment (Adobe TN 5116). `is_plain` means that every reader of PDF decodes it alike.
    """

    bare: bytes = b""
    components: int = 0
    adobe_transform: int | None = None
    is_plain: bool = False


def read_jpeg_segments(content: bytes) -> JpegSegments:
    """Return what a JPEG file contains, as far as it can be read."""
    kept = [b"\xff\xd8"]
    frames: list[tuple[int, bytes]] = []
    adobe, has_jfif = None, False
    for kind, segment in _list_segments(content):
        body = segment[4:]
        if kind == EOI:
            return _describe(b"".join([*kept, segment]), frames, adobe, has_jfif=has_jfif)
        if kind in FRAMES:
            frames.append((kind, body))
        if kind == ADOBE and body[:5] == b"Adobe" and len(body) >= ADOBE_LENGTH:
            adobe = body[11]
        elif kind in METADATA:
            has_jfif = has_jfif or (kind == JFIF and body[:5] == b"JFIF\0")
            continue
        kept.append(segment)
    return JpegSegments()


def _list_segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments of the first image in a file, with its marker; SOS with its scan."""
    place = 2  # after SOI
    while found := NEXT_MARKER.search(content, place):
        kind, start = found[1][0], found.end()
        if kind == EOI:
            yield kind, content[start - 2 : start]
            return
        place = start
        if kind not in WITHOUT_LENGTH:
            place += int.from_bytes(content[start : start + 2])
            if kind == SOS and (after := NEXT_MARKER.search(content, place)):
                place = after.start()
            yield kind, content[start - 2 : place]


def _describe(
    bare: bytes, frames: list[tuple[int, bytes]], adobe: int | None, *, has_jfif: bool
) -> JpegSegments:
    if len(frames) != 1 or len(frames[0][1]) < 6:  # noqa: PLR2004
        return JpegSegments(bare)
    kind, header = frames[0]
    components, ids = header[5], header[6::3]
    # JFIF means YCbCr, and so do the usual numbers of the components; Adobe's segment, or letters
    # in place of the numbers, may say RGB, and then readers differ
    if components == THREE:
        is_clear = adobe == 1 or (ids in USUAL_IDS and (adobe is None or not has_jfif))
    else:
        is_clear = components == 1 or (components == FOUR and adobe in {None, 0, 2})
    plain = kind in READABLE_FRAMES and header[0] == EIGHT_BITS and is_clear
    return JpegSegments(bare, components, adobe, plain)
