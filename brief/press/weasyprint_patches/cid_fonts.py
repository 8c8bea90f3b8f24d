"""Subset the fonts of East Asian scripts: only the glyphs that a page needs (ISO 32000-1, 9.7.4.2).

WeasyPrint 70 keeps the numbers of glyphs, so that a font of 65,535 glyphs keeps as many entries in
each table. The glyphs of a CID-keyed font (Adobe Technical Note 5176, 18) have numbers beside their
order, which are also the codes in the PDF: they stay where the other glyphs are left out. Such a
font is embedded as bare CFF, whose glyphs are found by these numbers; in an OpenType font some
programs count them instead.

Depends on: `Font.hb_face`, `tables`, `variations`, `type`, and the dictionary of the font file.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

CFF_START = b"\x01\x00"
CFF_TABLE = "CFF "
CID_KEYED = b"\x0c\x1e"  # the operator ROS, the first of a CID-keyed font's Top DICT
DROPPED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "cmap", "name", "vhea", "vmtx")

START = 4096  # bytes that contain the header and the Top DICT
MIN_LENGTH = 16
MAX_ROS_LENGTH = 17  # bytes: three numbers of at most five, and the operator


def is_bare_cff(content: bytes) -> bool:
    """Return whether a font file is CFF without the tables of OpenType."""
    return content.startswith(CFF_START)


def subset_cid_font(font: Any, glyphs: list[int]) -> bytes | None:
    """Return the CFF with these glyphs of a font, or None if it is not CID-keyed."""
    if not harfbuzz_subset or CFF_TABLE not in font.tables or "fvar" in font.tables:
        return None
    if not _is_cid_keyed(_read_cff(font.hb_face, START)):
        return None
    given = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy
    )
    _add(harfbuzz_subset.hb_subset_input_glyph_set(given), sorted(glyphs))
    dropped = harfbuzz_subset.hb_subset_input_set(
        given, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG
    )
    _add(dropped, sorted(harfbuzz.hb_tag_from_string(it.encode(), -1) for it in DROPPED))
    harfbuzz_subset.hb_subset_input_set_flags(given, harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE)
    face = harfbuzz_subset.hb_subset_or_fail(font.hb_face, given)
    if face == ffi.NULL:
        return None
    content = _read_cff(ffi.gc(face, harfbuzz.hb_face_destroy))
    return content if _is_cid_keyed(content) else None


def _add(numbers: Any, sorted_values: list[int]) -> None:
    array = ffi.new("hb_codepoint_t[]", sorted_values)
    harfbuzz.hb_set_add_sorted_array(numbers, array, len(sorted_values))


def _read_cff(face: Any, limit: int | None = None) -> bytes:
    """Return the start of the CFF table of a face, or all of it."""
    blob = harfbuzz.hb_face_reference_table(face, harfbuzz.hb_tag_from_string(b"CFF ", -1))
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    content = b"" if data == ffi.NULL else bytes(ffi.buffer(data, length[0])[:limit])
    harfbuzz.hb_blob_destroy(blob)
    return content


def _is_cid_keyed(cff: bytes) -> bool:
    """Return whether the first Top DICT starts with the operator ROS and its three operands."""
    if len(cff) < MIN_LENGTH:
        return False
    _, names_end = _read_index(cff, cff[2])
    top, _ = _read_index(cff, names_end)
    return CID_KEYED in top[:MAX_ROS_LENGTH]


def _read_index(cff: bytes, position: int) -> tuple[bytes, int]:
    """Return the first object of an INDEX and the end of the INDEX (Technical Note 5176, 5)."""
    count, size = int.from_bytes(cff[position : position + 2]), cff[position + 2]
    if not count:
        return b"", position + 2
    starts = range(position + 3, position + 3 + (count + 1) * size, size)
    offsets = [int.from_bytes(cff[it : it + size]) for it in starts]
    data = starts.stop - 1
    return cff[data + offsets[0] : data + offsets[1]], data + offsets[-1]
