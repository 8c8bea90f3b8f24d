"""Lines of text: what Pango has shaped once is kept until it is drawn.

WeasyPrint throws a line's shapes away when it knows how wide they are, to make them again when it
draws them; and it describes a font to Pango for every try at a line. Here a style describes its
font once, for all that have it from it, and a line that was set is the line that is drawn.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle, Style
from weasyprint.layout import preferred
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango

Layout = line_break.Layout

PARAGRAPH_BREAK = re.compile("[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
"""Where a text may fall into several paragraphs; drawn text is always taken for one."""

FONT_PROPERTIES = frozenset(
    (
        *("font_family", "font_size", "font_style", "font_stretch", "font_weight", "font_kerning"),
        *("font_variant_ligatures", "font_variant_position", "font_variant_caps", "line_height"),
        *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian", "lang"),
        *("font_feature_settings", "font_variation_settings", "font_language_override"),
        *("direction",),
    )
)
"""What a style's letters and the height of its lines hang on; all of it is inherited."""

CALCULATED = "function"

_copy = ComputedStyle.copy
_copy_anonymous = AnonymousStyle.copy
_setup = Layout.setup
_set_text = Layout.set_text
_deactivate_layout = Layout.deactivate
_reactivate_layout = Layout.reactivate
_get_strut = line_break.strut
_shrink_to_fit = preferred.shrink_to_fit

ffi.cdef("PangoLayout *pango_layout_copy(PangoLayout *);")


def set_up_layout(layout: Any, style: Any) -> None:
    """Give a layout the font of its style, by copying the layout that WeasyPrint made for it."""
    layout.one_paragraph = False
    if not isinstance(style, Style) or style["text_decoration_line"] != "none":
        _setup(layout, style)
        return
    prepared = style.__dict__.get("prepared_layout")
    if prepared is None:
        # no text is set in a style that changes afterwards
        source = _find_font_source(style)
        prepared = source.__dict__.get("prepared_layout")
        if prepared is None:
            prepared = source.__dict__["prepared_layout"] = _prepare_layout(source)
        style.__dict__["prepared_layout"] = prepared
    copy = ffi.gc(pango.pango_layout_copy(prepared["layout"]), gobject.g_object_unref)
    layout.__dict__.update(prepared, layout=copy, style=style)


def _prepare_layout(style: Any) -> dict[str, Any]:
    """Return the attributes of a layout without text that WeasyPrint has set up for a style."""
    layout = Layout.__new__(Layout)
    _setup(layout, style)
    attributes = dict(vars(layout))
    del attributes["style"]  # would hold the style in a reference cycle
    return attributes


def copy_style(style: Any) -> Any:
    """Return a style that may be changed."""
    made = (_copy if isinstance(style, ComputedStyle) else _copy_anonymous)(style)
    made.__dict__["changed"] = True
    return made


def _find_font_source(style: Any) -> Any:
    """Return the style that a style has its font from: the nearest above that declares any of it.

    It has one of its own if it is a copy, which is made to be changed.
    """
    while (parent := style.parent_style) is not None and "changed" not in style.__dict__:
        # a height that is calculated is checked in each style, and may be warned of
        if isinstance(style, ComputedStyle) and not (
            style.cascaded.keys().isdisjoint(FONT_PROPERTIES)
            and getattr(parent["line_height"], "type", None) != CALCULATED
        ):
            break
        style = parent
    return style


def set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - theirs
    """Set a text; as one paragraph, like drawn text, where that makes no difference."""
    is_one_paragraph = PARAGRAPH_BREAK.search(text) is None
    if is_one_paragraph != layout.one_paragraph:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, is_one_paragraph)
        layout.one_paragraph = is_one_paragraph
    _set_text(layout, text, justify)


def deactivate_layout(layout: Any) -> None:
    """Keep a line that was set until it has been drawn."""
    if layout.__dict__.pop("drawn", False) or not layout.one_paragraph:
        _deactivate_layout(layout)


def reactivate_layout(layout: Any, style: Any) -> None:
    """Make a line ready to be drawn: as it was set, unless it is to be justified."""
    kept = layout.__dict__.get("style") is style and not layout.justification_spacing
    if not kept:
        _reactivate_layout(layout, style)
    layout.drawn = True


def get_strut(style: Any) -> Any:
    """Return the height that a style's lines have at least, and where their baseline is in it."""
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


def shrink_to_fit(context: Any, box: Any, available: float) -> Any:
    """Return the width of a box that is as wide as what is in it (CSS 2.1, 10.3.5).

    What fits on its line as it is need not be broken wherever it may be, to see how narrow it is.
    """
    widest = preferred.max_content_width(context, box, outer=False)
    return widest if widest <= available else _shrink_to_fit(context, box, available)


PATCHES = (
    (ComputedStyle, "copy", copy_style),
    (AnonymousStyle, "copy", copy_style),
    (line_break, "strut", get_strut),
    (preferred, "shrink_to_fit", shrink_to_fit),
    (Layout, "setup", set_up_layout),
    (Layout, "set_text", set_text),
    (Layout, "deactivate", deactivate_layout),
    (Layout, "reactivate", reactivate_layout),
)
