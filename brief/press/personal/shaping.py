"""Shape a line in the fonts of a brand: glyphs from left to right, and the box of their ink."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import category, combining

from fontTools import unicodedata as scripts

from brief.press.fonts.families import VARIATION_SELECTORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.press.pdf.objects import Box
    from brief.press.personal.bidi import DirectedText
    from brief.press.personal.font import GlyphRun, PersonalFont

WITHOUT_SCRIPT = {"Zyyy", "Zinh"}  # Common and Inherited (Unicode Standard Annex 24)
SUPPLEMENT = range(0xE0100, 0xE01F0)  # variation selectors of ideographs


def shape_line(
    parts: Sequence[DirectedText], fonts: Sequence[PersonalFont], language: str
) -> tuple[GlyphRun, ...]:
    """Return the glyphs of a line, whose parts are in visual order.

    Each character is set in the first font that has it; all of them are in one of the fonts.
    """
    runs: list[GlyphRun] = []
    for part in parts:
        pieces = [
            font.shape(text, is_rtl=part.is_rtl, language=language)
            for font, text in _split_by_font(part.text, fonts)
        ]
        runs += reversed(pieces) if part.is_rtl else pieces
    return tuple(runs)


def find_missing_characters(text: str, fonts: Sequence[PersonalFont]) -> list[str]:
    """Return the characters that are in none of the fonts, each once."""
    return [
        character
        for character in dict.fromkeys(text)
        if not _is_invisible(character) and not any(font.has(character) for font in fonts)
    ]


def measure_line(runs: Sequence[GlyphRun]) -> tuple[float, list[Box]]:
    """Return the width of a line and the box of each glyph, in units of 1/1000 of the type size."""
    boxes, at = [], 0.0
    for run in runs:
        for glyph in run.glyphs:
            if ink := run.font.measure_ink(glyph):
                boxes.append((ink[0] + at, ink[1], ink[2] + at, ink[3]))
            at += glyph.advance
    return at, boxes


def _split_by_font(text: str, fonts: Sequence[PersonalFont]) -> Iterator[tuple[PersonalFont, str]]:
    """Yield the longest parts that have one script and are in one font, in logical order.

    Marks stay with their letter. A character of no script, such as a space, stays in the font and
    script of the one before it.
    """
    choices: list[tuple[PersonalFont, str]] = []
    for character in text:
        script = scripts.script(character)
        last = choices[-1] if choices else None
        is_invisible = _is_invisible(character)
        joins = combining(character) or is_invisible or script in WITHOUT_SCRIPT
        if last and joins and (is_invisible or last[0].has(character)):
            choices.append(last)
            continue
        font = next(font for font in fonts if font.has(character))
        choices.append((font, script))
    at = 0
    for (font, _), group in groupby(choices):
        length = len(list(group))
        yield font, text[at : at + length]
        at += length


def _is_invisible(character: str) -> bool:
    """Return whether a character only changes its neighbours: a selector, joiner or non-joiner."""
    is_selector = character in VARIATION_SELECTORS or ord(character) in SUPPLEMENT
    return is_selector or category(character) == "Cf"
