"""Lines of text: what Pango has shaped once is kept until it is drawn.

WeasyPrint throws a line's shapes away when it knows how wide they are, to make them again when it
draws them; and it describes a font to Pango for every try at a line. Here a style describes its
font once, for all that have it from it, and a line that was set is the line that is drawn.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from weasyprint.css import AnonymousStyle, ComputedStyle, Style
from weasyprint.layout import preferred
from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

Layout = line_break.Layout

PARAGRAPHS = re.compile("[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
"""Where a text may fall into several paragraphs; drawn text is always taken for one."""

FONT = frozenset(
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
_deactivate = Layout.deactivate
_reactivate = Layout.reactivate
_strut = line_break.strut


class _Face(NamedTuple):
    """How Pango is told of a style's font, once for all its texts."""

    context: Any
    language: Any
    description: Any
    features: Any


def setup(layout: Any, style: Any) -> None:
    """Begin a text in the font of its style."""
    layout.one_paragraph = False
    if not isinstance(style, Style) or style["text_decoration_line"] != "none":
        _setup(layout, style)
        return
    layout.style = style
    layout.first_line_direction = 0
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    face = style.__dict__.get("face")
    if face is None:
        # no text is set in a style that changes afterwards
        source = _source(style)
        face = source.__dict__.get("face")
        if face is None:
            face = source.__dict__["face"] = _describe(source)
        style.__dict__["face"] = face
    layout.language = face.language
    layout.layout = ffi.gc(pango.pango_layout_new(face.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)  # noqa: FBT003 - a C function
    pango.pango_layout_set_font_description(layout.layout, face.description)
    if face.features is not None:
        # never given back, as in WeasyPrint: the list would take the features with it
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, face.features)
        pango.pango_layout_set_attributes(layout.layout, attributes)


def copy_style(style: Any) -> Any:
    """Return a style that may be changed."""
    made = (_copy if isinstance(style, ComputedStyle) else _copy_anonymous)(style)
    made.__dict__["changed"] = True
    return made


def _source(style: Any) -> Any:
    """Return the style that a style has its font from: the nearest above that declares any of it.

    It has one of its own if it is a copy, which is made to be changed.
    """
    while (parent := style.parent_style) is not None and "changed" not in style.__dict__:
        # a height that is calculated is checked in each style, and may be warned of
        if isinstance(style, ComputedStyle) and not (
            style.cascaded.keys().isdisjoint(FONT)
            and getattr(parent["line_height"], "type", None) != CALCULATED
        ):
            break
        style = parent
    return style


def _describe(style: Any) -> _Face:
    """Return what Pango is to know of a style before it sets a text."""
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)  # noqa: FBT003 - a C function
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    language = _language(style)
    if language is None:
        language = pango.pango_language_get_default()
    else:
        pango.pango_context_set_language(context, language)
    return _Face(context, language, get_font_description(style), _features(style))


def _language(style: Any) -> Any:
    """Return the language that decides a text's forms, if there is one."""
    name = style["font_language_override"]
    name = style["lang"] if name == "normal" else LST_TO_ISO.get(name.lower(), name)
    if not name:
        return None
    pointer, _held = unicode_to_char_p(name)
    return pango.pango_language_from_string(pointer)


def _features(style: Any) -> Any:
    """Return the features of a style's font, as Pango has them, if there are any."""
    features = font_features(
        style["font_kerning"],
        *(
            style[f"font_variant_{axis}"]
            for axis in ("ligatures", "position", "caps", "numeric", "alternates", "east_asian")
        ),
        style["font_feature_settings"],
    )
    if not features:
        return None
    listed = ",".join(f"{tag} {value}" for tag, value in features.items()).encode()
    known = style.font_config.font_features
    if listed not in known:
        known[listed] = pango.pango_attr_font_features_new(listed)
    return known[listed]


def set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - theirs
    """Set a text; as one paragraph, like drawn text, where that makes no difference."""
    one = PARAGRAPHS.search(text) is None
    if one != layout.one_paragraph:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, one)
        layout.one_paragraph = one
    _set_text(layout, text, justify)


def deactivate(layout: Any) -> None:
    """Keep a line that was set until it has been drawn."""
    if layout.__dict__.pop("drawn", False) or not layout.one_paragraph:
        _deactivate(layout)


def reactivate(layout: Any, style: Any) -> None:
    """Make a line ready to be drawn: as it was set, unless it is to be justified."""
    kept = layout.__dict__.get("style") is style and not layout.justification_spacing
    if not kept:
        _reactivate(layout, style)
    layout.drawn = True


def strut(style: Any) -> Any:
    """Return the height that a style's lines have at least, and where their baseline is in it."""
    if not isinstance(style, Style):
        return _strut(style)
    found = style.__dict__.get("strut")
    if found is None:
        source = _source(style)
        found = source.__dict__.get("strut")
        if found is None:
            found = source.__dict__["strut"] = _strut(source)
        style.__dict__["strut"] = found
    return found


def shrink_to_fit(context: Any, box: Any, available: float) -> Any:
    """Return the width of a box that is as wide as what is in it (CSS 2.1, 10.3.5).

    What fits on its line as it is need not be broken wherever it may be, to see how narrow it is.
    """
    widest = preferred.max_content_width(context, box, outer=False)
    if widest <= available:
        return widest
    return min(max(preferred.min_content_width(context, box, outer=False), available), widest)


REPLACED = (
    (ComputedStyle, "copy", copy_style),
    (AnonymousStyle, "copy", copy_style),
    (line_break, "strut", strut),
    (preferred, "shrink_to_fit", shrink_to_fit),
    (Layout, "setup", setup),
    (Layout, "set_text", set_text),
    (Layout, "deactivate", deactivate),
    (Layout, "reactivate", reactivate),
)
