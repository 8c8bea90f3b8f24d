"""Drawn text: a page is a few thousand glyphs, but a glyph comes hundreds of times.

WeasyPrint asks Pango half a dozen things of each glyph, and writes each anew. Here the glyphs of a
run are read at once, and what is written for one is remembered for the rest of the file.
"""

from __future__ import annotations

from struct import Struct
from typing import Any

from weasyprint.css import Style, computed_values
from weasyprint.draw import border, text
from weasyprint.formatting_structure.boxes import Box
from weasyprint.matrix import Matrix
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

GLYPH = Struct("=Iiii4x")  # PangoGlyphInfo: glyph, width, offsets; and bits that nobody asks for
SMALLEST = 1e-6  # px, of a font
CHANGED = 14802  # the version of Pango since which fonts know their size
EMPTY: int = pango.PANGO_GLYPH_EMPTY  # a space without a glyph; those above have none in the font
CURRENT = "currentcolor"
SIDES = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")

_draw_first_line = text.draw_first_line
_draw_text = text.draw_text
_draw_outline = border.draw_outline
_parse_color = computed_values.parse_color
_draw_border = border.draw_border
_set_mask_border = border.set_mask_border


class _StrangeError(Exception):
    """The line needs more than glyphs beside each other, from fonts of outlines."""


def draw_first_line(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
) -> list[Any]:
    """Draw a line of text, and return the pictures in it: none, unless WeasyPrint draws it."""
    plain = (
        text_overflow != "ellipsis"
        and block_ellipsis == "none"
        and textbox.style["font_size"] >= SMALLEST
        and textbox.text.strip()
    )
    if plain:
        try:
            shown = _shown(stream, textbox)
        except _StrangeError:
            plain = False
    if not plain:
        drawn: list[Any] = _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
        return drawn
    stream.set_text_matrix(*matrix.values)
    for pen, string in shown:
        stream.set_font_size(pen.font.hash, pen.size)
        stream.show_text(string)
    return []


class _Pen:
    """Writes glyphs of a font in one size as `TJ` has them (ISO 32000-1, 9.4.3)."""

    def __init__(self, font: Any, size: float) -> None:
        self.font = font
        self.size = size
        self._known: dict[tuple[int, ...], str] = {}

    def write(self, stream: Any, run: Any, said: str) -> str:
        """Return the glyphs of a run of Pango's in a text that says `said`."""
        glyphs = run.glyphs
        read = ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * GLYPH.size)
        codes = list(GLYPH.iter_unpack(read))
        known, to_unicode = self._known, self.font.to_unicode
        for place, code in enumerate(codes):
            if code not in known:
                known[code] = self._learn(stream, run, code)
                if code[0] != EMPTY and code[0] not in to_unicode:
                    to_unicode[code[0]] = _said(run, said, place)
        return "".join([known[code] for code in codes])

    def _learn(self, stream: Any, run: Any, code: tuple[int, ...]) -> str:
        """Return what is written for a glyph; its font notes how wide it is."""
        font, size = self.font, self.size
        glyph, width, right, up = code
        if glyph == EMPTY:
            return f">{-width / size}<"
        if glyph > EMPTY or up:
            raise _StrangeError
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(
                run.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
            )
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        offset = right / size
        kerning = font.widths[glyph] + offset - width * 1000 * FROM_UNITS / size
        before = f">{-offset}<" if offset else ""
        after = f">{int(kerning)}<" if kerning else ""
        return f"{before}{glyph:04x}{after}"


def _said(run: Any, said: str, place: int) -> str:
    """Return the characters that the glyph at a place of a run stands for."""
    item, clusters = run.item, run.glyphs.log_clusters
    follower = place - 1 if item.analysis.level % 2 else place + 1  # odd: from right to left
    inside = 0 <= follower < run.glyphs.num_glyphs
    end = clusters[follower] if inside else item.length
    return said.encode()[item.offset + clusters[place] : item.offset + end].decode()


