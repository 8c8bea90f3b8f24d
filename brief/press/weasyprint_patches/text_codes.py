"""Character codes of a font in a PDF: several texts for one glyph (ISO 32000-1, 9.7.5 and 9.10.3).

WeasyPrint writes the glyph's number as its code, and ToUnicode gives each code one text. Text that
runs from right to left is read backwards by the programs that copy and search, character by
character, so there each character needs a code of its own: a glyph that means another text than
before gets a further code, and a letter that is lost in a ligature gets a code that shows a space.
An encoding in the file leads from the codes to the glyphs.

Depends on: `Font.to_unicode`, `widths`, `missing`, `glyph_count`, `hb_font` and `subset`, and
`_build_vector_font_dictionary`.
"""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.pdf import fonts
from weasyprint.text.ffi import FROM_UNITS, ffi, harfbuzz, pango

from brief.press.weasyprint_patches.cid_fonts import is_bare_cff, subset_cid_font

LAST_CODE = 0xFFFE  # codes of two bytes; 0xFFFF is used by WeasyPrint
BLANKS = "\u200c\u200d\u200b\u200a "
BATCH = 100  # entries of a block in a CMap

ffi.cdef("hb_bool_t hb_font_get_nominal_glyph(hb_font_t *, uint32_t, uint32_t *);")
_found = ffi.new("uint32_t *")
_subset = fonts.Font.subset
_build_vector_font_dictionary = fonts._build_vector_font_dictionary  # noqa: SLF001 - see above


class TextCodes:
    """The codes that one font has beside the numbers of its glyphs, with the glyphs they show."""

    def __init__(self, font: Any) -> None:
        self.font = font
        self.glyphs: dict[int, int] = {}
        self._codes: dict[tuple[int, str], int] = {}
        self._nominal: dict[str, int] = {}
        self._blank: int | None = None

    def find_glyph(self, character: str) -> int:
        """Return the glyph that shows a character by itself, or 0."""
        glyph = self._nominal.get(character)
        if glyph is None:
            has = harfbuzz.hb_font_get_nominal_glyph(self.font.hb_font, ord(character), _found)
            glyph = self._nominal[character] = int(_found[0]) if has else 0
        return glyph

    def find_code(self, glyph: int, text: str) -> int:
        """Return the code that shows a glyph and means a text; the number of the glyph if it may.

        In a font whose glyphs take all codes, the text stays that of the glyph.
        """
        texts = self.font.to_unicode
        if texts.setdefault(glyph, text) == text:
            return glyph
        code = self._codes.get((glyph, text))
        if code is None:
            code = LAST_CODE - len(self.glyphs)
            if code < self.font.glyph_count:
                return glyph
            self._codes[glyph, text] = code
            self.glyphs[code] = glyph
            texts[code] = text
        return code

    def find_blank(self, stream: Any, pango_font: Any) -> int:
        """Return a glyph that shows nothing, without width if the font has one.

        poppler takes blanks that are wide for another line.
        """
        if self._blank is None:
            found = filter(None, map(self.find_glyph, BLANKS))
            widths = {it: _measure(stream, pango_font, it) for it in found}
            shown = {width: glyph for glyph, (width, ink) in widths.items() if not ink}
            self._blank = shown[min(shown)] if shown else 0
        return self._blank

    def measure(self, stream: Any, pango_font: Any, glyph: int, size: float) -> int:
        """Return the width of a glyph in thousandths of the size, and note it in the font."""
        widths = self.font.widths
        if glyph not in widths:
            width, _ = _measure(stream, pango_font, glyph)
            widths[glyph] = round(width * 1000 * FROM_UNITS / size)
        return int(widths[glyph])


def _measure(stream: Any, pango_font: Any, glyph: int) -> tuple[int, int]:
    """Return the width of a glyph and of its ink, in Pango's units."""
    pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
    return stream.logical_rect.width, stream.ink_rect.width


