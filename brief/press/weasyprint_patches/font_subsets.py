"""Fonts in a file: what hangs on the font alone is found once, and cut down in one go if it may be.

WeasyPrint reads each font anew for each file, and lets HarfBuzz cut it down twice: to the glyphs in
use, then behind the last of them, where the first cut has mostly ended already.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import cache
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, harfbuzz, harfbuzz_subset, pango
from weasyprint.text.fonts import get_hb_object_data, get_pango_font_hb_face

LEAST_HARFBUZZ = (4, 1, 0)
LARGEST = 2**21  # bytes of a font that is remembered
MOST_FONTS = 16
MOST_GLYPHS = 2**16  # of a font (OpenType, maxp)
DROPPED = (
    *(b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF"),
    *(b"LTSH", b"PCLT", b"SVG "),
)
"""Tables that a PDF has no use for."""
PLAIN = {
    *("OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp"),
    *("meta", "name", "post", "prep", "GDEF", *(name.decode() for name in DROPPED)),
}
"""Tables that are the same after the first cut as after the second, if both end at one glyph."""
EMPTY_MAP = 4  # bytes of a `cmap` for no characters: glyphs by features only
FRESH = ("widths", "to_unicode", "missing")

_init = Font.__init__
_subset = Font._harfbuzz_subset  # noqa: SLF001 - what is replaced
_remembered: OrderedDict[tuple[int, bytes], dict[str, Any]] = OrderedDict()


def init(font: Any, pango_font: Any, description: Any, font_size: float) -> None:
    """Describe a font for a file, from what is known of it if it was in a file before."""
    face = get_pango_font_hb_face(pango_font)
    pointer = pango.pango_font_description_to_string(description)
    key = (int(ffi.cast("uintptr_t", face)), ffi.string(pointer))
    known = _remembered.get(key)
    if known is None:
        _init(font, pango_font, description, font_size)
        if font_size and not (font.variations or font.colr) and len(font.file_content) <= LARGEST:
            # the face is held, so that no other can come to stand where it does
            _remembered[key] = dict(vars(font))
            if len(_remembered) > MOST_FONTS:
                _remembered.popitem(last=False)
        return
    vars(font).update(known)
    vars(font).update({name: {} for name in FRESH}, variations={})
    font.hb_font = pango.pango_font_get_hb_font(pango_font)
    font.font_size = font_size
    metrics = pango.pango_font_get_metrics(pango_font, ffi.NULL)
    font.ascent, down = (
        round(units * FROM_UNITS / font_size * 1000)
        for units in (
            pango.pango_font_metrics_get_ascent(metrics),
            pango.pango_font_metrics_get_descent(metrics),
        )
    )
    font.descent = -down


def subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:  # noqa: FBT001 - theirs
    """Cut a font down to the glyphs in use, which keep their numbers."""
    if font.missing:
        _subset(font, to_unicode, hinting)
        return
    plain = PLAIN.issuperset(font.tables)
    glyphs = sorted(to_unicode)
    count = glyphs[-1] + 1
    wanted = _wanted()
    listed = ffi.new("hb_codepoint_t[]", glyphs)
    _add(harfbuzz_subset.hb_subset_input_glyph_set(wanted), listed, len(glyphs))
    flags = FLAGS if hinting else FLAGS | harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    first = flags if plain else FLAGS
    face = _cut(font.hb_face, wanted, first | harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS)
    if face and not (plain and _is_done(face, count)):
        _add(harfbuzz_subset.hb_subset_input_glyph_set(wanted), _numbers(), count)
        face = _cut(face, wanted, flags)
    content = get_hb_object_data(face) if face else None
    if content:
        font.file_content = content
    else:
        _subset(font, to_unicode, hinting)  # which says that it cannot


def _is_done(face: Any, count: int) -> bool:
    """Return whether nothing is left to cut: no glyph behind those, no table without content."""
    if harfbuzz.hb_face_get_glyph_count(face) != count:
        return False
    table = harfbuzz.hb_face_reference_table(face, _character_map())
    length = harfbuzz.hb_blob_get_length(table)
    harfbuzz.hb_blob_destroy(table)
    return bool(length > EMPTY_MAP)


@cache
def _character_map() -> int:
    return int(harfbuzz.hb_tag_from_string(b"cmap", -1))


def _wanted() -> Any:
    """Return HarfBuzz's list of what is wanted of a font, with no glyphs yet."""
    wanted = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy
    )
    dropped = harfbuzz_subset.hb_subset_input_set(
        wanted, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG
    )
    _add(dropped, _dropped(), len(DROPPED))
    return wanted


def _add(numbers: Any, more: Any, count: int) -> None:
    harfbuzz.hb_set_add_sorted_array(numbers, more, count)


def _cut(face: Any, wanted: Any, flags: int) -> Any:
    harfbuzz_subset.hb_subset_input_set_flags(wanted, flags)
    return ffi.gc(harfbuzz_subset.hb_subset_or_fail(face, wanted), harfbuzz.hb_face_destroy)


@cache
def _dropped() -> Any:
    tags = [harfbuzz.hb_tag_from_string(name, -1) for name in DROPPED]
    return ffi.new("hb_codepoint_t[]", tags)


@cache
def _numbers() -> Any:
    """Return the numbers of all glyphs that a font may have."""
    return ffi.new("hb_codepoint_t[]", list(range(MOST_GLYPHS)))


REPLACED: tuple[tuple[Any, str, Any], ...] = ((Font, "__init__", init),)
if harfbuzz_subset and harfbuzz.hb_version_atleast(*LEAST_HARFBUZZ):
    FLAGS: int = (
        harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        | harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    )
    REPLACED += ((Font, "_harfbuzz_subset", subset),)
