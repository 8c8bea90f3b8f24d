"""Patch: encode each glyph of a font once for each PDF, and skip missing borders and outlines.

Without it, fresh editions of benchmarks/content.py take 6.3 % longer (sum of minima; paired
median 4.9 %). WeasyPrint asks Pango for each of the thousands of glyphs on a page, and formats
each again. Here the glyphs of a run are read at once, and the code of a glyph is kept by font,
size, advance and offset.

Depends on: `draw_first_line` (its results for text without ellipses, pictures or raised glyphs),
`widths` and `to_unicode` of fonts, `draw_border`, `draw_outline`, `set_mask_border` and
`parse_color`. Text of complex scripts is left to `readable_text.py`.
Upstream could keep the code of a glyph on its font, and return early from these functions.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import Style, computed_values
from weasyprint.draw import border, text
from weasyprint.formatting_structure.boxes import Box
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from brief.press.weasyprint_patches.corrections import apply_corrections
from brief.press.weasyprint_patches.pango_runs import (
    EMPTY,
    GLYPH_INFO,
    UnusualTextError,
    add_font,
    is_plain_line,
    read_glyphs,
    read_runs,
)
from brief.press.weasyprint_patches.readable_text import COMPLEX

apply_corrections()

CURRENT_COLOUR = "currentcolor"
BORDER_WIDTHS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))

_draw_first_line = text.draw_first_line
_draw_outline = border.draw_outline
_draw_border = border.draw_border
_set_mask_border = border.set_mask_border
_parse_color = computed_values.parse_color


class _GlyphEncoder:
    """Encodes glyphs of a font in one size as operands of `TJ` (ISO 32000-1, 9.4.3)."""

    def __init__(self, font: Any, size: float) -> None:
        self.font = font
        self.size = size
        self._codes: dict[tuple[int, ...], str] = {}

    def encode_run(self, stream: Any, run: Any, characters: str) -> str:
        """Return the code of a run of Pango's, and note the characters of new glyphs."""
        infos = read_glyphs(run)
        codes, to_unicode = self._codes, self.font.to_unicode
        for index, info in enumerate(infos):
            if info not in codes:
                codes[info] = self._encode_glyph(stream, run, info)
                if info[0] != EMPTY and info[0] not in to_unicode:
                    to_unicode[info[0]] = _find_characters(run, characters, index)
        return "".join([codes[info] for info in infos])

    def _encode_glyph(self, stream: Any, run: Any, info: tuple[int, ...]) -> str:
        font, size = self.font, self.size
        glyph, advance, x_offset, y_offset = info
        if glyph == EMPTY:
            return f">{-advance / size}<"
        if glyph > EMPTY or y_offset:
            raise UnusualTextError
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(
                run.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
            )
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        offset = x_offset / size
        kerning = font.widths[glyph] + offset - advance * 1000 * FROM_UNITS / size
        before = f">{-offset}<" if offset else ""
        after = f">{int(kerning)}<" if kerning else ""
        return f"{before}{glyph:04x}{after}"


def draw_first_line(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
) -> Any:
    """Draw a line of text, and return its pictures: only WeasyPrint's own function draws some."""
    is_plain = is_plain_line(textbox, text_overflow, block_ellipsis)
    if is_plain and not COMPLEX.search(textbox.text):
        try:
            parts = _encode_line(stream, textbox)
        except UnusualTextError:
            pass
        else:
            stream.set_text_matrix(*matrix.values)
            for encoder, code in parts:
                stream.set_font_size(encoder.font.hash, encoder.size)
                stream.show_text(code)
            return []
    return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)


def _encode_line(stream: Any, textbox: Any) -> list[tuple[_GlyphEncoder, str]]:
    """Return the code of a line, with its encoder, for each change of font."""
    layout = textbox.pango_layout
    font = encoder = None
    parts: list[tuple[_GlyphEncoder, str]] = []
    for run in read_runs(layout):
        if encoder is None or run.item.analysis.font != font:
            font = run.item.analysis.font
            encoder = _find_encoder(stream, run, textbox.style)
            parts.append((encoder, ""))
        code = f"{parts[-1][1]}<{encoder.encode_run(stream, run, layout.text)}"
        parts[-1] = encoder, code[:-1] if code[-1] == "<" else f"{code}>"
    return parts


def _find_encoder(stream: Any, run: Any, style: Any) -> _GlyphEncoder:
    font, size = add_font(stream, run, style)
    encoders: dict[float, _GlyphEncoder] = font.__dict__.setdefault("encoders", {})
    if size not in encoders:
        encoders[size] = _GlyphEncoder(font, size)
    return encoders[size]


def _find_characters(run: Any, characters: str, index: int) -> str:
    """Return the characters that a glyph of a run represents."""
    item, clusters = run.item, run.glyphs.log_clusters
    following = index - 1 if item.analysis.level % 2 else index + 1  # odd: from right to left
    is_inside = 0 <= following < run.glyphs.num_glyphs
    end = clusters[following] if is_inside else item.length
    return characters.encode()[item.offset + clusters[index] : item.offset + end].decode()


def draw_outline(stream: Any, box: Any) -> None:
    """Draw the outlines of a box and of all boxes in it; most have none."""
    if box.style["outline_width"]:
        _draw_outline(stream, box)
        return
    for child in box.children:
        if isinstance(child, Box):
            draw_outline(stream, child)


def draw_border(stream: Any, box: Any) -> None:
    """Draw the borders and column rules of a box if it has any."""
    if _is_decorated(box.style) or any(map(box.__dict__.get, BORDER_WIDTHS)):
        _draw_border(stream, box)


def set_mask_border(stream: Any, box: Any) -> None:
    """Mask the drawing of a box if its style masks the border."""
    if _is_decorated(box.style):
        _set_mask_border(stream, box)


def _is_decorated(style: Any) -> bool:
    """Return whether boxes of this style may have column rules, or images on their borders."""
    if not isinstance(style, Style):
        return True
    found: bool | None = style.__dict__.get("is_decorated")
    if found is None:
        found = style.__dict__["is_decorated"] = (
            style["mask_border_source"][0] != "none"
            or style["border_image_source"][0] != "none"
            or style["column_width"] != "auto"
            or style["column_count"] != "auto"
        )
    return found


def parse_color(value: Any, schemes: Any = None) -> Any:
    """Return a colour, without parsing the name of the default one."""
    if type(value) is str and value == CURRENT_COLOUR:
        return CURRENT_COLOUR
    return _parse_color(value, schemes)


PATCHES: tuple[tuple[Any, str, Any], ...] = (
    (computed_values, "parse_color", parse_color),
    (border, "draw_outline", draw_outline),
    (border, "draw_border", draw_border),
    (border, "set_mask_border", set_mask_border),
)
if ffi.sizeof("PangoGlyphInfo") == GLYPH_INFO.size:
    PATCHES += ((text, "draw_first_line", draw_first_line),)
