"""What an embedded font program contains about its glyphs: their characters, names and widths."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from brief.press.preflight.pdf.unicode_map import is_composite

if TYPE_CHECKING:
    from collections.abc import Mapping

# fontTools' warnings about a stranger's font are not shown on the terminal.
logging.getLogger("fontTools").addHandler(logging.NullHandler())

MAX_BYTES = 12_000_000  # of a font program
MAX_HEAD_BYTES = 100_000  # of a Type 1 program, before its encrypted part
CID_NAME = re.compile(r"cid[0-9]{5}")
"""How fontTools names the glyphs of a font that has CIDs and no names."""
TYPE_1_CODE = re.compile(rb"dup\s+([0-9]{1,3})\s*/(\S+)\s+put")
PRIVATE_USE = range(0xE000, 0xF900)
NAMED_ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac-roman"}
SYMBOLIC = 4  # a flag of font descriptors (ISO 32000-1, table 123)


@dataclass(frozen=True, slots=True)
class FontProgram:
    """The characters that each code may mean, and the width of each in 1/1000 em."""

    characters: Mapping[int, frozenset[str]] = field(default_factory=dict)
    widths: Mapping[int, float] = field(default_factory=dict)


def read_font_program(font: Any, codes: frozenset[int]) -> FontProgram:
    """Return the facts about these codes of a font; none if the program cannot be read."""
    descendant = font.DescendantFonts[0] if is_composite(font) else font
    descriptor = descendant.get("/FontDescriptor", pikepdf.Dictionary())
    if is_composite(font):
        if str(font.get("/Encoding")) not in {"/Identity-H", "/Identity-V"}:
            return FontProgram()
        glyphs = _map_codes_to_glyphs(descendant, codes)
        return _read_true_type(descriptor, glyphs) if glyphs else FontProgram()
    return FontProgram(_read_encoding(font, descriptor, codes))


def _map_codes_to_glyphs(descendant: Any, codes: frozenset[int]) -> dict[int, int]:
    """Return the glyph of each code, or for CFF its CID (ISO 32000-1, 9.7.4.2 and 9.7.4.3)."""
    given = descendant.get("/CIDToGIDMap")
    if isinstance(given, pikepdf.Stream):
        table = given.read_bytes()
        pairs = ((code, table[2 * code : 2 * code + 2]) for code in codes)
        return {code: int.from_bytes(pair, "big") for code, pair in pairs if len(pair) == 2}  # noqa: PLR2004
    return {code: code for code in codes}


def _read_true_type(descriptor: Any, glyphs: Mapping[int, int]) -> FontProgram:
    program = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
    content = program.read_bytes() if program is not None else b""
    if not content or len(content) > MAX_BYTES:
        return FontProgram()
    try:
        meant, widths, by_cid = _read_tables(content)
    except Exception:  # noqa: BLE001 - a stranger's font may be broken in any way
        return FontProgram()
    if by_cid:
        glyphs = {code: by_cid[cid] for code, cid in glyphs.items() if cid in by_cid}
    characters = {code: frozenset(meant.get(glyph, ())) for code, glyph in glyphs.items()}
    known = {code: widths[glyph] for code, glyph in glyphs.items() if glyph < len(widths)}
    return FontProgram({code: found for code, found in characters.items() if found}, known)


@lru_cache(maxsize=16)
def _read_tables(content: bytes) -> tuple[dict[int, set[str]], list[float], dict[int, int]]:
    """Return the characters and the width of each glyph, and in CFF the glyph of each CID.

    Many files have the same fonts, so the last ones are kept.
    """
    from fontTools.ttLib import TTFont

    opened = TTFont(BytesIO(content), lazy=True)
    named = enumerate(opened.getGlyphOrder()) if "CFF " in opened else ()
    by_cid = {int(name[3:]): glyph for glyph, name in named if CID_NAME.fullmatch(name)}
    return _read_characters(opened), _read_widths(opened), by_cid


def _read_characters(opened: Any) -> dict[int, set[str]]:
    """Return the characters of each glyph by the font's own map of Unicode."""
    found: dict[int, set[str]] = {}
    if "cmap" not in opened:
        return found
    for table in opened["cmap"].tables:
        if not table.isUnicode():
            continue
        for character, name in table.cmap.items():
            if character not in PRIVATE_USE:
                found.setdefault(opened.getGlyphID(name), set()).add(chr(character))
    return found


def _read_widths(opened: Any) -> list[float]:
    if "hmtx" not in opened or "head" not in opened:
        return []
    scale = 1000 / opened["head"].unitsPerEm
    metrics = opened["hmtx"].metrics
    return [metrics[name][0] * scale for name in opened.getGlyphOrder()]


def _read_encoding(font: Any, descriptor: Any, codes: frozenset[int]) -> dict[int, frozenset[str]]:
    """Return the characters of the codes of a simple font by its encoding (9.6.6)."""
    from fontTools.agl import toUnicode

    encoding = font.get("/Encoding")
    names = _read_type_1_names(descriptor) if encoding is None else {}
    base = encoding
    if isinstance(encoding, pikepdf.Dictionary):
        base = encoding.get("/BaseEncoding")
        code = 0
        for item in encoding.get("/Differences", []):
            if isinstance(item, pikepdf.Name):
                names[code] = str(item)[1:]
                code += 1
            else:
                code = int(item)
    found = {code: toUnicode(name) for code, name in names.items() if code in codes}
    known = found.items()
    found = {
        code: text for code, text in known if not any(map(PRIVATE_USE.__contains__, map(ord, text)))
    }
    charset = NAMED_ENCODINGS.get(str(base))
    if charset and not int(descriptor.get("/Flags", 0)) & SYMBOLIC:
        for code in codes - names.keys():
            found[code] = bytes([code]).decode(charset, "ignore") if code < 256 else ""  # noqa: PLR2004
    return {code: frozenset([text]) for code, text in found.items() if text}


def _read_type_1_names(descriptor: Any) -> dict[int, str]:
    """Return the names of the glyphs by the encoding in a Type 1 font program (9.9)."""
    program = descriptor.get("/FontFile")
    if program is None:
        return {}
    head = program.read_bytes()[:MAX_HEAD_BYTES].partition(b"eexec")[0]
    return {int(code): name.decode("latin-1") for code, name in TYPE_1_CODE.findall(head)}
