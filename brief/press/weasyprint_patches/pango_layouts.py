"""Patch: reuse Pango layouts, so that text is shaped once and each font described once.

Worth about 10 % of the CPU time of an edition. WeasyPrint drops the layout of a line once the line
is measured, shapes the text again to draw it, and describes the font to Pango for every text.
Here a style sets up one layout, which all texts of that font copy, and the layout of a line is
kept until the line is drawn.

Depends on: `Layout.setup`, `set_text`, `deactivate` and `reactivate` and the attributes they set;
`copy` and `parent_style` of styles; `strut`. It stores data on styles and layouts, which assumes
that a style does not change after text was laid out in it.
Upstream could cache the prepared layout by style, and keep a layout until it is drawn.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle, Style
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango

from brief.press.weasyprint_patches.corrections import apply_corrections

apply_corrections()

Layout = line_break.Layout

PARAGRAPH_BREAK = re.compile("[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
"""Characters at which Pango may split a text into paragraphs; drawn text is one paragraph."""

FONT_PROPERTIES = frozenset(
    (
        *("font_family", "font_size", "font_style", "font_stretch", "font_weight", "font_kerning"),
        *("font_variant_ligatures", "font_variant_position", "font_variant_caps", "line_height"),
        *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian", "lang"),
        *("font_feature_settings", "font_variation_settings", "font_language_override"),
        *("direction",),
    )
)
"""The properties that determine glyphs and line height; all of them are inherited."""

CALCULATED = "function"

_copy = ComputedStyle.copy
_copy_anonymous = AnonymousStyle.copy
_setup = Layout.setup
_set_text = Layout.set_text
_deactivate_layout = Layout.deactivate
_reactivate_layout = Layout.reactivate
_get_strut = line_break.strut

ffi.cdef("PangoLayout *pango_layout_copy(PangoLayout *);")


def set_up_layout(layout: Any, style: Any) -> None:
    """Set up a layout by copying the one that WeasyPrint set up for the same font."""
    layout.one_paragraph = False
    if not isinstance(style, Style) or style["text_decoration_line"] != "none":
        _setup(layout, style)
        return
    prepared = style.__dict__.get("prepared_layout")
    if prepared is None:
        # a style does not change after text was laid out in it
        source = _find_font_source(style)
        prepared = source.__dict__.get("prepared_layout")
        if prepared is None:
            prepared = source.__dict__["prepared_layout"] = _prepare_layout(source)
        style.__dict__["prepared_layout"] = prepared
    copy = ffi.gc(pango.pango_layout_copy(prepared["layout"]), gobject.g_object_unref)
    layout.__dict__.update(prepared, layout=copy, style=style)


def _prepare_layout(style: Any) -> dict[str, Any]:
    """Return the attributes of an empty layout that WeasyPrint has set up for a style."""
    layout = Layout.__new__(Layout)
    _setup(layout, style)
    attributes = dict(vars(layout))
    del attributes["style"]  # would hold the style in a reference cycle
    return attributes


def copy_style(style: Any) -> Any:
    """Return a copy of a style, marked as one that may be changed."""
    copied = (_copy if isinstance(style, ComputedStyle) else _copy_anonymous)(style)
    copied.__dict__["is_changed"] = True
    return copied


def _find_font_source(style: Any) -> Any:
    """Return the nearest ancestor style that declares a font property, or the style itself.

    A copied style is its own source because copies are changed.
    """
    while (parent := style.parent_style) is not None and "is_changed" not in style.__dict__:
        # WeasyPrint checks a calculated line height in each style, and may warn about it
        if isinstance(style, ComputedStyle) and not (
            style.cascaded.keys().isdisjoint(FONT_PROPERTIES)
            and getattr(parent["line_height"], "type", None) != CALCULATED
        ):
            break
        style = parent
    return style


def set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - WeasyPrint's
    """Set the text of a layout, as one paragraph if it contains no paragraph break."""
    is_one_paragraph = PARAGRAPH_BREAK.search(text) is None
    if is_one_paragraph != layout.one_paragraph:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, is_one_paragraph)
        layout.one_paragraph = is_one_paragraph
    _set_text(layout, text, justify)


def deactivate_layout(layout: Any) -> None:
    """Keep the layout of a line until the line has been drawn."""
    if layout.__dict__.pop("drawn", False) or not layout.one_paragraph:
        _deactivate_layout(layout)


def reactivate_layout(layout: Any, style: Any) -> None:
    """Prepare a layout for drawing; only a justified line must be laid out again."""
    is_kept = layout.__dict__.get("style") is style and not layout.justification_spacing
    if not is_kept:
        _reactivate_layout(layout, style)
    layout.drawn = True


def get_strut(style: Any) -> Any:
    """Return the minimum line height of a style, and the baseline's distance from its top."""
    if not isinstance(style, Style):
        return _get_strut(style)
    found = style.__dict__.get("strut")
    if found is None:
        source = _find_font_source(style)
        found = source.__dict__.get("strut")
        if found is None:
            found = source.__dict__["strut"] = _get_strut(source)
        style.__dict__["strut"] = found
    return found


PATCHES = (
    (ComputedStyle, "copy", copy_style),
    (AnonymousStyle, "copy", copy_style),
    (line_break, "strut", get_strut),
    (Layout, "setup", set_up_layout),
    (Layout, "set_text", set_text),
    (Layout, "deactivate", deactivate_layout),
    (Layout, "reactivate", reactivate_layout),
)