def _shown(stream: Any, textbox: Any) -> list[tuple[_Pen, str]]:
    """Return what is to be shown, and with which pens."""
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 - a C function
    line, _ = layout.get_first_line()
    node = line.runs
    if node == ffi.NULL:
        raise _StrangeError
    last = node.data.item.analysis.font
    pen = _pen(stream, last, textbox.style)
    shown: list[tuple[_Pen, str]] = []
    string = ""
    while node != ffi.NULL:
        run = node.data
        node = node.next
        font = run.item.analysis.font
        if font != last:
            shown.append((pen, string))
            string, last = "", font
            pen = _pen(stream, font, textbox.style)
        string += f"<{pen.write(stream, run, layout.text)}"
        string = string[:-1] if string[-1] == "<" else f"{string}>"
    shown.append((pen, string))
    return shown


def _pen(stream: Any, pango_font: Any, style: Any) -> _Pen:
    font, size = stream.add_font(pango_font)
    if font.bitmap or font.png or font.svg or font.colr:
        raise _StrangeError
    if pango.pango_version() < CHANGED:
        size = style["font_size"]
    pens: dict[float, _Pen] = font.__dict__.setdefault("pens", {})
    if size not in pens:
        pens[size] = _Pen(font, size)
    return pens[size]


def draw_text(
    stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: Any
) -> None:
    """Draw a box of text; colours of lines are asked for only where there are lines."""
    style = textbox.style
    if style["text_decoration_line"] != "none" or style["visibility"] != "visible":
        _draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)
        return
    x, y = textbox.position_x, textbox.position_y + textbox.baseline
    stream.set_color(style["color"])
    textbox.pango_layout.reactivate(style)
    stream.begin_text()
    pictures = text.draw_first_line(
        stream, textbox, text_overflow, block_ellipsis, Matrix(d=-1, e=x, f=y)
    )
    stream.end_text()
    if pictures:
        text.draw_emojis(stream, style, x, y, pictures)
    textbox.pango_layout.deactivate()


def draw_outline(stream: Any, box: Any) -> None:
    """Draw the outlines of a box and all in it; most have none."""
    if box.style["outline_width"]:
        _draw_outline(stream, box)
        return
    for child in box.children:
        if isinstance(child, Box):
            draw_outline(stream, child)


def parse_color(said: Any, schemes: Any = None) -> Any:
    """Return a colour; what stands for the text's own is said by default, and often."""
    if type(said) is str and said == CURRENT:
        return CURRENT
    return _parse_color(said, schemes)


def set_mask_border(stream: Any, box: Any) -> None:
    """Mask what is drawn of a box, if it has a mask for its border."""
    if _decorated(box.style):
        _set_mask_border(stream, box)


def draw_border(stream: Any, box: Any) -> None:
    """Draw the borders of a box, if it has any, and the rules between its columns."""
    if _decorated(box.style) or any(map(box.__dict__.get, SIDES)):
        _draw_border(stream, box)


def _decorated(style: Any) -> bool:
    """Return whether boxes of this style may have more on their borders than lines."""
    if not isinstance(style, Style):
        return True
    found: bool | None = style.__dict__.get("decorated")
    if found is None:
        found = style.__dict__["decorated"] = (
            style["mask_border_source"][0] != "none"
            or style["border_image_source"][0] != "none"
            or style["column_width"] != "auto"
            or style["column_count"] != "auto"
        )
    return found


PATCHES: tuple[tuple[Any, str, Any], ...] = (
    (text, "draw_text", draw_text),
    (computed_values, "parse_color", parse_color),
    (border, "draw_outline", draw_outline),
    (border, "draw_border", draw_border),
    (border, "set_mask_border", set_mask_border),
)
if ffi.sizeof("PangoGlyphInfo") == GLYPH.size:
    PATCHES += ((text, "draw_first_line", draw_first_line),)
