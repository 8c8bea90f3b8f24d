"""Checks of fonts: embedded, mapped to Unicode, without missing glyphs."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, Any

import pikepdf

from brief.press.preflight.checks.pdfx4 import FONT_FILES, find_font_defects
from brief.press.preflight.pdf.font_programs import read_font_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")  # ISO 32000-1, 9.6.4
NAMED_ENCODINGS = {"/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding"}
IDENTITY_ENCODINGS = {"/Identity-H", "/Identity-V"}
MAX_NAMED = 4  # fonts in a message
BYTES_PER_CODE = 2  # of an Identity encoding (ISO 32000-1, 9.7.5.2)


def check_fonts(context: InspectionContext) -> Iterator[Finding]:
    """Check that fonts are embedded, mapped to Unicode, and have the glyphs that are shown."""
    loose, unmapped, empty = [], [], []
    for font, codes in collect_fonts(context):
        name = get_font_name(font)
        if not _is_embedded(font):
            loose.append(name)
        if not _maps_to_unicode(font, codes):
            unmapped.append(name)
        if missing := _count_missing_glyphs(font, codes):
            places = "place" if missing == 1 else "places"
            empty.append(f"text in {name} shows an empty box in {missing} {places}")
    if loose:
        message = _name_fonts(loose, "is not embedded", "are not embedded")
        yield context.make_finding("font-not-embedded", message)
    if unmapped:
        end = "not map its glyphs to characters", "not map their glyphs to characters"
        message = _name_fonts(unmapped, f"does {end[0]}", f"do {end[1]}")
        yield context.make_finding("font-no-unicode", message)
    for message in empty:
        yield context.make_finding("glyph-missing", message)
    if context.is_pdfx4 and not loose:
        yield from find_font_defects(context)


def _name_fonts(names: list[str], one: str, several: str) -> str:
    """Return a sentence about one font, or about several of them."""
    named = list(dict.fromkeys(names))
    if len(named) == 1:
        return f"the font {named[0]} {one}"
    more = f" and {len(named) - MAX_NAMED} more" if len(named) > MAX_NAMED else ""
    return f"the fonts {', '.join(named[:MAX_NAMED])}{more} {several}"


def get_font_name(font: Any) -> str:
    """Return the name of a font, without the tag of a subset."""
    return SUBSET_TAG.sub("", str(font.get("/BaseFont", "/without a name")).lstrip("/"))


def collect_fonts(context: InspectionContext, *, replaced: bool = True) -> list[tuple[Any, bytes]]:
    """Return each font that is used, with the codes of the text that is visible in it.

    `replaced` is whether text counts that has an ActualText.
    """
    texts: dict[int, tuple[Any, list[bytes]]] = {}
    for content in context.page_contents:
        for painted in content.painted:
            if painted.kind != "text" or painted.item is None:
                continue
            _, parts = texts.setdefault(id(painted.item), (painted.item, []))
            if not replaced and painted.mark.replacement is not None:
                continue
            if painted.colours:  # .notdef is allowed where nothing is painted
                parts.append(painted.codes)
    fonts: dict[tuple[int, int] | int, tuple[Any, list[bytes]]] = {}
    for number, (font, parts) in texts.items():
        key = font.objgen if font.is_indirect else number
        fonts.setdefault(key, (font, []))[1].extend(parts)
    return [(font, b"".join(parts)) for font, parts in fonts.values()]


def _is_embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type3":  # its glyphs are content streams of the file itself
        return True
    descriptor = _get_descendant(font).get("/FontDescriptor", pikepdf.Dictionary())
    return any(key in descriptor for key in FONT_FILES)


def _maps_to_unicode(font: Any, codes: bytes) -> bool:
    """Return whether the codes map to Unicode (ISO 14289-1, 7.21.7, with its exceptions)."""
    if "/ToUnicode" in font:
        return True
    encoding = font.get("/Encoding")
    if font.get("/Subtype") == "/Type0":
        return str(encoding) not in IDENTITY_ENCODINGS and isinstance(encoding, pikepdf.Name)
    if isinstance(encoding, pikepdf.Dictionary):
        encoding = encoding.get("/BaseEncoding")
    flags = int(_get_descendant(font).get("/FontDescriptor", pikepdf.Dictionary()).get("/Flags", 0))
    if str(encoding) in NAMED_ENCODINGS or not flags & 4:
        return True
    return all(read_font_program(font, frozenset([code])).characters for code in set(codes))


def _count_missing_glyphs(font: Any, codes: bytes) -> int:
    """Return how often .notdef is shown: glyph 0 of a composite font, or the glyph of that name."""
    encoding = font.get("/Encoding")
    if str(encoding) in IDENTITY_ENCODINGS:
        if str(_get_descendant(font).get("/CIDToGIDMap", "/Identity")) != "/Identity":
            return 0
        return array("H", codes[: len(codes) // BYTES_PER_CODE * BYTES_PER_CODE]).count(0)
    empty: set[int] = set()
    if isinstance(encoding, pikepdf.Dictionary):
        code = 0
        for item in encoding.get("/Differences", []):
            if isinstance(item, pikepdf.Name):
                if str(item) == "/.notdef":
                    empty.add(code)
                code += 1
            else:
                code = int(item)
    return sum(code in empty for code in codes)


def _get_descendant(font: Any) -> Any:
    found = font.get("/DescendantFonts")
    return found[0] if found is not None else font
