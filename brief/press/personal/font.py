"""Shape text with HarfBuzz in one font, and cut subsets out of the font."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

import uharfbuzz

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.press.fonts.faces import Face
    from brief.press.pdf.objects import Box

NORMAL_WEIGHT = 400
POSTSCRIPT_NAME = 6  # OpenType 1.9, name table
NO_WIDTH = "\u200b"
"""The text of a second glyph of a cluster: the first has all characters of the cluster."""
UNUSED_TABLES = (
    "BASE DSIG FFTM GDEF GPOS GSUB HVAR JSTF LTSH MATH MVAR OS/2 PCLT STAT TTFA VDMX VHEA VORG "
    "VVAR avar cmap cvar feat gasp gvar hdmx kern meta morx name post prop vhea vmtx"
)
"""Tables that a viewer of PDFs does not read (ISO 32000-1, 9.9)."""
_UNUSED_TAGS = [
    int.from_bytes(name.ljust(4).encode("ascii"), "big") for name in UNUSED_TABLES.split()
]


class FontMetrics(NamedTuple):
    """The metrics in a font descriptor, in units of 1/1000 of the type size."""

    name: str
    box: tuple[int, int, int, int]
    ascent: int
    descent: int


class PlacedGlyph(NamedTuple):
    """A glyph: identifier in its font, advance, offsets, and the text that it shows.

    Lengths are in units of 1/1000 of the type size.
    """

    identifier: int
    advance: float
    across: float
    up: float
    text: str


class GlyphRun(NamedTuple):
    """Glyphs in one font, from left to right."""

    font: PersonalFont
    glyphs: tuple[PlacedGlyph, ...]
    is_rtl: bool

    @property
    def width(self) -> float:
        """The sum of the advances."""
        return sum(glyph.advance for glyph in self.glyphs)


class PersonalFont:
    """One face, which shapes text and makes subsets."""

    def __init__(self, face: Face) -> None:
        blob = uharfbuzz.Blob.from_file_path(str(face.file))
        whole = uharfbuzz.Face(blob, face.index)
        if whole.has_var_data:
            whole = _choose_instance(whole)
        self.face = whole
        self.characters = frozenset(whole.unicodes)
        self.is_cff = bool(bytes(whole.reference_table("CFF ").data))
        self.units = int(whole.upem)
        self._font = uharfbuzz.Font(whole)
        self._source: uharfbuzz.Face | None = None

    @cached_property
    def metrics(self) -> FontMetrics:
        """The metrics in the tables `head` and `hhea`, and the PostScript name."""
        head, hhea = (bytes(self.face.reference_table(table).data) for table in ("head", "hhea"))
        left, bottom, right, top = (self._read_length(head, at) for at in (36, 38, 40, 42))
        ascent, descent = (self._read_length(hhea, at) for at in (4, 6))
        name = self.face.get_name(POSTSCRIPT_NAME) or ""
        plain = "".join(it for it in name if it.isascii() and (it.isalnum() or it in "-_"))
        return FontMetrics(plain or "Font", (left, bottom, right, top), ascent, descent)

    def _read_length(self, table: bytes, at: int) -> int:
        value = int.from_bytes(table[at : at + 2], "big", signed=True)
        return round(value * 1000 / self.units)

    def has(self, character: str) -> bool:
        """Return whether there is a glyph for a character, or for the parts that it consists of."""
        parts = {ord(part) for part in normalize("NFD", character)}
        return ord(character) in self.characters or parts <= self.characters

    def shape(self, text: str, *, is_rtl: bool, language: str) -> GlyphRun:
        """Return the glyphs of a text of one script and direction."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction = "rtl" if is_rtl else "ltr"
        buffer.language = language
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer)
        places = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        scale = 1000 / self.units
        found = [(it.cluster, it.codepoint, place) for it, place in places]
        starts = sorted({cluster for cluster, _, _ in found})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        glyphs: list[PlacedGlyph] = []
        for start, group in groupby(found, key=lambda it: it[0]):
            members = list(group)
            meanings = _share_text(text[start : ends[start]], len(members), is_rtl=is_rtl)
            glyphs += (
                PlacedGlyph(
                    identifier,
                    place.x_advance * scale,
                    place.x_offset * scale,
                    place.y_offset * scale,
                    meaning,
                )
                for (_, identifier, place), meaning in zip(members, meanings, strict=True)
            )
        return GlyphRun(self, tuple(glyphs), is_rtl)

    def measure_ink(self, glyph: PlacedGlyph) -> Box | None:
        """Return the box of a glyph's outline at its place, in units of 1/1000, or None."""
        extents = self._font.get_glyph_extents(glyph.identifier)
        if extents is None or not (extents.width and extents.height):
            return None
        scale = 1000 / self.units
        left, top = extents.x_bearing * scale + glyph.across, extents.y_bearing * scale + glyph.up
        return left, top + extents.height * scale, left + extents.width * scale, top

    def measure_advance(self, glyph: int) -> int:
        """Return the advance of a glyph without kerning, in units of 1/1000, rounded."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return round(advance * 1000 / self.units)

    def subset(self, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
        """Return a font file with these glyphs only, and the new identifier of each."""
        if self._source is None:  # takes almost a second for Chinese, and is done once
            self._source = uharfbuzz.subset_preprocess(self.face)
        wanted = uharfbuzz.SubsetInput()
        wanted.flags = (
            uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
            | uharfbuzz.SubsetFlags.NO_HINTING
            | uharfbuzz.SubsetFlags.CFF_IDENTITY_CHARSET  # a CID is a glyph identifier
        )
        wanted.glyph_set.update(glyphs)
        wanted.drop_table_tag_set.update(_UNUSED_TAGS)
        plan = uharfbuzz.SubsetPlan(self._source, wanted)
        mapping = plan.old_to_new_glyph_mapping
        return bytes(plan.execute().blob.data), {glyph: mapping[glyph] for glyph in glyphs}


def _share_text(text: str, count: int, *, is_rtl: bool) -> list[str]:
    """Return the text of each glyph of a cluster; the glyphs are in visual order."""
    parts = normalize("NFD", text)
    if count == 1:
        return [text]
    shares = list(text) if len(text) == count else list(parts) if len(parts) == count else []
    shares = shares or [text] + [NO_WIDTH] * (count - 1)
    return shares[::-1] if is_rtl else shares


def _choose_instance(face: uharfbuzz.Face) -> uharfbuzz.Face:
    """Return the regular weight of a variable font, with all other axes at their default."""
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.pin_all_axes_to_default(face)
    for axis in face.axis_infos:
        if axis.tag == "wght":
            weight = min(max(NORMAL_WEIGHT, axis.min_value), axis.max_value)
            wanted.pin_axis_location(face, "wght", weight)
    return uharfbuzz.subset(face, wanted)
