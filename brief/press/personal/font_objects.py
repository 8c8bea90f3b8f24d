"""The PDF objects of a subset font (ISO 32000-1, 9.6 to 9.10), as bytes."""

from __future__ import annotations

import zlib
from hashlib import md5
from typing import TYPE_CHECKING, NamedTuple

from brief.press.personal.font import NO_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from brief.press.personal.font import GlyphRun, PersonalFont

COMPRESSION_LEVEL = 6
SYMBOLIC = 4  # ISO 32000-1, table 123
STEM = 80  # a usual width of vertical stems, in 1/1000 of the type size
TAG_LENGTH = 6
MAX_MAPPINGS = 100  # in one section of a CMap

TO_UNICODE_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
TO_UNICODE_TAIL = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class SubsetFont(NamedTuple):
    """A subset: the objects of the font, the first of which is the font itself, and its codes.

    `codes` has the new identifier of each glyph, `widths` and `meanings` the widths and the texts
    that are declared.
    """

    objects: tuple[bytes, ...]
    codes: dict[int, int]
    widths: dict[int, int]
    meanings: dict[int, str]

    def has_text_of(self, run: GlyphRun) -> bool:
        """Return whether the text of a run, in its order, is that of its glyphs."""
        return not run.is_rtl and all(
            glyph.text == self.meanings[glyph.identifier] != NO_WIDTH for glyph in run.glyphs
        )


def make_subset(font: PersonalFont, runs: Iterable[GlyphRun], number: int) -> SubsetFont:
    """Return the objects of a subset for these runs; the first one has this object number."""
    metrics = font.metrics
    meanings: dict[int, str] = {}
    for run in runs:
        for glyph in run.glyphs:
            if meanings.get(glyph.identifier, NO_WIDTH) == NO_WIDTH:
                meanings[glyph.identifier] = glyph.text
    content, codes = font.subset(meanings)
    widths = {glyph: font.measure_advance(glyph) for glyph in meanings}
    tag = _make_tag(meanings)
    name = b"%b+%b" % (tag, metrics.name.encode("ascii"))
    kind, file_key = (b"0", b"FontFile3") if font.is_cff else (b"2", b"FontFile2")
    extra = b"/Subtype /OpenType" if font.is_cff else b"/Length1 %d" % len(content)
    box = b" ".join(b"%d" % edge for edge in metrics.box)
    objects = (
        b"<</Type /Font /Subtype /Type0 /BaseFont /%b /Encoding /Identity-H "
        b"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>" % (name, number + 1, number + 4),
        b"<</Type /Font /Subtype /CIDFontType%b /BaseFont /%b /CIDSystemInfo "
        b"<</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R "
        b"/DW 0 /W [%b]%b>>"
        % (
            kind,
            name,
            number + 2,
            _write_widths(codes, widths),
            b"" if font.is_cff else b" /CIDToGIDMap /Identity",
        ),
        b"<</Type /FontDescriptor /FontName /%b /Flags %d /FontBBox [%b] /ItalicAngle 0 "
        b"/Ascent %d /Descent %d /CapHeight %d /StemV %d /%b %d 0 R>>"
        % (
            name,
            SYMBOLIC,
            box,
            metrics.ascent,
            metrics.descent,
            metrics.box[3],
            STEM,
            file_key,
            number + 3,
        ),
        write_stream(content, extra),
        write_stream(_write_to_unicode(codes, meanings)),
    )
    return SubsetFont(objects, codes, widths, meanings)


def write_stream(content: bytes, extra: bytes = b"") -> bytes:
    """Return a compressed stream (ISO 32000-1, 7.3.8)."""
    packed = zlib.compress(content, COMPRESSION_LEVEL)
    head = b"<</Filter /FlateDecode /Length %d %b>>" % (len(packed), extra)
    return b"%b\nstream\n%b\nendstream" % (head, packed)


def _make_tag(glyphs: Iterable[int]) -> bytes:
    """Return the tag of a subset (9.6.4): six capitals, which differ for other glyphs."""
    known = b" ".join(b"%d" % glyph for glyph in sorted(glyphs))
    digest = md5(known, usedforsecurity=False).digest()
    return bytes(65 + byte % 26 for byte in digest[:TAG_LENGTH])


def _write_widths(codes: Mapping[int, int], widths: Mapping[int, int]) -> bytes:
    pairs = sorted((code, widths[glyph]) for glyph, code in codes.items())
    return b" ".join(b"%d [%d]" % pair for pair in pairs)


def _write_to_unicode(codes: Mapping[int, int], meanings: Mapping[int, str]) -> bytes:
    """Return the CMap from glyphs to text (9.10.3)."""
    lines = [
        b"<%04X> <%b>" % (code, meanings[glyph].encode("utf-16-be").hex().upper().encode())
        for glyph, code in sorted(codes.items(), key=lambda it: it[1])
    ]
    sections = [lines[at : at + MAX_MAPPINGS] for at in range(0, len(lines), MAX_MAPPINGS)]
    body = b"".join(
        b"%d beginbfchar\n%b\nendbfchar\n" % (len(section), b"\n".join(section))
        for section in sections
    )
    return TO_UNICODE_HEAD + body + TO_UNICODE_TAIL


def write_run(run: GlyphRun, subset: SubsetFont, size: float) -> bytes:
    """Return the operators that show a run, within a text object and after its font is chosen.

    Where an advance differs from the glyph's own width, the difference is an adjustment (9.4.3).
    """
    out: list[bytes] = []
    pieces: list[bytes] = []
    rise = gap = 0.0
    for glyph in run.glyphs:
        if glyph.up != rise:
            out += _end_pieces(pieces)
            out.append(b"%.3f Ts" % (glyph.up * size / 1000))
            rise = glyph.up
        if gap := gap - glyph.across:
            pieces.append(b"%.1f" % gap)
        pieces.append(b"<%04X>" % subset.codes[glyph.identifier])
        gap = glyph.across + subset.widths[glyph.identifier] - glyph.advance
    if gap:
        pieces.append(b"%.1f" % gap)
    out += _end_pieces(pieces)
    if rise:
        out.append(b"0 Ts")
    return b"\n".join(out)


def _end_pieces(pieces: list[bytes]) -> list[bytes]:
    """Return the pieces as one operator, and empty the list."""
    shown = [b"[%b] TJ" % b"".join(pieces)] if pieces else []
    pieces.clear()
    return shown