def get_text_codes(font: Any) -> TextCodes:
    """Return the further codes of a font of WeasyPrint's."""
    codes: TextCodes | None = font.__dict__.get("text_codes")
    if codes is None:
        codes = font.__dict__["text_codes"] = TextCodes(font)
    return codes


def write_offset(advance: float) -> str:
    """Return an offset to the right, in thousandths of the size, among codes."""
    return f">{-advance:.3f}<" if advance else ""


def join_operands(codes: str) -> str:
    """Return operands of `TJ` from codes, among them offsets in brackets that face outwards.

    Strings without codes are left out: PDFium ignores the last offset of an array that has one.
    """
    return f"<{codes}>".replace("<>", " ").strip()


def subset(font: Any, to_unicode: Any, hinting: Any) -> None:
    """Keep the glyphs that the codes in `to_unicode` show."""
    codes = get_text_codes(font).glyphs
    shown = ((codes.get(code, code), text) for code, text in to_unicode.items())
    # Pango marks a character without a glyph by a number beyond all glyphs
    glyphs = {glyph: text for glyph, text in shown if glyph < font.glyph_count}
    content = subset_cid_font(font, list(glyphs)) if glyphs and not font.missing else None
    if content:
        font.file_content = content
    else:
        _subset(font, glyphs, hinting)


def get_type(font: Any) -> str:
    """Return the kind of outlines in a font file: `otf` for CFF, `ttf` for TrueType."""
    return "otf" if font.file_content[:4] == b"OTTO" or is_bare_cff(font.file_content) else "ttf"


def build_vector_font_dictionary(dictionary: Any, pdf: Any, font: Any, *others: Any) -> None:
    """Write the dictionary of a font, with an encoding if it has further codes."""
    _build_vector_font_dictionary(dictionary, pdf, font, *others)
    if is_bare_cff(font.file_content):
        _, _, reference, _ = others
        pdf.objects[int(reference.split()[0])].extra["Subtype"] = "/CIDFontType0C"
    codes = get_text_codes(font).glyphs
    if codes:
        missing = dict.fromkeys(font.missing.values(), 0)
        encoding = _write_encoding({**codes, **missing}, font.glyph_count)
        pdf.add_object(encoding)
        dictionary["Encoding"] = encoding.reference


def _write_encoding(codes: dict[int, int], glyph_count: int) -> Any:
    """Return the CMap (9.7.5.3) in which glyphs have their numbers, and other codes a glyph."""
    info = pydyf.Dictionary(
        {
            "Registry": pydyf.String("Adobe"),
            "Ordering": pydyf.String("Identity"),
            "Supplement": 0,
        }
    )
    name = "Brief-Texts-0"
    lines = [
        *("/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap"),
        "/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (Identity) def",
        "/Supplement 0 def end def",
        f"/CMapName /{name} def",
        *("/CMapType 1 def", "/WMode 0 def"),
        *("1 begincodespacerange", "<0000> <ffff>", "endcodespacerange"),
    ]
    starts = range(0, glyph_count, 256)  # the codes of a range differ in their last byte
    ranges = [f"<{it:04x}> <{min(it + 255, glyph_count - 1):04x}> {it}" for it in starts]
    entries = [f"<{code:04x}> {glyph}" for code, glyph in sorted(codes.items())]
    for kind, listed in (("cidrange", ranges), ("cidchar", entries)):
        for start in range(0, len(listed), BATCH):
            batch = listed[start : start + BATCH]
            lines += [f"{len(batch)} begin{kind}", *batch, f"end{kind}"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    extra = {"Type": "/CMap", "CMapName": f"/{name}", "CIDSystemInfo": info, "WMode": 0}
    return pydyf.Stream(["\n".join(lines).encode()], pydyf.Dictionary(extra), compress=True)


def apply_text_codes() -> None:
    """Let WeasyPrint write the further codes of its fonts."""
    fonts.Font.subset = subset
    fonts.Font.type = property(get_type)
    fonts._build_vector_font_dictionary = build_vector_font_dictionary  # noqa: SLF001 - see above
