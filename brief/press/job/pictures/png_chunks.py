"""The chunks of a PNG file that say how its samples are to be read (PNG, third edition, 11)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"eXIf"}
GREY, RGB = 0, 2  # colour types (11.2.1)
MAX_CHUNKS = 100_000


@dataclass(frozen=True, slots=True)
class PngChunks:
    """The header of a PNG, the chunks about colour, and its compressed samples in order."""

    depth: int = 8
    colour_type: int = RGB
    is_interlaced: bool = False
    chunks: dict[bytes, bytes] = field(default_factory=dict)
    data: tuple[memoryview, ...] = ()

    @property
    def gamma(self) -> float | None:
        """The gamma of the samples (11.3.2.2), as in 0.45455, or None."""
        found = self.chunks.get(b"gAMA", b"")
        value = struct.unpack(">I", found)[0] if len(found) == 4 else 0  # noqa: PLR2004
        return value / 100_000 or None

    @property
    def primaries(self) -> tuple[float, ...] | None:
        """White point, red, green and blue as x and y (11.3.2.1), or None."""
        found = self.chunks.get(b"cHRM", b"")
        if len(found) != 32:  # noqa: PLR2004
            return None
        values = tuple(value / 100_000 for value in struct.unpack(">8I", found))
        return values if all(0 < value < 1 for value in values) else None

    @property
    def code_points(self) -> tuple[int, int] | None:
        """Primaries and transfer function of cICP (11.3.2.6, ITU-T H.273), or None."""
        found = self.chunks.get(b"cICP", b"")
        return (found[0], found[1]) if len(found) == 4 else None  # noqa: PLR2004


def read_png_chunks(content: bytes) -> PngChunks:
    """Return the chunks of a PNG file as far as they can be read."""
    if not content.startswith(SIGNATURE):
        return PngChunks()
    view, place = memoryview(content), len(SIGNATURE)
    found: dict[bytes, bytes] = {}
    data = []
    for _ in range(MAX_CHUNKS):
        head = view[place : place + 8]
        if len(head) < 8:  # noqa: PLR2004
            break
        length, kind = int.from_bytes(head[:4]), bytes(head[4:])
        if kind == b"IDAT":
            data.append(view[place + 8 : place + 8 + length])
        elif kind in KEPT:
            found.setdefault(kind, bytes(view[place + 8 : place + 8 + length]))
        place += length + 12
    header = found.get(b"IHDR", b"")
    if len(header) != 13:  # noqa: PLR2004
        return PngChunks()
    return PngChunks(header[8], header[9], bool(header[12]), found, tuple(data))
