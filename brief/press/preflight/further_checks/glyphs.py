"""Checks that fonts tell the truth: the characters and the widths of their glyphs."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

import pikepdf

from brief.findings.message import quote
from brief.press.preflight.checks.fonts import collect_fonts, get_font_name
from brief.press.preflight.pdf.font_programs import PRIVATE_USE, FontProgram, read_font_program
from brief.press.preflight.pdf.unicode_map import is_composite, read_unicode_map, split_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

MAX_ALIKE = 6  # glyphs of one letter: a script has four forms of it, a font some more
MAX_EXAMPLES = 3
WIDTH_TOLERANCE = 12.0  # 1/1000 em: programs round, and some files have whole pixels
DEFAULT_WIDTH = 1000.0  # of a composite font (ISO 32000-1, table 117)
NO_CHARACTERS = {"", "\0", "\ufeff", "\ufffe", "\ufffd"}
"""What must not be in a map (ISO 14289-1, 7.21.7), and the sign for a missing character."""
MIN_PRIVATE = 5  # glyphs without a character of Unicode: fewer are bullets and other symbols
PHONETIC = (range(0x1D00, 0x1DC0), range(0xA720, 0xA800))
"""Blocks with small capitals, whose glyphs also show letters in small capitals."""


def check_glyphs(context: InspectionContext) -> Iterator[Finding]:
    """Check each font that is used against its program or its encoding."""
    for font, shown in collect_fonts(context, replaced=False):
        codes = frozenset(split_codes(font, shown))
        program = read_font_program(font, codes)
        if problem := _find_false_characters(font, codes, program):
            message = f"the ToUnicode map of {get_font_name(font)} {problem}"
            yield context.make_finding("unicode-wrong", message)
        wrong = _count_false_widths(font, program) if is_composite(font) else 0
        if wrong:
            which = f"{wrong} of the {len(codes)} glyphs"
            message = f"{which} in {get_font_name(font)} have another width than in their font"
            yield context.make_finding("font-widths", message)


def _find_false_characters(font: Any, codes: frozenset[int], program: FontProgram) -> str:
    """Return the problem of the characters that the ToUnicode map names for codes, or nothing."""
    meant = {code: text for code, text in read_unicode_map(font).items() if code in codes}
    wrong = [
        f"{quote(text)} for {quote(min(program.characters[code]))}"
        for code, text in sorted(meant.items())
        if _disagrees(text, program.characters.get(code, frozenset()))
    ]
    if wrong:
        more = f" and {len(wrong) - MAX_EXAMPLES} more" if len(wrong) > MAX_EXAMPLES else ""
        return f"names {', '.join(wrong[:MAX_EXAMPLES])}{more}"
    if alike := _find_crowd(meant):
        return f"names {quote(alike)} for many glyphs"
    nothing = sum(text in NO_CHARACTERS for text in meant.values())
    private = sum(len(text) == 1 and ord(text) in PRIVATE_USE for text in meant.values())
    nothing += private if private >= MIN_PRIVATE else 0
    has_map = is_composite(font) and isinstance(font.get("/ToUnicode"), pikepdf.Stream)
    nothing += len(codes - meant.keys() - {0}) if has_map else 0
    glyphs = "1 glyph" if nothing == 1 else f"{nothing} glyphs"
    return f"names no character for {glyphs}" if nothing else ""


def _disagrees(text: str, characters: frozenset[str]) -> bool:
    """Return whether a text differs from all these characters, in letters or digits."""
    known = [each for each in characters if not any(ord(each[0]) in block for block in PHONETIC)]
    said, plain = fold(text), [fold(each) for each in known]
    return bool(said and plain and all(plain) and said not in plain)


def fold(text: str) -> str:
    """Return the letters and digits of a text, without case, accents and other forms."""
    whole = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in whole if sign.isalnum())


def _find_crowd(meant: Mapping[int, str]) -> str:
    """Return the letter or digit that the map names for too many glyphs, or nothing."""
    counted = Counter(text for text in meant.values() if len(text) == 1 and text.isalnum())
    text, count = counted.most_common(1)[0] if counted else ("", 0)
    return text if count > MAX_ALIKE and count * 2 > len(meant) else ""


def _count_false_widths(font: Any, program: FontProgram) -> int:
    """Return how many glyphs of a composite font have another width in the file; 0 is .notdef."""
    descendant = font.DescendantFonts[0]
    given, default = _read_widths(descendant), float(descendant.get("/DW", DEFAULT_WIDTH))
    return sum(
        abs(given.get(code, default) - width) > WIDTH_TOLERANCE
        for code, width in program.widths.items()
        if code
    )


def _read_widths(descendant: Any) -> dict[int, float]:
    """Return the widths of a composite font by its codes (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    items = list(descendant.get("/W", []))
    while len(items) > 1:
        first, then = int(items.pop(0)), items.pop(0)
        if isinstance(then, pikepdf.Array):
            found.update((first + at, float(width)) for at, width in enumerate(then))
        elif items:
            width = float(items.pop(0))
            found.update(dict.fromkeys(range(first, min(int(then), 0xFFFF) + 1), width))
    return found
