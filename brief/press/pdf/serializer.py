"""Serialize the objects of a PDF to bytes, in place of pydyf.

pydyf serializes and compresses every object twice if the file has an identifier, and always at
zlib's slowest level. Here each object is serialized once. All objects that are not streams are in
one object stream (ISO 32000-1, 7.5.7), followed by a cross-reference stream (7.5.8).
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from hashlib import md5
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # 7.5.2: the version, and four binary bytes
COMPRESSION_LEVEL = 7  # of zlib; 9 takes 50 % more time and saves 0.3 %
SHOW_TEXT_END = b"] TJ"  # the end of a line of text in pydyf (9.4.3)
ZERO_MOVE = b">0<"  # between two strings of glyphs: move by 0
FREE, UNCOMPRESSED, COMPRESSED = 0, 1, 2  # kinds of entries (table 18)
MAX_GENERATION = 65535  # the generation of object 0 (7.5.4)
_compress_cached = lru_cache(maxsize=4)(zlib.compress)  # colour profiles
NAME_CACHE_SIZE = 1024


def serialise_pdf(pdf: Any) -> bytes:
    """Return the bytes of a finished PDF of pydyf's, which is empty afterwards.

    The identifier is a hash of the content, so that the same objects give the same bytes.
    """
    if pdf.info:
        pdf.add_object(pdf.info)
    parts = [HEADER]
    places = [(FREE, 0, MAX_GENERATION)]
    position = len(HEADER)
    packed: list[tuple[int, bytes]] = []
    pack = len(pdf.objects)
    for number, thing in enumerate(pdf.objects[1:], 1):
        if isinstance(thing, pydyf.Stream):
            stream = _write_stream(_join_content(thing.stream), thing.extra, thing.compress)
            part = _write_indirect_object(number, stream)
            places.append((UNCOMPRESSED, position, 0))
            position += len(part)
            parts.append(part)
        else:
            places.append((COMPRESSED, pack, len(packed)))
            packed.append((number, _write_value(thing)))
    part = _write_indirect_object(pack, _write_object_stream(packed))
    end = position + len(part)
    places += [(UNCOMPRESSED, position, 0), (UNCOMPRESSED, end, 0)]
    parts.append(part)
    identifier = md5(b"".join(parts), usedforsecurity=False).hexdigest()
    trailer = {
        "Root": pdf.catalog.reference,
        "ID": pydyf.Array([pydyf.String(identifier)] * 2),
        **({"Info": pdf.info.reference} if pdf.info else {}),
    }
    parts.append(_write_indirect_object(pack + 1, _write_cross_references(places, trailer)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % end)
    pdf.objects.clear()
    pdf.info.clear()
    return b"".join(parts)


def _write_indirect_object(number: int, data: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, data)


def _write_stream(content: bytes, extra: dict[str, Any], compress: bool) -> bytes:  # noqa: FBT001 - pydyf's
    if compress:
        # a stream with N is a colour profile, the same in all files
        compress_content = _compress_cached if "N" in extra else zlib.compress
        content = compress_content(content, COMPRESSION_LEVEL)
        extra = {**extra, "Filter": "/FlateDecode"}
    head = _write_value(pydyf.Dictionary({**extra, "Length": len(content)}))
    return b"%b\nstream\n%b\nendstream" % (head, content)


def _join_content(items: Sequence[Any]) -> bytes:
    """Return the content of a stream, without moves by 0 in lines of text.

    WeasyPrint writes one after each glyph whose width is a fraction: a sixth of the bytes of a
    page, and more than half of the steps of a reader.
    """
    lines = [item if type(item) is bytes else _write_value(item) for item in items]
    return b"\n".join(
        [line.replace(ZERO_MOVE, b"") if line.endswith(SHOW_TEXT_END) else line for line in lines]
    )


def _write_object_stream(packed: list[tuple[int, bytes]]) -> bytes:
    positions = accumulate((len(data) + 1 for _, data in packed), initial=0)
    head = b" ".join(b"%d %d" % (it[0], at) for it, at in zip(packed, positions, strict=False))
    content = b"\n".join([head, *[data for _, data in packed]])
    extra = {"Type": "/ObjStm", "N": len(packed), "First": len(head) + 1}
    return _write_stream(content, extra, compress=True)


def _write_cross_references(places: list[tuple[int, int, int]], trailer: dict[str, Any]) -> bytes:
    """Return the cross-reference stream with the trailer.

    A place is an entry (table 18): its kind, its position, and a detail; the last is the stream's.
    """
    largest = max(position for _, position, _ in places)
    widths = (1, (largest.bit_length() + 7) // 8, 2)  # bytes
    fields = (field for place in places for field in zip(place, widths, strict=True))
    content = b"".join([number.to_bytes(width, "big") for number, width in fields])
    extra = {"Type": "/XRef", "Size": len(places), "W": pydyf.Array(widths), **trailer}
    return _write_stream(content, extra, compress=True)


def _write_value(thing: Any) -> bytes:
    """Return the bytes of an object that is not a stream (ISO 32000-1, 7.3).

    The most frequent types are handled here, all others by pydyf.
    """
    kind = type(thing)
    if kind is pydyf.Dictionary:
        parts: list[bytes] = []
        for key, value in thing.items():
            held = type(value)
            if held is str:
                value = value.encode("ascii")  # noqa: PLW2901 - now bytes
            elif held is not bytes:
                value = _write_value(value)  # noqa: PLW2901
            parts += (_write_name(key), value)
        return b"<<%b>>" % b"".join(parts)
    if kind is pydyf.Array:
        return b"[%b]" % b" ".join(
            [item if type(item) is bytes else _write_value(item) for item in thing]
        )
    if kind is str:
        return bytes(thing, "ascii")
    if kind is int:
        return b"%d" % thing
    return bytes(pydyf.Array([thing]).data[1:-1])


@lru_cache(maxsize=NAME_CACHE_SIZE)
def _write_name(key: str | bytes) -> bytes:
    return b"/%b " % (key if isinstance(key, bytes) else key.encode("ascii"))
