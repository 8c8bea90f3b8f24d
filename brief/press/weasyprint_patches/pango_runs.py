"""Read the runs and glyphs of a line that Pango has laid out, as the drawing of text needs them.

Depends on: `Layout.get_first_line`, `Stream.add_font`, and the memory layout of `PangoGlyphInfo`.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING, Any

from weasyprint.text.ffi import ffi, pango

if TYPE_CHECKING:
    from collections.abc import Iterator

GLYPH_INFO = Struct("=Iiii4x")  # PangoGlyphInfo: glyph, advance, two offsets; unused attributes
MIN_FONT_SIZE = 1e-6  # px
MIN_PANGO_VERSION = 14802  # since then fonts know their size
EMPTY: int = pango.PANGO_GLYPH_EMPTY  # a space without a glyph; higher numbers are missing glyphs


class UnusualTextError(Exception):
    """The line contains missing or raised glyphs, or a font of bitmaps or pictures."""


def is_plain_line(textbox: Any, text_overflow: str, block_ellipsis: Any) -> bool:
    """Return whether a line is drawn as it is, without an ellipsis, and can be seen."""
    return (
        text_overflow != "ellipsis"
        and block_ellipsis == "none"
        and textbox.style["font_size"] >= MIN_FONT_SIZE
        and textbox.text.strip()
    )


def read_runs(layout: Any) -> Iterator[Any]:
    """Yield Pango's runs of a line from left to right.

    Raises UnusualTextError for a line without runs.
    """
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 - a C function
    line, _ = layout.get_first_line()
    node = line.runs
    if node == ffi.NULL:
        raise UnusualTextError
    while node != ffi.NULL:
        run, node = node.data, node.next
        yield run


def read_glyphs(run: Any) -> list[tuple[int, ...]]:
    """Return the number, the advance and the two offsets of each glyph of a run."""
    glyphs = run.glyphs
    buffer = ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * GLYPH_INFO.size)
    return list(GLYPH_INFO.iter_unpack(buffer))


def add_font(stream: Any, run: Any, style: Any) -> tuple[Any, float]:
    """Return the font of a run and its size in pixels.

    Raises UnusualTextError for fonts of bitmaps or pictures.
    """
    font, size = stream.add_font(run.item.analysis.font)
    if font.bitmap or font.png or font.svg or font.colr:
        raise UnusualTextError
    if pango.pango_version() < MIN_PANGO_VERSION:
        size = style["font_size"]
    return font, size
